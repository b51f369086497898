//! What the matched sequences look like: against a look at every row.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use engine::conformance::Random;
use engine::matched::{Column, DISTANCE_BINS, MatchedPass, MatchedSequences, distance_bin};
use engine::motif::Part;
use engine::{
    Genome, Hits, NamedMotif, Query, Scope, Search, Sharing, Stepwise, StrandChoice, Version,
};

use crate::support::{open, pool};

fn genome(random: &mut Random, longest: usize) -> Arc<Genome> {
    let mut text = Vec::new();
    for record in 0..1 + random.below(4) {
        text.extend(format!(">record{record}\n").into_bytes());
        let length = random.below(longest);
        text.extend((0..length).map(|_| random.pick(b"ACGTACGTACGTacgtN")));
        text.push(b'\n');
    }
    text.extend_from_slice(b">last\nA\n");
    Arc::new(open([text.as_slice()]).expect("FASTA"))
}

fn search(genome: &Arc<Genome>, motif: &str, mismatches: usize) -> Hits {
    let query = Query {
        motifs: NamedMotif::parse_list(motif).expect("a motif"),
        mismatches,
        strands: StrandChoice::Both,
        scope: Scope::default(),
        version: Version::default(),
        sharing: Sharing::default(),
        threads: 0,
    };
    let mut search = Search::new(Arc::clone(genome), query).expect("memory");
    search.step(&pool(2), &|| false);
    search.into_hits()
}

/// Looks by a pass that pauses again and again.
fn looked_at(hits: &Hits, most: u64) -> MatchedSequences {
    let mut pass = MatchedPass::new(hits, most);
    let pool = pool(2);
    loop {
        let asked = AtomicU32::new(0);
        if pass
            .step(&pool, &|| asked.fetch_add(1, Relaxed) > 2)
            .finished
        {
            return pass.into_result();
        }
    }
}

/// The same from the rows. `spacer` is the index of the first letter of the only part of variable length, and the number of letters
/// behind it.
fn from_rows(hits: &Hits, spacer: Option<(usize, usize)>) -> MatchedSequences {
    let motif = &hits.query().motifs[0].motif;
    let rows = hits.rows(0, usize::MAX);
    let mut all = MatchedSequences {
        match_count: rows.len() as u64,
        columns: motif.parts().iter().flat_map(empty_columns).collect(),
        mismatches: vec![0; hits.query().mismatches.min(motif.max_length()) + 1],
        distances: vec![0; DISTANCE_BINS.len()],
    };
    for pair in rows.windows(2) {
        if pair[0].record == pair[1].record {
            all.distances[distance_bin(pair[1].start - pair[0].start)] += 1;
        }
    }
    for row in &rows {
        let mut letters = hits.genome().match_sequence(row).into_bytes();
        all.mismatches[hits.mismatches(row).len()] += 1;
        let mut length = None;
        if let Some((start, behind)) = spacer {
            let end = letters.len() - behind;
            length = Some(end - start);
            letters.drain(start..end);
        }
        let mut letters = letters.iter();
        for column in &mut all.columns {
            match column {
                Column::Letter { counts, others, .. } => {
                    let letter = letters.next().expect("a letter for each column");
                    match b"ACGT".iter().position(|base| base == letter) {
                        Some(code) => counts[code] += 1,
                        None => *others += 1,
                    }
                }
                Column::Spacer { min, counts, .. } => {
                    counts[length.expect("a spacer") - usize::from(*min)] += 1;
                }
            }
        }
        assert_eq!(letters.next(), None);
    }
    all
}

fn empty_columns(part: &Part) -> Vec<Column> {
    let bases = part.bases;
    if part.is_variable() {
        vec![Column::Spacer {
            bases,
            min: part.min,
            counts: vec![0; usize::from(part.max - part.min) + 1],
        }]
    } else {
        let column = Column::Letter {
            bases,
            counts: [0; 4],
            others: 0,
        };
        vec![column; usize::from(part.max)]
    }
}

fn check(motif: &str, mismatches: usize, spacer: Option<(usize, usize)>) {
    // Of a block or less, and of several.
    for (seed, longest) in [(0, 2_000), (1, 2_000), (2, 2_000), (3, 200_000)] {
        let genome = genome(&mut Random::new(seed), longest);
        let hits = search(&genome, motif, mismatches);
        let (got, expected) = (looked_at(&hits, u64::MAX), from_rows(&hits, spacer));
        assert_eq!(got, expected, "seed {seed}, {motif}, {mismatches}");
    }
}

#[test]
fn every_match_is_looked_at() {
    check("RNY", 0, None);
    check("GAATTC", 0, None);
    check("CWGA", 0, None);
    check("GATTACA", 2, None);
    check("ANS", 3, None);
    check("A", 8, None);
    check("GAN(2,9)TC", 0, Some((2, 2)));
    check("CA(1,3)TG", 1, Some((1, 2)));
    check("GRN(0,4)AS", 2, Some((2, 2)));
}

#[test]
fn several_spacers_add_up() {
    for seed in 0..3 {
        let genome = genome(&mut Random::new(seed), 30_000);
        let hits = search(&genome, "GAN(1,3)WN(2,4)C", 1);
        let got = looked_at(&hits, u64::MAX);
        let rows = hits.rows(0, usize::MAX);
        let letters: u64 = rows.iter().map(|row| row.end - row.start).sum();
        let mut sum = 0;
        for column in &got.columns {
            let (matches, lengths) = match column {
                Column::Letter { counts, others, .. } => {
                    let matches = counts.iter().sum::<u64>() + others;
                    (matches, matches)
                }
                Column::Spacer { min, counts, .. } => {
                    let lengths = (u64::from(*min)..).zip(counts);
                    let lengths = lengths.map(|(length, count)| length * count);
                    (counts.iter().sum(), lengths.sum())
                }
            };
            assert_eq!(matches, hits.total(), "seed {seed}");
            sum += lengths;
        }
        assert_eq!(sum, letters, "seed {seed}");
        let mut mismatches = [0; 2];
        rows.iter()
            .for_each(|row| mismatches[hits.mismatches(row).len()] += 1);
        assert_eq!(got.mismatches, mismatches, "seed {seed}");
    }
}

#[test]
fn sample_is_a_part_of_all() {
    let genome = genome(&mut Random::new(7), 3_000_000);
    let hits = search(&genome, "RNY", 0);
    let all = looked_at(&hits, hits.total());
    assert_eq!(all.match_count, hits.total());
    let sample = looked_at(&hits, hits.total() / 3);
    let share = sample.match_count as f64 / all.match_count as f64;
    assert!((0.2..0.5).contains(&share), "a share of {share}");
    // Within a block all distances are known, across a block that was left out none is.
    let distances = |looked: &MatchedSequences| looked.distances.iter().sum::<u64>();
    assert!(distances(&sample) < sample.match_count);
    let none = looked_at(&search(&genome, "GATTACAGATTACAGATTACA", 0), 5);
    assert_eq!((none.match_count, distances(&none)), (0, 0));
}
