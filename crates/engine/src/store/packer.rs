//! Takes letters as they come, and has blocks packed.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use super::block::{BLOCK_BASES, block_start};
use super::pack::{Letters, PackedBlock, Share};
use super::rows::{NOTHING, Rows};
use crate::fasta::{RecordSink, copy_lines, copy_plain};
use crate::input::OpenError;
use crate::share::{Pool, Sequential};

/// Blocks that are packed at once, for each thread: so many that the threads are seldom waited for, and so few that
/// the letters stay in the caches.
const BLOCKS_PER_THREAD: usize = 16;

/// What takes packed blocks, and hears of the records in them.
pub(crate) trait BlockSink {
    /// A record begins at this global position; `header` is its line without `>`, none if it has no such line.
    fn begin_record(&mut self, header: Option<&[u8]>, start: u64);

    /// The last record has so many letters more.
    fn lengthen(&mut self, count: usize);

    /// Notes which records the next blocks have letters of, before they are packed.
    fn share_records(&mut self, blocks: &mut [Mutex<Letters>]);

    /// Takes the next block.
    fn take(&mut self, shares: &[Share], made: &mut PackedBlock) -> Result<(), OpenError>;
}

/// Takes letters as they come, and has blocks packed, some at a time by all threads.
pub(crate) struct Packer<S> {
    /// What takes the blocks.
    pub(super) sink: S,
    pool: Box<dyn Pool + Send>,
    /// The blocks that wait to be packed, and those that will be used again.
    waiting: Vec<Mutex<Letters>>,
    /// Blocks that are full.
    full: usize,
    /// The block that is being filled.
    letters: Letters,
    /// Blocks that were filled before.
    blocks: usize,
    filled: usize,
    /// Whether the last record has letters, so that the next one does not touch it.
    has_letters: bool,
    /// What each lane of the pool works in.
    lanes: Vec<Mutex<Rows>>,
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
            pool: Box::new(Sequential),
            waiting: Vec::new(),
            full: 0,
            letters: Letters::new(),
            blocks: place.blocks,
            filled: place.filled,
            has_letters: place.has_letters,
            lanes: Vec::new(),
            drops_blocks: false,
        }
    }

    /// Drops blocks as soon as they are full: the same work without packing.
    pub(super) fn drop_blocks(&mut self) {
        self.drops_blocks = true;
    }

    /// Packs with the threads of this pool from now on.
    pub(crate) fn share_among(&mut self, pool: Box<dyn Pool + Send>) {
        self.pool = pool;
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
            self.put_block_aside()?;
        }
        self.pack_waiting()
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
            self.put_block_aside()?;
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

    /// Has the block wait with others until they are packed together.
    fn put_block_aside(&mut self) -> Result<(), OpenError> {
        if self.drops_blocks {
            self.letters.clear();
            self.blocks += 1;
            self.filled = 0;
            return Ok(());
        }
        if self.full == self.waiting.len() {
            self.waiting.push(Mutex::new(Letters::new()));
        }
        let free = self.waiting[self.full]
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::swap(free, &mut self.letters);
        self.letters.clear();
        self.full += 1;
        self.blocks += 1;
        self.filled = 0;
        let most = match self.pool.threads() {
            1 => 1,
            threads => threads * BLOCKS_PER_THREAD,
        };
        if self.full >= most {
            self.pack_waiting()?;
        }
        Ok(())
    }

    /// Packs the blocks that wait, with all threads, and passes on what is made of them in order.
    fn pack_waiting(&mut self) -> Result<(), OpenError> {
        let waiting = &mut self.waiting[..self.full];
        self.full = 0;
        self.sink.share_records(waiting);
        let lanes = self.pool.threads().min(waiting.len());
        let count = self.lanes.len().max(lanes);
        self.lanes.resize_with(count, || Mutex::new(Rows::new()));
        let next = AtomicUsize::new(0);
        let (blocks, rows) = (&*waiting, &self.lanes);
        self.pool.run(lanes, &|lane| {
            let mut rows = rows[lane].lock().unwrap_or_else(PoisonError::into_inner);
            while let Some(letters) = blocks.get(next.fetch_add(1, Relaxed)) {
                let mut letters = letters.lock().unwrap_or_else(PoisonError::into_inner);
                letters.pack(&mut rows);
            }
        });
        for letters in waiting {
            let letters = letters.get_mut().unwrap_or_else(PoisonError::into_inner);
            self.sink.take(&letters.shares, &mut letters.made)?;
        }
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
