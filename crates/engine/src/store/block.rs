//! A block of the genome: its shape, and where its planes are.

use std::ops::Range;

/// Lanes of a word.
pub const LANES: usize = 128;

/// Bases of a lane's stripe: words of a plane.
pub const STRIPE_BASES: usize = 1024;

/// Bases of a block: 131,072.
pub const BLOCK_BASES: usize = LANES * STRIPE_BASES;

/// The global position of a block's first base. Where addresses have 32 bits, a genome has more bases than these count.
pub(crate) const fn block_start(block: usize) -> u64 {
    block as u64 * BLOCK_BASES as u64
}

/// One bit of each lane: lane `l` is bit `l % 64` of item `l / 64`.
pub type Word = [u64; 2];

/// One bit of each base of a block, transposed: 16 KiB.
///
/// Lane `l` holds the stripe of [`STRIPE_BASES`] consecutive bases that starts at `l * STRIPE_BASES`, and word `i`
/// holds base `l * STRIPE_BASES + i` of every lane `l`:
///
/// ```text
///            lane 0    lane 1   ...  lane 127
/// word 0     base 0    1024          130048
/// word 1     base 1    1025          130049
/// ...
/// word 1023  base 1023 2047          131071
/// ```
///
/// One base further along the sequence is the same lane of the next word, so that a kernel which compares
/// neighbouring bases needs no shift; after word 1023 comes word 0 of the next lane.
#[derive(Debug, Clone, PartialEq, Eq)]
#[repr(align(16))]
pub struct Plane(pub [Word; STRIPE_BASES]);

impl Plane {
    pub(crate) const ZERO: Self = Self([[0; 2]; STRIPE_BASES]);
    pub(crate) const ALL: Self = Self([[!0; 2]; STRIPE_BASES]);

    /// Clears the bits of these positions.
    pub(crate) fn clear(&mut self, positions: Range<usize>) {
        let mut whole = [0; 2];
        let mut start = positions.start;
        while start < positions.end {
            let lane = start / STRIPE_BASES;
            let end = positions.end.min((lane + 1) * STRIPE_BASES);
            let bit = 1 << (lane % 64);
            if end - start == STRIPE_BASES {
                whole[lane / 64] |= bit;
            } else {
                let words = start % STRIPE_BASES..start % STRIPE_BASES + (end - start);
                for word in &mut self.0[words] {
                    word[lane / 64] &= !bit;
                }
            }
            start = end;
        }
        if whole != [0; 2] {
            for word in &mut self.0 {
                word[0] &= !whole[0];
                word[1] &= !whole[1];
            }
        }
    }

    /// Sets the bits of these positions, and clears all others. The ranges are in order, and no two overlap.
    ///
    /// However long they are, each costs little: along a stripe, a bit is that of the word before, but where a range begins
    /// or ends.
    pub(crate) fn set_only(&mut self, ranges: impl Iterator<Item = Range<usize>>) {
        self.0.fill([0; 2]);
        let mut turn = |lane: usize, word: usize| self.0[word][lane / 64] ^= 1 << (lane % 64);
        for range in ranges.filter(|range| !range.is_empty()) {
            let lanes = range.start / STRIPE_BASES..=(range.end - 1) / STRIPE_BASES;
            turn(*lanes.start(), range.start % STRIPE_BASES);
            if range.end % STRIPE_BASES > 0 {
                turn(*lanes.end(), range.end % STRIPE_BASES);
            }
            lanes.skip(1).for_each(|lane| turn(lane, 0));
        }
        let mut last = [0; 2];
        for word in &mut self.0 {
            last = [last[0] ^ word[0], last[1] ^ word[1]];
            *word = last;
        }
    }

    /// The bit of the base at this position of the block.
    #[must_use]
    pub fn bit(&self, position: usize) -> bool {
        let (lane, word) = (position / STRIPE_BASES, position % STRIPE_BASES);
        self.0[word][lane / 64] >> (lane % 64) & 1 == 1
    }
}

/// The planes of a block that holds at least one base. A base's code is the bits (`high`, `low`): A=00, C=01,
/// G=10, T=11; where there is no base, both are 0.
#[derive(Debug, Clone, Copy)]
pub struct BlockPlanes<'genome> {
    /// The lower bit of each code.
    pub low: &'genome Plane,
    /// The upper bit of each code.
    pub high: &'genome Plane,
    /// Where there is no base.
    pub gaps: Gaps<'genome>,
}

/// How a block says which of its positions are no base.
#[derive(Debug, Clone, Copy)]
pub enum Gaps<'genome> {
    /// All are bases.
    None,
    /// They are the positions that [`BlockView::gaps`](super::BlockView::gaps) gives: few stretches.
    Ranges,
    /// This plane has the positions that are bases.
    Plane(&'genome Plane),
}

impl BlockPlanes<'_> {
    /// The code of the base at this position of the block; 0 where there is none.
    #[must_use]
    pub fn code(&self, position: usize) -> u8 {
        u8::from(self.high.bit(position)) << 1 | u8::from(self.low.bit(position))
    }
}

/// What a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// No base, and so no planes.
    NoBase,
    /// Bases only; two planes.
    AllBases,
    /// Two planes, and few stretches without bases, which runs and records tell.
    FewGaps,
    /// Three planes.
    ManyGaps,
}

impl BlockKind {
    /// Stretches without bases that a block may have before a plane tells them: that costs 16 KiB, but no time.
    pub(crate) const MOST_FEW: usize = 256;

    /// Number of planes.
    pub(crate) const fn planes(self) -> usize {
        match self {
            Self::NoBase => 0,
            Self::AllBases | Self::FewGaps => 2,
            Self::ManyGaps => 3,
        }
    }
}

/// Where a block's planes and segments are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BlockEntry {
    pub(crate) kind: BlockKind,
    /// Index of the first of its planes: low, high, is-base.
    pub(crate) first_plane: u32,
    /// Index of the first of its segments.
    pub(crate) first_segment: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_set() {
        const S: usize = STRIPE_BASES;
        let check = |ranges: &[Range<usize>]| {
            let mut plane = Box::new(Plane::ALL);
            plane.set_only(ranges.iter().cloned());
            for position in 0..BLOCK_BASES {
                let expected = ranges.iter().any(|range| range.contains(&position));
                assert_eq!(plane.bit(position), expected, "{position} of {ranges:?}");
            }
        };
        check(&[]);
        check(&[0..0, 7..7, S..S]);
        check(&[0..1, 1..2, 3..S, S..S + 1]);
        check(&[
            S - 1..S + 1,
            2 * S..3 * S,
            3 * S..5 * S + 9,
            6 * S - 1..6 * S,
        ]);
        check(&[63 * S..65 * S, 127 * S + 1..BLOCK_BASES]);
        check(std::slice::from_ref(&(0..BLOCK_BASES)));
        check(&[5..70 * S, BLOCK_BASES - 1..BLOCK_BASES]);
    }

    #[test]
    fn ranges_are_cleared() {
        const S: usize = STRIPE_BASES;
        for range in [
            0..0,
            0..1,
            S - 1..S + 1,
            S..2 * S,
            5..3 * S + 7,
            63 * S..65 * S,
            0..BLOCK_BASES,
            BLOCK_BASES - 3..BLOCK_BASES,
        ] {
            let mut plane = Box::new(Plane::ALL);
            plane.clear(range.clone());
            for position in 0..BLOCK_BASES {
                let expected = !range.contains(&position);
                assert_eq!(plane.bit(position), expected, "{position} of {range:?}");
            }
        }
    }
}
