//! BED6: tab-separated, no header, 0-based and half-open, one match a line.

use crate::coordinates::Match;

/// Appends the line of a match: record, start, end, name (the motif; white space becomes `_`), score 0, strand.
pub fn push_line(text: &mut Vec<u8>, record_name: &str, found: &Match, motif_name: &str) {
    let _ = (text, record_name, found, motif_name);
    unimplemented!()
}
