//! The sequences of the matches as FASTA, with flanking letters if wanted; places are 1-based, both ends included.
//!
//! ```text
//! >chr1:95-110(-) EcoRI match=100-105      the letters that follow, strand, motif, the match without flanks
//! TTACTGAATTCGGAAC                         5' to 3' on that strand
//! ```

use std::io::Write;
use std::ops::Range;

use super::Entry;

/// The most flanking letters on each side.
pub const MOST_FLANKING_BASES: u64 = 10_000;
/// Letters of a line.
const LINE_LETTERS: usize = 60;

/// The letters (0-based, half-open) of a match with so many on each side, cut at the ends of a record of this length.
#[must_use]
pub fn with_flanks(range: Range<u64>, flanking_bases: u64, record_length: u64) -> Range<u64> {
    let start = range.start.saturating_sub(flanking_bases);
    start..range.end.saturating_add(flanking_bases).min(record_length)
}

/// Appends a match whose letters, as they stand in `entry`, are those of `range` (0-based, half-open), 5' to 3' on its
/// strand. Line ends in the name of the motif become spaces.
pub fn push_entry(text: &mut Vec<u8>, entry: &Entry<'_>, range: &Range<u64>) {
    let found = entry.found;
    let first = range.start + 1;
    // Writing to memory does not fail.
    let _ = write!(
        text,
        ">{}:{first}-{}({}) {}",
        entry.record_name,
        range.end,
        found.strand,
        entry.label.replace(['\r', '\n'], " ")
    );
    if *range != (found.start..found.end) {
        let _ = write!(text, " match={}-{}", found.start + 1, found.end);
    }
    text.push(b'\n');
    for line in entry.letters.chunks(LINE_LETTERS) {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
}
