//! Repeats of variable length, and what follows them.
//!
//! From each length that a match can have so far all lengths are followed that it can have after the next repeats, a row
//! of words for each: two ways to the same length meet in the same row, so that they count once. A row has a word for
//! each number of mismatches: the alignments with at most so many.

use super::kernel::{Run, Tally};
use super::lanes::Lanes;
use super::program::{Letters, Program};
use super::tile::Tile;
use crate::motif::Motif;
use crate::scan::MOST_MISMATCHES;

/// The alignments with at most 0, 1, … mismatches.
type Levels<const LEVELS: usize> = [Lanes; LEVELS];

/// Alignments by the number of letters that the parts so far can have.
#[derive(Debug)]
pub(crate) struct Reached {
    exactly: Rows<1>,
    counting: Rows<{ MOST_MISMATCHES + 1 }>,
}

#[derive(Debug)]
struct Rows<const LEVELS: usize> {
    now: Vec<Levels<LEVELS>>,
    next: Vec<Levels<LEVELS>>,
}

impl Default for Reached {
    fn default() -> Self {
        Self {
            exactly: Rows::new(),
            counting: Rows::new(),
        }
    }
}

impl<const LEVELS: usize> Rows<LEVELS> {
    fn new() -> Self {
        let none = || vec![[Lanes::NONE; LEVELS]; Motif::LONGEST + 1];
        Self {
            now: none(),
            next: none(),
        }
    }
}

/// Follows the alignments that are left after the letters before the first variable repeat.
#[inline(never)]
pub(super) fn follow(
    run: &Run<'_>,
    word: usize,
    left: Lanes,
    reached: &mut Reached,
    tally: &mut impl Tally,
) {
    let walk = Walk {
        tile: run.tile,
        word,
        last: run.mismatches,
    };
    if run.mismatches == 0 {
        walk.follow(run.program, [left], &mut reached.exactly, tally);
    } else {
        let mut levels = [left; MOST_MISMATCHES + 1];
        walk.test(&run.program.head, 0, &mut levels);
        walk.follow(run.program, levels, &mut reached.counting, tally);
    }
}

/// Alignments that start in a word.
struct Walk<'tile> {
    tile: &'tile Tile,
    word: usize,
    /// The level of the most mismatches that are allowed.
    last: usize,
}

impl Walk<'_> {
    fn follow<const LEVELS: usize>(
        &self,
        program: &Program,
        levels: Levels<LEVELS>,
        rows: &mut Rows<LEVELS>,
        tally: &mut impl Tally,
    ) {
        let (mut shortest, mut longest) = (program.head.length, program.head.length);
        rows.now[shortest] = levels;
        for part in &program.tail {
            let Rows { now, next } = &mut *rows;
            next[shortest..=longest + part.most].fill([Lanes::NONE; LEVELS]);
            let is_free = part.is_spacer && self.tile.is_all_bases;
            for (length, levels) in (shortest..).zip(&now[shortest..=longest]) {
                let mut levels = *levels;
                for repeats in 0..=part.most {
                    if levels[self.last].is_empty() {
                        break;
                    }
                    let end = length + repeats;
                    unite(&mut next[end], &levels);
                    if repeats < part.most && !is_free {
                        self.step(part.repeated + end, &mut levels);
                    }
                }
            }
            longest += part.most;
            if part.run.length == 0 {
                std::mem::swap(now, next);
                continue;
            }
            for length in shortest..=longest {
                self.test(&part.run, length, &mut next[length]);
                now[length + part.run.length] = next[length];
            }
            shortest += part.run.length;
            longest += part.run.length;
        }
        for (length, levels) in (shortest..).zip(&rows.now[shortest..=longest]) {
            let lanes = levels[self.last];
            if !lanes.is_empty() {
                let lanes = self.tile.inside(self.word, length, lanes);
                if !lanes.is_empty() {
                    tally.add(self.word, length, lanes);
                }
            }
        }
    }

    /// Tests letters that begin after `length` letters.
    #[inline]
    fn test<const LEVELS: usize>(
        &self,
        letters: &Letters,
        length: usize,
        levels: &mut Levels<LEVELS>,
    ) {
        for at in letters.to_test(self.tile.is_all_bases) {
            if levels[self.last].is_empty() {
                return;
            }
            self.step(at + length, levels);
        }
    }

    /// Tests one letter: those that miss it go down a level.
    #[inline]
    fn step<const LEVELS: usize>(&self, at: usize, levels: &mut Levels<LEVELS>) {
        let missed = self.tile.words()[at + self.word];
        for level in (0..=self.last.min(LEVELS - 1)).rev() {
            let fewer = match level.checked_sub(1) {
                Some(fewer) => levels[fewer],
                None => Lanes::NONE,
            };
            levels[level] = levels[level].without(missed) | fewer;
        }
    }
}

#[inline]
fn unite<const LEVELS: usize>(all: &mut Levels<LEVELS>, more: &Levels<LEVELS>) {
    for (all, more) in all.iter_mut().zip(more) {
        *all |= *more;
    }
}
