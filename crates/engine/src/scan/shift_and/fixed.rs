//! The automaton for motifs whose matches all have the same length.

use std::ops::ControlFlow;

use super::words::States;
use super::{Automaton, Pending};
use crate::coordinates::Strand;
use crate::motif::Motif;
use crate::scan::{BlockMatch, MatchSink, StrandMotifs};

/// State `i` is set if the last `i + 1` letters are accepted by the motif's first `i + 1` sets.
struct Fixed<const WORDS: usize, const STRANDS: usize> {
    /// For each content of the text (a set of at most one base) and strand, the states whose set accepts it.
    accepting: [[States<WORDS>; STRANDS]; 16],
    strands: [Strand; STRANDS],
    length: usize,
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
    match motifs[0].0.max_length() {
        0..=64 => Box::new(Fixed::<1, STRANDS>::new(motifs)),
        65..=128 => Box::new(Fixed::<2, STRANDS>::new(motifs)),
        _ => Box::new(Fixed::<{ Motif::LONGEST / 64 }, STRANDS>::new(motifs)),
    }
}

impl<const WORDS: usize, const STRANDS: usize> Fixed<WORDS, STRANDS> {
    fn new(motifs: [&(Motif, Strand); STRANDS]) -> Self {
        let mut accepting = [[States::NONE; STRANDS]; 16];
        for (strand, (motif, _)) in motifs.iter().enumerate() {
            for (state, set) in motif.positions().into_iter().enumerate() {
                for (text, states) in accepting.iter_mut().enumerate() {
                    if usize::from(set.bits()) & text != 0 {
                        states[strand].insert(state);
                    }
                }
            }
        }
        Self {
            accepting,
            strands: motifs.map(|(_, strand)| *strand),
            length: motifs[0].0.max_length(),
        }
    }
}

impl<const WORDS: usize, const STRANDS: usize> Automaton for Fixed<WORDS, STRANDS> {
    fn run(
        &self,
        text: &[u8],
        limit: usize,
        _: &mut Pending,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        let length = self.length;
        let last = length - 1;
        let mut states = [States::NONE; STRANDS];
        for (position, &base) in text[..limit + last].iter().enumerate() {
            let accepting = &self.accepting[usize::from(base & 15)];
            let mut has_match = false;
            for (states, accepting) in states.iter_mut().zip(accepting) {
                *states = states.shifted(true).and(*accepting);
                has_match |= states.contains(last);
            }
            if has_match {
                let start = position - last;
                for (states, &strand) in states.iter().zip(&self.strands) {
                    if states.contains(last) {
                        sink(BlockMatch {
                            start,
                            length,
                            strand,
                        })?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }
}
