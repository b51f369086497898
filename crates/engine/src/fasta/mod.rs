//! FASTA text, pushed in pieces of any size.

mod letters;
mod parser;
mod text;

pub(crate) use letters::{copy_lines, copy_plain};
use parser::Parser;
pub(crate) use parser::RecordSink;
pub(crate) use text::Text;

/// Splits a header into its first word, the name of the record, and what follows.
pub(crate) fn first_word(header: &[u8]) -> (&[u8], &[u8]) {
    let header = header.trim_ascii();
    let end = header
        .iter()
        .position(u8::is_ascii_whitespace)
        .unwrap_or(header.len());
    let (name, rest) = header.split_at(end);
    (name, rest.trim_ascii_start())
}
