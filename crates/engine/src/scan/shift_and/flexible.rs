//! The automaton for motifs with parts of variable length.

use std::ops::ControlFlow;

use super::words::States;
use super::{Automaton, Labels, Pending, is_outside};
use crate::motif::{Motif, Part};
use crate::scan::lengths::match_lengths;
use crate::scan::{MatchSink, Pattern};
use crate::store::OUTSIDE;

/// State 0 is always set; state `i` is set if the text so far ends with something that the motif's positions before
/// `i` accept, the optional ones among them perhaps skipped.
///
/// For `CA(1,3)G`, with the skipping of optional positions as arrows above:
///
/// ```text
///                  .---->.
///                  |  .->|      I = {2}: before the first optional position of a row
///  0 -C-> 1 -A-> 2 -A-> 3 -A-> 4 -G-> 5      A = {3, 4}: optional positions
///                                             F = {4}: the last of a row
/// ```
///
/// In row `k`, with at most `k` letters that are not accepted.
struct Flexible<const WORDS: usize, const STRANDS: usize, const ROWS: usize> {
    strands: [OneStrand<WORDS>; STRANDS],
    labels: Labels<STRANDS>,
    mismatches: usize,
    /// The state that is set at the end of a match.
    end: usize,
}

struct OneStrand<const WORDS: usize> {
    /// For each content of the text, the states that it leads to.
    accepting: [States<WORDS>; 16],
    /// The states of optional positions.
    optional: States<WORDS>,
    /// The state before the first of each row of optional positions.
    before_row: States<WORDS>,
    /// The last state of each row.
    end_of_row: States<WORDS>,
    parts: Vec<Part>,
}

/// The automaton with as many words as these patterns need.
pub(super) fn automaton<const STRANDS: usize, const ROWS: usize>(
    patterns: [&Pattern; STRANDS],
    mismatches: usize,
) -> Box<dyn Automaton> {
    const MOST: usize = Motif::LONGEST / 64 + 1;
    match patterns[0].motif.max_length() + 1 {
        0..=64 => Box::new(Flexible::<1, STRANDS, ROWS>::new(patterns, mismatches)),
        65..=128 => Box::new(Flexible::<2, STRANDS, ROWS>::new(patterns, mismatches)),
        _ => Box::new(Flexible::<MOST, STRANDS, ROWS>::new(patterns, mismatches)),
    }
}

impl<const WORDS: usize, const STRANDS: usize, const ROWS: usize> Flexible<WORDS, STRANDS, ROWS> {
    fn new(patterns: [&Pattern; STRANDS], mismatches: usize) -> Self {
        Self {
            strands: patterns.map(|pattern| OneStrand::new(&pattern.motif)),
            labels: Labels {
                strands: patterns.map(|pattern| pattern.strand),
                motif: patterns[0].index,
            },
            mismatches,
            end: patterns[0].motif.max_length(),
        }
    }
}

impl<const WORDS: usize> OneStrand<WORDS> {
    fn new(motif: &Motif) -> Self {
        let mut accepting = [States::NONE; 16];
        let mut optional = States::NONE;
        let mut state = 0;
        for part in motif.parts() {
            for repeat in 0..part.max {
                state += 1;
                for (text, states) in accepting.iter_mut().enumerate() {
                    if usize::from(part.bases.bits()) & text != 0 {
                        states.insert(state);
                    }
                }
                if repeat >= part.min {
                    optional.insert(state);
                }
            }
        }
        let (mut before_row, mut end_of_row) = (States::NONE, States::NONE);
        for index in 1..=state {
            if optional.contains(index) && !optional.contains(index - 1) {
                before_row.insert(index - 1);
            }
            if optional.contains(index) && (index == state || !optional.contains(index + 1)) {
                end_of_row.insert(index);
            }
        }
        let parts = motif.parts().to_vec();
        Self {
            accepting,
            optional,
            before_row,
            end_of_row,
            parts,
        }
    }

    /// State 0, and what can be reached from it by skipping.
    fn initial(&self) -> States<WORDS> {
        let mut states = States::NONE;
        states.insert(0);
        self.skip(states)
    }

    /// Moves all rows on by a letter.
    #[inline]
    fn step(&self, rows: &mut [States<WORDS>], text: u8) {
        let accepting = self.accepting[usize::from(text & 15)];
        // What the row above had before this letter, moved on.
        let mut above = States::NONE;
        for row in rows {
            let shifted = row.shifted(false);
            let mut states = shifted.and(accepting).or(above);
            states.insert(0);
            *row = self.skip(states);
            above = shifted;
        }
    }

    /// Adds the states that are reached by skipping: from each set state in a row of optional ones, or right before
    /// it, all later ones of that row. The subtraction does it for all rows at once: it borrows from the row's end
    /// down to the lowest set state.
    #[inline]
    fn skip(&self, states: States<WORDS>) -> States<WORDS> {
        let with_ends = states.or(self.end_of_row);
        let above_lowest = with_ends.minus(self.before_row).not().xor(with_ends);
        states.or(self.optional.and(above_lowest))
    }
}

impl<const WORDS: usize, const STRANDS: usize, const ROWS: usize> Automaton
    for Flexible<WORDS, STRANDS, ROWS>
{
    fn run(
        &self,
        text: &[u8],
        limit: usize,
        pending: &mut Pending,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        pending.clear(self.end, limit);
        let last_row = self.mismatches.min(ROWS - 1);
        let initial = |strand: &OneStrand<WORDS>| [strand.initial(); ROWS];
        let mut states = self.strands.each_ref().map(initial);
        for (position, &letter) in text[..limit + self.end - 1].iter().enumerate() {
            let mut has_end = false;
            for (rows, strand) in states.iter_mut().zip(&self.strands) {
                if ROWS > 1 && is_outside(letter) {
                    *rows = initial(strand);
                } else {
                    strand.step(&mut rows[..=last_row], letter);
                }
                has_end |= rows[last_row].contains(self.end);
            }
            if has_end {
                let end = position + 1;
                pending.pass_on(end, &self.labels.strands, self.labels.motif, sink)?;
                for (index, strand) in self.strands.iter().enumerate() {
                    if states[index][last_row].contains(self.end) {
                        let parts = strand.parts.iter().rev();
                        // Letters before the text belong to matches that start before it.
                        let lengths = match_lengths(parts, self.mismatches, |back| {
                            position.checked_sub(back).map_or(OUTSIDE, |at| text[at])
                        });
                        pending.add(end, lengths, index);
                    }
                }
            }
        }
        pending.pass_on_rest(&self.labels.strands, self.labels.motif, sink)
    }
}
