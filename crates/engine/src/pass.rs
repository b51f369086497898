//! Passes over the blocks of a genome: in steps, shared among the threads of a pool.

use std::fmt;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use crate::compare::{Clock, Part, TaskSpan};
use crate::coordinates::Match;
use crate::hits::Hits;
use crate::scan::Scratch;
use crate::share::{Pool, Sharing};
use crate::store::Genome;

/// How far a pass has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Letters that were worked on so far, both strands being one.
    pub done_bases: u64,
    /// Letters to be worked on: all of the pass's blocks.
    pub total_bases: u64,
    /// Whether all is done.
    pub finished: bool,
    /// Whether there is nothing more to do before [`Stepwise::turn_to`] brings other blocks.
    pub wants_window: bool,
}

/// What is done in steps, so that others are heard between them.
pub trait Stepwise {
    /// Works until all that can be done is done, or until `pause` says so. It is asked before each block, from any thread of the
    /// pool. Call again to go on; drop it to give up.
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress;

    /// Goes on with another window of the genome. Windows come in order, each from the block on that the one before
    /// could not do any more.
    fn turn_to(&mut self, window: Arc<Genome>);
}

/// What is done with each block.
pub trait Work: Send + Sync {
    /// What one lane of the pool works in, and what it has found out.
    type Lane: Default + Send;

    /// Works on a block that is in this window of the genome.
    fn work_on(&self, genome: &Genome, block: usize, lane: &mut Self::Lane);
}

/// A pass in progress.
pub struct Pass<W: Work> {
    genome: Arc<Genome>,
    work: W,
    tasks: Vec<Task>,
    /// The tasks before this one are finished.
    first_unfinished: usize,
    /// Threads that share it, at most; 0 for all that the pool has.
    threads: usize,
    done_bases: AtomicU64,
    total_bases: u64,
    lanes: Vec<Mutex<W::Lane>>,
    /// Who wants to know which lane does what, and when.
    observer: Option<Observer>,
}

/// Writes down who does what.
struct Observer {
    clock: Clock,
    /// One for each lane.
    spans: Vec<Mutex<Vec<TaskSpan>>>,
}

/// Blocks that one lane works on in order.
struct Task {
    /// The next block to be worked on. Only the lane that has the task changes it.
    next: AtomicUsize,
    /// One past the last block.
    end: usize,
}

impl<W: Work> Pass<W> {
    /// A pass over all blocks that has not begun. `threads` is the most that share it; 0 for all that the pool has.
    /// [`Sharing::OneThread`] takes one whatever stands there.
    pub fn new(genome: Arc<Genome>, work: W, sharing: Sharing, threads: usize) -> Self {
        Self::over_part(genome, work, sharing, threads, Part::WHOLE)
    }

    /// The same over a part of the blocks.
    pub fn over_part(
        genome: Arc<Genome>,
        work: W,
        sharing: Sharing,
        threads: usize,
        part: Part,
    ) -> Self {
        let threads = match sharing {
            Sharing::OneThread => 1,
            _ => threads,
        };
        let tasks = tasks(&genome, sharing, part);
        let total_bases = if part.is_whole() {
            genome.length_bases()
        } else {
            let blocks = tasks.iter().flat_map(Task::unfinished);
            blocks.map(|block| genome.block(block).length_bases()).sum()
        };
        Self {
            tasks,
            total_bases,
            ..Self::empty(genome, work, threads)
        }
    }

    /// A pass over some of the blocks, which are given in order; shared block by block among all threads.
    ///
    /// # Panics
    /// If the genome does not have these blocks.
    pub fn over(
        genome: Arc<Genome>,
        work: W,
        blocks: impl IntoIterator<Item = usize, IntoIter: Clone>,
    ) -> Self {
        let blocks = blocks.into_iter();
        let bases_of = |block| genome.block(block).length_bases();
        Self {
            total_bases: blocks.clone().map(bases_of).sum(),
            tasks: blocks.map(|block| Task::new(block..block + 1)).collect(),
            ..Self::empty(genome, work, 0)
        }
    }

    fn empty(genome: Arc<Genome>, work: W, threads: usize) -> Self {
        Self {
            genome,
            work,
            tasks: Vec::new(),
            first_unfinished: 0,
            threads,
            done_bases: AtomicU64::new(0),
            total_bases: 0,
            lanes: Vec::new(),
            observer: None,
        }
    }

    /// Writes down which lane works on what and when, by this clock.
    pub(crate) fn observe(&mut self, clock: Clock) {
        self.observer = Some(Observer {
            clock,
            spans: Vec::new(),
        });
    }

    /// What was written down so far, lane by lane; nothing if nobody asked for it.
    pub(crate) fn take_spans(&mut self) -> Vec<TaskSpan> {
        let observer = self.observer.iter_mut();
        let lanes = observer.flat_map(|observer| std::mem::take(&mut observer.spans));
        lanes
            .flat_map(|lane| lane.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect()
    }

    /// How far the pass has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let next_block = self.next_block();
        Progress {
            done_bases: self.done_bases.load(Relaxed),
            total_bases: self.total_bases,
            finished: next_block.is_none(),
            wants_window: next_block.is_some_and(|block| block >= self.genome.searchable().end),
        }
    }

    /// The first block that is still to be worked on; none when the pass is finished.
    #[must_use]
    pub fn next_block(&self) -> Option<usize> {
        let next = self.tasks.get(self.first_unfinished);
        next.map(|task| task.next.load(Relaxed))
    }

    /// What is done with each block.
    pub(crate) fn work(&self) -> &W {
        &self.work
    }

    /// The window that it was turned to last, the work, and the lanes.
    ///
    /// # Panics
    /// If the pass is not finished.
    #[must_use]
    pub fn into_parts(self) -> (Arc<Genome>, W, Vec<W::Lane>) {
        assert!(self.progress().finished, "the pass is not finished");
        let lanes = self.lanes.into_iter();
        let lanes = lanes.map(|lane| lane.into_inner().unwrap_or_else(PoisonError::into_inner));
        (self.genome, self.work, lanes.collect())
    }

    fn lane_count(&self, pool: &dyn Pool) -> usize {
        let wanted = match self.threads {
            0 => pool.threads(),
            threads => threads.min(pool.threads()),
        };
        wanted.clamp(1, self.tasks.len().max(1))
    }

    fn run_task(
        &self,
        task: &Task,
        lane: &mut W::Lane,
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
            self.work.work_on(&self.genome, index, lane);
            let done_bases = self.genome.block(index).length_bases();
            self.done_bases.fetch_add(done_bases, Relaxed);
            task.next.store(index + 1, Relaxed);
        }
    }
}

impl<W: Work> Stepwise for Pass<W> {
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        let lanes = self.lane_count(pool);
        self.lanes.resize_with(lanes, Mutex::default);
        if let Some(observer) = &mut self.observer {
            observer.spans.resize_with(lanes, Mutex::default);
        }
        let next_task = AtomicUsize::new(self.first_unfinished);
        let this = &*self;
        pool.run(lanes, &|lane| {
            let ordinal = lane;
            let mut lane = this.lanes[lane]
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let end = this.genome.searchable().end;
            loop {
                let index = next_task.fetch_add(1, Relaxed);
                let Some(task) = this.tasks.get(index) else {
                    return;
                };
                if task.next.load(Relaxed) >= end {
                    return;
                }
                let flow = match &this.observer {
                    None => this.run_task(task, &mut lane, pause),
                    Some(observer) => observer.observe(ordinal, index, task, || {
                        this.run_task(task, &mut lane, pause)
                    }),
                };
                if flow.is_break() {
                    return;
                }
            }
        });
        let unfinished = self.tasks[self.first_unfinished..].iter();
        self.first_unfinished += unfinished.take_while(|task| task.is_finished()).count();
        self.progress()
    }

    fn turn_to(&mut self, window: Arc<Genome>) {
        self.genome = window;
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

    fn unfinished(&self) -> Range<usize> {
        self.next.load(Relaxed)..self.end
    }
}

impl Observer {
    /// Does some of a task, and writes down how much and when.
    fn observe(
        &self,
        lane: usize,
        task_ordinal: usize,
        task: &Task,
        work: impl FnOnce() -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let first = task.next.load(Relaxed);
        let begin_ms = (self.clock)();
        let flow = work();
        let blocks = first..task.next.load(Relaxed);
        if !blocks.is_empty() {
            let span = TaskSpan {
                lane,
                task: task_ordinal,
                blocks,
                begin_ms,
                end_ms: (self.clock)(),
            };
            let spans = self.spans[lane].lock();
            spans.unwrap_or_else(PoisonError::into_inner).push(span);
        }
        flow
    }
}

/// The tasks that a part of the genome's blocks is shared out in: together every block of it once, in order.
fn tasks(genome: &Genome, sharing: Sharing, part: Part) -> Vec<Task> {
    if sharing == Sharing::OneThread && part.is_whole() {
        return vec![Task::new(0..genome.block_count())];
    }
    let records = record_tasks(genome).into_iter();
    let parts = records.map(|blocks| part.of(&blocks));
    let parts = parts.filter(|blocks| !blocks.is_empty());
    match sharing {
        Sharing::OneThread | Sharing::PerRecord => parts.map(Task::new).collect(),
        Sharing::Blocks => parts
            .flatten()
            .map(|block| Task::new(block..block + 1))
            .collect(),
    }
}

/// The blocks that begin within each record: together every block once. A block that begins in no record goes with the one
/// before.
pub(crate) fn record_tasks(genome: &Genome) -> Vec<Range<usize>> {
    let mut tasks: Vec<Range<usize>> = Vec::new();
    let mut last_owner = None;
    for block in 0..genome.block_count() {
        let owner = genome.block(block).segment(0).map(|first| first.record);
        match tasks.last_mut() {
            Some(task) if owner.is_none() || owner == last_owner => task.end = block + 1,
            _ => tasks.push(block..block + 1),
        }
        last_owner = owner.or(last_owner);
    }
    tasks
}

/// What is found out of matches that are looked at again, on one thread.
pub trait Tally: Clone + Send + Sync {
    /// Matches of this block come next, in order; blocks come in any order, each to one thread, and those without matches
    /// not at all.
    fn begin_block(&mut self, _block: usize) {}

    /// A match, with the window of the genome that it lies in.
    fn add(&mut self, genome: &Genome, found: &Match);
}

/// Hands matches of a finished search to a tally on each thread.
pub struct MatchPass<T: Tally> {
    pass: Pass<Tallying<T>>,
}

struct Tallying<T> {
    hits: Hits,
    /// A tally without a match.
    empty: T,
}

impl<T: Tally> MatchPass<T> {
    /// A pass over the matches that start in these blocks, each thread with a tally like `empty`.
    ///
    /// # Panics
    /// If the genome does not have these blocks.
    #[must_use]
    pub fn new(
        hits: &Hits,
        blocks: impl IntoIterator<Item = usize, IntoIter: Clone>,
        empty: T,
    ) -> Self {
        let genome = Arc::clone(hits.genome());
        let hits = hits.clone();
        Self {
            pass: Pass::over(genome, Tallying { hits, empty }, blocks),
        }
    }

    /// The tallies, in no order.
    ///
    /// # Panics
    /// If the pass is not finished.
    #[must_use]
    pub fn into_tallies(self) -> Vec<T> {
        let (_, _, lanes) = self.pass.into_parts();
        let tallies = lanes.into_iter().filter_map(|lane| lane.tally);
        tallies.collect()
    }
}

impl<T: Tally> Stepwise for MatchPass<T> {
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        self.pass.step(pool, pause)
    }

    fn turn_to(&mut self, window: Arc<Genome>) {
        self.pass.turn_to(window);
    }
}

/// Where one thread looks at matches.
struct TallyLane<T> {
    scratch: Scratch,
    tally: Option<T>,
}

impl<T> Default for TallyLane<T> {
    fn default() -> Self {
        Self {
            scratch: Scratch::default(),
            tally: None,
        }
    }
}

impl<T: Tally> Work for Tallying<T> {
    type Lane = TallyLane<T>;

    fn work_on(&self, genome: &Genome, block: usize, lane: &mut TallyLane<T>) {
        if self.hits.count_in_blocks(block..block + 1) == 0 {
            return;
        }
        let tally = lane.tally.get_or_insert_with(|| self.empty.clone());
        tally.begin_block(block);
        let _ = self
            .hits
            .for_each_in_block(genome, block, &mut lane.scratch, &mut |found| {
                tally.add(genome, &found);
                ControlFlow::Continue(())
            });
    }
}

impl<W: Work> fmt::Debug for Pass<W> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Pass")
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

impl<T: Tally> fmt::Debug for MatchPass<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MatchPass")
            .field("progress", &self.pass.progress())
            .finish_non_exhaustive()
    }
}
