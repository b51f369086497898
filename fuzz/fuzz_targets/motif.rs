//! Any text is a list of motifs, or an error that points into it; what is read is written so that it is read the same.

#![no_main]

use engine::{Motif, NamedMotif};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    match Motif::parse(&text) {
        Ok(motif) => check(&motif),
        Err(error) => {
            let columns = text.chars().count() + 1;
            assert!((1..=columns).contains(&error.column), "{error}");
        }
    }
    match NamedMotif::parse_list(&text) {
        Ok(motifs) => {
            assert!(!motifs.is_empty());
            motifs.iter().for_each(|named| check(&named.motif));
        }
        Err(error) => {
            let lines: Vec<&str> = text.lines().collect();
            let line = lines.get(error.line - 1).copied().unwrap_or_default();
            let columns = line.chars().count() + 1;
            assert!((1..=columns).contains(&error.column), "{error}");
        }
    }
});

fn check(motif: &Motif) {
    assert_eq!(Motif::parse(&motif.to_string()).as_ref(), Ok(motif));
    assert!(1 <= motif.min_length() && motif.min_length() <= motif.max_length());
    assert!(motif.max_length() <= Motif::LONGEST);
    let reverse = motif.reverse_complement();
    assert_eq!(reverse.reverse_complement(), *motif);
    assert_eq!(reverse.max_length(), motif.max_length());
    let fixed = motif.by_length().unwrap_or_default();
    assert!(fixed.iter().all(Motif::is_fixed_length));
}
