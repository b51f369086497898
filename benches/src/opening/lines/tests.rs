use std::path::PathBuf;

use protocol::memory::FileFacts;
use protocol::{BaseCounts, Holding, OpenTimes};

use super::*;
use crate::page::Plan;

const FILE_BYTES: u64 = 1_000_000_000;
const BASES: u64 = 3_000_000_000;

fn opened(compression: Compression, start_ms: f64, open_ms: f64) -> Opened {
    Opened {
        plan: Plan {
            threads: 2,
            memory_bytes: 1_400_000_000,
            touched_bytes: 0,
        },
        start_ms,
        open_ms,
        search_ms: 10.0,
        genome: GenomeSummary {
            file_names: vec!["genome.fa".into()],
            file_bytes: FILE_BYTES,
            text_bytes: 2 * FILE_BYTES,
            kept_bytes: None,
            compression,
            record_count: 1,
            empty_record_count: 0,
            duplicate_name_count: 0,
            length_bases: BASES,
            base_counts: BaseCounts::default(),
            other_letters: Vec::new(),
            soft_masked_bases: 0,
            holding: Holding::InMemory,
            store_bytes: 1,
            typical_search_ms: None,
            times: OpenTimes {
                read_ms: 100.0,
                decompress_ms: 200.0,
                parse_ms: 300.0,
                total_ms: 700.0,
            },
        },
        matches: 7,
        touched_bytes: Some(900_000_000),
    }
}

fn round(compression: Compression) -> Round {
    Round {
        reads: vec![(WAYS[0], 2000.0), (WAYS[1], 1010.0), (WAYS[8], 800.0)],
        first: opened(compression, 0.0, 1000.0),
        sample: (compression == Compression::Plain).then_some(Sample {
            bases: 16_777_216,
            threads: 1,
            ms: 8.0,
        }),
        one_thread: (compression == Compression::Bgzf).then(|| opened(compression, 0.0, 1900.0)),
        another: opened(compression, 90.0, 980.0),
        library: None,
    }
}

fn rows_of(compression: Compression, round: Round) -> Vec<Row> {
    let file = GenomeFile {
        path: PathBuf::from("genome.fa"),
        name: "genome.fa".into(),
        is_gzip: compression != Compression::Plain,
        facts: FileFacts::new(FILE_BYTES, b">"),
    };
    rows(Program::Chromium, &file, &[round], Some(120_000_000))
}

/// The cells from the second to the last of the line that is called so.
fn check(rows: &[Row], what: &str, expected: &str) {
    let row = rows.iter().find(|row| row.what == what);
    let cells = row.map(|row| row.cells()[1..].join(" | "));
    assert_eq!(cells.as_deref(), Some(expected), "{what}");
}

#[test]
fn opening_is_beside_the_fastest_read() {
    let rows = rows_of(Compression::Plain, round(Compression::Plain));
    for (what, expected) in [
        (
            "read: slices of 16 MiB, one at a time",
            "– | 2000 | 500 | – | 2.50 | – | – |  | –",
        ),
        ("read: stream", "– | – | – | – | – | – | – |  | –"),
        (
            "read: fastest simple one of each round",
            "– | 1010 | 990 | – | 1.26 | – | – |  | –",
        ),
        (
            "read: fastest of each round",
            "– | 800 | 1250 | – | 1.00 | – | – |  | –",
        ),
        ("open: between these", "2 | 100 | – | – | – | – | – |  | –"),
        (
            "open: try a search, tell the page",
            "2 | 300 | – | – | – | – | – |  | –",
        ),
        (
            "open: whole",
            "2 | 1000 | 1000 | 2000 | 1.25 | – | – |  | –",
        ),
        (
            "first answer from choosing the file",
            "2 | 1010 | 990 | 1980 | 1.26 | – | – | ≤ 1.25 times the fastest read | MISSED",
        ),
        (
            "the same, beside the fastest simple read",
            "2 | – | – | – | 1.00 | – | – | ≤ 1.25 times the fastest simple read | met",
        ),
        (
            "first answer from choosing another file",
            "2 | 1080 | 926 | 1852 | 1.35 | – | – |  | –",
        ),
        (
            "parse and pack 16,777,216 bases, alone",
            "1 | 8.00 | – | 2097 | – | – | – | ≥ 2500 MB/s of text | MISSED",
        ),
        (
            "engine memory: given",
            "– | – | – | – | – | – | 1,400 | ≤ 1300 MB | MISSED",
        ),
        (
            "engine memory: touched",
            "– | – | – | – | – | – | 900 | ≤ 1300 MB | met",
        ),
        (
            "browser's memory: most while opening, beside the packed genome",
            "– | – | – | – | – | – | 120 | ≤ 256 MB | met",
        ),
    ] {
        check(&rows, what, expected);
    }
    assert!(rows.iter().all(|row| row.what != DECOMPRESS));
}

#[test]
fn compressed_files_have_floors_of_their_own() {
    let rows = rows_of(Compression::Gzip, round(Compression::Gzip));
    check(&rows, DECOMPRESS, "2 | 200 | – | – | – | – | – |  | –");
    assert!(rows.iter().all(|row| row.what != BESIDE_SIMPLE));
    check(
        &rows,
        "open: whole",
        "2 | 1000 | 1000 | 2000 | 1.25 | – | – | ≥ 250 MB/s of text | met",
    );
    check(
        &rows,
        "engine memory: given",
        "– | – | – | – | – | – | 1,400 |  | –",
    );
    let rows = rows_of(Compression::Bgzf, round(Compression::Bgzf));
    check(
        &rows,
        "open: whole",
        "2 | 1000 | 1000 | 2000 | 1.25 | 1.90 | – | ≥ 1.7 of one thread | met",
    );
}

#[test]
fn a_browser_without_a_library_says_so() {
    let round = Round {
        library: Some(OfLibrary::Missing),
        ..round(Compression::Plain)
    };
    let rows = rows_of(Compression::Plain, round);
    check(
        &rows,
        "library: none in this browser",
        "– | – | – | – | – | – | – |  | –",
    );
}
