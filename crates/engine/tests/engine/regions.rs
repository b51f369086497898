//! Regions as text.

use std::sync::Arc;

use engine::conformance::Random;
use engine::export::bed;
use engine::{Genome, Places, RecordId, RegionFault, Regions, RegionsError, RegionsReader};
use engine::{NamedMotif, Query, Scope, Search, Sharing, Stepwise, StrandChoice, Version};

use crate::support::{data, open, open_file, pool};

/// Records of 5000, 100 and 10 letters, one without any, two of the same name, and names with colons.
fn genome() -> Genome {
    let letters = "ACGTACGTAC";
    let record = |name: &str, tens: usize| format!(">{name}\n{}\n", letters.repeat(tens));
    let text = [
        record("chr1", 500),
        record("2", 10),
        record("scaffold_3.1 of three", 1),
        record("empty", 0),
        record("twice", 2),
        record("twice", 3),
        record("HLA:A*01", 4),
        record("HLA", 5),
        record("HLA:1-5", 6),
    ];
    open([text.concat().as_bytes()]).expect("FASTA")
}

fn read(genome: &Genome, text: &[u8], piece: usize) -> Result<Regions, RegionsError> {
    let mut reader = RegionsReader::new(genome);
    for piece in text.chunks(piece) {
        reader.push(piece)?;
    }
    reader.finish()
}

/// Checks the regions of a text, however it comes: the record's ordinal, and its letters 0-based and half-open.
#[track_caller]
fn check(text: &str, expected: &[(u32, u64, u64)], cut_count: u64) {
    let genome = genome();
    let regions = expected.iter();
    let regions = regions.map(|&(record, start, end)| (RecordId::new(record), start..end));
    let places = Places::new(&genome, regions);
    for piece in [1, 2, 7, usize::MAX] {
        let regions = read(&genome, text.as_bytes(), piece).expect("regions");
        assert_eq!(regions.places, places, "{text:?}");
        assert_eq!(regions.cut_count, cut_count, "{text:?}");
    }
}

#[track_caller]
fn check_wrong(text: impl AsRef<[u8]>, line: u64, column: u64, fault: RegionFault) {
    let text = text.as_ref();
    for piece in [1, 3, usize::MAX] {
        let wrong = read(&genome(), text, piece).map(|_| ());
        let fault = fault.clone();
        let expected = RegionsError {
            line,
            column,
            fault,
        };
        assert_eq!(wrong, Err(expected), "{:?}", String::from_utf8_lossy(text));
    }
}

#[test]
fn bed_is_read() {
    check("chr1\t0\t10\n", &[(0, 0, 10)], 0);
    check("chr1\t0\t10", &[(0, 0, 10)], 0);
    check(
        "chr1\t10\t20\tname\t960\t+\n2\t0\t1\n",
        &[(0, 10, 20), (1, 0, 1)],
        0,
    );
    check(
        "chr1 10  20 name\r\n\r\n  2 3 4 \r\n",
        &[(0, 10, 20), (1, 3, 4)],
        0,
    );
    check("2\t5\t6\rchr1\t1\t2\r", &[(1, 5, 6), (0, 1, 2)], 0);
    check(
        "browser position chr7:1-2\ntrack name=\"a b\" x=1\n# chr1\t1\t2\n\nchr1\t7\t9\n",
        &[(0, 7, 9)],
        0,
    );
    check("\u{feff}2\t5\t6\n", &[(1, 5, 6)], 0);
    // Nothing, and past the end.
    check("2\t5\t5\n2\t100\t100\n", &[(1, 5, 5), (1, 100, 100)], 0);
    check(
        "2\t90\t101\nscaffold_3.1\t0\t99999999999999999999\n",
        &[(1, 90, 100), (2, 0, 10)],
        2,
    );
    check(
        "2\t50\t60\n2\t10\t55\n2\t60\t61\n",
        &[(1, 10, 61), (1, 9, 9), (1, 8, 8)],
        0,
    );
}

#[test]
fn places_are_read() {
    check("chr1:1-10", &[(0, 0, 10)], 0);
    check("chr1:1,000-2,000\n2:5-5\n", &[(0, 999, 2000), (1, 4, 5)], 0);
    check("2\n", &[(1, 0, 100)], 0);
    check(
        "2:91\n2:11-\n2:-3",
        &[(1, 90, 100), (1, 10, 100), (1, 0, 3)],
        0,
    );
    check("2:91-1,000", &[(1, 90, 100)], 1);
    check("empty", &[(3, 0, 0)], 0);
    check("HLA:A*01:3-4\nHLA:A*01", &[(6, 2, 4), (6, 0, 40)], 0);
    check("HLA:2-5\n2\t1\t2", &[(7, 1, 5), (1, 1, 2)], 0);
    check("HLA:1-5:3", &[(8, 2, 60)], 0);
}

#[test]
fn wrong_lines_are_named() {
    let number = |found: &str| RegionFault::NotANumber {
        found: found.into(),
    };
    check_wrong("", 1, 1, RegionFault::NoRegions);
    check_wrong("# nothing\n\ntrack\n", 1, 1, RegionFault::NoRegions);
    check_wrong("2\t1\t2\n2\t5\n", 2, 3, RegionFault::NoEnd);
    check_wrong("2\t1\t2\n2\t5\tx\n", 2, 5, number("x"));
    check_wrong("2\t\t5\t9\n", 1, 3, number(""));
    check_wrong("2 -1 5\n", 1, 3, number("-1"));
    check_wrong("2 1,000 5\n", 1, 3, number("1,000"));
    check_wrong(
        "2\t7\t5\n",
        1,
        3,
        RegionFault::StartAfterEnd { start: 7, end: 5 },
    );
    check_wrong(
        "2:7-5\n",
        1,
        3,
        RegionFault::StartAfterEnd { start: 7, end: 5 },
    );
    check_wrong("2:0-5\n", 1, 3, RegionFault::PlaceZero);
    check_wrong("2:\n", 1, 3, RegionFault::NoStart);
    check_wrong("2:-", 1, 3, RegionFault::NoStart);
    check_wrong("2:1,00-5\n", 1, 3, number("1,00"));
    check_wrong("2:1-5,00\n", 1, 5, number("5,00"));
    check_wrong("2:1-5-6\n", 1, 5, number("5-6"));
    let past = |start| RegionFault::StartPastRecord {
        start,
        record: "2".into(),
        length_bases: 100,
    };
    check_wrong("2\t100\t101\n", 1, 3, past(100));
    check_wrong("2\t101\t101\n", 1, 3, past(101));
    check_wrong("2:101-102\n", 1, 3, past(101));
    check_wrong("2:101", 1, 3, past(101));
    let twice = || RegionFault::SeveralRecords {
        name: "twice".into(),
    };
    check_wrong("2\t1\t2\r\ntwice\t1\t2\n", 2, 1, twice());
    check_wrong("twice:5-7\n", 1, 1, twice());
    check_wrong("twice\n", 1, 1, twice());
    check_wrong(
        "HLA:1-5\n",
        1,
        1,
        RegionFault::NameOrPlace {
            text: "HLA:1-5".into(),
        },
    );
    check_wrong(
        b"\xff\xfe2\x00\t\x001\x00\n".as_slice(),
        1,
        1,
        RegionFault::NotText,
    );
    check_wrong("2\t1\t2\n2\t1\0\t2\n", 2, 4, RegionFault::NotText);
    check_wrong("ä 1 2\nö", 1, 1, unknown("ä", None));
    check_wrong("2 1 2\n2 1 ä x", 2, 5, number("ä"));
}

#[test]
fn names_that_may_be_meant_are_offered() {
    for (name, similar) in [
        ("1", Some("chr1")),
        ("CHR1", Some("chr1")),
        ("chr2", Some("2")),
        ("SCAFFOLD_3", Some("scaffold_3.1")),
        ("scaffold_3.2", Some("scaffold_3.1")),
        ("chr22", None),
        ("of", None),
    ] {
        let fault = unknown(name, similar);
        check_wrong(format!("2\t0\t1\n{name}\t1\t2\n"), 2, 1, fault.clone());
        check_wrong(format!("2:7\n{name}:1-2\n"), 2, 1, fault.clone());
        check_wrong(name, 1, 1, fault);
    }
}

fn unknown(name: &str, similar: Option<&str>) -> RegionFault {
    RegionFault::UnknownRecord {
        name: name.into(),
        similar: similar.map(str::to_owned),
        first_names: ["chr1", "2", "scaffold_3.1"].map(str::to_owned).into(),
        record_count: 9,
    }
}

#[test]
fn a_line_without_end_is_given_up() {
    let text = vec![b'A'; 3 << 20];
    let genome = genome();
    let mut reader = RegionsReader::new(&genome);
    let mut pieces = text.chunks(1 << 16);
    let wrong = pieces.find_map(|piece| reader.push(piece).err());
    let wrong = wrong.map(|wrong| wrong.fault);
    assert_eq!(wrong, Some(RegionFault::LineTooLong));
    assert!(pieces.len() > 16, "the rest is not looked at");
}

/// A million lines on many records, both ways mixed, in no order.
#[test]
fn a_million_lines_are_read() {
    let random = &mut Random::new(5);
    let text: String = (0..3_000)
        .map(|record| format!(">contig{record}\n{}\n", "A".repeat(500)))
        .collect();
    let genome = open([text.as_bytes()]).expect("FASTA");
    let mut text = String::new();
    let mut regions = Vec::new();
    for _ in 0..1_000_000 {
        let record = random.below(3_000) as u32;
        let start = random.below(500) as u64;
        let end = start + random.below(100) as u64 + 1;
        text.push_str(&if random.one_in(2) {
            format!("contig{record}\t{start}\t{end}\tpeak\n")
        } else {
            format!("contig{record}:{}-{end}\n", start + 1)
        });
        regions.push((RecordId::new(record), start..end));
    }
    let read = read(&genome, text.as_bytes(), 1 << 20).expect("regions");
    let cut = regions.iter().filter(|(_, letters)| letters.end > 500);
    assert_eq!(read.cut_count, cut.count() as u64);
    assert_eq!(read.places, Places::new(&genome, regions));
    assert_eq!(read.places.region_count(), 1_000_000);
    // Hardly any letter is in none.
    assert!(read.places.length_bases() > 1_490_000);
}

/// The example with these stretches in lower case.
fn soft_masked(stretches: &str) -> Genome {
    let genome = open_file(&data("vibrio_cholerae_N16961.fa.gz"));
    let mut text = Vec::new();
    for record in genome.records() {
        let mut letters = Vec::new();
        genome.sequence(record.id, 0..u64::MAX, &mut letters);
        for line in stretches.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, start, end] = *fields.as_slice() else {
                panic!("{line} has three columns");
            };
            if name == record.name {
                let place = |text: &str| text.parse::<usize>().expect("a number");
                letters[place(start)..place(end)].make_ascii_lowercase();
            }
        }
        text.extend_from_slice(format!(">{}\n", record.name).as_bytes());
        text.append(&mut letters);
        text.push(b'\n');
    }
    open([text.as_slice()]).expect("FASTA")
}

/// `tests/data/golden` has the commands.
#[test]
fn matches_in_a_part_are_those_of_bedtools() {
    let golden = |name: &str| {
        let path = data("golden").join(format!("vibrio_cholerae_N16961.{name}.bed"));
        std::fs::read_to_string(path).expect("the BED file")
    };
    let genome = Arc::new(soft_masked(&golden("soft-masked")));
    let regions = golden("regions");
    let places = Arc::new(
        read(&genome, regions.as_bytes(), 1_000)
            .expect("regions")
            .places,
    );
    for motif in ["GAATTC", "TATAAT"] {
        for (part, places, skips_soft_masked) in [
            ("in_regions", Some(&places), false),
            ("not_soft-masked", None, true),
            ("in_both", Some(&places), true),
        ] {
            let scope = Scope::new(&genome, places.cloned(), skips_soft_masked);
            for version in Version::ALL {
                let lines = bed_lines(&genome, motif, scope.clone(), version);
                let expected = golden(&format!("{motif}.{part}"));
                assert_eq!(lines, expected, "{motif} {part} {version:?}");
            }
        }
    }
}

fn bed_lines(genome: &Arc<Genome>, motif: &str, scope: Scope, version: Version) -> String {
    let query = Query {
        motifs: NamedMotif::parse_list(motif).expect("a motif"),
        mismatches: 0,
        strands: StrandChoice::Both,
        scope,
        version,
        sharing: Sharing::Blocks,
        threads: 0,
    };
    let mut search = Search::new(Arc::clone(genome), query).expect("memory");
    search.step(&pool(2), &|| false);
    let hits = search.into_hits();
    let mut lines = Vec::new();
    for found in hits.rows(0, usize::MAX) {
        let name = genome.record(found.record).name;
        bed::push_line(&mut lines, name, &found, motif);
    }
    String::from_utf8(lines).expect("UTF-8")
}
