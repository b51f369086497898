//! From FASTA text to the packed genome.

use super::Genome;
use super::packer::{Packer, PackerPlace};
use super::reread::Place;
use super::tables::Tables;
use crate::fasta::Text;
use crate::input::OpenError;

/// Parses FASTA text, pushed in pieces of any size, and packs it.
///
/// After an error the builder must not be used any more: a part of a genome is no genome.
#[derive(Debug)]
pub struct GenomeBuilder {
    text: Text,
    packer: Packer<Tables>,
    /// Records and letters of the texts before this one.
    before_text: (usize, u64),
}

impl GenomeBuilder {
    /// A builder at the start of a text. `name_of_raw_sequence` names the record of a text that has no header.
    #[must_use]
    pub fn new(name_of_raw_sequence: &str) -> Self {
        Self {
            text: Text::new(),
            packer: Packer::new(Tables::new(name_of_raw_sequence), PackerPlace::START),
            before_text: (0, 0),
        }
    }

    /// The same builder, which makes a genome without planes: a [`Rereader`](super::Rereader) makes them again, a window
    /// at a time, whenever they are needed.
    #[must_use]
    pub fn without_planes(mut self) -> Self {
        self.packer.sink.let_planes_go();
        self
    }

    /// The same builder, which parses and packs nothing: it can be told how long parsing alone takes. There is no genome at the
    /// end, so that such a builder ends with [`Self::end_text`].
    #[must_use]
    pub fn without_packing(mut self) -> Self {
        self.packer.drop_blocks();
        self
    }

    /// Parses the next piece of text.
    ///
    /// # Errors
    /// What is wrong with the text, with line and column.
    pub fn push(&mut self, text: &[u8]) -> Result<(), OpenError> {
        self.text.push(text, &mut self.packer)
    }

    /// Begins another text after one that has ended: the records of both are in one genome. Lines count anew.
    /// `name_of_raw_sequence` names a record of this text that has no header.
    pub fn begin_text(&mut self, name_of_raw_sequence: &str) {
        self.text = Text::new();
        self.packer.sink.begin_text(name_of_raw_sequence);
        self.before_text = (self.record_count(), self.bases());
    }

    /// Says that the text has ended.
    ///
    /// # Errors
    /// What is wrong with the text as a whole, such as that it has no record.
    pub fn end_text(&mut self) -> Result<(), OpenError> {
        self.text.finish(&mut self.packer)?;
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
        self.packer.finish()?;
        let (packed, checksums) = self.packer.sink.finish();
        Ok(Genome::new(packed, checksums))
    }

    /// Where the text stands now: a [`Rereader`](super::Rereader) can go on from there.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::new(self.text.clone(), self.packer.place())
    }

    /// Letters of sequence so far, in all records.
    #[must_use]
    pub fn bases(&self) -> u64 {
        self.packer.sink.length_bases()
    }

    /// Records begun so far.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.packer.sink.record_count()
    }
}
