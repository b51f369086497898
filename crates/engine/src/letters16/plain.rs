//! Sixteen bytes, one by one.

use super::{Table, UPPER};

pub(super) type Vector = [u8; 16];

pub(super) const ZERO: Vector = [0; 16];

#[inline(always)]
pub(super) fn new(letters: &[u8; 16]) -> Vector {
    *letters
}

#[inline(always)]
pub(super) fn in_table(letters: Vector, table: &Table) -> u16 {
    gather(letters.map(|letter| {
        let known = table[usize::from(letter & 15)];
        u8::from(known == letter & UPPER)
    }))
}

/// In which bits each differs from the letter in its place of the table.
#[inline(always)]
pub(super) fn differences(letters: Vector, table: &Table) -> Vector {
    letters.map(|letter| table[usize::from(letter & 15)] ^ letter)
}

#[inline(always)]
pub(super) fn or(letters: Vector, others: Vector) -> Vector {
    std::array::from_fn(|index| letters[index] | others[index])
}

#[inline(always)]
pub(super) fn xor(bytes: Vector, others: Vector) -> Vector {
    std::array::from_fn(|index| bytes[index] ^ others[index])
}

/// Leaves these bits of each.
#[inline(always)]
pub(super) fn with(bytes: Vector, bits: u8) -> Vector {
    bytes.map(|byte| byte & bits)
}

/// Moves the bits of each up. None may leave its byte.
#[inline(always)]
pub(super) fn shl<const COUNT: u32>(bytes: Vector) -> Vector {
    bytes.map(|byte| byte << COUNT)
}

/// Twice each, where that is less than 256.
#[inline(always)]
pub(super) fn double(bytes: Vector) -> Vector {
    bytes.map(|byte| byte.saturating_mul(2))
}

/// Half of each; each is even.
#[inline(always)]
pub(super) fn half(bytes: Vector) -> Vector {
    bytes.map(|byte| byte / 2)
}

/// The first eight of both, by turns.
#[inline(always)]
pub(super) fn zip_front(bytes: Vector, others: Vector) -> Vector {
    std::array::from_fn(|index| [bytes, others][index % 2][index / 2])
}

/// The last eight of both, by turns.
#[inline(always)]
pub(super) fn zip_back(bytes: Vector, others: Vector) -> Vector {
    std::array::from_fn(|index| [bytes, others][index % 2][8 + index / 2])
}

/// As two numbers, the first byte being the lowest.
#[inline(always)]
pub(super) fn words(bytes: Vector) -> [u64; 2] {
    let halves = bytes.as_chunks::<8>().0;
    [u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1])]
}

#[inline(always)]
pub(super) fn any_has(letters: Vector, bits: u8) -> bool {
    letters.iter().any(|letter| letter & bits != 0)
}

/// Which are greater than `THAN`. All are ASCII.
#[inline(always)]
pub(super) fn greater<const THAN: u8>(letters: Vector) -> u16 {
    gather(letters.map(|letter| u8::from(letter > THAN)))
}

#[inline(always)]
pub(super) fn bit<const BIT: u32>(letters: Vector) -> u16 {
    gather(letters.map(|letter| letter >> BIT & 1))
}

/// The lowest bits of all bytes, the others being 0: the factor moves byte `k`'s bit to bit `56 + k`.
#[inline(always)]
fn gather(bytes: [u8; 16]) -> u16 {
    let eights = bytes.as_chunks::<8>().0;
    let [lower, upper] = [eights[0], eights[1]]
        .map(|eight| u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56);
    (upper << 8 | lower) as u16
}
