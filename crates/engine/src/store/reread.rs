//! Planes that are made again from the text, a window at a time: for a genome that memory has no room for.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use super::block::Plane;
use super::genome::{Genome, PlaneWindow};
use super::pack::{Letters, PackedBlock, Share};
use super::packer::{BlockSink, Packer, PackerPlace};
use super::tables::{Planes, plane_checksum};
use crate::fasta::Text;
use crate::input::OpenError;

/// A place in a text, from which it can be read again.
#[derive(Debug, Clone)]
pub struct Place {
    text: Text,
    packer: PackerPlace,
}

impl Place {
    /// The start of the first text.
    #[must_use]
    pub fn start() -> Self {
        Self::new(Text::new(), PackerPlace::START)
    }

    pub(super) fn new(text: Text, packer: PackerPlace) -> Self {
        Self { text, packer }
    }

    /// The first block whose planes can be made from here.
    #[must_use]
    pub fn first_block(&self) -> usize {
        self.packer.first_whole_block()
    }
}

/// Parses the texts of a genome again, from a place in them, and makes windows of it: genomes that have the planes of
/// some of their blocks.
///
/// What was read is compared with what it was when the genome was opened.
#[derive(Debug)]
pub struct Rereader {
    genome: Arc<Genome>,
    text: Text,
    packer: Packer<Window>,
}

/// The planes of the blocks that were read and not yet passed on.
#[derive(Debug)]
struct Window {
    genome: Arc<Genome>,
    /// The next block.
    next: usize,
    /// Whether that was begun before the place.
    next_is_part: bool,
    /// Planes of each block before.
    blocks: VecDeque<Vec<Plane>>,
}

impl Rereader {
    /// A reader from this place in the texts of a genome that has no planes.
    #[must_use]
    pub fn new(genome: &Arc<Genome>, place: Place) -> Self {
        let window = Window {
            genome: Arc::clone(genome),
            next: place.packer.blocks,
            next_is_part: place.packer.first_whole_block() > place.packer.blocks,
            blocks: VecDeque::new(),
        };
        Self {
            genome: Arc::clone(genome),
            text: place.text,
            packer: Packer::new(window, place.packer),
        }
    }

    /// Parses the next piece of text.
    ///
    /// # Errors
    /// [`OpenError::Changed`], or what is wrong with the text.
    pub fn push(&mut self, text: &[u8]) -> Result<(), OpenError> {
        let pushed = self.text.push(text, &mut self.packer);
        pushed.map_err(as_change)
    }

    /// Says that a text has ended, and another begins.
    ///
    /// # Errors
    /// [`OpenError::Changed`], or what is wrong with the text.
    pub fn begin_text(&mut self) -> Result<(), OpenError> {
        self.text.finish(&mut self.packer).map_err(as_change)?;
        self.text = Text::new();
        Ok(())
    }

    /// Says that the last text has ended.
    ///
    /// # Errors
    /// [`OpenError::Changed`], or what is wrong with the text.
    pub fn finish(&mut self) -> Result<(), OpenError> {
        self.begin_text()?;
        self.packer.finish()?;
        if self.packer.sink.next == self.genome.block_count() {
            Ok(())
        } else {
            Err(OpenError::Changed)
        }
    }

    /// The blocks that a window would have now.
    #[must_use]
    pub fn blocks(&self) -> Range<usize> {
        self.packer.sink.range()
    }

    /// A window of the blocks that were read since the last one, and the last of that one, whose matches may reach into
    /// these.
    ///
    /// # Errors
    /// [`OpenError::OutOfMemory`].
    pub fn window(&mut self) -> Result<Genome, OpenError> {
        let window = &mut self.packer.sink;
        let blocks = window.range();
        let mut planes = Planes::new();
        for block in &window.blocks {
            block.iter().try_for_each(|plane| planes.push_copy(plane))?;
        }
        let kept = window.blocks.len().saturating_sub(1);
        window.blocks.drain(..kept);
        Ok(self.genome.window(PlaneWindow { blocks, planes }))
    }
}

impl Window {
    fn range(&self) -> Range<usize> {
        self.next - self.blocks.len()..self.next
    }
}

impl BlockSink for Window {
    fn begin_record(&mut self, _: Option<&[u8]>, _: u64) {}

    fn lengthen(&mut self, _: usize) {}

    fn share_records(&mut self, _: &mut Letters) {}

    fn take(&mut self, _: &[Share], made: &mut PackedBlock) -> Result<(), OpenError> {
        let is_part = std::mem::take(&mut self.next_is_part);
        let block = self.next;
        self.next += 1;
        // Nobody else takes these.
        made.others.clear();
        made.soft_masked.clear();
        if is_part {
            return Ok(());
        }
        let planes = made.planes();
        if self.genome.plane_checksum(block) != Some(plane_checksum(planes)) {
            return Err(OpenError::Changed);
        }
        self.blocks.push_back(planes.to_vec());
        Ok(())
    }
}

/// The text was FASTA when the genome was opened.
fn as_change(error: OpenError) -> OpenError {
    match error {
        OpenError::OutOfMemory { .. } => error,
        _ => OpenError::Changed,
    }
}
