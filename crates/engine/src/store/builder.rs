//! From FASTA text to the packed genome.

use super::Genome;
use super::packer::Packer;
use crate::fasta::Parser;
use crate::input::{Format, OpenError};
use crate::share::Pool;

/// Parses FASTA text, pushed in pieces of any size, and packs it.
///
/// After an error the builder must not be used any more: a part of a genome is no genome.
#[derive(Debug)]
pub struct GenomeBuilder {
    /// The first bytes, until they suffice to know the format.
    head: Option<Vec<u8>>,
    parser: Parser,
    packer: Packer,
    /// Records and letters of the texts before this one.
    before_text: (usize, u64),
}

/// Marks text as UTF-8; means nothing in FASTA.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl GenomeBuilder {
    /// A builder at the start of a text. `name_of_raw_sequence` names the record of a text that has no header.
    #[must_use]
    pub fn new(name_of_raw_sequence: &str) -> Self {
        Self {
            head: Some(Vec::with_capacity(Format::HEAD_BYTES)),
            parser: Parser::new(),
            packer: Packer::new(name_of_raw_sequence),
            before_text: (0, 0),
        }
    }

    /// The same builder, which packs with all threads of a pool.
    #[must_use]
    pub fn on(mut self, pool: Box<dyn Pool + Send>) -> Self {
        self.packer.share_among(pool);
        self
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

    /// Begins another text after one that has ended: the records of both are in one genome. Lines count anew.
    /// `name_of_raw_sequence` names a record of this text that has no header.
    pub fn begin_text(&mut self, name_of_raw_sequence: &str) {
        self.head = Some(Vec::with_capacity(Format::HEAD_BYTES));
        self.parser = Parser::new();
        self.packer.begin_text(name_of_raw_sequence);
        self.before_text = (self.record_count(), self.bases());
    }

    /// Says that the text has ended.
    ///
    /// # Errors
    /// What is wrong with the text as a whole, such as that it has no record.
    pub fn end_text(&mut self) -> Result<(), OpenError> {
        self.pass_on_head()?;
        self.parser.finish(&mut self.packer)?;
        let (records, bases) = self.before_text;
        match (self.record_count() - records, self.bases() - bases) {
            (0, _) => Err(OpenError::Empty),
            (records, 0) => Err(OpenError::NoSequence {
                records: records as u64,
            }),
            _ => Ok(()),
        }
    }

    /// Makes the genome of all texts; the last has ended.
    ///
    /// # Errors
    /// What is wrong with the last text as a whole, such as that it has no record.
    pub fn finish(mut self) -> Result<Genome, OpenError> {
        self.end_text()?;
        Ok(Genome::new(self.packer.finish()?))
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
