//! Files with every peculiarity, each with what it must give: `tests/data/specimens/index.txt`.

use engine::{Compression, Genome, OpenError};

use crate::support::{data, letters, open};

struct Specimen {
    name: String,
    bytes: Vec<u8>,
    expected: String,
}

fn specimens() -> Vec<Specimen> {
    let index = std::fs::read_to_string(data("specimens/index.txt")).expect("the index");
    let lines = index
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, expected) = line.split_once(' ').expect("name and outcome");
            let bytes = std::fs::read(data("specimens").join(name));
            Specimen {
                name: name.to_owned(),
                bytes: bytes.unwrap_or_else(|error| panic!("{name}: {error}")),
                expected: expected.to_owned(),
            }
        })
        .collect()
}

/// The outcome in the words of the index.
fn outcome(result: &Result<Genome, OpenError>) -> String {
    match result {
        Ok(genome) => {
            let records = genome.records();
            let records =
                records.map(|record| format!(" {}={}", record.name, letters(genome, record.id)));
            format!("ok{}", records.collect::<String>())
        }
        Err(error) => format!("error {error}"),
    }
}

fn check(specimen: &Specimen, result: &Result<Genome, OpenError>, how: &str) {
    let name = &specimen.name;
    assert_eq!(outcome(result), specimen.expected, "{name} {how}");
}

#[test]
fn each_gives_what_the_index_says() {
    let specimens = specimens();
    assert!(specimens.len() > 50);
    for specimen in &specimens {
        check(specimen, &open([specimen.bytes.as_slice()]), "whole");
    }
}

#[test]
fn every_specimen_is_in_the_index() {
    let names: Vec<String> = specimens()
        .into_iter()
        .map(|specimen| specimen.name)
        .collect();
    for file in std::fs::read_dir(data("specimens")).expect("the specimens") {
        let name = file
            .expect("a file")
            .file_name()
            .into_string()
            .expect("UTF-8");
        let is_maker = name.ends_with(".py");
        assert!(
            name == "index.txt" || is_maker || names.contains(&name),
            "{name}"
        );
    }
}

#[test]
fn pieces_do_not_matter() {
    for specimen in &specimens() {
        let whole = open([specimen.bytes.as_slice()]);
        for cut in 0..specimen.bytes.len() {
            let (first, second) = specimen.bytes.split_at(cut);
            let result = open([first, second]);
            check(specimen, &result, &format!("cut at byte {cut}"));
            assert_eq!(result, whole, "{} cut at byte {cut}", specimen.name);
        }
        let result = open(specimen.bytes.chunks(1));
        check(specimen, &result, "byte by byte");
        assert_eq!(result, whole, "{} byte by byte", specimen.name);
    }
}

#[test]
fn truncated_gzip_is_never_a_genome() {
    let mut cuts = 0;
    for specimen in specimens() {
        let is_whole_gzip =
            specimen.bytes.starts_with(&[0x1f, 0x8b]) && specimen.expected.starts_with("ok");
        // Padding may be cut, and a stream of several members may end after any of them.
        let may_be_cut = ["padded.fa.gz", "many_members.fa.gz"].contains(&specimen.name.as_str());
        if !is_whole_gzip || may_be_cut {
            continue;
        }
        for cut in 2..specimen.bytes.len() {
            cuts += 1;
            let result = open([&specimen.bytes[..cut]]);
            let expected = Err(OpenError::Truncated {
                compression: Compression::Gzip,
                offset: cut as u64,
            });
            assert_eq!(result, expected, "{} of {cut} bytes", specimen.name);
        }
    }
    assert!(cuts > 300);
}
