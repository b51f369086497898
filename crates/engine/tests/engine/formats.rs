//! The same genome as text, zstd, ZIP and 2bit, whole or in pieces, gives the same store; a part of one is an error.

use std::io::Write;

use engine::conformance::Random;
use engine::{Compression, Decoder, Genome, OpenError};
use flate2::Crc;
use flate2::write::DeflateEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use crate::support::{data, open};

fn specimen(name: &str) -> Vec<u8> {
    let path = data("specimens").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn compression(bytes: &[u8]) -> Compression {
    let mut decoder = Decoder::new();
    let pushed = decoder.push(bytes, &mut |_| Ok(()));
    pushed.expect("a whole file");
    decoder.compression()
}

#[test]
fn specimens_of_one_genome_give_one_store() {
    let expected = open([specimen("masked.fa").as_slice()]);
    assert!(expected.is_ok());
    for (name, kind) in [
        ("genome.fa.zst", Compression::Zstd),
        ("genome.2bit", Compression::TwoBit),
        ("big_endian.2bit", Compression::TwoBit),
        ("version1.2bit", Compression::TwoBit),
        ("big_endian_version1.2bit", Compression::TwoBit),
    ] {
        let bytes = specimen(name);
        assert_eq!(compression(&bytes), kind, "{name}");
        assert_eq!(open([bytes.as_slice()]), expected, "{name}");
    }
    assert_eq!(compression(&specimen("ncbi.zip")), Compression::Zip);
}

#[test]
fn a_part_of_a_file_is_an_error() {
    let mut cuts = 0;
    for (name, kind) in [
        ("genome.fa.zst", Compression::Zstd),
        ("repeats.fa.zst", Compression::Zstd),
        ("no_checksum.fa.zst", Compression::Zstd),
        ("long.fa.zst", Compression::Zstd),
        ("genome.2bit", Compression::TwoBit),
        ("big_endian.2bit", Compression::TwoBit),
        ("version1.2bit", Compression::TwoBit),
        ("backwards.2bit", Compression::TwoBit),
        ("genome.zip", Compression::Zip),
        ("ncbi.zip", Compression::Zip),
        ("two_files.zip", Compression::Zip),
        ("sizes_behind.zip", Compression::Zip),
        ("zip64.zip", Compression::Zip),
        ("zip64_behind.zip", Compression::Zip),
    ] {
        let bytes = specimen(name);
        // The first byte of some is a letter.
        for cut in 2..bytes.len() {
            cuts += 1;
            let result = open([&bytes[..cut]]);
            if cut < 4 {
                assert!(result.is_err(), "{name} of {cut} bytes");
                continue;
            }
            let expected = Err(OpenError::Truncated {
                compression: kind,
                offset: cut as u64,
            });
            assert_eq!(result, expected, "{name} of {cut} bytes");
        }
    }
    assert!(cuts > 3_000);
}

#[test]
fn a_generated_genome_is_the_same_in_every_format() {
    for seed in 0..12 {
        let mut random = Random::new(seed);
        let records: Vec<Vec<u8>> = (0..1 + random.below(4))
            .map(|_| sequence(&mut random))
            .chain([b"ACGTA".to_vec()])
            .collect();
        let texts: Vec<Vec<u8>> = (0..).zip(&records).map(fasta).collect();
        let text = texts.concat();
        let expected = open([text.as_slice()]);
        assert!(expected.is_ok(), "seed {seed}");
        for (bytes, kind) in [
            (zstd(&texts), Compression::Zstd),
            (zip(&texts, false), Compression::Zip),
            (zip(&texts, true), Compression::Zip),
            (two_bit(&records), Compression::TwoBit),
        ] {
            assert_eq!(compression(&bytes), kind);
            check(
                &mut random,
                &bytes,
                &expected,
                &format!("{kind:?}, seed {seed}"),
            );
        }
    }
}

fn check(random: &mut Random, bytes: &[u8], expected: &Result<Genome, OpenError>, what: &str) {
    assert_eq!(&open([bytes]), expected, "{what}");
    let piece = 1 + random.below(5_000);
    assert_eq!(
        &open(bytes.chunks(piece)),
        expected,
        "{what}, in pieces of {piece}"
    );
}

/// Bases with runs of N and of lower case; longer than what is passed on at once, now and then.
fn sequence(random: &mut Random) -> Vec<u8> {
    let lengths = [0, 1, 2, 3, 4, 1_000, 131_071, 131_072, 131_077, 300_001];
    let length = random.pick(&lengths);
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

fn fasta((ordinal, letters): (usize, &Vec<u8>)) -> Vec<u8> {
    let mut text = format!(">record{ordinal}\n").into_bytes();
    for line in letters.chunks(60) {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    text
}

/// A frame for each text.
fn zstd(texts: &[Vec<u8>]) -> Vec<u8> {
    let frames = texts
        .iter()
        .map(|text| compress_to_vec(text.as_slice(), CompressionLevel::Fastest));
    frames.collect::<Vec<_>>().concat()
}

/// A file for each text, with checksum and sizes before or behind its content.
fn zip(texts: &[Vec<u8>], is_behind: bool) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (ordinal, text) in texts.iter().enumerate() {
        let name = format!("folder/{ordinal}.fna");
        let mut checksum = Crc::new();
        checksum.update(text);
        let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::new(1));
        encoder.write_all(text).expect("memory");
        let content = encoder.finish().expect("memory");
        let facts = [checksum.sum(), content.len() as u32, text.len() as u32];
        let facts: Vec<u8> = facts.iter().flat_map(|fact| fact.to_le_bytes()).collect();
        let (flags, before) = if is_behind {
            (8, vec![0; 12])
        } else {
            (0, facts.clone())
        };
        let offset = out.len() as u32;
        let common = [20, 0, flags, 0, 8, 0, 0, 0, 0, 0];
        let lengths = [name.len() as u8, 0, 0, 0];
        out.extend([b"PK\x03\x04".as_slice(), &common, &before, &lengths].concat());
        out.extend([name.as_bytes(), &content].concat());
        if is_behind {
            out.extend([b"PK\x07\x08".as_slice(), &facts].concat());
        }
        directory.extend([b"PK\x01\x02\x14\x00".as_slice(), &common, &facts].concat());
        directory.extend([lengths.as_slice(), &[0; 10], &offset.to_le_bytes()].concat());
        directory.extend(name.as_bytes());
    }
    let count = texts.len() as u8;
    let at = out.len() as u32;
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend([count, 0, count, 0]);
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn two_bit(records: &[Vec<u8>]) -> Vec<u8> {
    let bodies: Vec<Vec<u8>> = records.iter().map(|letters| record(letters)).collect();
    let names: Vec<String> = (0..records.len()).map(|at| format!("record{at}")).collect();
    let index_bytes: usize = names.iter().map(|name| 1 + name.len() + 4).sum();
    let mut at = 16 + index_bytes as u32;
    let mut out = Vec::new();
    for number in [0x1a41_2743, 0, records.len() as u32, 0] {
        out.extend(number.to_le_bytes());
    }
    for (name, body) in names.iter().zip(&bodies) {
        out.push(name.len() as u8);
        out.extend(name.as_bytes());
        out.extend(at.to_le_bytes());
        at += body.len() as u32;
    }
    out.extend(bodies.concat());
    out
}

fn record(letters: &[u8]) -> Vec<u8> {
    let mut numbers = vec![letters.len() as u32];
    let is_in: [fn(&u8) -> bool; 2] = [
        |letter| matches!(letter, b'N' | b'n'),
        u8::is_ascii_lowercase,
    ];
    for is_in in is_in {
        let runs = letters.chunk_by(|one, other| is_in(one) == is_in(other));
        let mut at = 0;
        let (mut starts, mut lengths) = (Vec::new(), Vec::new());
        for run in runs {
            if is_in(&run[0]) {
                starts.push(at);
                lengths.push(run.len() as u32);
            }
            at += run.len() as u32;
        }
        numbers.push(starts.len() as u32);
        numbers.append(&mut starts);
        numbers.append(&mut lengths);
    }
    numbers.push(0);
    let mut out: Vec<u8> = numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    let code = |letter: &u8| match letter.to_ascii_uppercase() {
        b'C' => 1,
        b'A' => 2,
        b'G' => 3,
        _ => 0,
    };
    out.extend(letters.chunks(4).map(|four| {
        let codes = four.iter().map(code).chain([0; 3]).take(4);
        codes.fold(0, |byte, code: u8| byte << 2 | code)
    }));
    out
}
