//! From the letters of a block to rows of bits.

use super::block::BLOCK_BASES;
use super::transpose::{ROW_WORDS, Row};

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

/// In each of eight letters, the lowest bit.
const LOWEST_BITS: u64 = 0x0101_0101_0101_0101;

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
    pub(crate) fn read(&mut self, letters: &[u8; BLOCK_BASES]) {
        let (chunks, _) = letters.as_chunks::<64>();
        for (index, chunk) in chunks.iter().enumerate() {
            let is_base = base_bits(chunk);
            let (low, high) = code_bits(chunk);
            self.low[index] = low & is_base;
            self.high[index] = high & is_base;
            self.is_base[index] = is_base;
            self.is_lower[index] = lower_bits(chunk);
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

fn base_bits(chunk: &[u8; 64]) -> u64 {
    // As in `fasta::letters`: A and C differ in bit 1, T and U in bit 0.
    let is_base = |letter: u8| {
        let upper = letter & 0xdf;
        (upper & 0xfd == b'A') | (upper == b'G') | (upper & 0xfe == b'T')
    };
    let others = chunk.iter().map(|&letter| u8::from(!is_base(letter)));
    if others.fold(0, |any, other| any | other) == 0 {
        return !0;
    }
    let bits = chunk.iter().enumerate();
    bits.fold(0, |bits, (index, &letter)| {
        bits | u64::from(is_base(letter)) << index
    })
}

/// The codes' lower and upper bits. Bits 1 and 2 of the letters are A 00, C 01, G 11, T and U 10, in either case.
fn code_bits(chunk: &[u8; 64]) -> (u64, u64) {
    let (mut second, mut third) = (0, 0);
    for (index, letters) in eights(chunk).enumerate() {
        second |= gather(letters >> 1) << (8 * index);
        third |= gather(letters >> 2) << (8 * index);
    }
    (second ^ third, third)
}

/// Lower-case letters have bits 5 and 6; `-`, `*` and `.` have only bit 5.
fn lower_bits(chunk: &[u8; 64]) -> u64 {
    let is_lower = |letters: u64| letters >> 5 & letters >> 6;
    let any = eights(chunk).fold(0, |any, letters| any | is_lower(letters));
    if any & LOWEST_BITS == 0 {
        return 0;
    }
    let all = eights(chunk).enumerate();
    all.fold(0, |bits, (index, letters)| {
        bits | gather(is_lower(letters)) << (8 * index)
    })
}

fn eights(chunk: &[u8; 64]) -> impl Iterator<Item = u64> {
    chunk
        .as_chunks::<8>()
        .0
        .iter()
        .map(|letters| u64::from_le_bytes(*letters))
}

/// The lowest bit of each of eight bytes, as one byte: the factor moves byte `k`'s bit to bit `56 + k`.
fn gather(bytes: u64) -> u64 {
    (bytes & LOWEST_BITS).wrapping_mul(0x0102_0408_1020_4080) >> 56
}
