//! Letters that lie in one window of a genome or in several.

use std::ops::Range;
use std::sync::Arc;

use super::block::{BLOCK_BASES, block_start};
use super::genome::Genome;
use crate::alphabet::complement_letter;
use crate::coordinates::{RecordId, Strand};

impl Genome {
    /// Whether these letters of a record (0-based, half-open, cut at the record's end) are in memory.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn holds(&self, record: RecordId, range: Range<u64>) -> bool {
        let mut blocks = self.blocks_of(record, range);
        blocks.all(|block| self.has_planes_of(block))
    }

    /// Appends the letters of a record as [`Genome::sequence`] does, taking each from the first of these windows of the same genome
    /// that holds it; 5' to 3' on a strand ([`Strand::Both`] counts as forward).
    ///
    /// # Panics
    /// If there is no such record, or if none of the windows holds some of the letters.
    pub fn strand_sequence(
        windows: &[Arc<Self>],
        record: RecordId,
        range: Range<u64>,
        strand: Strand,
        letters: &mut Vec<u8>,
    ) {
        let from = letters.len();
        let Some(first) = windows.first() else { return };
        if first.holds(record, range.clone()) {
            first.sequence(record, range, letters);
        } else {
            for block in first.blocks_of(record, range.clone()) {
                let holds = |window: &&Arc<Self>| window.has_planes_of(block);
                let window = windows.iter().find(holds).unwrap_or(first);
                let part = first.part_in_block(record, &range, block);
                window.sequence(record, part, letters);
            }
        }
        if strand == Strand::Reverse {
            let appended = &mut letters[from..];
            appended.reverse();
            for letter in appended {
                *letter = complement_letter(*letter);
            }
        }
    }

    /// The part of a range of a record's letters that lies in a block.
    fn part_in_block(&self, record: RecordId, range: &Range<u64>, block: usize) -> Range<u64> {
        let record_start = self.record_start(record);
        let block_start = block_start(block);
        let block_end = block_start + BLOCK_BASES as u64;
        let start = range.start.max(block_start.saturating_sub(record_start));
        start..range.end.min(block_end.saturating_sub(record_start))
    }
}
