//! From FASTA text to the packed genome.

use super::Genome;
use crate::input::OpenError;

/// Parses FASTA text, pushed in pieces of any size, and packs it.
///
/// After an error the builder must not be used any more: a part of a genome is no genome.
#[derive(Debug)]
pub struct GenomeBuilder {}

impl GenomeBuilder {
    /// A builder at the start of a text.
    ///
    /// `capacity_bases` is an estimate of the genome's length (the size of the text in bytes does well); memory for
    /// so many is taken at once, and what is too much is given back by [`GenomeBuilder::finish`].
    /// `name_of_raw_sequence` names the record of a text that has no header.
    ///
    /// # Errors
    /// [`OpenError::OutOfMemory`].
    pub fn new(capacity_bases: u64, name_of_raw_sequence: &str) -> Result<Self, OpenError> {
        let _ = (capacity_bases, name_of_raw_sequence);
        unimplemented!()
    }

    /// Parses the next piece of text.
    ///
    /// # Errors
    /// What is wrong with the text, with line and column.
    pub fn push(&mut self, text: &[u8]) -> Result<(), OpenError> {
        let _ = text;
        unimplemented!()
    }

    /// Says that the text has ended.
    ///
    /// # Errors
    /// What is wrong with the text as a whole.
    pub fn finish(self) -> Result<Genome, OpenError> {
        unimplemented!()
    }

    /// Letters of sequence so far, in all records.
    #[must_use]
    pub fn bases(&self) -> u64 {
        unimplemented!()
    }

    /// Records begun so far.
    #[must_use]
    pub fn record_count(&self) -> usize {
        unimplemented!()
    }
}
