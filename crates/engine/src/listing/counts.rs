//! How many matches of each part of the genome have how many mismatches.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use crate::coordinates::{Match, Strand};
use crate::hits::Hits;
use crate::motif::MismatchCounter;
use crate::pass::{MatchPass, Progress, Stepwise, Tally};
use crate::search::SearchError;
use crate::share::Pool;
use crate::store::Genome;

/// The matches of each segment (a block's share of a record), by strand and number of mismatches.
#[derive(Clone)]
pub struct MismatchCounts {
    cells: Arc<Cells>,
}

struct Cells {
    /// For each segment, for each strand that has matches, for each number of mismatches.
    counts: Vec<AtomicU32>,
    /// Which of a segment's strands this is, from 0; none if it has no matches.
    strands: [Option<usize>; 3],
    strand_count: usize,
    /// One more than the most mismatches.
    mismatch_numbers: usize,
}

const STRANDS: [Strand; 3] = [Strand::Forward, Strand::Reverse, Strand::Both];

impl MismatchCounts {
    /// Matches that lie on one of these strands, of a segment.
    pub(super) fn count(&self, segment: usize, strand: Option<Strand>, mismatches: usize) -> u64 {
        let strands = STRANDS.into_iter();
        let strands = strands.filter(|&each| strand.is_none_or(|strand| strand == each));
        let cells = strands.filter_map(|strand| self.cells.index(segment, strand, mismatches));
        cells
            .map(|index| u64::from(self.cells.counts[index].load(Relaxed)))
            .sum()
    }

    /// Memory that the counts take, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        size_of_val(self.cells.counts.as_slice()) as u64
    }
}

impl Cells {
    fn new(hits: &Hits) -> Result<Self, SearchError> {
        let mut strand_count = 0;
        let strands = STRANDS.map(|strand| {
            (hits.strand_counts().on(strand) > 0).then(|| {
                strand_count += 1;
                strand_count - 1
            })
        });
        let mismatch_numbers = hits.query().mismatches + 1;
        let count = hits.genome().segment_count() * strand_count * mismatch_numbers;
        let mut counts = Vec::new();
        if counts.try_reserve_exact(count).is_err() {
            return Err(SearchError::OutOfMemory {
                needed_bytes: (count * size_of::<AtomicU32>()) as u64,
            });
        }
        counts.resize_with(count, AtomicU32::default);
        Ok(Self {
            counts,
            strands,
            strand_count,
            mismatch_numbers,
        })
    }

    fn index(&self, segment: usize, strand: Strand, mismatches: usize) -> Option<usize> {
        let strand = self.strands[strand as usize]?;
        let row = segment * self.strand_count + strand;
        (mismatches < self.mismatch_numbers).then(|| row * self.mismatch_numbers + mismatches)
    }
}

/// Counts the mismatches of all matches of a search.
pub struct MismatchCounting {
    pass: MatchPass<SegmentTally>,
    cells: Arc<Cells>,
}

impl MismatchCounting {
    /// A count that has not begun.
    ///
    /// # Errors
    /// [`SearchError::OutOfMemory`].
    pub fn new(hits: &Hits) -> Result<Self, SearchError> {
        let cells = Arc::new(Cells::new(hits)?);
        let tally = SegmentTally {
            cells: Arc::clone(&cells),
            counter: MismatchCounter::new(&hits.query().motifs),
            new_block: None,
            segment: 0,
        };
        let blocks = 0..hits.genome().block_count();
        Ok(Self {
            pass: MatchPass::new(hits, blocks, tally),
            cells,
        })
    }

    /// The counts.
    ///
    /// # Panics
    /// If the count is not finished.
    #[must_use]
    pub fn into_counts(self) -> MismatchCounts {
        // The tallies have written to the cells that they share.
        drop(self.pass.into_tallies());
        MismatchCounts { cells: self.cells }
    }
}

impl Stepwise for MismatchCounting {
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        self.pass.step(pool, pause)
    }

    fn turn_to(&mut self, window: Arc<Genome>) {
        self.pass.turn_to(window);
    }
}

/// Counts on one thread. The cells of a block are written by the thread alone that has the block.
#[derive(Clone)]
struct SegmentTally {
    cells: Arc<Cells>,
    counter: MismatchCounter,
    new_block: Option<usize>,
    /// Where the last match was.
    segment: usize,
}

impl Tally for SegmentTally {
    fn begin_block(&mut self, block: usize) {
        self.new_block = Some(block);
    }

    fn add(&mut self, genome: &Genome, found: &Match) {
        if let Some(block) = self.new_block.take() {
            self.segment = genome.segment_range(block).start;
            self.counter.turn_to_block(genome, block);
        }
        while genome.segment_record(self.segment).0 != found.record {
            self.segment += 1;
        }
        let mismatches = self.counter.count_in_block(genome, found);
        if let Some(index) = self.cells.index(self.segment, found.strand, mismatches) {
            self.cells.counts[index].fetch_add(1, Relaxed);
        }
    }
}

impl fmt::Debug for MismatchCounts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MismatchCounts")
            .field("bytes", &self.bytes())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for MismatchCounting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MismatchCounting")
            .field("pass", &self.pass)
            .finish_non_exhaustive()
    }
}
