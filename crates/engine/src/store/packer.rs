//! Takes letters as they come, and has blocks packed.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use super::block::{BLOCK_BASES, BlockEntry, Plane};
use super::pack::{Letters, PackedBlock, Share};
use super::records::RecordTable;
use super::rows::{NOTHING, Rows};
use super::runs::{LetterRuns, Run, RunList};
use super::segmented::Segmented;
use crate::fasta::{RecordSink, copy_lines, copy_plain};
use crate::input::OpenError;
use crate::share::{Pool, Sequential};

/// Blocks that are packed at once, for each thread: so many that the threads are seldom waited for, and so few that
/// the letters stay in the caches.
const BLOCKS_PER_THREAD: usize = 16;

/// The planes of all blocks, 1 MiB a segment.
pub(crate) type Planes = Segmented<Plane, 64>;

/// All that is made of the letters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    pub(crate) planes: Planes,
    pub(crate) blocks: Vec<BlockEntry>,
    /// The record of each segment (a block's share of a record), in order.
    pub(crate) segment_records: Vec<u32>,
    pub(crate) records: RecordTable,
    /// Letters in all records.
    pub(crate) length_bases: u64,
    /// Letters that are no base.
    pub(crate) others: LetterRuns,
    /// Stretches of lower-case letters.
    pub(crate) soft_masked: RunList,
    /// How often each letter that is no base occurs.
    pub(crate) other_counts: [u64; 128],
}

/// Takes letters as they come, and has blocks packed, some at a time by all threads.
pub(crate) struct Packer {
    pool: Box<dyn Pool + Send>,
    packed: Packed,
    name_of_raw_sequence: String,
    /// The blocks that wait to be packed, and those that will be used again.
    waiting: Vec<Mutex<Letters>>,
    /// Blocks that are full.
    full: usize,
    /// The block that is being filled.
    letters: Letters,
    filled: usize,
    /// The first record that may have letters in the blocks that wait.
    first_record: usize,
    /// What each lane of the pool works in.
    lanes: Vec<Mutex<Rows>>,
}

impl Packer {
    pub(crate) fn new(name_of_raw_sequence: &str) -> Self {
        Self {
            pool: Box::new(Sequential),
            packed: Packed {
                planes: Planes::new(),
                blocks: Vec::new(),
                segment_records: Vec::new(),
                records: RecordTable::default(),
                length_bases: 0,
                others: LetterRuns::new(),
                soft_masked: RunList::new(),
                other_counts: [0; 128],
            },
            name_of_raw_sequence: name_of_raw_sequence.to_owned(),
            waiting: Vec::new(),
            full: 0,
            letters: Letters::new(),
            filled: 0,
            first_record: 0,
            lanes: Vec::new(),
        }
    }

    /// Packs with the threads of this pool from now on.
    pub(crate) fn share_among(&mut self, pool: Box<dyn Pool + Send>) {
        self.pool = pool;
    }

    /// Names the record of a text without headers anew.
    pub(crate) fn begin_text(&mut self, name_of_raw_sequence: &str) {
        name_of_raw_sequence.clone_into(&mut self.name_of_raw_sequence);
    }

    pub(crate) fn record_count(&self) -> usize {
        self.packed.records.entries().len()
    }

    /// Letters so far.
    pub(crate) fn length_bases(&self) -> u64 {
        self.packed.length_bases
    }

    pub(crate) fn finish(mut self) -> Result<Packed, OpenError> {
        if self.filled > 0 {
            self.letters.letters[self.filled..].fill(NOTHING);
            self.put_block_aside()?;
        }
        self.pack_waiting()?;
        let packed = &mut self.packed;
        packed.planes.shrink();
        packed.blocks.shrink_to_fit();
        packed.segment_records.shrink_to_fit();
        packed.records.shrink();
        packed.others.shrink();
        packed.soft_masked.shrink();
        Ok(self.packed)
    }

    /// Letters and gaps between records so far.
    fn position(&self) -> u64 {
        block_start(self.packed.blocks.len() + self.full) + self.filled as u64
    }

    /// Says that the last record has so many letters more.
    fn lengthen(&mut self, count: usize) {
        if let Some(record) = self.packed.records.entries_mut().last_mut() {
            record.length += count as u64;
        }
        self.packed.length_bases += count as u64;
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
        if self.full == self.waiting.len() {
            self.waiting.push(Mutex::new(Letters::new()));
        }
        let free = self.waiting[self.full]
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::swap(free, &mut self.letters);
        self.letters.clear();
        self.full += 1;
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

    /// Packs the blocks that wait, with all threads, and takes what is made of them in order.
    fn pack_waiting(&mut self) -> Result<(), OpenError> {
        self.share_records();
        let lanes = self.pool.threads().min(self.full).max(1);
        self.lanes.resize_with(lanes, || Mutex::new(Rows::new()));
        let waiting = &self.waiting[..self.full];
        let next = AtomicUsize::new(0);
        let rows = &self.lanes;
        self.pool.run(lanes, &|lane| {
            let mut rows = rows[lane].lock().unwrap_or_else(PoisonError::into_inner);
            while let Some(letters) = waiting.get(next.fetch_add(1, Relaxed)) {
                let mut letters = letters.lock().unwrap_or_else(PoisonError::into_inner);
                letters.pack(&mut rows);
            }
        });
        for letters in &mut self.waiting[..self.full] {
            let letters = letters.get_mut().unwrap_or_else(PoisonError::into_inner);
            self.packed.take(&letters.shares, &mut letters.made)?;
        }
        self.full = 0;
        Ok(())
    }

    /// Notes which records the blocks that wait have letters of. All records begin in these blocks or before, since it is
    /// done when a block is full or the text at its end.
    fn share_records(&mut self) {
        let mut block = 0;
        let first_start = block_start(self.packed.blocks.len());
        let records = self.packed.records.entries();
        for (record, entry) in records.iter().enumerate().skip(self.first_record) {
            // The last record may go on in the next blocks.
            self.first_record = record;
            while block < self.full {
                let start = first_start + block_start(block);
                let end = start + BLOCK_BASES as u64;
                let share = entry.start.max(start)..entry.end().min(end);
                if share.start < share.end {
                    let letters = self.waiting[block].get_mut();
                    let letters = letters.unwrap_or_else(PoisonError::into_inner);
                    letters.shares.push(Share {
                        record: record as u32,
                        positions: (share.start - start) as usize..(share.end - start) as usize,
                        base_counts: [0; 4],
                    });
                }
                if entry.end() < end {
                    break;
                }
                block += 1;
            }
        }
    }
}

impl Packed {
    /// Appends a block.
    fn take(&mut self, shares: &[Share], made: &mut PackedBlock) -> Result<(), OpenError> {
        let start = block_start(self.blocks.len());
        let first_segment = self.segment_records.len() as u32;
        for share in shares {
            let entry = &mut self.records.entries_mut()[share.record as usize];
            let sums = entry.base_counts.iter_mut().zip(share.base_counts);
            sums.for_each(|(sum, count)| *sum += count);
            self.segment_records.push(share.record);
        }
        let run = |positions: std::ops::Range<usize>| Run {
            start: start + positions.start as u64,
            length: positions.len() as u64,
        };
        for positions in made.soft_masked.drain(..) {
            self.soft_masked.push(run(positions), true)?;
        }
        for (positions, letter) in made.others.drain(..) {
            self.other_counts[usize::from(letter & 127)] += positions.len() as u64;
            self.others.push(run(positions), letter)?;
        }
        let first_plane = self.planes.len() as u32;
        for plane in &made.planes[..made.kind.planes()] {
            self.planes.push_copy(plane)?;
        }
        self.blocks.push(BlockEntry {
            kind: made.kind,
            first_plane,
            first_segment,
        });
        Ok(())
    }
}

impl RecordSink for Packer {
    fn begin_record(&mut self, header: Option<&[u8]>) -> Result<(), OpenError> {
        let last = self.packed.records.entries().last();
        if last.is_some_and(|record| record.length > 0) {
            self.append(&[NOTHING], true)?;
        }
        let fallback_name = match header {
            None if !self.name_of_raw_sequence.is_empty() => self.name_of_raw_sequence.clone(),
            _ => format!("unnamed_{}", self.record_count() + 1),
        };
        let start = self.position();
        self.packed
            .records
            .push(header.unwrap_or_default(), &fallback_name, start);
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

fn block_start(block: usize) -> u64 {
    block as u64 * BLOCK_BASES as u64
}

impl std::fmt::Debug for Packer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Packer")
            .field("position", &self.position())
            .field("records", &self.record_count())
            .finish_non_exhaustive()
    }
}
