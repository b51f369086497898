//! The automaton Shift-And, step by step.
//!
//! Baeza-Yates & Gonnet 1992; with positions that may be skipped, Navarro & Raffinot 2003: as the engine has it.

use super::super::format::counted;
use super::super::motif_parts::{MotifPart, bases};
use super::super::svg::{Anchor, Svg, short};

/// Between two states, so that a letter stands between them, in pixels.
const LEAST_GAP: f64 = 26.0;

/// A place in the motif.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Position {
    letter: char,
    may_be_skipped: bool,
}

/// State 0 is always set; state `i` is set if the text so far ends with what the positions before `i` accept.
#[derive(Debug, Clone)]
pub(crate) struct Automaton {
    positions: Vec<Position>,
    /// States of positions that may be skipped (`A`), the state before each row of them (`I`), and the last of each (`F`).
    skippable: u64,
    before_row: u64,
    end_of_row: u64,
}

impl Automaton {
    /// The automaton of a motif of less than 64 letters.
    pub(crate) fn new(parts: &[MotifPart]) -> Self {
        let mut automaton = Self {
            positions: Vec::new(),
            skippable: 0,
            before_row: 0,
            end_of_row: 0,
        };
        for part in parts {
            for index in 0..part.most {
                automaton.positions.push(Position {
                    letter: part.letter,
                    may_be_skipped: index >= part.least,
                });
            }
        }
        let mut was_skippable = false;
        for (index, position) in automaton.positions.iter().enumerate() {
            if position.may_be_skipped {
                automaton.skippable |= 2 << index;
                if !was_skippable {
                    automaton.before_row |= 1 << index;
                }
            } else if was_skippable {
                automaton.end_of_row |= 1 << index;
            }
            was_skippable = position.may_be_skipped;
        }
        if was_skippable {
            automaton.end_of_row |= 1 << automaton.positions.len();
        }
        automaton
    }

    /// The states before the first letter.
    pub(crate) fn start(&self) -> u64 {
        self.with_skips(1)
    }

    /// The states after one more letter.
    pub(crate) fn step(&self, states: u64, letter: char) -> u64 {
        let code = bases(letter);
        let mut accepting = 0;
        for (index, position) in self.positions.iter().enumerate() {
            accepting |= u64::from(bases(position.letter) & code != 0) << (index + 1);
        }
        self.with_skips(states << 1 & accepting | 1)
    }

    /// Sets what is reached by skipping: a set state before a row of positions that may be skipped sets all of the row. The
    /// subtraction borrows through the row as far as the next set state.
    fn with_skips(&self, states: u64) -> u64 {
        let with_ends = states | self.end_of_row;
        let reached = !with_ends.wrapping_sub(self.before_row) ^ with_ends;
        states | self.skippable & reached
    }

    /// Whether a match ends here.
    pub(crate) fn has_match(&self, states: u64) -> bool {
        states >> self.positions.len() & 1 == 1
    }

    /// The states before the first letter and after each.
    pub(crate) fn run(&self, text: &str) -> Vec<u64> {
        let mut all = vec![self.start()];
        for letter in text.chars() {
            let last = all[all.len() - 1];
            all.push(self.step(last, letter));
        }
        all
    }

    /// The automaton and the text, after `step` letters; wider than that if it could not be read.
    pub(crate) fn draw(&self, text: &str, step: usize, width: f64) -> String {
        let all = self.run(text);
        let step = step.min(all.len() - 1);
        let states = all[step];
        let last = self.positions.len();
        let gap = ((width - 40.0) / (last as f64).max(1.0)).clamp(LEAST_GAP, 56.0);
        let radius = (gap / 2.0 - 5.0).clamp(5.0, 14.0);
        let width = width.max(40.0 + last as f64 * gap);
        let mut svg = Svg::new(width);
        let (x_at, y) = (|state: usize| 20.0 + state as f64 * gap, 56.0);
        for (index, position) in self.positions.iter().enumerate() {
            let (from, to) = (x_at(index), x_at(index + 1));
            svg.line("arrow", [from + radius, y, to - radius, y]);
            svg.text(
                "label",
                Anchor::Middle,
                [(from + to) / 2.0, y - 6.0],
                &position.letter.to_string(),
            );
            if position.may_be_skipped {
                let path = format!(
                    "M{} {} Q{} {} {} {}",
                    short(from),
                    short(y - radius),
                    short((from + to) / 2.0),
                    short(y - radius - 30.0),
                    short(to),
                    short(y - radius)
                );
                svg.path("skip", &path);
            }
        }
        for state in 0..=last {
            let is_set = states >> state & 1 == 1;
            let class = match (is_set, state == last) {
                (true, true) => "state set match",
                (true, false) => "state set",
                (false, true) => "state last",
                (false, false) => "state",
            };
            svg.disc(class, [x_at(state), y, radius], &format!("state {state}"));
            let bit = if is_set { "1" } else { "0" };
            svg.text("bit", Anchor::Middle, [x_at(state), y + 4.0], bit);
        }
        let text_top = y + radius + 34.0;
        let cell = ((width - 24.0) / text.len() as f64).min(20.0);
        for (index, letter) in text.chars().enumerate() {
            let x = 12.0 + (index as f64 + 0.5) * cell;
            if index + 1 == step {
                svg.rect("here", [x - cell / 2.0, text_top - 15.0, cell, 20.0], "");
            }
            let class = if index < step {
                "letter"
            } else {
                "letter coming"
            };
            svg.text(class, Anchor::Middle, [x, text_top], &letter.to_string());
            if self.has_match(all[index + 1]) {
                svg.text("tick", Anchor::Middle, [x, text_top + 18.0], "▲");
            }
        }
        svg.finish(&format!("The automaton: {}", self.outcome(text, step)))
    }

    /// What holds after `step` letters, in a sentence.
    pub(crate) fn outcome(&self, text: &str, step: usize) -> String {
        let all = self.run(text);
        let states = all[step.min(all.len() - 1)];
        match step {
            0 => "Before the first letter.".to_owned(),
            _ if self.has_match(states) => {
                format!("After letter {step}: the last bit is set, a match ends here.")
            }
            _ => {
                let partial = counted(
                    (states >> 1).count_ones().into(),
                    "partial match",
                    "partial matches",
                );
                format!("After letter {step}: {partial}.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, tests::MOTIFS, tests::matches};
    use super::*;

    /// By the definition: skip wherever it may be skipped.
    fn closed(automaton: &Automaton, mut states: u64) -> u64 {
        for (index, position) in automaton.positions.iter().enumerate() {
            if position.may_be_skipped {
                states |= (states >> index & 1) << (index + 1);
            }
        }
        states
    }

    fn check(motif: &str, text: &str) {
        let sample = Sample::of(Some(motif));
        let automaton = Automaton::new(&sample.parts);
        let all = automaton.run(text);
        for states in &all {
            assert_eq!(*states, closed(&automaton, *states), "{motif} in {text}");
        }
        let mut expected: Vec<usize> = matches(&sample.motif, text)
            .iter()
            .map(|found| found.1)
            .collect();
        expected.sort_unstable();
        expected.dedup();
        let ends: Vec<usize> = (1..all.len())
            .filter(|&end| automaton.has_match(all[end]))
            .collect();
        assert_eq!(ends, expected, "{} in {text}", sample.motif);
    }

    /// Wherever the engine finds that a match ends, the last bit is set, and nowhere else.
    #[test]
    fn the_last_bit_is_set_where_the_engine_finds_an_end() {
        let mut seed = 7_u32;
        for motif in MOTIFS {
            check(motif, &Sample::of(Some(motif)).text);
            for _ in 0..40 {
                let text: String = (0..60)
                    .map(|_| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        char::from(b"ACGT"[(seed >> 30) as usize])
                    })
                    .collect();
                check(motif, &text);
            }
        }
    }

    #[test]
    fn every_state_is_drawn() {
        let sample = Sample::of(Some("GAN(1,3)TC"));
        let automaton = Automaton::new(&sample.parts);
        let drawing = automaton.draw(&sample.text, 3, 600.0);
        assert_eq!(drawing.matches("<circle").count(), 8);
        assert_eq!(drawing.matches("class=\"skip\"").count(), 2);
    }
}
