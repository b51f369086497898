//! From FASTA text to the packed genome.

use super::Genome;
use super::packer::Packer;
use crate::fasta::Parser;
use crate::input::{Format, OpenError};

/// Parses FASTA text, pushed in pieces of any size, and packs it.
///
/// After an error the builder must not be used any more: a part of a genome is no genome.
#[derive(Debug)]
pub struct GenomeBuilder {
    /// The first bytes, until they suffice to know the format.
    head: Option<Vec<u8>>,
    parser: Parser,
    packer: Packer,
}

/// Marks text as UTF-8; means nothing in FASTA.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

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
        Ok(Self {
            head: Some(Vec::with_capacity(Format::HEAD_BYTES)),
            parser: Parser::new(),
            packer: Packer::new(capacity_bases, name_of_raw_sequence)?,
        })
    }

    /// Parses the next piece of text.
    ///
    /// # Errors
    /// What is wrong with the text, with line and column.
    pub fn push(&mut self, text: &[u8]) -> Result<(), OpenError> {
        let mut text = text;
        if let Some(head) = &mut self.head {
            let missing = Format::HEAD_BYTES - head.len();
            let (more, rest) = text.split_at(missing.min(text.len()));
            head.extend_from_slice(more);
            if head.len() < Format::HEAD_BYTES {
                return Ok(());
            }
            text = rest;
            self.pass_on_head()?;
        }
        self.parser.push(text, &mut self.packer)
    }

    /// Says that the text has ended.
    ///
    /// # Errors
    /// What is wrong with the text as a whole.
    pub fn finish(mut self) -> Result<Genome, OpenError> {
        self.pass_on_head()?;
        self.parser.finish(&mut self.packer)?;
        match (self.record_count() as u64, self.bases()) {
            (0, _) => Err(OpenError::Empty),
            (records, 0) => Err(OpenError::NoSequence { records }),
            _ => Ok(Genome::new(self.packer.finish()?)),
        }
    }

    /// Letters of sequence so far, in all records.
    #[must_use]
    pub fn bases(&self) -> u64 {
        self.packer.length_bases()
    }

    /// Records begun so far.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.packer.record_count()
    }

    fn pass_on_head(&mut self) -> Result<(), OpenError> {
        let Some(head) = self.head.take() else {
            return Ok(());
        };
        let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&head);
        match Format::of(text) {
            Some(format) => Err(OpenError::Unsupported { format }),
            None => self.parser.push(text, &mut self.packer),
        }
    }
}
