//! Counts and places that independent programs gave: `tests/data/golden`, with the commands that made them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use engine::export::bed;
use engine::{
    Genome, Hits, Motif, Query, RecordId, Scope, Search, Sharing, Stepwise, StrandChoice, Version,
};

use crate::support::{data, falciparum, open_file, pool};

/// Record and strand, with a number of matches.
type Counts = BTreeMap<(String, String), i64>;

/// The rows of a table: tab-separated, comments with `#`.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(data("golden").join(name)).expect("the table");
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split('\t').map(String::from).collect())
        .collect()
}

/// Sums the rows of a table by genome, motif and program.
fn counts(name: &str) -> BTreeMap<[String; 3], Counts> {
    let mut all: BTreeMap<[String; 3], Counts> = BTreeMap::new();
    for row in table(name) {
        let [genome, motif, program, record, strand, count, ..] = row.as_slice() else {
            panic!("{name}: {row:?}");
        };
        let key = [genome, motif, program].map(String::clone);
        let counts = all.entry(key).or_default();
        if record != "*" {
            *counts.entry((record.clone(), strand.clone())).or_default() +=
                count.parse::<i64>().expect("a number");
        }
    }
    all
}

fn search(genome: &Arc<Genome>, motif: &str, version: Version) -> Hits {
    let query = Query {
        motifs: vec![
            Motif::parse(motif)
                .unwrap_or_else(|error| panic!("{motif}: {error}"))
                .into(),
        ],
        mismatches: 0,
        strands: StrandChoice::Both,
        scope: Scope::default(),
        version,
        sharing: Sharing::Blocks,
        threads: 0,
    };
    let mut search = Search::new(Arc::clone(genome), query).expect("memory");
    search.step(&pool(2), &|| false);
    search.into_hits()
}

/// The counts as the other programs give them: a match on both strands is one on either.
fn own_counts(hits: &Hits, program: &str) -> Counts {
    let mut counts = Counts::new();
    for record in hits.genome().records() {
        let name = match (program, record.name.trim_end_matches('|').rsplit_once('|')) {
            ("fuzznuc", Some((_, last))) => last,
            _ => record.name,
        };
        let own = hits.record_counts(record.id);
        let strands = [("+", own.forward + own.both), ("-", own.reverse + own.both)];
        for (strand, count) in strands.into_iter().filter(|&(_, count)| count > 0) {
            counts.insert((name.to_owned(), strand.to_owned()), count as i64);
        }
    }
    counts
}

#[test]
fn counts_are_those_of_seqkit_and_fuzznuc() {
    let extra = counts("extra.tsv");
    let expected = counts("counts.tsv");
    let genomes: BTreeSet<&String> = expected.keys().map(|[genome, ..]| genome).collect();
    for name in genomes {
        let path = match name.as_str() {
            "plasmodium_falciparum" => falciparum(),
            _ => Some(data(&format!("{name}.fa.gz"))),
        };
        let Some(path) = path else { continue };
        let genome = Arc::new(open_file(&path));
        for (key, expected) in expected.iter().filter(|([genome, ..], _)| genome == name) {
            let [_, motif, program] = key;
            let mut expected = expected.clone();
            for (place, count) in extra.get(key).into_iter().flatten() {
                *expected.entry(place.clone()).or_default() -= count;
            }
            expected.retain(|_, count| *count != 0);
            for version in Version::ALL {
                let hits = search(&genome, motif, version);
                assert_eq!(own_counts(&hits, program), expected, "{key:?} {version:?}");
            }
        }
    }
}

#[test]
fn bed_is_that_of_seqkit() {
    let genome = Arc::new(open_file(&data("vibrio_cholerae_N16961.fa.gz")));
    for motif in ["GAATTC", "TATAAT"] {
        let file = data("golden").join(format!("vibrio_cholerae_N16961.{motif}.bed"));
        let expected = std::fs::read_to_string(file).expect("the BED file");
        let hits = search(&genome, motif, Version::default());
        let mut lines = Vec::new();
        let _ = hits.for_each_from(0, &mut |found| {
            bed::push_line(&mut lines, genome.record(found.record).name, &found, motif);
            ControlFlow::Continue(())
        });
        assert_eq!(
            String::from_utf8(lines).expect("UTF-8"),
            expected,
            "{motif}"
        );
    }
}

#[test]
fn matched_letters_are_those_of_the_motif() {
    let genome = Arc::new(open_file(&data("vibrio_cholerae_N16961.fa.gz")));
    let hits = search(&genome, "GCTGGTGG", Version::default());
    let rows = hits.rows(0, usize::MAX);
    assert_eq!(rows.len() as u64, hits.total());
    assert!(
        rows.iter()
            .all(|row| genome.match_sequence(row) == "GCTGGTGG")
    );
    assert_eq!(hits.records_with_matches(), 2);
    assert_eq!(hits.record_count(RecordId::new(0)), 119 + 109);
}
