//! The lengths of the matches at one place.

use crate::motif::{Motif, Part};

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

/// The lengths of all matches of `parts` at one place, read in the order of `parts`; `text(i)` is the text's `i`-th
/// letter from there, as a set of at most one base.
///
/// Part by part, from each length that the parts so far can have: so that two ways to the same length count once.
/// Up to the first part of variable length there is only one, and most places end there.
pub(crate) fn match_lengths<'motif>(
    parts: impl Iterator<Item = &'motif Part>,
    text: impl Fn(usize) -> u8,
) -> Lengths {
    let accepts = |part: &Part, index: usize| part.bases.bits() & text(index) != 0;
    let mut parts = parts.peekable();
    let mut length = 0;
    while let Some(part) = parts.next_if(|part| !part.is_variable()) {
        let end = length + usize::from(part.max);
        if !(length..end).all(|index| accepts(part, index)) {
            return Lengths::default();
        }
        length = end;
    }
    let mut reached = Lengths::default();
    reached.insert(length);
    for part in parts {
        let (min, max) = (usize::from(part.min), usize::from(part.max));
        let mut next = Lengths::default();
        for from in reached.iter() {
            let longest = (0..max)
                .take_while(|repeat| accepts(part, from + repeat))
                .count();
            for repeats in min..=longest {
                next.insert(from + repeats);
            }
        }
        reached = next;
        if reached.is_empty() {
            break;
        }
    }
    reached
}
