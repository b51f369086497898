//! From the letters of a block to rows of bits.

use super::block::BLOCK_BASES;
use super::transpose::{ROW_WORDS, Row};
use crate::letters16::Letters16;

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
}

impl Rows {
    pub(crate) fn new() -> Self {
        let row = || Box::new([0; ROW_WORDS]);
        Self {
            low: row(),
            high: row(),
            is_base: row(),
            is_lower: row(),
        }
    }

    /// Reads the letters: A, C, G, T and U in either case are bases, anything else is none.
    ///
    /// Bits 1 and 2 of the letters are A 00, C 01, G 11, T and U 10, in either case.
    pub(crate) fn read(&mut self, letters: &[u8; BLOCK_BASES]) {
        let (chunks, _) = letters.as_chunks::<64>();
        let rows = self.low.iter_mut().zip(&mut *self.high);
        let flags = self.is_base.iter_mut().zip(&mut *self.is_lower);
        for (chunk, ((low, high), (is_base, is_lower))) in chunks.iter().zip(rows.zip(flags)) {
            let (mut bases, mut second, mut third, mut lower) = (0, 0, 0, 0);
            let sixteens = chunk.as_chunks::<{ Letters16::COUNT }>().0;
            for (index, letters) in sixteens.iter().enumerate() {
                let letters = Letters16::new(letters);
                let place = |mask: u16| u64::from(mask) << (index * Letters16::COUNT);
                bases |= place(letters.bases());
                second |= place(letters.bit::<1>());
                third |= place(letters.bit::<2>());
                lower |= place(letters.lower_case());
            }
            *low = (second ^ third) & bases;
            *high = third & bases;
            *is_base = bases;
            *is_lower = lower;
        }
    }

    /// How many A, C, G, T stand at these positions of the block.
    pub(crate) fn base_counts(&self, range: std::ops::Range<usize>) -> [u64; 4] {
        let mut counts = [0; 4];
        for index in range.start / 64..range.end.div_ceil(64) {
            let wanted = bits_within(index, &range) & self.is_base[index];
            let (low, high) = (self.low[index], self.high[index]);
            let each = [!high & !low, !high & low, high & !low, high & low];
            for (count, bits) in counts.iter_mut().zip(each) {
                *count += u64::from((bits & wanted).count_ones());
            }
        }
        counts
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
