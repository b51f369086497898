//! The lengths of the matches at one place.

use super::MOST_MISMATCHES;
use crate::motif::{Motif, Part};
use crate::store::OUTSIDE;

/// A set of lengths from 0 to [`Motif::LONGEST`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lengths {
    bits: [u64; Motif::LONGEST / 64 + 1],
}

impl Lengths {
    pub(crate) fn insert(&mut self, length: usize) {
        self.bits[length / 64] |= 1 << (length % 64);
    }

    pub(crate) fn contains(&self, length: usize) -> bool {
        self.bits[length / 64] >> (length % 64) & 1 == 1
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bits == [0; Motif::LONGEST / 64 + 1]
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            bits: std::array::from_fn(|index| self.bits[index] | other.bits[index]),
        }
    }

    /// The lengths in ascending order.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let words = self.bits.into_iter().enumerate();
        words.flat_map(|(index, mut bits)| {
            std::iter::from_fn(move || {
                let length = (bits != 0).then(|| index * 64 + bits.trailing_zeros() as usize);
                bits &= bits.wrapping_sub(1);
                length
            })
        })
    }
}

/// The lengths of all matches of `parts` at one place with at most so many mismatches, read in the order of `parts`;
/// `text(i)` is the text's `i`-th letter from there, as [`BlockView::decode`](crate::store::BlockView::decode) gives
/// it. Nothing reaches [`OUTSIDE`].
///
/// Part by part, from each length that the parts so far can have, with the fewest mismatches that lead there: so that
/// two ways to the same length count once. Up to the first part of variable length there is only one way, and most
/// places end there.
pub(crate) fn match_lengths<'motif>(
    parts: impl Iterator<Item = &'motif Part>,
    mismatches: usize,
    text: impl Fn(usize) -> u8,
) -> Lengths {
    // Mismatches after one letter more; none if they are too many.
    let step = |so_far: usize, part: &Part, index: usize| {
        let letter = text(index);
        let so_far = so_far + usize::from(part.bases.bits() & letter == 0);
        (so_far <= mismatches && letter & OUTSIDE == 0).then_some(so_far)
    };
    let mut parts = parts.peekable();
    let (mut length, mut so_far) = (0, 0);
    while let Some(part) = parts.next_if(|part| !part.is_variable()) {
        let end = length + usize::from(part.max);
        match (length..end).try_fold(so_far, |so_far, index| step(so_far, part, index)) {
            Some(sum) => so_far = sum,
            None => return Lengths::default(),
        }
        length = end;
    }
    // For each number of mismatches, the lengths that are reached with it and not with fewer.
    let mut reached = [Lengths::default(); MOST_MISMATCHES + 1];
    reached[so_far].insert(length);
    for part in parts {
        let (min, max) = (usize::from(part.min), usize::from(part.max));
        let mut next = [Lengths::default(); MOST_MISMATCHES + 1];
        for (before, lengths) in reached.iter().enumerate() {
            for from in lengths.iter() {
                let mut sum = before;
                for repeats in 0..=max {
                    if repeats >= min {
                        next[sum].insert(from + repeats);
                    }
                    if repeats < max {
                        match step(sum, part, from + repeats) {
                            Some(more) => sum = more,
                            None => break,
                        }
                    }
                }
            }
        }
        reached = next;
        if reached.iter().all(Lengths::is_empty) {
            break;
        }
    }
    reached.into_iter().fold(Lengths::default(), Lengths::union)
}
