//! Matches as files that other programs read. Each format says where it counts from.

pub mod bed;
pub mod csv;
pub mod fasta;
pub mod gff3;
mod quoted;
pub mod tsv;

use crate::coordinates::Match;

/// A match with all that a file may say of it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'entry> {
    /// Name of its record.
    pub record_name: &'entry str,
    /// Where it lies.
    pub found: &'entry Match,
    /// What its motif is called: by its name, or else as it is written.
    pub label: &'entry str,
    /// The motif as it is written.
    pub motif: &'entry str,
    /// Letters that differ from the motif.
    pub mismatches: usize,
    /// The matched letters, 5' to 3' on the strand of the match.
    pub letters: &'entry [u8],
}
