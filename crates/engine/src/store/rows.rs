//! From the letters of a block to rows of bits.

use super::block::BLOCK_BASES;
use super::transpose::{ROW_WORDS, Row};
use crate::letters16::Letters16;

/// What stands between two records and after the last: no letter at all. It has the bit by which N is told from bases.
pub(crate) const NOTHING: u8 = 0x08;

/// What the letters of a block say, a bit for each. Where there is no base, `low` and `high` are 0.
pub(crate) struct Rows {
    /// The lower bit of each base's code.
    pub(crate) low: Box<Row>,
    /// The upper bit of each base's code.
    pub(crate) high: Box<Row>,
    /// Whether it is a base.
    pub(crate) is_base: Box<Row>,
    /// Whether it is a lower-case letter.
    pub(crate) is_lower: Box<Row>,
    /// How many are bases.
    pub(crate) bases: Bases,
}

/// How many letters of a block are bases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bases {
    None,
    Some,
    All,
}

impl Rows {
    pub(crate) fn new() -> Self {
        let row = || Box::new([0; ROW_WORDS]);
        Self {
            low: row(),
            high: row(),
            is_base: row(),
            is_lower: row(),
            bases: Bases::None,
        }
    }

    /// Reads the letters: A, C, G, T and U in either case are bases, anything else is none. Where nothing but these, N
    /// and [`NOTHING`] stands, `is_plain` may say so, which makes it quicker.
    ///
    /// Bits 1 and 2 of the letters are A 00, C 01, G 11, T and U 10, in either case. Of the plain ones N and `NOTHING`
    /// have bit 3.
    pub(crate) fn read(&mut self, letters: &[u8; BLOCK_BASES], is_plain: bool) {
        let (mut union, mut intersection) = (0, !0);
        let (chunks, _) = letters.as_chunks::<64>();
        let rows = self.low.iter_mut().zip(&mut *self.high);
        let flags = self.is_base.iter_mut().zip(&mut *self.is_lower);
        for (chunk, ((low, high), (is_base, is_lower))) in chunks.iter().zip(rows.zip(flags)) {
            let sixteens = Sixteens::new(chunk);
            let bases = if is_plain {
                !sixteens.bits_3()
            } else {
                sixteens.gather(Letters16::bases)
            };
            *is_lower = sixteens.gather(Letters16::lower_case);
            let second = sixteens.gather(Letters16::bit::<1>);
            let third = sixteens.gather(Letters16::bit::<2>);
            *low = (second ^ third) & bases;
            *high = third & bases;
            *is_base = bases;
            union |= bases;
            intersection &= bases;
        }
        self.bases = match (union, intersection) {
            (0, _) => Bases::None,
            (_, u64::MAX) => Bases::All,
            _ => Bases::Some,
        };
    }

    /// How many A, C, G, T stand at these positions of the block.
    pub(crate) fn base_counts(&self, range: std::ops::Range<usize>) -> [u64; 4] {
        let (mut bases, mut low_set, mut high_set, mut both_set) = (0, 0, 0, 0);
        let mut add = |index: usize, wanted: u64| {
            let (low, high) = (self.low[index] & wanted, self.high[index] & wanted);
            bases += u64::from((self.is_base[index] & wanted).count_ones());
            low_set += u64::from(low.count_ones());
            high_set += u64::from(high.count_ones());
            both_set += u64::from((low & high).count_ones());
        };
        let words = range.start / 64..range.end.div_ceil(64);
        if words.len() < 2 {
            words.for_each(|index| add(index, bits_within(index, &range)));
        } else {
            // Only the first and the last may hold positions that are not meant.
            add(words.start, bits_within(words.start, &range));
            (words.start + 1..words.end - 1).for_each(|index| add(index, !0));
            add(words.end - 1, bits_within(words.end - 1, &range));
        }
        let (c, g) = (low_set - both_set, high_set - both_set);
        [bases - c - g - both_set, c, g, both_set]
    }
}

/// Four times sixteen letters.
pub(super) struct Sixteens(pub(super) [Letters16; 4]);

impl Sixteens {
    pub(super) const NO_BASE: u8 = 1 << 3;

    #[inline(always)]
    pub(super) fn new(letters: &[u8; 64]) -> Self {
        let sixteens = letters.as_chunks::<{ Letters16::COUNT }>().0;
        Self(std::array::from_fn(|index| {
            Letters16::new(&sixteens[index])
        }))
    }

    /// A bit of each letter.
    #[inline(always)]
    pub(super) fn gather(&self, bits: impl Fn(Letters16) -> u16) -> u64 {
        let [first, second, third, fourth] = self.0.map(|letters| u64::from(bits(letters)));
        first | second << 16 | third << 32 | fourth << 48
    }

    /// Bit 3 of each letter: mostly none has it.
    #[inline(always)]
    fn bits_3(&self) -> u64 {
        if self.union().any_has(Self::NO_BASE) {
            self.gather(Letters16::bit::<3>)
        } else {
            0
        }
    }

    #[inline(always)]
    pub(super) fn union(&self) -> Letters16 {
        let [first, second, third, fourth] = self.0;
        first.or(second).or(third.or(fourth))
    }
}

/// The runs of set bits in a row, as ranges of positions.
pub(crate) fn runs(row: &Row) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut position = 0;
    std::iter::from_fn(move || {
        let start = next_bit(row, position, 0)?;
        let end = next_bit(row, start, !0).unwrap_or(BLOCK_BASES);
        position = end;
        Some(start..end)
    })
}

/// The first position from `from` on whose bit, flipped by `flip`, is set.
fn next_bit(row: &Row, from: usize, flip: u64) -> Option<usize> {
    let mut index = from / 64;
    let mut bits = (*row.get(index)? ^ flip) & !0 << (from % 64);
    while bits == 0 {
        index += 1;
        bits = row.get(index)? ^ flip;
    }
    Some(index * 64 + bits.trailing_zeros() as usize)
}

/// Number of set bits at these positions.
pub(crate) fn count_bits(row: &Row, range: std::ops::Range<usize>) -> u32 {
    let words = range.start / 64..range.end.div_ceil(64);
    words
        .map(|index| (row[index] & bits_within(index, &range)).count_ones())
        .sum()
}

/// The bits of word `index` whose positions are in the range.
fn bits_within(index: usize, range: &std::ops::Range<usize>) -> u64 {
    let from = range.start.saturating_sub(index * 64);
    let beyond = ((index + 1) * 64).saturating_sub(range.end);
    (!0 << from) & (!0 >> beyond)
}
