//! A search in progress.

use std::fmt;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use crate::coordinates::{StrandChoice, StrandCounts};
use crate::hits::Hits;
use crate::motif::NamedMotif;
use crate::scan::{self, Counts, ReadPlanes, Scan, Scratch, Version};
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

/// How far a search has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Letters searched so far, both strands being one.
    pub done_bases: u64,
    /// Letters to be searched: all of the genome.
    pub total_bases: u64,
    /// Whether all is done.
    pub finished: bool,
    /// Whether there is nothing more to do before [`Search::turn_to`] brings other blocks.
    pub wants_window: bool,
}

/// A search in progress: it counts matches per block and record, and stores no positions.
pub struct Search {
    genome: Arc<Genome>,
    query: Query,
    scan: Arc<dyn Scan>,
    tasks: Vec<Task>,
    /// The tasks before this one are finished.
    first_unfinished: usize,
    counts: AtomicCounts,
    done_bases: AtomicU64,
    /// What each lane of the pool works in.
    lanes: Vec<Mutex<Lane>>,
}

/// Blocks that one lane searches in order.
struct Task {
    /// The next block to be searched. Only the lane that has the task changes it.
    next: AtomicUsize,
    /// One past the last block.
    end: usize,
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
    pub fn new(genome: Arc<Genome>, mut query: Query) -> Result<Self, SearchError> {
        query.mismatches = query.mismatches.min(scan::MOST_MISMATCHES);
        let task = scan::Task {
            motifs: &query.motifs,
            strands: query.strands,
            mismatches: query.mismatches,
        };
        let scan = scan::compile(query.version, task, genome.composition());
        Self::with_scan(genome, query, scan)
    }

    /// A pass that reads the planes as a search would, and finds nothing: the least time that a search could take.
    /// Only sharing and threads of the query count.
    ///
    /// # Errors
    /// [`SearchError::OutOfMemory`].
    pub fn reading_planes(genome: Arc<Genome>, query: Query) -> Result<Self, SearchError> {
        Self::with_scan(genome, query, Arc::new(ReadPlanes))
    }

    fn with_scan(
        genome: Arc<Genome>,
        query: Query,
        scan: Arc<dyn Scan>,
    ) -> Result<Self, SearchError> {
        Ok(Self {
            scan,
            tasks: tasks(&genome, query.sharing),
            first_unfinished: 0,
            counts: AtomicCounts::new(genome.segment_count())?,
            done_bases: AtomicU64::new(0),
            lanes: Vec::new(),
            genome,
            query,
        })
    }

    /// Goes on with another window of the genome. Windows come in order, each from the block on that the one before
    /// could not search any more.
    pub fn turn_to(&mut self, window: Arc<Genome>) {
        self.genome = window;
    }

    /// Works until all that can be searched is done, or until `pause` says so. It is asked before each block, from any thread of the
    /// pool. Call again to go on; drop the search to give it up.
    pub fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        let lanes = self.lane_count(pool);
        self.lanes.resize_with(lanes, Mutex::default);
        let next_task = AtomicUsize::new(self.first_unfinished);
        let this = &*self;
        pool.run(lanes, &|lane| {
            let mut lane = this.lanes[lane]
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let end = this.genome.searchable().end;
            while let Some(task) = this.tasks.get(next_task.fetch_add(1, Relaxed)) {
                if task.next.load(Relaxed) >= end
                    || this.run_task(task, &mut lane, pause).is_break()
                {
                    return;
                }
            }
        });
        let unfinished = self.tasks[self.first_unfinished..].iter();
        self.first_unfinished += unfinished.take_while(|task| task.is_finished()).count();
        self.progress()
    }

    /// How far the search has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let next = self.tasks.get(self.first_unfinished);
        let next_block = next.map(|task| task.next.load(Relaxed));
        Progress {
            done_bases: self.done_bases.load(Relaxed),
            total_bases: self.genome.length_bases(),
            finished: next.is_none(),
            wants_window: next_block.is_some_and(|block| block >= self.genome.searchable().end),
        }
    }

    /// The result.
    ///
    /// # Panics
    /// If the search is not finished.
    #[must_use]
    pub fn into_hits(self) -> Hits {
        assert!(self.progress().finished, "the search is not finished");
        let mut motifs = vec![StrandCounts::default(); self.query.motifs.len()];
        for lane in self.lanes {
            let lane = lane.into_inner().unwrap_or_else(PoisonError::into_inner);
            for (sum, counts) in motifs.iter_mut().zip(lane.motifs) {
                *sum += counts;
            }
        }
        Hits::new(
            self.genome,
            self.query,
            self.scan,
            self.counts.into_counts(),
            motifs,
        )
    }

    fn lane_count(&self, pool: &dyn Pool) -> usize {
        let wanted = match (self.query.sharing, self.query.threads) {
            (Sharing::OneThread, _) => 1,
            (_, 0) => pool.threads(),
            (_, threads) => threads.min(pool.threads()),
        };
        wanted.clamp(1, self.tasks.len().max(1))
    }

    fn run_task(
        &self,
        task: &Task,
        lane: &mut Lane,
        pause: &(dyn Fn() -> bool + Sync),
    ) -> ControlFlow<()> {
        let end = self.genome.searchable().end;
        loop {
            let index = task.next.load(Relaxed);
            if index >= task.end.min(end) {
                return ControlFlow::Continue(());
            }
            if pause() {
                return ControlFlow::Break(());
            }
            self.search_block(index, lane);
            task.next.store(index + 1, Relaxed);
        }
    }

    fn search_block(&self, index: usize, lane: &mut Lane) {
        let block = self.genome.block(index);
        if block.planes().is_some() || self.scan.matches_without_bases() {
            let none = StrandCounts::default();
            lane.segments.clear();
            lane.segments.resize(block.segment_count(), none);
            lane.motifs.resize(self.query.motifs.len(), none);
            let mut counts = Counts {
                segments: &mut lane.segments,
                motifs: &mut lane.motifs,
            };
            self.scan.count(&block, &mut lane.scratch, &mut counts);
            let first_segment = self.genome.segment_range(index).start;
            self.counts.store(first_segment, &lane.segments);
        }
        self.done_bases.fetch_add(block.length_bases(), Relaxed);
    }
}

impl Task {
    fn new(blocks: Range<usize>) -> Self {
        Self {
            next: AtomicUsize::new(blocks.start),
            end: blocks.end,
        }
    }

    fn is_finished(&self) -> bool {
        self.next.load(Relaxed) >= self.end
    }
}

/// The tasks that the genome's blocks are shared out in: together every block once.
fn tasks(genome: &Genome, sharing: Sharing) -> Vec<Task> {
    let blocks = 0..genome.block_count();
    match sharing {
        Sharing::OneThread => vec![Task::new(blocks)],
        Sharing::Blocks => blocks.map(|block| Task::new(block..block + 1)).collect(),
        Sharing::PerRecord => {
            let mut tasks: Vec<Task> = Vec::new();
            let mut last_owner = None;
            for block in blocks {
                let owner = genome.block(block).segment(0).map(|first| first.record);
                match tasks.last_mut() {
                    Some(task) if owner.is_none() || owner == last_owner => task.end = block + 1,
                    _ => tasks.push(Task::new(block..block + 1)),
                }
                last_owner = owner.or(last_owner);
            }
            tasks
        }
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
            .field("query", &self.query)
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
