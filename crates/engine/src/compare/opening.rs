//! A sample of a genome as FASTA text, to tell parsing from packing.
//!
//! When a genome is opened, the parser hands line after line to the packer: a clock that is read between them would take
//! longer than what it measures. Of a sample, both can be told apart: it is parsed alone
//! ([`GenomeBuilder::without_packing`](crate::GenomeBuilder::without_packing)), and parsed and packed.

use super::{Part, Piece, pieces};
use crate::coordinates::RecordId;
use crate::store::Genome;

/// Letters on a line, as in most files of genomes.
const LINE_BASES: usize = 60;

/// The records of a part of a genome as FASTA text, in the case that the genome's file has; made piece by piece.
#[derive(Debug)]
pub struct SampleText {
    pieces: std::vec::IntoIter<Piece>,
    /// The record that the text ends in.
    record: Option<RecordId>,
    text: Vec<u8>,
    bases: u64,
}

impl SampleText {
    /// A sample of about so many letters, of which nothing is made yet; of all letters if there are no more.
    #[must_use]
    pub fn new(genome: &Genome, most_bases: u64) -> Self {
        let one_in = genome.length_bases().div_ceil(most_bases.max(1));
        let part = Part::one_in(one_in.try_into().unwrap_or(u32::MAX));
        let pieces = pieces(genome, part);
        Self {
            bases: pieces
                .iter()
                .map(|piece| piece.letters.end - piece.letters.start)
                .sum(),
            pieces: pieces.into_iter(),
            record: None,
            text: Vec::new(),
        }
    }

    /// Letters of the whole sample.
    #[must_use]
    pub fn bases(&self) -> u64 {
        self.bases
    }

    /// Memory that the whole text takes, in bytes, but for the names of records.
    #[must_use]
    pub fn text_bytes(&self) -> u64 {
        self.bases + self.bases.div_ceil(LINE_BASES as u64)
    }

    /// Makes the text of the next piece of a record; gives whether there was one.
    pub fn make_more(&mut self, genome: &Genome) -> bool {
        let Some(piece) = self.pieces.next() else {
            return false;
        };
        if self.text.is_empty() {
            self.text.reserve_exact(self.text_bytes() as usize);
        }
        if self.record.replace(piece.record) != Some(piece.record) {
            self.text.push(b'>');
            let name = genome.record(piece.record).name;
            self.text.extend_from_slice(name.as_bytes());
            self.text.push(b'\n');
        }
        let mut letters = Vec::new();
        genome.sequence(piece.record, piece.letters.clone(), &mut letters);
        let first = piece.letters.start;
        for masked in genome.soft_masked_within(piece.record, piece.letters) {
            let masked = (masked.start - first) as usize..(masked.end - first) as usize;
            letters[masked].make_ascii_lowercase();
        }
        for line in letters.chunks(LINE_BASES) {
            self.text.extend_from_slice(line);
            self.text.push(b'\n');
        }
        true
    }

    /// The text as far as it is made.
    #[must_use]
    pub fn into_text(self) -> Vec<u8> {
        self.text
    }
}
