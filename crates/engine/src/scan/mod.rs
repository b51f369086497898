//! Ways to find motifs in a block of the genome.

mod bit_planes;
mod cursor;
mod lengths;
mod naive;
mod read_planes;
mod shift_and;
mod strands;

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::coordinates::{Strand, StrandChoice, StrandCounts};
use crate::motif::NamedMotif;
use crate::store::{BlockView, Composition};

pub use bit_planes::BitPlanes;
pub(crate) use cursor::SegmentCursor;
pub use naive::Naive;
pub(crate) use read_planes::ReadPlanes;
pub use shift_and::ShiftAnd;
pub use strands::{Pattern, StrandMotifs, patterns};

/// The most substitutions that a match may be allowed.
pub const MOST_MISMATCHES: usize = 8;

/// Which algorithm scans. All give the same matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Version {
    /// Compares at every position.
    Naive,
    /// The bit-parallel automaton.
    ShiftAnd,
    /// The bit planes of the store, 128 alignments at a time.
    #[default]
    BitPlanes,
}

impl Version {
    /// All versions.
    pub const ALL: [Self; 3] = [Self::Naive, Self::ShiftAnd, Self::BitPlanes];
}

/// A match that starts in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlockMatch {
    /// Position in the block of its first letter.
    pub start: usize,
    /// Letters: the last may lie in the next block.
    pub length: usize,
    /// Its strand.
    pub strand: Strand,
    /// Ordinal of its motif, from 0.
    pub motif: u32,
}

/// Counts that a scan of a block adds to.
#[derive(Debug)]
pub struct Counts<'counts> {
    /// Matches that start in each segment of the block, an item for each segment.
    pub segments: &'counts mut [StrandCounts],
    /// Matches of each motif, an item for each motif.
    pub motifs: &'counts mut [StrandCounts],
}

/// What takes matches; it may break off.
pub type MatchSink<'sink> = dyn FnMut(BlockMatch) -> ControlFlow<()> + 'sink;

/// Finds motifs in a block of the genome. A match belongs to the block that it starts in, and lies in one record.
pub trait Scan: Send + Sync {
    /// Passes the matches that start in the block on, each once, in order of start, length (and so of end), strand,
    /// motif.
    fn matches(
        &self,
        block: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()>;

    /// Counts the matches that start in the block.
    fn count(&self, block: &BlockView<'_>, scratch: &mut Scratch, counts: &mut Counts<'_>) {
        let mut cursor = SegmentCursor::new(block);
        let _ = self.matches(block, scratch, &mut |found| {
            let (index, _) = cursor.segment_of(found.start);
            counts.segments[index].add(found.strand, 1);
            counts.motifs[found.motif as usize].add(found.strand, 1);
            ControlFlow::Continue(())
        });
    }

    /// Whether there may be a match that starts where no position of a block is a base.
    fn matches_without_bases(&self) -> bool;
}

/// Memory that a scan works in, kept from block to block.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The block as [`BlockView::decode`] gives it.
    pub(crate) text: Vec<u8>,
    /// Matches that are found, but not passed on yet.
    pub(crate) pending: shift_and::Pending,
    /// Matches of one motif after another, before they are put in order.
    pub(crate) unordered: Vec<BlockMatch>,
    /// What the bit planes need.
    pub(crate) planes: bit_planes::PlaneScratch,
}

/// What to scan for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Task<'task> {
    pub(crate) motifs: &'task [NamedMotif],
    pub(crate) strands: StrandChoice,
    /// Substitutions that a match may have.
    pub(crate) mismatches: usize,
}

/// Makes the scan of a version. The composition tells which letters are rare.
pub(crate) fn compile(
    version: Version,
    task: Task<'_>,
    composition: &Composition,
) -> Arc<dyn Scan> {
    let patterns = patterns(task.motifs, task.strands);
    match version {
        Version::Naive => Arc::new(Naive::new(patterns, task.mismatches)),
        Version::ShiftAnd => Arc::new(ShiftAnd::new(&patterns, task.mismatches)),
        Version::BitPlanes => Arc::new(BitPlanes::new(&patterns, task.mismatches, composition)),
    }
}
