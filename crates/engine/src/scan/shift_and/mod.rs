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
//! 4. With k mismatches there are k + 1 rows of states, one for each number of mismatches so far at most: a letter that
//!    is not accepted leads on to the next state of the next row (Wu & Manber, *Fast text searching allowing errors*,
//!    CACM 35(10), 1992, with substitutions alone).
//! 5. The automaton tells where matches end. For a motif of fixed length that is where they start; for others each
//!    end is followed back, letter by letter, to all its starts.

mod fixed;
mod flexible;
mod pending;
mod words;

use std::ops::ControlFlow;

use super::{BlockMatch, MOST_MISMATCHES, MatchSink, Pattern, Scan, Scratch};
use crate::coordinates::Strand;
use crate::store::{BlockView, OUTSIDE};

pub(crate) use pending::Pending;

/// The bit-parallel automaton. `O(n ⌈m / 64⌉ (k + 1))` for `n` positions, `m` letters (of the longest match) and `k`
/// mismatches, whatever the text; for motifs of variable length and each end of a match `O(m)` to `O(m²)` more.
pub struct ShiftAnd {
    /// One for each motif.
    automata: Vec<Box<dyn Automaton>>,
    mismatches: usize,
}

/// With several motifs, starts whose matches are put in order together.
const STARTS_TOGETHER: usize = 4096;

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
    /// A scan for these patterns.
    #[must_use]
    pub fn new(patterns: &[Pattern], mismatches: usize) -> Self {
        let motifs = patterns.chunk_by(|one, other| one.index == other.index);
        Self {
            automata: motifs.map(|motif| automaton(motif, mismatches)).collect(),
            mismatches,
        }
    }
}

impl Scan for ShiftAnd {
    fn matches(
        &self,
        block: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        let Scratch {
            text,
            pending,
            unordered,
            ..
        } = scratch;
        block.decode(text);
        let end = block.end();
        if let [automaton] = self.automata.as_slice() {
            return automaton.run(text, end, pending, sink);
        }
        for first in (0..end).step_by(STARTS_TOGETHER) {
            unordered.clear();
            let starts = STARTS_TOGETHER.min(end - first);
            for automaton in &self.automata {
                automaton.run(&text[first..], starts, pending, &mut |found| {
                    unordered.push(BlockMatch {
                        start: first + found.start,
                        ..found
                    });
                    ControlFlow::Continue(())
                })?;
            }
            unordered.sort_unstable();
            unordered.iter().try_for_each(|found| sink(*found))?;
        }
        ControlFlow::Continue(())
    }

    fn matches_without_bases(&self) -> bool {
        self.mismatches > 0
    }
}

/// What is the same in all automata of a motif.
#[derive(Debug, Clone, Copy)]
struct Labels<const STRANDS: usize> {
    strands: [Strand; STRANDS],
    motif: u32,
}

/// The automaton for the patterns of a motif, one or two, with as many words and rows as they need.
fn automaton(patterns: &[Pattern], mismatches: usize) -> Box<dyn Automaton> {
    match (patterns, mismatches) {
        ([one], 0) => with_rows::<1, 1>([one], mismatches),
        ([one], _) => with_rows::<1, { MOST_MISMATCHES + 1 }>([one], mismatches),
        ([one, other], 0) => with_rows::<2, 1>([one, other], mismatches),
        ([one, other], _) => with_rows::<2, { MOST_MISMATCHES + 1 }>([one, other], mismatches),
        _ => unreachable!("there are two strands"),
    }
}

fn with_rows<const STRANDS: usize, const ROWS: usize>(
    patterns: [&Pattern; STRANDS],
    mismatches: usize,
) -> Box<dyn Automaton> {
    if patterns[0].motif.is_fixed_length() {
        fixed::automaton::<STRANDS, ROWS>(patterns, mismatches)
    } else {
        flexible::automaton::<STRANDS, ROWS>(patterns, mismatches)
    }
}

/// Whether no motif may reach over this letter.
#[inline]
fn is_outside(letter: u8) -> bool {
    letter & OUTSIDE != 0
}

impl std::fmt::Debug for ShiftAnd {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ShiftAnd").finish_non_exhaustive()
    }
}
