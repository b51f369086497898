//! Ways to find a motif in a block of the genome.

mod bit_planes;
mod cursor;
mod lengths;
mod naive;
mod shift_and;
mod strands;

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::coordinates::{Strand, StrandChoice};
use crate::motif::Motif;
use crate::store::BlockView;

pub use bit_planes::BitPlanes;
pub(crate) use cursor::SegmentCursor;
pub use naive::Naive;
pub use shift_and::ShiftAnd;
pub use strands::StrandMotifs;

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
}

/// How many matches start in a segment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SegmentCount {
    /// On the forward strand, or on both at once.
    pub forward: u32,
    /// On the reverse strand.
    pub reverse: u32,
}

impl SegmentCount {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        u64::from(self.forward) + u64::from(self.reverse)
    }
}

/// What takes matches; it may break off.
pub type MatchSink<'sink> = dyn FnMut(BlockMatch) -> ControlFlow<()> + 'sink;

/// Finds a motif in a block of the genome. A match belongs to the block that it starts in.
pub trait Scan: Send + Sync {
    /// Passes the matches that start in the block on, each once, in order of start, length (and so of end), strand.
    fn matches(
        &self,
        block: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()>;

    /// Adds the number of matches that start in each segment of the block to `counts`, an item for each segment.
    fn count(&self, block: &BlockView<'_>, scratch: &mut Scratch, counts: &mut [SegmentCount]) {
        let mut cursor = SegmentCursor::new(block);
        let _ = self.matches(block, scratch, &mut |found| {
            let (index, _) = cursor.segment_of(found.start);
            match found.strand {
                Strand::Forward | Strand::Both => counts[index].forward += 1,
                Strand::Reverse => counts[index].reverse += 1,
            }
            ControlFlow::Continue(())
        });
    }
}

/// Memory that a scan works in, kept from block to block.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The block as [`BlockView::decode`] gives it.
    pub(crate) text: Vec<u8>,
    /// Matches that are found, but not passed on yet.
    pub(crate) pending: shift_and::Pending,
    /// Words past the ends of the stripes.
    pub(crate) seam: bit_planes::Seam,
    /// Alignments by the length that they have reached.
    pub(crate) reached: bit_planes::Reached,
    /// The hits of a block.
    pub(crate) rows: bit_planes::HitRows,
}

/// Makes the scan of a version for a motif.
#[must_use]
pub fn compile(version: Version, motif: &Motif, strands: StrandChoice) -> Arc<dyn Scan> {
    let motifs = StrandMotifs::new(motif, strands);
    match version {
        Version::Naive => Arc::new(Naive::new(motifs)),
        Version::ShiftAnd => Arc::new(ShiftAnd::new(&motifs)),
        Version::BitPlanes => Arc::new(BitPlanes::new(&motifs)),
    }
}
