//! The classes of a motif's letters, as Boolean operations on the planes.

use super::lanes::Lanes;
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
    /// The classes of one base each.
    pub(super) const BASES: [Self; 4] = [Self::A, Self::C, Self::G, Self::T];

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
    pub(super) fn write_misses(self, words: Words<'_>, misses: &mut [Lanes]) {
        match self {
            Self::A => write(words, misses, |low, high| low | high),
            Self::C => write(words, misses, |low, high| !low.without(high)),
            Self::G => write(words, misses, |low, high| !high.without(low)),
            Self::T => write(words, misses, |low, high| !(low & high)),
            Self::M => write(words, misses, |_, high| high),
            Self::K => write(words, misses, |_, high| !high),
            Self::R => write(words, misses, |low, _| low),
            Self::Y => write(words, misses, |low, _| !low),
            Self::W => write(words, misses, |low, high| low ^ high),
            Self::S => write(words, misses, |low, high| !(low ^ high)),
            Self::NotA => write(words, misses, |low, high| !(low | high)),
            Self::NotC => write(words, misses, |low, high| low.without(high)),
            Self::NotG => write(words, misses, |low, high| high.without(low)),
            Self::NotT => write(words, misses, |low, high| low & high),
            Self::N => write(words, misses, |_, _| Lanes::NONE),
        }
    }

    /// The same for all of [`Class::BASES`] in one pass: most motifs have them all, on one strand or the other.
    pub(super) fn write_misses_of_bases(words: Words<'_>, misses: [&mut [Lanes]; 4]) {
        let [a, c, g, t] = misses;
        let pairs = words.low.iter().zip(words.high);
        let planes = a.iter_mut().zip(&mut *c).zip(&mut *g).zip(&mut *t);
        for ((((a, c), g), t), (low, high)) in planes.zip(pairs) {
            let (low, high) = (Lanes::new(*low), Lanes::new(*high));
            *a = low | high;
            *c = !low | high;
            *g = low | !high;
            *t = !low | !high;
        }
        for misses in [a, c, g, t] {
            miss_others(words, misses);
        }
    }
}

#[inline(always)]
fn write(words: Words<'_>, misses: &mut [Lanes], class: impl Fn(Lanes, Lanes) -> Lanes) {
    let pairs = words.low.iter().zip(words.high);
    for (miss, (low, high)) in misses.iter_mut().zip(pairs) {
        *miss = class(Lanes::new(*low), Lanes::new(*high));
    }
    miss_others(words, misses);
}

/// What is no base is of no class.
#[inline(always)]
fn miss_others(words: Words<'_>, misses: &mut [Lanes]) {
    if let Some(is_base) = words.is_base {
        for (miss, is_base) in misses.iter_mut().zip(is_base) {
            *miss |= !Lanes::new(*is_base);
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
            let mut misses = [Lanes::NONE];
            let check = |is_base, lanes: u64, misses: &mut [Lanes]| {
                class.write_misses(Words { low, high, is_base }, misses);
                assert_eq!(
                    misses[0].word()[0] & lanes,
                    !u64::from(bits) & lanes,
                    "{class:?}"
                );
            };
            check(None, 0b01111, &mut misses);
            check(Some(&[[0b01111, 0]]), 0b11111, &mut misses);
        }
    }

    #[test]
    fn bases_at_once_are_as_one_by_one() {
        let words = Words {
            low: &[[0b01010, 7]],
            high: &[[0b01100, 5]],
            is_base: Some(&[[0b01111, 3]]),
        };
        let mut planes = [[Lanes::NONE]; 4];
        Class::write_misses_of_bases(words, planes.each_mut().map(|plane| plane.as_mut_slice()));
        for (class, plane) in Class::BASES.into_iter().zip(planes) {
            let mut misses = [Lanes::NONE];
            class.write_misses(words, &mut misses);
            assert_eq!(plane[0].word(), misses[0].word(), "{class:?}");
        }
    }
}
