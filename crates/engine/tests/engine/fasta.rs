//! The same sequence in any layout, compression and pieces gives the same genome.

use std::io::Write;

use engine::conformance::Random;
use engine::{Genome, GenomeBuilder, OpenError, RecordId};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::{letters, open};

struct Record {
    name: String,
    letters: Vec<u8>,
}

fn records(random: &mut Random) -> Vec<Record> {
    // Around the borders of words, lanes and blocks.
    let borders = [
        0, 1, 63, 64, 65, 1023, 1024, 1025, 131_070, 131_071, 131_072, 131_073, 262_144,
    ];
    (0..1 + random.below(6))
        .map(|ordinal| Record {
            name: format!("record{ordinal}"),
            letters: sequence(random, borders),
        })
        .chain(std::iter::once(Record {
            name: "last".to_owned(),
            letters: b"ACGT".to_vec(),
        }))
        .collect()
}

/// Stretches of bases, of N, of lower case, and single other letters.
fn sequence<const N: usize>(random: &mut Random, lengths: [usize; N]) -> Vec<u8> {
    let length = random.pick(&lengths);
    let mut letters: Vec<u8> = (0..length).map(|_| random.pick(b"ACGT")).collect();
    for _ in 0..random.below(8) {
        let start = random.below(length + 1);
        let end = start + random.below(length - start + 1);
        match random.below(3) {
            0 => letters[start..end].make_ascii_lowercase(),
            1 => letters[start..end].fill(random.pick(b"Nn")),
            _ => letters[start..end]
                .iter_mut()
                .step_by(997)
                .for_each(|letter| *letter = b'R'),
        }
    }
    letters
}

/// Writes the records in lines of any width and any line end.
fn layout(random: &mut Random, records: &[Record]) -> Vec<u8> {
    let line_end: &[u8] = random.pick(&[b"\n" as &[u8], b"\r\n", b"\r"]);
    let is_ragged = random.one_in(3);
    let mut text = Vec::new();
    for record in records {
        write!(text, ">{} something", record.name).expect("memory");
        text.extend_from_slice(line_end);
        let width = random.pick(&[1, 60, 80, 100, 1_000_000]);
        let mut rest = record.letters.as_slice();
        while !rest.is_empty() {
            let width = if is_ragged {
                1 + random.below(300)
            } else {
                width
            };
            let (line, later) = rest.split_at(width.min(rest.len()));
            text.extend_from_slice(line);
            text.extend_from_slice(line_end);
            rest = later;
        }
    }
    text
}

/// Compresses the text in members of any length.
fn compress(random: &mut Random, text: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut rest = text;
    loop {
        let length = rest.len().min(1 + random.below(100_000));
        let (now, later) = rest.split_at(length);
        let level = Compression::new(random.below(10) as u32);
        let mut member = GzEncoder::new(&mut file, level);
        member.write_all(now).expect("memory");
        member.finish().expect("memory");
        rest = later;
        if rest.is_empty() {
            return file;
        }
    }
}

fn open_in_pieces(random: &mut Random, file: &[u8]) -> Result<Genome, OpenError> {
    let longest = random.pick(&[7, 1000, 100_000, 10_000_000]);
    let mut rest = file;
    open(std::iter::from_fn(|| {
        let (piece, later) = rest.split_at(rest.len().min(random.below(longest) + 1));
        rest = later;
        (!piece.is_empty()).then_some(piece)
    }))
}

fn check(seed: u64) {
    let random = &mut Random::new(seed);
    let records = records(random);
    let text = layout(random, &records);
    let genome = open([text.as_slice()]).expect("FASTA");
    assert_eq!(genome.record_count(), records.len(), "seed {seed}");
    for (info, record) in genome.records().zip(&records) {
        assert_eq!(
            (info.name, info.description),
            (record.name.as_str(), "something"),
            "seed {seed}"
        );
        assert_eq!(
            info.length_bases,
            record.letters.len() as u64,
            "seed {seed}"
        );
        let got = letters(&genome, info.id);
        assert!(
            got.as_bytes() == record.letters,
            "seed {seed}, {}",
            info.name
        );
        let count = |base: u8| {
            let is_base = |letter: &&u8| letter.eq_ignore_ascii_case(&base);
            record.letters.iter().filter(is_base).count() as u64
        };
        assert_eq!(
            info.base_counts,
            [b'A', b'C', b'G', b'T'].map(count),
            "seed {seed}"
        );
    }
    let composition = genome.composition();
    let length: usize = records.iter().map(|record| record.letters.len()).sum();
    assert_eq!(
        composition.base_count() + composition.other_count(),
        length as u64,
        "seed {seed}"
    );
    assert_eq!(genome.length_bases(), length as u64, "seed {seed}");
    check_windows(&genome, &records, seed);

    let again = layout(random, &records);
    assert!(
        open_in_pieces(random, &again) == Ok(genome),
        "seed {seed}: another layout"
    );
    let genome = open([again.as_slice()]);
    let file = compress(random, &again);
    assert!(
        open_in_pieces(random, &file) == genome,
        "seed {seed}: compressed"
    );
}

fn check_windows(genome: &Genome, records: &[Record], seed: u64) {
    for length in [1, 2, 64, 255, 256] {
        let of_record = |record: &Record| -> usize {
            let is_base = |letter: &u8| b"ACGT".contains(&letter.to_ascii_uppercase());
            let stretches = record.letters.split(|letter| !is_base(letter));
            stretches
                .map(|stretch| (stretch.len() + 1).saturating_sub(length))
                .sum()
        };
        let expected: Vec<u64> = records
            .iter()
            .map(|record| of_record(record) as u64)
            .collect();
        let got: Vec<u64> = (0..records.len())
            .map(|ordinal| {
                genome
                    .record_windows(RecordId::new(ordinal as u32))
                    .of_length(length)
            })
            .collect();
        assert_eq!(got, expected, "seed {seed}, windows of {length}");
        let sum: u64 = expected.iter().sum();
        assert_eq!(
            genome.windows().of_length(length),
            sum,
            "seed {seed}, windows of {length}"
        );
    }
}

#[test]
fn layout_compression_and_pieces_do_not_matter() {
    for seed in 100..140 {
        check(seed);
    }
}

#[test]
fn many_records() {
    let mut text = Vec::new();
    for ordinal in 0..100_000 {
        write!(text, ">contig{ordinal}\nACGTN\n").expect("memory");
    }
    let genome = open([text.as_slice()]).expect("FASTA");
    assert_eq!(
        (genome.record_count(), genome.length_bases()),
        (100_000, 500_000)
    );
    assert_eq!(genome.composition().others, [(b'N', 100_000)]);
    assert_eq!(genome.duplicate_name_count(), 0);
    assert_eq!(genome.record(RecordId::new(99_999)).name, "contig99999");
    assert_eq!(letters(&genome, RecordId::new(99_999)), "ACGTN");
}

#[test]
fn a_genome_takes_little_memory() {
    // As in the human genome: half of it soft-masked in stretches of some hundreds, runs of N at few places.
    let random = &mut Random::new(7);
    let mut text = b">chr\n".to_vec();
    for stretch in 0..20_000 {
        let length = 100 + random.below(400);
        let letters = if stretch % 2 == 0 { b"ACGT" } else { b"acgt" };
        text.extend((0..length).map(|_| random.pick(letters)));
        if stretch == 10_000 {
            text.extend([b'N'; 500_000]);
        }
    }
    let genome = open([text.as_slice()]).expect("FASTA");
    let bytes_per_base = genome.store_bytes() as f64 / genome.length_bases() as f64;
    assert!(bytes_per_base < 0.30, "{bytes_per_base}");
}

/// Several texts are one genome: the same as that of the texts one after another, but that each counts its own lines and
/// names its own sequence without a header.
#[test]
fn several_texts_are_one_genome() {
    let pushed = |texts: &[(&str, &str)]| -> Result<Genome, OpenError> {
        let mut builder = GenomeBuilder::new(texts[0].0);
        for (index, (name, text)) in texts.iter().enumerate() {
            if index > 0 {
                builder.begin_text(name);
            }
            for byte in text.bytes() {
                builder.push(&[byte])?;
            }
            builder.end_text()?;
        }
        builder.finish()
    };
    let check = |texts: &[(&str, &str)], same: &str| {
        let genome = pushed(texts).expect("FASTA");
        assert_eq!(genome, open([same.as_bytes()]).expect("FASTA"), "{texts:?}");
    };
    check(
        &[("a", ">one\nACGT"), ("b", ">two\nGG\n")],
        ">one\nACGT\n>two\nGG",
    );
    check(&[("a", "ACGT\n"), ("b", "acg")], ">a\nACGT\n>b\nacg");
    check(
        &[("a", ">one\nA"), ("b", "\u{feff}>two\nGG")],
        ">one\nA\n>two\nGG",
    );
    let error = |texts: &[(&str, &str)]| pushed(texts).expect_err("no FASTA").to_string();
    assert_eq!(error(&[("a", ">one\nAC"), ("b", "")]), error(&[("b", "")]));
    assert_eq!(
        error(&[("a", ">one\nAC"), ("b", ">two\nAC!\n")]),
        error(&[("b", ">two\nAC!\n")])
    );
}
