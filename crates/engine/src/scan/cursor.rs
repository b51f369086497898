//! From positions of a block to its segments.

use crate::store::{BlockView, Segment};

/// Walks through the segments of a block along with ascending positions.
pub(crate) struct SegmentCursor<'genome> {
    block: BlockView<'genome>,
    current: Option<Segment>,
    index: usize,
}

impl<'genome> SegmentCursor<'genome> {
    pub(crate) fn new(block: &BlockView<'genome>) -> Self {
        Self {
            block: *block,
            current: block.segment(0),
            index: 0,
        }
    }

    /// The segment that holds the position, and its index in the block.
    ///
    /// # Panics
    /// If there is none: a scan has found a match where no record is, or gone back.
    #[inline]
    pub(crate) fn segment_of(&mut self, position: usize) -> (usize, &Segment) {
        while let Some(segment) = &self.current
            && segment.positions.end <= position
        {
            self.index += 1;
            self.current = self.block.segment(self.index);
        }
        match &self.current {
            Some(segment) if segment.positions.start <= position => (self.index, segment),
            _ => panic!("no record at position {position} of the block"),
        }
    }
}
