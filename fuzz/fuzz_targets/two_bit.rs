//! A 2bit file is the FASTA that it stands for; a damaged one is a genome or an error, the same in pieces and on threads.
//!
//! The bytes: how to cut, how many to change; for each of these two of a place and a difference; then records, each a length
//! and so many bytes, of which letters are made.

#![no_main]

use engine::conformance::files::{fasta, two_bit};
use fuzz::{open, open_on_threads, pieces, two_bit_letters};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&[cut, changes], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let changes = usize::from(changes % 8).saturating_sub(2) * 3;
    let Some((changes, mut rest)) = rest.split_at_checked(changes) else {
        return;
    };
    let mut records = Vec::new();
    while let Some((&length, more)) = rest.split_first() {
        let (letters, later) = more.split_at(usize::from(length).min(more.len()));
        rest = later;
        // Now and then a record reaches over a block, or has no letters.
        let times = if length == 255 { 600 } else { 1 };
        let letters = two_bit_letters(letters).repeat(times);
        records.push((format!("record{}", records.len()), letters));
    }
    let mut file = two_bit(&records);
    for change in changes.as_chunks::<3>().0 {
        let place = usize::from(u16::from_le_bytes([change[0], change[1]])) % file.len();
        file[place] ^= change[2];
    }

    let whole = open([file.as_slice()]);
    assert!(open(pieces(&file, cut)) == whole);
    assert!(open_on_threads(pieces(&file, cut)) == whole);
    if changes.is_empty() {
        assert!(open([fasta(&records, 60, b"\n").as_slice()]) == whole);
    }
});
