//! Any file is a genome or an error, and the same one however it is cut into pieces.

#![no_main]

use fuzz::open;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let whole = open([file]);
    // Of one byte each, and of some other length.
    for length in [1, 2 + file.len() % 61] {
        assert_eq!(open(file.chunks(length)), whole);
    }
});
