//! Counts per record: CSV as RFC 4180 has it, with a header and CRLF, a record a line.

use std::io::Write;

use super::quoted::push_field;
use crate::coordinates::StrandCounts;
use crate::store::RecordInfo;

/// The first line.
pub const HEADER: &str =
    "Chromosome,Length,Searched,Forward,Reverse,Both,Matches,Matches per Mb\r\n";

/// Appends the line of a record: name, letters, letters that were searched, matches on the forward strand, on the reverse
/// strand, on both at once, in total, and per million letters that were searched with three decimals (empty where there are
/// none).
pub fn push_line(text: &mut Vec<u8>, record: &RecordInfo<'_>, searched: u64, counts: StrandCounts) {
    let length = record.length_bases;
    push_field(text, record.name, ',');
    let StrandCounts {
        forward,
        reverse,
        both,
    } = counts;
    let total = counts.total();
    // Writing to memory does not fail.
    let _ = write!(
        text,
        ",{length},{searched},{forward},{reverse},{both},{total},"
    );
    if searched > 0 {
        let _ = write!(text, "{:.3}", total as f64 * 1e6 / searched as f64);
    }
    text.extend_from_slice(b"\r\n");
}
