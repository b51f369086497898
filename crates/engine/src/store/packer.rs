//! Takes letters as they come, and packs blocks.

use super::block::{BLOCK_BASES, block_start};
use super::pack::{Letters, PackedBlock, Share};
use super::rows::{NOTHING, Rows};
use crate::fasta::{RecordSink, copy_lines, copy_plain};
use crate::input::OpenError;

/// What takes packed blocks, and hears of the records in them.
pub(crate) trait BlockSink {
    /// A record begins at this global position; `header` is its line without `>`, none if it has no such line.
    fn begin_record(&mut self, header: Option<&[u8]>, start: u64);

    /// The last record has so many letters more.
    fn lengthen(&mut self, count: usize);

    /// Notes which records the next block has letters of, before it is packed.
    fn share_records(&mut self, block: &mut Letters);

    /// Takes the next block.
    fn take(&mut self, shares: &[Share], made: &mut PackedBlock) -> Result<(), OpenError>;
}

/// Takes letters as they come, and packs each block as soon as it is full, while its letters are in the cache. Packing on
/// the other threads would cost more in waking them than it gains: reading keeps them busy, or is slower than all this.
pub(crate) struct Packer<S> {
    /// What takes the blocks.
    pub(super) sink: S,
    /// The block that is being filled.
    letters: Letters,
    /// Blocks that were filled before.
    blocks: usize,
    filled: usize,
    /// Whether the last record has letters, so that the next one does not touch it.
    has_letters: bool,
    rows: Rows,
    /// Whether full blocks are dropped.
    drops_blocks: bool,
}

/// How far letters were taken: from there on a packer can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PackerPlace {
    /// Blocks that were filled before.
    pub(super) blocks: usize,
    filled: usize,
    has_letters: bool,
}

impl PackerPlace {
    pub(crate) const START: Self = Self {
        blocks: 0,
        filled: 0,
        has_letters: false,
    };

    /// The first block that is filled from its start.
    pub(super) fn first_whole_block(self) -> usize {
        self.blocks + usize::from(self.filled > 0)
    }
}

impl<S: BlockSink> Packer<S> {
    /// A packer that goes on from a place; of a block that was begun before it the sink gets a part only.
    pub(crate) fn new(sink: S, place: PackerPlace) -> Self {
        Self {
            sink,
            letters: Letters::new(),
            blocks: place.blocks,
            filled: place.filled,
            has_letters: place.has_letters,
            rows: Rows::new(),
            drops_blocks: false,
        }
    }

    /// Drops blocks as soon as they are full: the same work without packing.
    pub(super) fn drop_blocks(&mut self) {
        self.drops_blocks = true;
    }

    /// How far it has come.
    pub(crate) fn place(&self) -> PackerPlace {
        PackerPlace {
            blocks: self.blocks,
            filled: self.filled,
            has_letters: self.has_letters,
        }
    }

    /// Packs what there is: nothing comes any more.
    pub(crate) fn finish(&mut self) -> Result<(), OpenError> {
        if self.filled > 0 {
            self.letters.letters[self.filled..].fill(NOTHING);
            self.pack()?;
        }
        Ok(())
    }

    /// Says that the last record has so many letters more.
    fn lengthen(&mut self, count: usize) {
        self.has_letters |= count > 0;
        self.sink.lengthen(count);
    }

    /// Notes that so many letters were put into the block.
    fn fill(&mut self, count: usize) -> Result<(), OpenError> {
        self.filled += count;
        if self.filled == BLOCK_BASES {
            self.pack()?;
        }
        Ok(())
    }

    /// Appends letters, or nothings.
    fn append(&mut self, mut letters: &[u8], are_plain: bool) -> Result<(), OpenError> {
        while !letters.is_empty() {
            self.letters.is_plain &= are_plain;
            let room = &mut self.letters.letters[self.filled..];
            let count = room.len().min(letters.len());
            let (now, later) = letters.split_at(count);
            room[..count].copy_from_slice(now);
            letters = later;
            self.fill(count)?;
        }
        Ok(())
    }

    /// Packs the block, passes it on, and begins the next.
    fn pack(&mut self) -> Result<(), OpenError> {
        if !self.drops_blocks {
            self.sink.share_records(&mut self.letters);
            self.letters.pack(&mut self.rows);
            let Letters { shares, made, .. } = &mut self.letters;
            self.sink.take(shares, made)?;
        }
        self.letters.clear();
        self.blocks += 1;
        self.filled = 0;
        Ok(())
    }
}

impl<S: BlockSink> RecordSink for Packer<S> {
    fn begin_record(&mut self, header: Option<&[u8]>) -> Result<(), OpenError> {
        if self.has_letters {
            self.append(&[NOTHING], true)?;
        }
        self.has_letters = false;
        let start = block_start(self.blocks) + self.filled as u64;
        self.sink.begin_record(header, start);
        Ok(())
    }

    fn plain_letters(&mut self, text: &[u8]) -> Result<usize, OpenError> {
        let mut taken = 0;
        loop {
            let room = &mut self.letters.letters[self.filled..];
            let count = copy_plain(&text[taken..], room);
            let has_filled_it = count == room.len();
            taken += count;
            self.lengthen(count);
            self.fill(count)?;
            if !has_filled_it {
                return Ok(taken);
            }
        }
    }

    fn plain_lines(&mut self, text: &[u8], width: usize) -> Result<usize, OpenError> {
        let mut lines = 0;
        loop {
            let room = &mut self.letters.letters[self.filled..];
            let copied = copy_lines(&text[lines * (width + 1)..], width, room);
            if copied == 0 {
                return Ok(lines);
            }
            lines += copied;
            self.lengthen(copied * width);
            self.fill(copied * width)?;
        }
    }

    fn letters(&mut self, letters: &[u8]) -> Result<(), OpenError> {
        // The length is noted first, since a full block is packed by what the records say.
        self.lengthen(letters.len());
        self.append(letters, false)
    }
}

impl<S> std::fmt::Debug for Packer<S> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Packer")
            .field("blocks", &self.blocks)
            .field("filled", &self.filled)
            .finish_non_exhaustive()
    }
}
