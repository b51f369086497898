//! The limit of all that works on the planes.

use std::hint::black_box;
use std::ops::ControlFlow;

use super::{Counts, MatchSink, Scan, Scratch};
use crate::store::{BlockView, Gaps, Word};

/// Reads every plane and finds nothing: no scan of the planes can take less time.
#[derive(Debug)]
pub(crate) struct ReadPlanes;

impl Scan for ReadPlanes {
    fn matches(
        &self,
        _: &BlockView<'_>,
        _: &mut Scratch,
        _: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn count(&self, block: &BlockView<'_>, _: &mut Scratch, _: &mut Counts<'_>) {
        if let Some(planes) = block.planes() {
            black_box([union(&planes.low.0), union(&planes.high.0)]);
            if let Gaps::Plane(is_base) = planes.gaps {
                black_box(union(&is_base.0));
            }
        }
    }

    fn matches_without_bases(&self) -> bool {
        false
    }
}

/// The words in several rows, so that none waits for the one before.
fn union(words: &[Word]) -> Word {
    let mut rows = [[0; 2]; 8];
    for words in words.as_chunks::<8>().0 {
        for (row, word) in rows.iter_mut().zip(words) {
            row[0] |= word[0];
            row[1] |= word[1];
        }
    }
    rows.into_iter()
        .fold([0; 2], |all, row| [all[0] | row[0], all[1] | row[1]])
}
