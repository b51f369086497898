//! The classes of a motif's letters, as Boolean operations on the planes.

use crate::alphabet::BaseSet;
use crate::store::Word;

/// The set of bases that a letter accepts, by what it costs to test: codes are A=00, C=01, G=10, T=11 (high, low).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// Words of the planes of a genome, side by side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'words> {
    pub(super) low: &'words [Word],
    pub(super) high: &'words [Word],
    /// Which positions are bases; none where all are.
    pub(super) is_base: Option<&'words [Word]>,
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

    /// Writes which positions are *not* of this class; what is no base is of none.
    pub(super) fn write_misses(self, words: Words<'_>, misses: &mut [Word]) {
        match self {
            Self::A => write(words, misses, |low, high| low | high),
            Self::C => write(words, misses, |low, high| !low | high),
            Self::G => write(words, misses, |low, high| low | !high),
            Self::T => write(words, misses, |low, high| !(low & high)),
            Self::M => write(words, misses, |_, high| high),
            Self::K => write(words, misses, |_, high| !high),
            Self::R => write(words, misses, |low, _| low),
            Self::Y => write(words, misses, |low, _| !low),
            Self::W => write(words, misses, |low, high| low ^ high),
            Self::S => write(words, misses, |low, high| !(low ^ high)),
            Self::NotA => write(words, misses, |low, high| !(low | high)),
            Self::NotC => write(words, misses, |low, high| low & !high),
            Self::NotG => write(words, misses, |low, high| high & !low),
            Self::NotT => write(words, misses, |low, high| low & high),
            Self::N => write(words, misses, |_, _| 0),
        }
    }
}

#[inline(always)]
fn write(words: Words<'_>, misses: &mut [Word], class: impl Fn(u64, u64) -> u64) {
    let pairs = words.low.iter().zip(words.high);
    for (miss, (low, high)) in misses.iter_mut().zip(pairs) {
        *miss = [class(low[0], high[0]), class(low[1], high[1])];
    }
    if let Some(is_base) = words.is_base {
        for (miss, is_base) in misses.iter_mut().zip(is_base) {
            miss[0] |= !is_base[0];
            miss[1] |= !is_base[1];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every class misses just the codes that are not in its set, and what is no base.
    #[test]
    fn classes_miss_what_is_not_in_their_sets() {
        for bits in 1..16 {
            let class = Class::of(BaseSet::from_bits(bits));
            // Lane c holds the base with code c; lane 4 holds none, and reads as A.
            let (low, high) = (&[[0b01010, 0]], &[[0b01100, 0]]);
            let mut misses = [[0; 2]];
            let check = |is_base, lanes: u64, misses: &mut [Word]| {
                class.write_misses(Words { low, high, is_base }, misses);
                assert_eq!(misses[0][0] & lanes, !u64::from(bits) & lanes, "{class:?}");
            };
            check(None, 0b01111, &mut misses);
            check(Some(&[[0b01111, 0]]), 0b11111, &mut misses);
        }
    }
}
