//! The columns of a motif, and what stands in them.

use crate::alphabet::{BASES, BaseSet, complement_letter};
use crate::motif::{Motif, Part};

/// A column of a motif.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// One letter.
    Letter {
        /// What the motif accepts there.
        bases: BaseSet,
        /// How many matches have A, C, G, T there.
        counts: [u64; 4],
        /// How many have a letter there that is no base, which is a mismatch.
        others: u64,
    },
    /// A part of variable length, such as a spacer.
    Spacer {
        /// What the motif accepts in each place of it.
        bases: BaseSet,
        /// Its least length.
        min: u16,
        /// How many matches have it so long, from the least length on.
        counts: Vec<u64>,
    },
}

/// What was found in the columns of a motif. A motif with one part of variable length is laid on a match in the only way that
/// there is; one with several in that of [`Motif::fit`].
#[derive(Debug, Clone)]
pub(super) struct Columns {
    motif: Motif,
    columns: Vec<Column>,
    /// The repeats of each part, for the match in hand.
    repeats: Vec<u16>,
    /// The only part of variable length, and the letters of all others.
    only_variable: Option<(usize, usize)>,
    /// How many matches have so many mismatches.
    mismatches: Vec<u64>,
    /// Whether all matches have the same letters.
    are_certain: bool,
}

impl Columns {
    pub(super) fn new(motif: &Motif, mismatches: usize) -> Self {
        let columns = motif.parts().iter().flat_map(|part| {
            let count = if part.is_variable() { 1 } else { part.max };
            std::iter::repeat_n(empty_column(part), usize::from(count))
        });
        let mut variable = (0..)
            .zip(motif.parts())
            .filter(|(_, part)| part.is_variable());
        let only_variable = match (variable.next(), variable.next()) {
            (Some((index, part)), None) => {
                Some((index, motif.min_length() - usize::from(part.min)))
            }
            _ => None,
        };
        let is_certain = |part: &Part| part.bases.count() == 1 && !part.is_variable();
        Self {
            columns: columns.collect(),
            repeats: motif.parts().iter().map(|part| part.max).collect(),
            only_variable,
            mismatches: vec![0; mismatches.min(motif.max_length()) + 1],
            are_certain: mismatches == 0 && motif.parts().iter().all(is_certain),
            motif: motif.clone(),
        }
    }

    /// Whether all matches have the same letters, so that they need not be read.
    pub(super) fn are_certain(&self) -> bool {
        self.are_certain
    }

    /// Adds a match of certain letters.
    pub(super) fn add_certain(&mut self) {
        self.mismatches[0] += 1;
        for column in &mut self.columns {
            if let Column::Letter { bases, counts, .. } = column {
                counts[bases.bits().trailing_zeros() as usize] += 1;
            }
        }
    }

    /// Adds a match: its letters on the forward strand, which are turned over if it lies on the other.
    pub(super) fn add(&mut self, letters: &mut [u8], is_reverse: bool) {
        if is_reverse {
            letters.reverse();
            letters
                .iter_mut()
                .for_each(|letter| *letter = complement_letter(*letter));
        }
        self.lay_on(letters);
        let mut letters = letters.iter();
        let mut columns = self.columns.iter_mut();
        let mut mismatches = 0;
        for (part, &repeats) in self.motif.parts().iter().zip(&self.repeats) {
            if part.is_variable() {
                if let Some(Column::Spacer { min, counts, .. }) = columns.next() {
                    counts[usize::from(repeats - *min)] += 1;
                }
                let inside = letters.by_ref().take(usize::from(repeats));
                mismatches += inside
                    .filter(|&&letter| code(letter).is_none_or(|code| !accepts(part, code)))
                    .count();
                continue;
            }
            for (column, &letter) in columns
                .by_ref()
                .take(usize::from(repeats))
                .zip(letters.by_ref())
            {
                if let Column::Letter { counts, others, .. } = column {
                    match code(letter) {
                        Some(code) => {
                            counts[code] += 1;
                            mismatches += usize::from(!accepts(part, code));
                        }
                        None => {
                            *others += 1;
                            mismatches += 1;
                        }
                    }
                }
            }
        }
        self.mismatches[mismatches] += 1;
    }

    /// Finds the repeats of each part.
    fn lay_on(&mut self, letters: &[u8]) {
        if let Some((index, others)) = self.only_variable {
            self.repeats[index] = (letters.len() - others) as u16;
        } else if !self.motif.is_fixed_length()
            && let Some(fit) = self.motif.fit(letters)
        {
            self.repeats = fit.repeats;
        }
    }

    /// Adds what was found elsewhere in the columns of the same motif.
    pub(super) fn add_all(&mut self, other: &Self) {
        for (column, more) in self.columns.iter_mut().zip(&other.columns) {
            match (column, more) {
                (
                    Column::Letter { counts, others, .. },
                    Column::Letter {
                        counts: more,
                        others: more_others,
                        ..
                    },
                ) => {
                    add(counts, more);
                    *others += more_others;
                }
                (Column::Spacer { counts, .. }, Column::Spacer { counts: more, .. }) => {
                    add(counts, more);
                }
                _ => {}
            }
        }
        add(&mut self.mismatches, &other.mismatches);
    }

    pub(super) fn mismatches(&self) -> &[u64] {
        &self.mismatches
    }

    pub(super) fn into_columns(self) -> Vec<Column> {
        self.columns
    }
}

fn empty_column(part: &Part) -> Column {
    let bases = part.bases;
    if part.is_variable() {
        let counts = vec![0; usize::from(part.max - part.min) + 1];
        Column::Spacer {
            bases,
            min: part.min,
            counts,
        }
    } else {
        Column::Letter {
            bases,
            counts: [0; 4],
            others: 0,
        }
    }
}

fn accepts(part: &Part, code: usize) -> bool {
    part.bases.bits() >> code & 1 == 1
}

/// The place of a base in the alphabet; none for any other letter.
fn code(letter: u8) -> Option<usize> {
    BASES.iter().position(|&base| base == letter)
}

fn add(sums: &mut [u64], more: &[u64]) {
    sums.iter_mut()
        .zip(more)
        .for_each(|(sum, more)| *sum += more);
}
