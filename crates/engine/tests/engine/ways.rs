//! The same genome by every way in which it can be opened gives the same store, bit by bit.

use engine::conformance::Random;
use engine::conformance::files::{ZipWay, bgzf, fasta, gzip, two_bit, zip, zstd};
use engine::{Compression, Decoder, Genome, GenomeBuilder, OpenError};

use crate::kept::{keep_on, open_kept};
use crate::support::{open, open_on, pool};

type Record = (String, Vec<u8>);
/// Makes a file of records.
type Make = fn(&[Record]) -> Vec<u8>;

/// Files that are one genome together, how they are made, and what the first of them is.
struct Way {
    what: &'static str,
    files: Vec<Vec<u8>>,
    compression: Compression,
}

#[test]
fn every_way_gives_one_store() {
    for seed in 0..16 {
        check(seed, &[0, 1, 2, 3, 4, 1_000, 131_071, 131_072, 131_077]);
    }
    // More than the threads are given at once.
    check(16, &[3_000_000, 1_000_001]);
}

/// What is wrong is told the same way, and the first of two things, whoever decodes and whoever parses meanwhile.
#[test]
fn threads_find_the_same_fault() {
    let random = &mut Random::new(17);
    let right: Vec<u8> = fasta(&records(random, &[3_000_000]), 60, b"\n");
    let mut wrong_letter = right.clone();
    wrong_letter[right.len() * 2 / 5] = b'!';
    let mut wrong_end = right.clone();
    wrong_end.extend(b"!\n");
    for text in [right, wrong_letter, wrong_end] {
        let wholes = [
            gzip(&[&text], 6),
            bgzf(&text, 65_280),
            zip(&[&text], ZipWay::Deflated),
        ];
        for whole in wholes {
            let half = whole[..whole.len() / 2].to_vec();
            let but_its_end = whole[..whole.len() - 5].to_vec();
            let mut flipped = whole.clone();
            flipped[whole.len() * 3 / 5] ^= 0x10;
            for file in [whole, half, but_its_end, flipped] {
                let expected = open(file.chunks(50_000)).err();
                for (threads, piece) in [(2, 50_000), (3, 1 << 20)] {
                    let found = open_on(threads, file.chunks(piece)).err();
                    assert_eq!(found, expected, "{threads} threads, pieces of {piece}");
                }
            }
        }
    }
}

fn check(seed: u64, lengths: &[usize]) {
    let random = &mut Random::new(seed);
    let records = records(random, lengths);
    let text = fasta(&records, 60, b"\n");
    let expected = open([text.as_slice()]).expect("FASTA");
    assert_eq!(expected.record_count(), records.len(), "seed {seed}");
    let ways = ways(random, &records);
    let longest = ways.iter().flat_map(|way| &way.files).map(Vec::len).max();
    for way in ways {
        for threads in 1..=3 {
            let what = format!("{}, seed {seed}, {threads} threads", way.what);
            let piece = match random.below(3) {
                0 => 1 + random.below(5_000),
                1 => 1 + random.below(100_000),
                _ => longest.unwrap_or(1),
            };
            let (genome, compression) = open_files(threads, &way.files, piece)
                .unwrap_or_else(|error| panic!("{what}, pieces of {piece}: {error}"));
            assert_eq!(compression, way.compression, "{what}");
            assert!(genome == expected, "{what}, pieces of {piece}");
        }
    }
    for threads in 1..=3 {
        let pool = pool(threads);
        let genome = open_kept(&keep_on(&expected, &pool), threads, &pool);
        assert!(
            genome.as_ref() == Ok(&expected),
            "library, seed {seed}, {threads} threads"
        );
    }
}

fn ways(random: &mut Random, records: &[Record]) -> Vec<Way> {
    let text = fasta(records, 60, b"\n");
    let texts: Vec<Vec<u8>> = records
        .chunks(1)
        .map(|record| fasta(record, 61, b"\n"))
        .collect();
    let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
    let parts = parts(random, &text);
    let way = |what, compression, file| Way {
        what,
        files: vec![file],
        compression,
    };
    vec![
        way("plain", Compression::Plain, text.clone()),
        way("CRLF", Compression::Plain, fasta(records, 70, b"\r\n")),
        way("CR", Compression::Plain, fasta(records, 80, b"\r")),
        way(
            "one line a record",
            Compression::Plain,
            fasta(records, usize::MAX, b"\n"),
        ),
        way("lines of one letter", Compression::Plain, {
            fasta(records, 1, b"\n")
        }),
        way("one member", Compression::Gzip, gzip(&[&text], 6)),
        way("stored member", Compression::Gzip, gzip(&[&text], 0)),
        way("many members", Compression::Gzip, gzip(&parts, 9)),
        way("BGZF", Compression::Bgzf, bgzf(&text, usize::MAX)),
        way(
            "short BGZF",
            Compression::Bgzf,
            bgzf(&text, 1 + random.below(60_000)),
        ),
        way("one frame", Compression::Zstd, zstd(&[&text])),
        way("many frames", Compression::Zstd, zstd(&parts)),
        way("stored in ZIP", Compression::Zip, {
            zip(&texts, ZipWay::Stored)
        }),
        way("ZIP", Compression::Zip, zip(&texts, ZipWay::Deflated)),
        way("ZIP, sizes behind", Compression::Zip, {
            zip(&texts, ZipWay::DeflatedSizesBehind)
        }),
        way("2bit", Compression::TwoBit, two_bit(records)),
        several_files(random, records),
    ]
}

/// The records in files of some, each of another kind. A file needs letters: the first is always long enough, and others
/// that have none go with the one before.
fn several_files(random: &mut Random, records: &[Record]) -> Way {
    let mut groups: Vec<Vec<Record>> = Vec::new();
    for record in records.iter().rev() {
        match groups.last_mut() {
            Some(group) if group.iter().all(|(_, letters)| letters.is_empty()) => {
                group.insert(0, record.clone());
            }
            Some(group) if random.one_in(3) => group.insert(0, record.clone()),
            _ => groups.push(vec![record.clone()]),
        }
    }
    // The first file may have come out without letters.
    if let [.., next, first] = groups.as_mut_slice()
        && first.iter().all(|(_, letters)| letters.is_empty())
    {
        next.splice(0..0, first.drain(..));
        groups.pop();
    }
    let kinds: [Make; 6] = [
        |records| fasta(records, 60, b"\r\n"),
        |records| bgzf(&fasta(records, 60, b"\n"), 5_000),
        |records| zstd(&[&fasta(records, 60, b"\n")]),
        |records| zip(&[&fasta(records, 60, b"\n")], ZipWay::Deflated),
        two_bit,
        |records| {
            let mut text = fasta(records, 60, b"\n");
            text.pop();
            gzip(&[&text], 1)
        },
    ];
    let others = groups.iter().rev().skip(1);
    let others: Vec<Vec<u8>> = others.map(|group| random.pick(&kinds)(group)).collect();
    let first = groups.last().map(|group| fasta(group, 60, b"\n"));
    Way {
        what: "several files",
        files: first.into_iter().chain(others).collect(),
        compression: Compression::Plain,
    }
}

/// A text cut at some places, wherever they are.
fn parts<'text>(random: &mut Random, text: &'text [u8]) -> Vec<&'text [u8]> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (part, later) = rest.split_at(rest.len().min(random.below(text.len() / 3 + 2)));
        parts.push(part);
        rest = later;
    }
    parts
}

/// What 2bit can hold too: bases with runs of N and of lower case.
fn records(random: &mut Random, lengths: &[usize]) -> Vec<Record> {
    let mut records: Vec<Record> = (0..1 + random.below(5))
        .map(|ordinal| (format!("record{ordinal}"), sequence(random, lengths)))
        .collect();
    records.push(("last".to_owned(), b"ACGTA".to_vec()));
    records
}

fn sequence(random: &mut Random, lengths: &[usize]) -> Vec<u8> {
    let length = random.pick(lengths);
    let mut letters: Vec<u8> = (0..length).map(|_| random.pick(b"ACGT")).collect();
    for _ in 0..random.below(12) {
        let start = random.below(length + 1);
        let end = start + random.below(length - start + 1);
        if random.one_in(2) {
            letters[start..end].make_ascii_lowercase();
        } else {
            letters[start..end].fill(b'N');
        }
    }
    letters
}

/// Opens files as one genome, and tells what the first of them is.
fn open_files(
    threads: usize,
    files: &[Vec<u8>],
    piece: usize,
) -> Result<(Genome, Compression), OpenError> {
    let mut builder = GenomeBuilder::new("raw");
    let mut first = None;
    for (index, file) in files.iter().enumerate() {
        if index > 0 {
            builder.begin_text("raw");
        }
        let mut decoder = Decoder::new().on(Box::new(pool(threads)));
        for piece in file.chunks(piece) {
            decoder.push(piece, &mut |text| builder.push(text))?;
        }
        decoder.finish(&mut |text| builder.push(text))?;
        builder.end_text()?;
        first.get_or_insert(decoder.compression());
    }
    Ok((builder.finish()?, first.unwrap_or(Compression::Plain)))
}
