//! What is made of blocks while a genome is opened: tables, and planes if they are to stay.

use std::ops::Range;

use super::block::{BLOCK_BASES, BlockEntry, Plane, block_start};
use super::pack::{Letters, PackedBlock, Share};
use super::packer::BlockSink;
use super::records::RecordTable;
use super::runs::{LetterRuns, Run, RunList};
use super::segmented::Segmented;
use crate::input::OpenError;

/// The planes of all blocks, 1 MiB a segment.
pub(crate) type Planes = Segmented<Plane, 64>;

/// All that is made of the letters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    /// None if they are read again whenever they are needed.
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

/// Makes tables of blocks, and keeps their planes, or just checksums of them.
#[derive(Debug)]
pub(crate) struct Tables {
    packed: Packed,
    name_of_raw_sequence: String,
    /// The first record that may have letters in the next block.
    first_record: usize,
    /// Planes of all blocks.
    plane_count: usize,
    /// For each block the checksum of its planes, if these do not stay.
    checksums: Option<Vec<u64>>,
}

impl Tables {
    pub(crate) fn new(name_of_raw_sequence: &str) -> Self {
        Self {
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
            first_record: 0,
            plane_count: 0,
            checksums: None,
        }
    }

    /// Keeps no planes from now on.
    pub(crate) fn let_planes_go(&mut self) {
        self.checksums = Some(Vec::new());
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

    /// The tables, and the checksums of planes that did not stay.
    pub(crate) fn finish(mut self) -> (Packed, Option<Vec<u64>>) {
        let packed = &mut self.packed;
        packed.planes.shrink();
        packed.blocks.shrink_to_fit();
        packed.segment_records.shrink_to_fit();
        packed.records.shrink();
        packed.others.shrink();
        packed.soft_masked.shrink();
        (self.packed, self.checksums)
    }

    fn take_planes(&mut self, planes: &[Plane]) -> Result<(), OpenError> {
        self.plane_count += planes.len();
        match &mut self.checksums {
            Some(checksums) => checksums.push(plane_checksum(planes)),
            None => planes
                .iter()
                .try_for_each(|plane| self.packed.planes.push_copy(plane))?,
        }
        Ok(())
    }
}

impl BlockSink for Tables {
    fn begin_record(&mut self, header: Option<&[u8]>, start: u64) {
        let fallback_name = match header {
            None if !self.name_of_raw_sequence.is_empty() => self.name_of_raw_sequence.clone(),
            _ => format!("unnamed_{}", self.record_count() + 1),
        };
        let records = &mut self.packed.records;
        records.push(header.unwrap_or_default(), &fallback_name, start);
    }

    fn lengthen(&mut self, count: usize) {
        if let Some(record) = self.packed.records.entries_mut().last_mut() {
            record.length += count as u64;
        }
        self.packed.length_bases += count as u64;
    }

    /// All records begin in this block or before, since a block is packed when it is full or the text at its end.
    fn share_records(&mut self, block: &mut Letters) {
        let start = block_start(self.packed.blocks.len());
        let end = start + BLOCK_BASES as u64;
        let records = self.packed.records.entries();
        for (record, entry) in records.iter().enumerate().skip(self.first_record) {
            // The last record may go on in the next block.
            self.first_record = record;
            let share = entry.start.max(start)..entry.end().min(end);
            if share.start < share.end {
                block.shares.push(Share {
                    record: record as u32,
                    positions: (share.start - start) as usize..(share.end - start) as usize,
                    base_counts: [0; 4],
                });
            }
        }
    }

    fn take(&mut self, shares: &[Share], made: &mut PackedBlock) -> Result<(), OpenError> {
        let packed = &mut self.packed;
        let start = block_start(packed.blocks.len());
        packed.blocks.push(BlockEntry {
            kind: made.kind,
            first_plane: self.plane_count as u32,
            first_segment: packed.segment_records.len() as u32,
        });
        for share in shares {
            let entry = &mut packed.records.entries_mut()[share.record as usize];
            let sums = entry.base_counts.iter_mut().zip(share.base_counts);
            sums.for_each(|(sum, count)| *sum += count);
            packed.segment_records.push(share.record);
        }
        let run = |positions: Range<usize>| Run {
            start: start + positions.start as u64,
            length: positions.len() as u64,
        };
        for positions in made.soft_masked.drain(..) {
            packed.soft_masked.push(run(positions), true)?;
        }
        for (positions, letter) in made.others.drain(..) {
            packed.other_counts[usize::from(letter & 127)] += positions.len() as u64;
            packed.others.push(run(positions), letter)?;
        }
        self.take_planes(made.planes())
    }
}

/// The checksum of a block's planes.
pub(super) fn plane_checksum(planes: &[Plane]) -> u64 {
    let mut state = xxhash_rust::xxh3::Xxh3Default::new();
    for plane in planes {
        for words in plane.0.as_chunks::<64>().0 {
            let mut bytes = [0; 1024];
            let (chunks, _) = bytes.as_chunks_mut::<8>();
            for (bytes, half) in chunks.iter_mut().zip(words.as_flattened()) {
                *bytes = half.to_le_bytes();
            }
            state.update(&bytes);
        }
    }
    state.digest()
}
