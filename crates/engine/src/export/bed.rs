//! BED6: tab-separated, no header, 0-based and half-open, one match a line.

use std::io::Write;

use crate::coordinates::Match;

/// Appends the line of a match: record, start, end, name (`motif`), score 0, strand. White space in the names, which
/// would end a column, becomes `_`.
pub fn push_line(text: &mut Vec<u8>, record_name: &str, found: &Match, motif_name: &str) {
    let Match {
        start, end, strand, ..
    } = found;
    push_name(text, record_name);
    // Writing to memory does not fail.
    let _ = write!(text, "\t{start}\t{end}\t");
    push_name(text, motif_name);
    let _ = writeln!(text, "\t0\t{strand}");
}

fn push_name(text: &mut Vec<u8>, name: &str) {
    if name.chars().any(char::is_whitespace) {
        text.extend_from_slice(name.replace(char::is_whitespace, "_").as_bytes());
    } else {
        text.extend_from_slice(name.as_bytes());
    }
}
