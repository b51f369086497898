//! The automaton for motifs with parts of variable length.

use std::ops::ControlFlow;

use super::words::States;
use super::{Automaton, Pending};
use crate::coordinates::Strand;
use crate::motif::{Motif, Part};
use crate::scan::lengths::match_lengths;
use crate::scan::{MatchSink, StrandMotifs};

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
struct Flexible<const WORDS: usize, const STRANDS: usize> {
    strands: [OneStrand<WORDS>; STRANDS],
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
    strand: Strand,
}

/// The automaton with as many words as these motifs need.
pub(super) fn automaton(motifs: &StrandMotifs) -> Box<dyn Automaton> {
    match motifs.motifs() {
        [one] => with_words([one]),
        [one, other] => with_words([one, other]),
        _ => unreachable!("there are two strands"),
    }
}

fn with_words<const STRANDS: usize>(motifs: [&(Motif, Strand); STRANDS]) -> Box<dyn Automaton> {
    match motifs[0].0.max_length() + 1 {
        0..=64 => Box::new(Flexible::<1, STRANDS>::new(motifs)),
        65..=128 => Box::new(Flexible::<2, STRANDS>::new(motifs)),
        _ => Box::new(Flexible::<{ Motif::LONGEST / 64 + 1 }, STRANDS>::new(
            motifs,
        )),
    }
}

impl<const WORDS: usize, const STRANDS: usize> Flexible<WORDS, STRANDS> {
    fn new(motifs: [&(Motif, Strand); STRANDS]) -> Self {
        Self {
            strands: motifs.map(|(motif, strand)| OneStrand::new(motif, *strand)),
            end: motifs[0].0.max_length(),
        }
    }
}

impl<const WORDS: usize> OneStrand<WORDS> {
    fn new(motif: &Motif, strand: Strand) -> Self {
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
            strand,
        }
    }

    /// State 0, and what can be reached from it by skipping.
    fn initial(&self) -> States<WORDS> {
        let mut states = States::NONE;
        states.insert(0);
        self.skip(states)
    }

    #[inline]
    fn step(&self, states: States<WORDS>, text: u8) -> States<WORDS> {
        let mut states = states
            .shifted(false)
            .and(self.accepting[usize::from(text & 15)]);
        states.insert(0);
        self.skip(states)
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

impl<const WORDS: usize, const STRANDS: usize> Automaton for Flexible<WORDS, STRANDS> {
    fn run(
        &self,
        text: &[u8],
        limit: usize,
        pending: &mut Pending,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        let strands = self.strands.each_ref().map(|strand| strand.strand);
        pending.clear(self.end, limit);
        let mut states = self.strands.each_ref().map(OneStrand::initial);
        for (position, &base) in text[..limit + self.end - 1].iter().enumerate() {
            let mut has_end = false;
            for (states, strand) in states.iter_mut().zip(&self.strands) {
                *states = strand.step(*states, base);
                has_end |= states.contains(self.end);
            }
            if has_end {
                let end = position + 1;
                pending.pass_on(end, &strands, sink)?;
                for (index, strand) in self.strands.iter().enumerate() {
                    if states[index].contains(self.end) {
                        // Letters before the block belong to matches of the block before.
                        let back = |index: usize| position.checked_sub(index).map(|at| text[at]);
                        let lengths = match_lengths(strand.parts.iter().rev(), |index| {
                            back(index).unwrap_or(0)
                        });
                        pending.add(end, lengths, index);
                    }
                }
            }
        }
        pending.pass_on_rest(&strands, sink)
    }
}
