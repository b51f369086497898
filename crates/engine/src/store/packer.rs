//! Packs letters into blocks as they come.

use super::block::{BLOCK_BASES, BlockEntry, BlockKind, Plane};
use super::records::RecordTable;
use super::rows::{Rows, runs};
use super::runs::{LetterRuns, Run, RunList};
use super::segmented::Segmented;
use super::transpose::{ROW_WORDS, Row, row_to_plane};
use crate::fasta::{RecordSink, copy_plain};
use crate::input::OpenError;

/// What stands between two records and after the last: no letter at all.
const NOTHING: u8 = 0;

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

/// Packs letters into blocks as they come.
pub(crate) struct Packer {
    packed: Packed,
    name_of_raw_sequence: String,
    /// The block that is being filled.
    letters: Box<[u8; BLOCK_BASES]>,
    filled: usize,
    /// The first record that may have letters in that block.
    first_record: usize,
    rows: Rows,
}

impl Packer {
    pub(crate) fn new(capacity_bases: u64, name_of_raw_sequence: &str) -> Result<Self, OpenError> {
        let mut planes = Planes::new();
        let blocks = capacity_bases.div_ceil(BLOCK_BASES as u64);
        let capacity_planes = usize::try_from(2 * blocks);
        planes.reserve(capacity_planes.map_err(|_| OpenError::OutOfMemory {
            needed_bytes: 2 * blocks * size_of::<Plane>() as u64,
        })?)?;
        Ok(Self {
            packed: Packed {
                planes,
                blocks: Vec::with_capacity(blocks as usize),
                segment_records: Vec::new(),
                records: RecordTable::default(),
                length_bases: 0,
                others: LetterRuns::new(),
                soft_masked: RunList::new(),
                other_counts: [0; 128],
            },
            name_of_raw_sequence: name_of_raw_sequence.to_owned(),
            letters: Box::new([NOTHING; BLOCK_BASES]),
            filled: 0,
            first_record: 0,
            rows: Rows::new(),
        })
    }

    /// Names the record of a text without headers anew.
    pub(crate) fn begin_text(&mut self, name_of_raw_sequence: &str) {
        name_of_raw_sequence.clone_into(&mut self.name_of_raw_sequence);
    }

    /// Letters and gaps between records so far.
    fn position(&self) -> u64 {
        self.block_start() + self.filled as u64
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
            self.letters[self.filled..].fill(NOTHING);
            self.pack_block()?;
        }
        let packed = &mut self.packed;
        packed.planes.shrink();
        packed.blocks.shrink_to_fit();
        packed.segment_records.shrink_to_fit();
        packed.records.shrink();
        packed.others.shrink();
        packed.soft_masked.shrink();
        Ok(self.packed)
    }

    /// Says that the last record has so many letters more.
    fn lengthen(&mut self, count: usize) {
        if let Some(record) = self.packed.records.entries_mut().last_mut() {
            record.length += count as u64;
        }
        self.packed.length_bases += count as u64;
    }

    fn block_start(&self) -> u64 {
        (self.packed.blocks.len() * BLOCK_BASES) as u64
    }

    /// Appends letters, or nothings, to the block, and packs it when it is full.
    fn append(&mut self, mut letters: &[u8]) -> Result<(), OpenError> {
        while !letters.is_empty() {
            let room = &mut self.letters[self.filled..];
            let count = room.len().min(letters.len());
            let (now, later) = letters.split_at(count);
            room[..count].copy_from_slice(now);
            self.filled += count;
            letters = later;
            if self.filled == BLOCK_BASES {
                self.pack_block()?;
            }
        }
        Ok(())
    }

    fn pack_block(&mut self) -> Result<(), OpenError> {
        self.rows.read(&self.letters);
        let first_segment = self.packed.segment_records.len() as u32;
        self.pack_segments();
        self.pack_runs()?;
        let (kind, first_plane) = self.pack_planes()?;
        self.packed.blocks.push(BlockEntry {
            kind,
            first_plane,
            first_segment,
        });
        self.filled = 0;
        Ok(())
    }

    /// Notes which records the block has letters of, and counts their bases.
    fn pack_segments(&mut self) {
        let block_start = self.block_start();
        let block_end = block_start + BLOCK_BASES as u64;
        let first = self.first_record;
        let records = self.packed.records.entries_mut();
        for (record, entry) in records.iter_mut().enumerate().skip(first) {
            let start = entry.start.max(block_start);
            let end = entry.end().min(block_end);
            if start < end {
                let range = (start - block_start) as usize..(end - block_start) as usize;
                let counts = self.rows.base_counts(range);
                let sums = entry.base_counts.iter_mut().zip(counts);
                sums.for_each(|(sum, count)| *sum += count);
                self.packed.segment_records.push(record as u32);
            }
            // The last record may go on in the next block.
            self.first_record = record;
        }
    }

    /// Notes the letters that are no base, and those in lower case.
    fn pack_runs(&mut self) -> Result<(), OpenError> {
        let block_start = self.block_start();
        let global = |start: usize, end: usize| Run {
            start: block_start + start as u64,
            length: (end - start) as u64,
        };
        for range in runs(&self.rows.is_lower) {
            let run = global(range.start, range.end);
            self.packed.soft_masked.push(run, true)?;
        }
        let is_other: &Row = &std::array::from_fn(|index| !self.rows.is_base[index]);
        for range in runs(is_other) {
            let mut start = range.start;
            while start < range.end {
                let letter = self.letters[start].to_ascii_uppercase();
                let differs = |other: &u8| other.to_ascii_uppercase() != letter;
                let length = self.letters[start..range.end].iter().position(differs);
                let end = length.map_or(range.end, |length| start + length);
                if letter != NOTHING {
                    self.packed.others.push(global(start, end), letter)?;
                    let count = &mut self.packed.other_counts[usize::from(letter & 127)];
                    *count += (end - start) as u64;
                }
                start = end;
            }
        }
        Ok(())
    }

    /// Makes as many planes as the block needs.
    fn pack_planes(&mut self) -> Result<(BlockKind, u32), OpenError> {
        let first_plane = self.packed.planes.len() as u32;
        let is_base = self.rows.is_base.iter();
        let bases: u32 = is_base.map(|bits| bits.count_ones()).sum();
        let kind = match bases as usize {
            0 => return Ok((BlockKind::NoBase, first_plane)),
            BLOCK_BASES => BlockKind::AllBases,
            _ => BlockKind::Mixed,
        };
        push_plane(&mut self.packed.planes, &self.rows.low)?;
        push_plane(&mut self.packed.planes, &self.rows.high)?;
        if kind == BlockKind::Mixed {
            push_plane(&mut self.packed.planes, &self.rows.is_base)?;
        }
        Ok((kind, first_plane))
    }
}

fn push_plane(planes: &mut Planes, row: &[u64; ROW_WORDS]) -> Result<(), OpenError> {
    planes.push(Plane::ZERO)?;
    if let Some(plane) = planes.last_mut() {
        row_to_plane(row, plane);
    }
    Ok(())
}

impl RecordSink for Packer {
    fn begin_record(&mut self, header: Option<&[u8]>) -> Result<(), OpenError> {
        let last = self.packed.records.entries().last();
        if last.is_some_and(|record| record.length > 0) {
            self.append(&[NOTHING])?;
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
            let count = copy_plain(&text[taken..], &mut self.letters[self.filled..]);
            taken += count;
            self.filled += count;
            self.lengthen(count);
            if self.filled < BLOCK_BASES {
                return Ok(taken);
            }
            self.pack_block()?;
        }
    }

    fn letters(&mut self, letters: &[u8]) -> Result<(), OpenError> {
        // The length is noted first, since a full block is packed by what the records say.
        self.lengthen(letters.len());
        self.append(letters)
    }
}

impl std::fmt::Debug for Packer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Packer")
            .field("position", &self.position())
            .field("records", &self.record_count())
            .finish_non_exhaustive()
    }
}
