//! Where a match passes from one stripe to the next.

use super::kernel::Planes;
use crate::store::{BlockPlanes, BlockView, OVERLAP_BASES, Plane, STRIPE_BASES, Word};

/// The last words of a block's stripes, and after them the words that follow: the first of the next lane, and for the
/// last lane the first lane of the next block.
#[derive(Debug)]
pub(crate) struct Seam {
    low: Vec<Word>,
    high: Vec<Word>,
    is_base: Vec<Word>,
}

impl Default for Seam {
    fn default() -> Self {
        let words = || Vec::with_capacity(2 * OVERLAP_BASES);
        Self {
            low: words(),
            high: words(),
            is_base: words(),
        }
    }
}

impl Seam {
    /// The words of a block from `first` on, and `after` words more.
    pub(super) fn join(
        &mut self,
        block: &BlockView<'_>,
        planes: BlockPlanes<'_>,
        first: usize,
        after: usize,
    ) -> Planes<'_> {
        let next = block.next_planes();
        join(
            &mut self.low,
            planes.low,
            next.map(|next| next.low),
            first,
            after,
        );
        join(
            &mut self.high,
            planes.high,
            next.map(|next| next.high),
            first,
            after,
        );
        let is_all_bases =
            planes.is_base.is_none() && next.is_some_and(|next| next.is_base.is_none());
        if !is_all_bases {
            self.join_is_base(planes, next, first, after);
        }
        Planes {
            low: &self.low,
            high: &self.high,
            is_base: (!is_all_bases).then_some(self.is_base.as_slice()),
        }
    }

    /// A plane that is not there means that all are bases, a block that is not there that none is.
    fn join_is_base(
        &mut self,
        planes: BlockPlanes<'_>,
        next: Option<BlockPlanes<'_>>,
        first: usize,
        after: usize,
    ) {
        let all = Plane([[!0; 2]; STRIPE_BASES]);
        let is_base = planes.is_base.unwrap_or(&all);
        let next = next.map(|next| next.is_base.unwrap_or(&all));
        join(&mut self.is_base, is_base, next, first, after);
    }
}

fn join(words: &mut Vec<Word>, plane: &Plane, next: Option<&Plane>, first: usize, after: usize) {
    words.clear();
    words.extend_from_slice(&plane.0[first..]);
    words.extend((0..after).map(|index| {
        let entering = next.map_or(0, |next| next.0[index][0] & 1);
        let [lower, upper] = plane.0[index];
        [lower >> 1 | upper << 63, upper >> 1 | entering << 63]
    }));
}
