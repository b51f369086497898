//! A genome whose planes are read again gives what the whole one gives.

use std::sync::Arc;

use engine::conformance::Random;
use engine::store::{Place, Rereader};
use engine::{Genome, GenomeBuilder, Hits, Match, NamedMotif, OpenError, Query, Scope, Search};
use engine::{Sharing, Stepwise, StrandChoice, Version};

use crate::support::{open, pool};

/// Texts of one genome: several blocks, with borders of records near those of blocks.
pub(crate) fn texts(random: &mut Random) -> Vec<Vec<u8>> {
    let record = |random: &mut Random, text: &mut Vec<u8>, name: usize| {
        text.extend_from_slice(format!(">r{name}\n").as_bytes());
        let length = random.pick(&[0, 3, 700, 131_071, 131_072, 200_000, 400_000]);
        let letters = random.pick(&[b"ACGT".as_slice(), b"acgtACGT", b"N", b"ACGTNR"]);
        let sequence: Vec<u8> = (0..length).map(|_| random.pick(letters)).collect();
        for line in sequence.chunks(60) {
            text.extend_from_slice(line);
            text.push(b'\n');
        }
    };
    (0..1 + random.below(3))
        .map(|index| {
            let mut text = Vec::new();
            for name in 0..1 + random.below(6) {
                record(random, &mut text, 10 * index + name);
            }
            text.extend_from_slice(b">end\nACGTACGTTGCA\n");
            text
        })
        .collect()
}

/// The genome without planes, and places in its texts: of each the text and the byte.
pub(crate) fn open_without_planes(
    random: &mut Random,
    texts: &[Vec<u8>],
) -> (Arc<Genome>, Vec<(usize, usize, Place)>) {
    let mut builder = GenomeBuilder::new("").without_planes();
    let mut places = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            builder.end_text().expect("FASTA");
            builder.begin_text("");
        }
        let mut done = 0;
        while done < text.len() {
            places.push((index, done, builder.place()));
            let end = text.len().min(done + 1 + random.below(300_000));
            builder.push(&text[done..end]).expect("FASTA");
            done = end;
        }
    }
    (Arc::new(builder.finish().expect("FASTA")), places)
}

/// The windows from a place on, each as large as chance has it.
pub(crate) fn windows(
    random: &mut Random,
    genome: &Arc<Genome>,
    texts: &[Vec<u8>],
    (first, from, place): (usize, usize, Place),
) -> Result<Vec<Arc<Genome>>, OpenError> {
    let mut reader = Rereader::new(genome, place);
    let mut windows = Vec::new();
    for (index, text) in texts.iter().enumerate().skip(first) {
        if index > first {
            reader.begin_text()?;
        }
        let text = if index == first { &text[from..] } else { text };
        for piece in text.chunks(1 + random.below(500_000)) {
            reader.push(piece)?;
            if reader.blocks().len() > 1 + random.below(5) {
                windows.push(Arc::new(reader.window()?));
            }
        }
    }
    reader.finish()?;
    windows.push(Arc::new(reader.window()?));
    Ok(windows)
}

fn query(random: &mut Random) -> Query {
    let motifs = random.pick(&["GAATTC", "ACGN(0,9)TTA", "A", "ACG\nTTGCA\nN"]);
    Query {
        motifs: NamedMotif::parse_list(motifs).expect("motifs"),
        mismatches: random.below(2),
        strands: StrandChoice::Both,
        scope: Scope::default(),
        version: random.pick(&[Version::Naive, Version::ShiftAnd, Version::BitPlanes]),
        sharing: random.pick(&[Sharing::OneThread, Sharing::PerRecord, Sharing::Blocks]),
        threads: 0,
    }
}

fn search(genome: &Arc<Genome>, windows: &[Arc<Genome>], query: Query) -> Hits {
    let pool = pool(2);
    let mut search = Search::new(Arc::clone(genome), query).expect("memory");
    for window in windows {
        search.turn_to(Arc::clone(window));
        search.step(&pool, &|| false);
    }
    assert!(search.progress().finished);
    search.into_hits()
}

/// All matches from a row on, of windows that begin before it.
fn rows(hits: &Hits, windows: &[Arc<Genome>], mut from: u64) -> Vec<Match> {
    let mut rows = Vec::new();
    for window in windows {
        let Some(block) = hits.block_of_row(from) else {
            break;
        };
        if window.searchable().contains(&block) {
            let found = hits.in_window(Arc::clone(window)).rows(from, usize::MAX);
            from += found.len() as u64;
            rows.extend(found);
        }
    }
    rows
}

fn check(seed: u64) {
    let random = &mut Random::new(seed);
    let texts = texts(random);
    let whole = Arc::new(open([texts.concat().as_slice()]).expect("FASTA"));
    let (genome, places) = open_without_planes(random, &texts);
    assert!(whole.is_whole() && !genome.is_whole());
    assert!(genome.store_bytes() < whole.store_bytes());
    assert!(genome.records().eq(whole.records()), "seed {seed}");
    assert_eq!(genome.composition(), whole.composition(), "seed {seed}");

    let query = query(random);
    let all = windows(random, &genome, &texts, (0, 0, Place::start())).expect("the same text");
    let expected = search(&whole, &[Arc::clone(&whole)], query.clone());
    let hits = search(&genome, &all, query.clone());
    assert_eq!(
        hits.strand_counts(),
        expected.strand_counts(),
        "seed {seed}, {query:?}"
    );
    let expected_rows = expected.rows(0, usize::MAX);
    assert!(
        rows(&hits, &all, 0) == expected_rows,
        "seed {seed}, {query:?}"
    );

    for place in places {
        let first_block = place.2.first_block();
        let some = windows(random, &genome, &texts, place).expect("the same text");
        let row = (0..hits.total()).find(|&row| hits.block_of_row(row) >= Some(first_block));
        if let Some(row) = row {
            let got = rows(&hits, &some, row);
            assert!(
                got == expected_rows[row as usize..],
                "seed {seed}, block {first_block}"
            );
        }
        for window in some {
            for found in rows(&hits, &[Arc::clone(&window)], 0).iter().take(20) {
                let sequence = window.match_sequence(found);
                assert_eq!(sequence, whole.match_sequence(found), "seed {seed}");
            }
        }
    }
}

#[test]
fn windows_give_what_the_whole_gives() {
    for seed in 0..12 {
        check(seed);
    }
}

/// Another text is never searched for the same.
#[test]
fn change_is_noticed() {
    for seed in 0..20 {
        let random = &mut Random::new(100 + seed);
        let mut texts = texts(random);
        let (genome, _) = open_without_planes(random, &texts);
        let text = random.below(texts.len());
        let text = &mut texts[text];
        match random.below(3) {
            0 => text.truncate(text.len() - 10),
            1 => text.extend_from_slice(b"ACGT\n"),
            _ => {
                let is_base = |letter: &u8| b"ACGT".contains(letter);
                let place = text.iter().rposition(is_base).expect("a base");
                text[place] = if text[place] == b'A' { b'C' } else { b'A' };
            }
        }
        let read = windows(random, &genome, &texts, (0, 0, Place::start()));
        assert_eq!(read.err(), Some(OpenError::Changed), "seed {seed}");
    }
}
