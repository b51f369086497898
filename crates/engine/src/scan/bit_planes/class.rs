//! The classes of a motif's letters, as Boolean operations on the planes.

use crate::alphabet::BaseSet;
use crate::store::Word;

/// The set of bases that a letter accepts, by what it costs to test: codes are A=00, C=01, G=10, T=11 (high, low).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    A,
    C,
    G,
    T,
    /// A or C: high is 0.
    M,
    /// G or T: high is 1.
    K,
    /// A or G: low is 0.
    R,
    /// C or T: low is 1.
    Y,
    /// A or T: both bits are the same.
    W,
    /// C or G: they differ.
    S,
    NotA,
    NotC,
    NotG,
    NotT,
    N,
}

impl Class {
    /// The class of a set that is not empty.
    pub(super) fn of(set: BaseSet) -> Self {
        match set.bits() {
            0b0001 => Self::A,
            0b0010 => Self::C,
            0b0100 => Self::G,
            0b1000 => Self::T,
            0b0011 => Self::M,
            0b1100 => Self::K,
            0b0101 => Self::R,
            0b1010 => Self::Y,
            0b1001 => Self::W,
            0b0110 => Self::S,
            0b1110 => Self::NotA,
            0b1101 => Self::NotC,
            0b1011 => Self::NotG,
            0b0111 => Self::NotT,
            _ => Self::N,
        }
    }

    /// Keeps the alignments whose letter is of this class: `left[u] &= class(low[u], high[u])`.
    #[inline(always)]
    pub(super) fn restrict<const WORDS: usize>(
        self,
        left: &mut [Word; WORDS],
        low: &[Word; WORDS],
        high: &[Word; WORDS],
    ) {
        match self {
            Self::A => apply(left, low, high, |low, high| !(low | high)),
            Self::C => apply(left, low, high, |low, high| low & !high),
            Self::G => apply(left, low, high, |low, high| high & !low),
            Self::T => apply(left, low, high, |low, high| low & high),
            Self::M => apply(left, low, high, |_, high| !high),
            Self::K => apply(left, low, high, |_, high| high),
            Self::R => apply(left, low, high, |low, _| !low),
            Self::Y => apply(left, low, high, |low, _| low),
            Self::W => apply(left, low, high, |low, high| !(low ^ high)),
            Self::S => apply(left, low, high, |low, high| low ^ high),
            Self::NotA => apply(left, low, high, |low, high| low | high),
            Self::NotC => apply(left, low, high, |low, high| !low | high),
            Self::NotG => apply(left, low, high, |low, high| !high | low),
            Self::NotT => apply(left, low, high, |low, high| !(low & high)),
            Self::N => {}
        }
    }
}

#[inline(always)]
fn apply<const WORDS: usize>(
    left: &mut [Word; WORDS],
    low: &[Word; WORDS],
    high: &[Word; WORDS],
    class: impl Fn(u64, u64) -> u64,
) {
    for ((left, low), high) in left.iter_mut().zip(low).zip(high) {
        for half in 0..2 {
            left[half] &= class(low[half], high[half]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every class accepts just the codes of its set.
    #[test]
    fn classes_accept_their_sets() {
        for bits in 1..16 {
            let class = Class::of(BaseSet::from_bits(bits));
            // Lane c holds the base with code c.
            let (low, high) = ([[0b1010, 0]], [[0b1100, 0]]);
            let mut left = [[0b1111, 0]];
            class.restrict(&mut left, &low, &high);
            assert_eq!(left, [[u64::from(bits), 0]], "{class:?}");
        }
    }
}
