//! Specimens of one genome in several formats give the same store; a part of a file is an error.

use engine::{Compression, Decoder, OpenError};

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
