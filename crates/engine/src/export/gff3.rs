//! GFF3 (version 1.26 of its specification): a match a line, 1-based, both ends included.
//!
//! The type is `nucleotide_motif` of the Sequence Ontology (SO:0000714). `Name` is the motif's name or the motif;
//! `motif`, `mismatches` and `sequence` (5' to 3' on the match's strand) are attributes of this program's own, and so in
//! lower case.

use std::io::Write;

use super::Entry;

/// The first line.
pub const HEADER: &str = "##gff-version 3\n";

/// Appends the line that says how long a record is. It comes before the record's matches, and only once.
pub fn push_region(text: &mut Vec<u8>, record_name: &str, length_bases: u64) {
    text.extend_from_slice(b"##sequence-region ");
    push_escaped(text, record_name, is_plain_in_seqid);
    // Writing to memory does not fail.
    let _ = writeln!(text, " 1 {length_bases}");
}

/// Appends the line of a match; `number` names it, from 1, and is another one for each.
pub fn push_line(text: &mut Vec<u8>, number: u64, entry: &Entry<'_>) {
    let found = entry.found;
    push_escaped(text, entry.record_name, is_plain_in_seqid);
    let _ = write!(
        text,
        "\tmotif-matcher\tnucleotide_motif\t{}\t{}\t.\t{}\t.\tID=match{number};Name=",
        found.start + 1,
        found.end,
        found.strand
    );
    push_escaped(text, entry.label, is_plain_in_attribute);
    text.extend_from_slice(b";motif=");
    push_escaped(text, entry.motif, is_plain_in_attribute);
    let _ = write!(text, ";mismatches={};sequence=", entry.mismatches);
    text.extend_from_slice(entry.letters);
    text.push(b'\n');
}

/// Appends with all bytes percent-encoded that are not plain.
fn push_escaped(text: &mut Vec<u8>, field: &str, is_plain: impl Fn(u8) -> bool) {
    for byte in field.bytes() {
        if is_plain(byte) {
            text.push(byte);
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
}

/// `[a-zA-Z0-9.:^*$@!+_?-|]`, as the specification has it for the first column.
fn is_plain_in_seqid(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".:^*$@!+_?-|".contains(&byte)
}

/// All but control characters, `%`, and what has a meaning among attributes.
fn is_plain_in_attribute(byte: u8) -> bool {
    !byte.is_ascii_control() && !b"%;=&,".contains(&byte)
}
