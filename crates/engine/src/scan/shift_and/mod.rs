//! Shift-And: the motif as an automaton whose states are the bits of a word.
//!
//! Baeza-Yates & Gonnet, *A new approach to text searching*, CACM 35(10), 1992; the optional positions, and with them
//! the spacers of variable length, after Navarro & Raffinot, *Fast and simple character classes and bounded gaps
//! pattern matching, with applications to protein searching*, J. Comput. Biol. 10(6), 2003. Deviations:
//!
//! 1. A part `X(min,max)` becomes `min` positions that must be there and `max - min` that may be skipped, of any set
//!    and not of `N` alone. All lengths from `min` to `max` are found, the shortest among them.
//! 2. The automaton takes as many words as the motif needs, so that none is too long.
//! 3. Both strands run in one pass, a word row for each.
//! 4. The automaton tells where matches end. For a motif of fixed length that is where they start; for others each
//!    end is followed back, letter by letter, to all its starts.

mod fixed;
mod flexible;
mod pending;
mod words;

use std::ops::ControlFlow;

use super::{MatchSink, Scan, Scratch, StrandMotifs};
use crate::store::BlockView;

pub(crate) use pending::Pending;

/// The bit-parallel automaton. `O(n ⌈m / 64⌉)` for `n` positions and `m` letters (of the longest match), whatever the
/// text; for motifs of variable length and each end of a match `O(m)` to `O(m²)` more.
pub struct ShiftAnd {
    automaton: Box<dyn Automaton>,
}

/// An automaton of a certain number of words and strands.
trait Automaton: Send + Sync {
    /// Passes the matches that start before `limit` on, in order.
    fn run(
        &self,
        text: &[u8],
        limit: usize,
        pending: &mut Pending,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()>;
}

impl ShiftAnd {
    /// A scan for these motifs.
    #[must_use]
    pub fn new(motifs: &StrandMotifs) -> Self {
        let (motif, _) = &motifs.motifs()[0];
        let automaton = if motif.is_fixed_length() {
            fixed::automaton(motifs)
        } else {
            flexible::automaton(motifs)
        };
        Self { automaton }
    }
}

impl Scan for ShiftAnd {
    fn matches(
        &self,
        block: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        block.decode(&mut scratch.text);
        self.automaton
            .run(&scratch.text, block.end(), &mut scratch.pending, sink)
    }
}

impl std::fmt::Debug for ShiftAnd {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ShiftAnd").finish_non_exhaustive()
    }
}
