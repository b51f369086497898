//! The inner loops.

use super::counters::Counters;
use super::lanes::Lanes;
use super::program::Program;
use super::tail::{self, Reached};
use super::tile::{Tile, misses};
use crate::stats::add_letter;

/// Words that are handled together when nothing is counted: enough to hide the test for an early end, few enough to stay
/// in registers. Counters take registers too, so that their groups are smaller.
const GROUP_WORDS: usize = 8;

/// It is asked for the first time whether an alignment of a group is left when so many are to be expected: a branch that
/// goes either way costs more than a letter.
const LEFT_AT_FIRST_TEST: f64 = 0.25;

/// Takes the matches of a pattern: word of the start, length, lanes. A word may come several times, each time with
/// another length.
pub(super) trait Tally {
    fn add(&mut self, word: usize, length: usize, lanes: Lanes);

    /// Takes the matches that start in some words from `word` on, all of the same length.
    fn add_group<const WORDS: usize>(&mut self, word: usize, length: usize, lanes: [Lanes; WORDS]) {
        for (index, lanes) in lanes.into_iter().enumerate() {
            if !lanes.is_empty() {
                self.add(word + index, length, lanes);
            }
        }
    }
}

/// A program, and the tile that it runs over.
pub(super) struct Run<'run> {
    pub(super) program: &'run Program,
    /// Substitutions that a match may have.
    pub(super) mismatches: usize,
    pub(super) tile: &'run Tile,
    /// Words of the tile that matches start in.
    pub(super) starts: usize,
    /// For each of these words the alignments that are worth looking at; none if all are.
    pub(super) ahead: Option<&'run [Lanes]>,
}

impl Run<'_> {
    /// Passes the matches on.
    pub(super) fn scan(&self, reached: &mut Reached, tally: &mut impl Tally) {
        // So many bits count so far.
        match self.mismatches {
            0 => self.scan_groups::<0, GROUP_WORDS>(reached, tally),
            1 => self.scan_groups::<1, 4>(reached, tally),
            2..=3 => self.scan_groups::<2, 4>(reached, tally),
            4..=7 => self.scan_groups::<3, 2>(reached, tally),
            _ => self.scan_groups::<4, 2>(reached, tally),
        }
    }

    fn scan_groups<const BITS: usize, const WORDS: usize>(
        &self,
        reached: &mut Reached,
        tally: &mut impl Tally,
    ) {
        let letters = self.program.head.to_test(self.tile.is_all_bases);
        let (pairs, last) = letters.as_chunks::<2>();
        let first_test = self.program.first_test.div_ceil(2).min(pairs.len());
        let (first, rest) = pairs.split_at(first_test);
        let begin = Counters::<BITS, WORDS>::new(self.mismatches);
        for word in (0..self.starts).step_by(WORDS) {
            let mut counters = begin;
            if let Some(ahead) = self.ahead.and_then(|ahead| ahead[word..].first_chunk()) {
                counters.keep(ahead);
                if counters.is_full() {
                    continue;
                }
            }
            for [one, other] in first {
                counters.add_pair(
                    misses(self.tile, one + word),
                    misses(self.tile, other + word),
                );
            }
            let has_more = !counters.is_full()
                && rest.iter().all(|[one, other]| {
                    counters.add_pair(
                        misses(self.tile, one + word),
                        misses(self.tile, other + word),
                    );
                    !counters.is_full()
                });
            if !has_more {
                continue;
            }
            for at in last {
                counters.add(misses(self.tile, at + word));
            }
            let left = counters.left();
            if self.program.tail.is_empty() && !self.tile.has_outside() {
                tally.add_group(word, self.program.head.length, left);
                continue;
            }
            for (index, left) in left.into_iter().enumerate() {
                if !left.is_empty() {
                    self.pass_on(word + index, left, reached, tally);
                }
            }
        }
    }

    /// What is left after the letters before the first variable repeat: matches, or what begins them.
    #[inline]
    fn pass_on(&self, word: usize, left: Lanes, reached: &mut Reached, tally: &mut impl Tally) {
        if !self.program.tail.is_empty() {
            return tail::follow(self, word, left, reached, tally);
        }
        let length = self.program.head.length;
        let left = self.tile.inside(word, length, left);
        if !left.is_empty() {
            tally.add(word, length, left);
        }
    }
}

/// How many letters to test before it is worth asking whether an alignment of a group is left: in a text whose letters
/// match with these probabilities, rarest first, and where so many mismatches are allowed. (Where mismatches are counted,
/// groups are smaller, but a letter costs more: the same number is right for both.)
pub(super) fn first_test(probabilities: &[f64], mismatches: usize) -> usize {
    let alignments = 128 * GROUP_WORDS;
    // The probability of each number of mismatches so far; of more than allowed, none.
    let mut so_far = vec![0.0; mismatches + 1];
    so_far[0] = 1.0;
    for (index, probability) in probabilities.iter().enumerate() {
        add_letter(&mut so_far, *probability);
        if so_far.iter().sum::<f64>() * alignments as f64 <= LEFT_AT_FIRST_TEST {
            return index + 1;
        }
    }
    probabilities.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_test_comes_when_few_are_left() {
        let quarter = [0.25; 20];
        // 1024 alignments: 1024 / 4⁶ is a quarter.
        assert_eq!(first_test(&quarter, 0), 6);
        assert_eq!(first_test(&[0.26; 20], 0), 7);
        assert_eq!(first_test(&quarter[..3], 0), 3);
        assert_eq!(first_test(&[], 0), 0);
        // Of which (1 + 3 n) / 4ⁿ are left: 25 / 64 for n = 8, 28 / 256 for n = 9.
        assert_eq!(first_test(&quarter, 1), 9);
    }
}
