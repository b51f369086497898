//! Opening on several threads gives what one gives.

use engine::conformance::Random;
use engine::conformance::files::bgzf;

use crate::support::{open, open_on};

/// Longer than what the threads are given at once.
const LETTERS: usize = 9_000_000;

/// Records of many lengths, with gaps, soft-masked stretches, scattered other letters, and lines of several widths.
fn text(random: &mut Random) -> Vec<u8> {
    let mut text = Vec::new();
    let mut record = 0;
    while text.len() < LETTERS {
        record += 1;
        text.extend_from_slice(format!(">r{record}\n").as_bytes());
        let width = random.pick(&[7, 16, 60, 61, 80, 1_000_000]);
        for _ in 0..random.below(6) {
            let letters = random.pick(&[b"ACGT".as_slice(), b"acgt", b"ACGT", b"N", b"ACGTRYn"]);
            let length = random.pick(&[0, 1, 100, 5_000, 140_000, 1_000_000]);
            let stretch: Vec<u8> = (0..length).map(|_| random.pick(letters)).collect();
            for line in stretch.chunks(width) {
                text.extend_from_slice(line);
                text.push(b'\n');
            }
        }
    }
    text.extend_from_slice(b">last\nA\n");
    text
}

#[test]
fn threads_agree() {
    for seed in 0..3 {
        let random = &mut Random::new(seed);
        let text = text(random);
        let expected = open([text.as_slice()]).expect("FASTA");
        let compressed = bgzf(&text, usize::MAX);
        for threads in 1..=3 {
            for file in [&text, &compressed] {
                let piece = random.pick(&[60_000, 1_000_003, 16 << 20]);
                let genome = open_on(threads, file.chunks(piece)).expect("FASTA");
                assert!(
                    genome == expected,
                    "seed {seed}, {threads} threads, pieces of {piece}"
                );
            }
        }
    }
}

/// A damaged member is an error, at the same byte whoever inflates it.
#[test]
fn damage_is_found() {
    let random = &mut Random::new(7);
    let mut text = text(random);
    text.truncate(2_000_000);
    let whole = bgzf(&text, usize::MAX);
    for _ in 0..60 {
        let mut file = whole.clone();
        let place = random.below(file.len());
        file[place] ^= 1 << random.below(8);
        // In pieces that hold no member as a whole, each is inflated byte by byte.
        let expected = open(file.chunks(1_000));
        assert_eq!(open_on(2, [file.as_slice()]), expected, "byte {place}");
    }
    for _ in 0..60 {
        let end = random.below(whole.len());
        let expected = open(whole[..end].chunks(1_000));
        assert!(expected.is_err(), "{end} bytes");
        assert_eq!(open_on(2, [&whole[..end]]), expected, "{end} bytes");
    }
}
