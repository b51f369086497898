//! A table of the matches: tab-separated, with a header, a match a line; 1-based, both ends included.
//!
//! A name with a tab or a double quote in it is quoted as RFC 4180 says for commas, which spreadsheets, R and pandas read alike.

use std::io::Write;

use super::Entry;
use super::quoted::push_field;

/// The first line.
pub const HEADER: &str = "Chromosome\tStart\tEnd\tStrand\tMotif\tMismatches\tSequence\n";

/// Appends the line of a match.
pub fn push_line(text: &mut Vec<u8>, entry: &Entry<'_>) {
    let found = entry.found;
    push_field(text, entry.record_name, '\t');
    // Writing to memory does not fail.
    let _ = write!(
        text,
        "\t{}\t{}\t{}\t",
        found.start + 1,
        found.end,
        found.strand
    );
    push_field(text, entry.label, '\t');
    let _ = write!(text, "\t{}\t", entry.mismatches);
    text.extend_from_slice(entry.letters);
    text.push(b'\n');
}
