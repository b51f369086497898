//! The automaton for motifs whose matches all have the same length.

use std::ops::ControlFlow;

use super::words::States;
use super::{Automaton, Labels, Pending, is_outside};
use crate::motif::Motif;
use crate::scan::{BlockMatch, MatchSink, Pattern};

/// In row `k`, state `i` is set if the last `i + 1` letters are accepted by the motif's first `i + 1` sets but for at
/// most `k` of them.
struct Fixed<const WORDS: usize, const STRANDS: usize, const ROWS: usize> {
    /// For each content of the text (a set of at most one base) and strand, the states whose set accepts it.
    accepting: [[States<WORDS>; STRANDS]; 16],
    labels: Labels<STRANDS>,
    length: usize,
    mismatches: usize,
}

/// The automaton with as many words as these patterns need.
pub(super) fn automaton<const STRANDS: usize, const ROWS: usize>(
    patterns: [&Pattern; STRANDS],
    mismatches: usize,
) -> Box<dyn Automaton> {
    const MOST: usize = Motif::LONGEST / 64;
    match patterns[0].motif.max_length() {
        0..=64 => Box::new(Fixed::<1, STRANDS, ROWS>::new(patterns, mismatches)),
        65..=128 => Box::new(Fixed::<2, STRANDS, ROWS>::new(patterns, mismatches)),
        _ => Box::new(Fixed::<MOST, STRANDS, ROWS>::new(patterns, mismatches)),
    }
}

impl<const WORDS: usize, const STRANDS: usize, const ROWS: usize> Fixed<WORDS, STRANDS, ROWS> {
    fn new(patterns: [&Pattern; STRANDS], mismatches: usize) -> Self {
        let mut accepting = [[States::NONE; STRANDS]; 16];
        for (strand, pattern) in patterns.iter().enumerate() {
            for (state, set) in pattern.motif.positions().into_iter().enumerate() {
                for (text, states) in accepting.iter_mut().enumerate() {
                    if usize::from(set.bits()) & text != 0 {
                        states[strand].insert(state);
                    }
                }
            }
        }
        Self {
            accepting,
            labels: Labels {
                strands: patterns.map(|pattern| pattern.strand),
                motif: patterns[0].index,
            },
            length: patterns[0].motif.max_length(),
            mismatches,
        }
    }

    /// Moves all rows on by a letter.
    #[inline]
    fn step(&self, rows: &mut [States<WORDS>; ROWS], accepting: States<WORDS>) {
        // What the row above had before this letter, moved on.
        let mut above = States::NONE;
        for row in &mut rows[..=self.mismatches.min(ROWS - 1)] {
            let shifted = row.shifted(true);
            *row = shifted.and(accepting).or(above);
            above = shifted;
        }
    }
}

impl<const WORDS: usize, const STRANDS: usize, const ROWS: usize> Automaton
    for Fixed<WORDS, STRANDS, ROWS>
{
    fn run(
        &self,
        text: &[u8],
        limit: usize,
        _: &mut Pending,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        let length = self.length;
        let last = length - 1;
        let mut states = [[States::NONE; ROWS]; STRANDS];
        for (position, &letter) in text[..limit + last].iter().enumerate() {
            let accepting = &self.accepting[usize::from(letter & 15)];
            let mut has_match = false;
            for (rows, accepting) in states.iter_mut().zip(accepting) {
                if ROWS > 1 && is_outside(letter) {
                    *rows = [States::NONE; ROWS];
                } else {
                    self.step(rows, *accepting);
                }
                has_match |= rows[self.mismatches].contains(last);
            }
            if has_match {
                let start = position - last;
                for (rows, &strand) in states.iter().zip(&self.labels.strands) {
                    if rows[self.mismatches].contains(last) {
                        sink(BlockMatch {
                            start,
                            length,
                            strand,
                            motif: self.labels.motif,
                        })?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }
}
