//! What a moving mean is computed of: a number for each letter of a record.

use std::cmp::Reverse;
use std::fmt;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use crate::coordinates::RecordId;
use crate::scan::{self, Scan, Scratch, SegmentCursor};
use crate::search::Query;
use crate::store::Genome;

/// The longest record, the first of several; none if there is no record.
#[must_use]
pub fn longest_record(genome: &Genome) -> Option<RecordId> {
    let records = genome.records();
    let longest = records.max_by_key(|record| (record.length_bases, Reverse(record.id.index())));
    longest.map(|record| record.id)
}

/// Appends a number for each of these letters of a record (0-based, half-open, cut at its end): 1 for G and C, 0 for all others.
///
/// # Panics
/// If there is no such record.
pub fn push_gc(genome: &Genome, record: RecordId, letters: Range<u64>, values: &mut Vec<u8>) {
    let from = values.len();
    genome.sequence(record, letters, values);
    for value in &mut values[from..] {
        *value = u8::from(matches!(value, b'G' | b'C'));
    }
}

/// Counts for each letter the matches that start there, block by block.
pub struct MatchStarts {
    scan: Arc<dyn Scan>,
    scratch: Scratch,
}

impl MatchStarts {
    /// Counts what a query finds in the whole genome, whatever its scope.
    #[must_use]
    pub fn new(genome: &Genome, query: &Query) -> Self {
        let task = scan::Task {
            motifs: &query.motifs,
            strands: query.strands,
            mismatches: query.mismatches.min(scan::MOST_MISMATCHES),
        };
        Self {
            scan: scan::compile(query.version, task, genome.composition()),
            scratch: Scratch::default(),
        }
    }

    /// Adds the matches that start in a block and in the first letters of a record: there is a number for each of these.
    ///
    /// # Panics
    /// If there is no such block.
    pub fn add_block(
        &mut self,
        genome: &Genome,
        record: RecordId,
        block: usize,
        counts: &mut [u32],
    ) {
        let view = genome.block(block);
        if view.planes().is_none() && !self.scan.matches_without_bases() {
            return;
        }
        let mut cursor = SegmentCursor::new(&view);
        let _ = self.scan.matches(&view, &mut self.scratch, &mut |found| {
            let (_, segment) = cursor.segment_of(found.start);
            let start = segment.in_record(found.start) as usize;
            if let Some(count) = counts.get_mut(start).filter(|_| segment.record == record) {
                *count += 1;
            }
            ControlFlow::Continue(())
        });
    }
}

impl fmt::Debug for MatchStarts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MatchStarts").finish_non_exhaustive()
    }
}
