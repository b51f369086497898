//! Motifs: what a person types, what it accepts, and what is wrong with it.
//!
//! The language: the 15 IUPAC codes in any case with `U` = `T`; `[AC]`, a set whose codes are united; after a
//! letter or set a repeat, `(n)` or `(min,max)` or the same in braces. White space is ignored. For example
//! `RCTGTGYRN(17,23)CYTCTCTG`, `A{5,8}`, `CCNNNNNNNGG`, `CCN(7)GG`.
//!
//! - A fixed repeat is at least 1. A variable one may begin at 0 (`CA(0,2)G` accepts `CG`, `CAG`, `CAAG`), as
//!   long as the motif as a whole takes at least one letter.
//! - A spacer (`N`) of variable length stands neither first nor last: it would only repeat each match.
//! - `N` of fixed length may stand anywhere, and a motif may be of `N` alone: it matches wherever so many bases
//!   stand in a row.
//! - The longest expansion is [`Motif::LONGEST`] letters.

mod count;
mod error;
mod fit;
mod list;
mod parse;

use std::fmt;

pub use count::MismatchCounter;
pub use error::{Expected, MotifError, MotifFault};
pub use fit::Fit;
pub use list::{MotifListError, NamedMotif};

use crate::alphabet::BaseSet;

/// A motif: a row of sets of bases, each repeated a fixed or variable number of times.
///
/// Neighbouring parts with the same set are one part, so that two texts which say the same in other words
/// (`CCNNNNNNNGG`, `CCN(7)GG`) are equal motifs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Motif {
    parts: Vec<Part>,
}

/// A set of bases and how often it is repeated: `min` to `max` times, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Part {
    /// What each letter may be.
    pub bases: BaseSet,
    /// Least number of letters.
    pub min: u16,
    /// Greatest number of letters, at least 1.
    pub max: u16,
}

impl Part {
    /// Whether the number of letters varies.
    #[must_use]
    pub fn is_variable(&self) -> bool {
        self.min != self.max
    }
}

impl Motif {
    /// The longest that a motif may be, all repeats at their greatest, in letters.
    pub const LONGEST: usize = 256;

    /// Reads a motif.
    ///
    /// # Errors
    /// Names the column and what was expected there.
    pub fn parse(text: &str) -> Result<Self, MotifError> {
        parse::parse(text).map(Self::from_parts)
    }

    /// Unites neighbours with the same set: `X(a,b)X(c,d)` accepts the same as `X(a+c,b+d)`.
    fn from_parts(parts: Vec<Part>) -> Self {
        let mut united: Vec<Part> = Vec::with_capacity(parts.len());
        for part in parts {
            match united.last_mut() {
                Some(last) if last.bases == part.bases => {
                    last.min += part.min;
                    last.max += part.max;
                }
                _ => united.push(part),
            }
        }
        Self { parts: united }
    }

    /// The parts, from 5' to 3'.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Fewest letters of a match, at least 1.
    #[must_use]
    pub fn min_length(&self) -> usize {
        self.parts.iter().map(|part| usize::from(part.min)).sum()
    }

    /// Most letters of a match, at most [`Motif::LONGEST`].
    #[must_use]
    pub fn max_length(&self) -> usize {
        self.parts.iter().map(|part| usize::from(part.max)).sum()
    }

    /// The motif once for each number of repeats of its only part of variable length, shortest first; none if it has no
    /// such part or several. No match of one is a match of another.
    #[must_use]
    pub fn by_length(&self) -> Option<Vec<Self>> {
        let variable = |part: &Part| part.is_variable();
        let index = self.parts.iter().position(variable)?;
        let (before, rest) = self.parts.split_at(index);
        let (part, after) = rest.split_first()?;
        if after.iter().any(variable) {
            return None;
        }
        let fixed = (part.min..=part.max).map(|repeats| {
            let part = (repeats > 0).then_some(Part {
                min: repeats,
                max: repeats,
                ..*part
            });
            let parts = before.iter().copied().chain(part);
            Self::from_parts(parts.chain(after.iter().copied()).collect())
        });
        Some(fixed.collect())
    }

    /// Whether every match has the same length.
    #[must_use]
    pub fn is_fixed_length(&self) -> bool {
        !self.parts.iter().any(Part::is_variable)
    }

    /// The set at each position, all repeats at their greatest: [`Motif::max_length`] of them.
    #[must_use]
    pub fn positions(&self) -> Vec<BaseSet> {
        let repeat = |part: &Part| std::iter::repeat_n(part.bases, usize::from(part.max));
        self.parts.iter().flat_map(repeat).collect()
    }

    /// The motif that accepts the reverse complements of what this one accepts.
    #[must_use]
    pub fn reverse_complement(&self) -> Self {
        let complement = |part: &Part| Part {
            bases: part.bases.complement(),
            ..*part
        };
        Self {
            parts: self.parts.iter().rev().map(complement).collect(),
        }
    }

    /// Whether the motif reads the same on both strands, part for part (`GAATTC`, `CCN(3,5)GG`).
    #[must_use]
    pub fn is_self_reverse_complement(&self) -> bool {
        *self == self.reverse_complement()
    }
}

impl std::str::FromStr for Motif {
    type Err = MotifError;

    fn from_str(text: &str) -> Result<Self, MotifError> {
        Self::parse(text)
    }
}

/// The motif in one way of many: upper-case, sets as IUPAC codes, `T` for `U`, letters written out, but longer
/// rows of `N` and variable repeats in parentheses. No white space. Reading it back gives the same motif.
impl fmt::Display for Motif {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST_WRITTEN_SPACER: u16 = 3;
        for part in &self.parts {
            let Part { bases, min, max } = *part;
            if part.is_variable() {
                write!(out, "{bases}({min},{max})")?;
            } else if bases == BaseSet::ANY && max > LONGEST_WRITTEN_SPACER {
                write!(out, "{bases}({max})")?;
            } else {
                for _ in 0..max {
                    write!(out, "{bases}")?;
                }
            }
        }
        Ok(())
    }
}
