//! A motif as the kernel runs it.

use super::class::Class;
use crate::motif::{Motif, Part};

/// A motif, with the letters before its first repeat of variable length in the order in which they are tested.
#[derive(Debug)]
pub(super) struct Program {
    /// Letters at a fixed distance from the start, rarest first, without `N`.
    pub(super) head: Vec<Letter>,
    /// Number of letters before the first variable repeat, `N` included.
    pub(super) head_length: usize,
    /// All parts from the first variable repeat on.
    pub(super) tail: Vec<Repeat>,
    max_length: usize,
}

/// A letter at a fixed distance from the start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub(super) offset: usize,
    pub(super) class: Class,
}

/// A repeated letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Repeat {
    pub(super) class: Class,
    pub(super) min: usize,
    pub(super) max: usize,
}

impl Program {
    pub(super) fn new(motif: &Motif) -> Self {
        let split = motif
            .parts()
            .iter()
            .position(Part::is_variable)
            .unwrap_or(motif.parts().len());
        let (fixed, variable) = motif.parts().split_at(split);
        let sets = fixed
            .iter()
            .flat_map(|part| std::iter::repeat_n(part.bases, usize::from(part.max)));
        let mut letters: Vec<_> = sets.enumerate().collect();
        let head_length = letters.len();
        letters.sort_by_key(|(_, set)| set.count());
        let head = letters.into_iter().map(|(offset, set)| Letter {
            offset,
            class: Class::of(set),
        });
        let tail = variable.iter().map(|part| Repeat {
            class: Class::of(part.bases),
            min: part.min.into(),
            max: part.max.into(),
        });
        Self {
            head: head.filter(|letter| letter.class != Class::N).collect(),
            head_length,
            tail: tail.collect(),
            max_length: motif.max_length(),
        }
    }

    /// Letters of the longest match.
    pub(super) fn max_length(&self) -> usize {
        self.max_length
    }
}
