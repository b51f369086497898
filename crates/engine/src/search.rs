//! A search in progress.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::compare::{Clock, Part, TaskSpan};
use crate::coordinates::{StrandChoice, StrandCounts};
use crate::hits::Hits;
use crate::motif::NamedMotif;
use crate::pass::{Pass, Progress, Stepwise, Work};
use crate::scan::{self, Counts, ReadPlanes, Scan, Scratch, Version};
use crate::scope::Scope;
use crate::share::{Pool, Sharing};
use crate::store::Genome;

/// What to search for, and how.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// What to search for: all of these in one pass.
    pub motifs: Vec<NamedMotif>,
    /// Substitutions that a match may have; more than [`MOST_MISMATCHES`](crate::scan::MOST_MISMATCHES) count as so many.
    pub mismatches: usize,
    /// On which strands.
    pub strands: StrandChoice,
    /// Where.
    pub scope: Scope,
    /// By which algorithm.
    pub version: Version,
    /// How the work is shared out.
    pub sharing: Sharing,
    /// How many threads share it, at most; 0 for all that the pool has. [`Sharing::OneThread`] takes one
    /// whatever stands here.
    pub threads: usize,
}

/// Why a search could not be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchError {
    /// No memory for the counts.
    OutOfMemory {
        /// What was asked for, in bytes.
        needed_bytes: u64,
    },
}

/// A search in progress: it counts matches per block and record, and stores no positions.
pub struct Search {
    pass: Pass<Counting>,
}

/// Counts the matches of each block.
struct Counting {
    query: Query,
    scan: Arc<dyn Scan>,
    counts: AtomicCounts,
}

#[derive(Default)]
struct Lane {
    scratch: Scratch,
    /// Counts of the segments of a block.
    segments: Vec<StrandCounts>,
    /// Counts of each motif in all blocks that this lane has searched.
    motifs: Vec<StrandCounts>,
}

impl Search {
    /// A search that has not begun.
    ///
    /// # Errors
    /// [`SearchError::OutOfMemory`].
    pub fn new(genome: Arc<Genome>, query: Query) -> Result<Self, SearchError> {
        Self::in_part(genome, query, Part::WHOLE)
    }

    /// The same in a part of the genome; there are no matches elsewhere then.
    ///
    /// # Errors
    /// [`SearchError::OutOfMemory`].
    pub fn in_part(genome: Arc<Genome>, mut query: Query, part: Part) -> Result<Self, SearchError> {
        query.mismatches = query.mismatches.min(scan::MOST_MISMATCHES);
        let task = scan::Task {
            motifs: &query.motifs,
            strands: query.strands,
            mismatches: query.mismatches,
        };
        let scan = scan::compile(query.version, task, genome.composition());
        Self::with_scan(genome, query, scan, part)
    }

    /// Writes down from now on which thread works on what, and when, by this clock.
    pub fn observe(&mut self, clock: Clock) {
        self.pass.observe(clock);
    }

    /// What was written down so far, in no order.
    pub fn take_spans(&mut self) -> Vec<TaskSpan> {
        self.pass.take_spans()
    }

    /// A pass that reads the planes as a search would, and finds nothing: the least time that a search could take.
    /// Only sharing and threads of the query count.
    ///
    /// # Errors
    /// [`SearchError::OutOfMemory`].
    pub fn reading_planes(genome: Arc<Genome>, query: Query) -> Result<Self, SearchError> {
        Self::with_scan(genome, query, Arc::new(ReadPlanes), Part::WHOLE)
    }

    fn with_scan(
        genome: Arc<Genome>,
        query: Query,
        scan: Arc<dyn Scan>,
        part: Part,
    ) -> Result<Self, SearchError> {
        let counts = AtomicCounts::new(genome.segment_count())?;
        let (sharing, threads) = (query.sharing, query.threads);
        let counting = Counting {
            query,
            scan,
            counts,
        };
        Ok(Self {
            pass: Pass::over_part(genome, counting, sharing, threads, part),
        })
    }

    /// How far the search has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.pass.progress()
    }

    /// The result.
    ///
    /// # Panics
    /// If the search is not finished.
    #[must_use]
    pub fn into_hits(self) -> Hits {
        let (genome, counting, lanes) = self.pass.into_parts();
        let mut motifs = vec![StrandCounts::default(); counting.query.motifs.len()];
        for lane in lanes {
            for (sum, counts) in motifs.iter_mut().zip(lane.motifs) {
                *sum += counts;
            }
        }
        let segments = counting.counts.into_counts();
        Hits::new(genome, counting.query, counting.scan, segments, motifs)
    }
}

impl Stepwise for Search {
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        self.pass.step(pool, pause)
    }

    fn turn_to(&mut self, window: Arc<Genome>) {
        self.pass.turn_to(window);
    }
}

impl Work for Counting {
    type Lane = Lane;

    fn work_on(&self, genome: &Genome, index: usize, lane: &mut Lane) {
        let block = genome.block(index).within(&self.query.scope);
        let has_bases = block.planes().is_some() || self.scan.matches_without_bases();
        if !has_bases || block.is_excluded() {
            return;
        }
        let none = StrandCounts::default();
        lane.segments.clear();
        lane.segments.resize(block.segment_count(), none);
        lane.motifs.resize(self.query.motifs.len(), none);
        let mut counts = Counts {
            segments: &mut lane.segments,
            motifs: &mut lane.motifs,
        };
        self.scan.count(&block, &mut lane.scratch, &mut counts);
        let first_segment = genome.segment_range(index).start;
        self.counts.store(first_segment, &lane.segments);
    }
}

/// Counts per segment that several threads write, each its own segments.
struct AtomicCounts {
    counts: Vec<[AtomicU64; 3]>,
}

impl AtomicCounts {
    fn new(segments: usize) -> Result<Self, SearchError> {
        let mut counts = Vec::new();
        if counts.try_reserve_exact(segments).is_err() {
            return Err(SearchError::OutOfMemory {
                needed_bytes: (segments * size_of::<[AtomicU64; 3]>()) as u64,
            });
        }
        counts.resize_with(segments, Default::default);
        Ok(Self { counts })
    }

    fn store(&self, first_segment: usize, counts: &[StrandCounts]) {
        // The pool's return orders these before all that reads them.
        for (cells, count) in self.counts[first_segment..].iter().zip(counts) {
            cells[0].store(count.forward, Relaxed);
            cells[1].store(count.reverse, Relaxed);
            cells[2].store(count.both, Relaxed);
        }
    }

    fn into_counts(self) -> Vec<StrandCounts> {
        let counts = self.counts.into_iter();
        counts
            .map(|[forward, reverse, both]| StrandCounts {
                forward: forward.into_inner(),
                reverse: reverse.into_inner(),
                both: both.into_inner(),
            })
            .collect()
    }
}

impl fmt::Debug for Search {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Search")
            .field("query", &self.pass.work().query)
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfMemory { needed_bytes } => {
                write!(out, "no memory for another {needed_bytes} bytes")
            }
        }
    }
}

impl std::error::Error for SearchError {}
