//! Sixteen bytes, as the vector that WebAssembly has.

use std::arch::wasm32::{
    i8x16_gt, i16x8_shl, u8x16_add_sat, u8x16_avgr, u8x16_bitmask, u8x16_eq, u8x16_shuffle,
    u8x16_splat, u8x16_swizzle, u64x2, u64x2_extract_lane, u64x2_shl, v128, v128_and,
    v128_any_true, v128_or, v128_xor,
};

use super::{Table, UPPER};

pub(super) type Vector = v128;

pub(super) const ZERO: Vector = u64x2(0, 0);

#[inline(always)]
pub(super) fn new(letters: &[u8; 16]) -> v128 {
    let [lower, upper] = halves(letters);
    u64x2(lower, upper)
}

#[inline(always)]
pub(super) fn in_table(letters: v128, table: &Table) -> u16 {
    let known = u8x16_swizzle(new(table), v128_and(letters, u8x16_splat(15)));
    u8x16_bitmask(u8x16_eq(known, v128_and(letters, u8x16_splat(UPPER))))
}

/// In which bits each differs from the letter in its place of the table.
#[inline(always)]
pub(super) fn differences(letters: v128, table: &Table) -> v128 {
    v128_xor(
        u8x16_swizzle(new(table), v128_and(letters, u8x16_splat(15))),
        letters,
    )
}

#[inline(always)]
pub(super) fn or(letters: v128, others: v128) -> v128 {
    v128_or(letters, others)
}

#[inline(always)]
pub(super) fn xor(bytes: v128, others: v128) -> v128 {
    v128_xor(bytes, others)
}

/// Leaves these bits of each.
#[inline(always)]
pub(super) fn with(bytes: v128, bits: u8) -> v128 {
    v128_and(bytes, u8x16_splat(bits))
}

/// Moves the bits of each up. None may leave its byte.
#[inline(always)]
pub(super) fn shl<const COUNT: u32>(bytes: v128) -> v128 {
    u64x2_shl(bytes, COUNT)
}

/// Twice each, where that is less than 256. One instruction; WebKit makes four of a shift by a constant (on x86-64).
#[inline(always)]
pub(super) fn double(bytes: v128) -> v128 {
    u8x16_add_sat(bytes, bytes)
}

/// Half of each; each is even. One instruction, as above.
#[inline(always)]
pub(super) fn half(bytes: v128) -> v128 {
    u8x16_avgr(bytes, ZERO)
}

/// The first eight of both, by turns.
#[inline(always)]
pub(super) fn zip_front(bytes: v128, others: v128) -> v128 {
    u8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(bytes, others)
}

/// The last eight of both, by turns.
#[inline(always)]
pub(super) fn zip_back(bytes: v128, others: v128) -> v128 {
    u8x16_shuffle::<8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31>(bytes, others)
}

/// As two numbers, the first byte being the lowest.
#[inline(always)]
pub(super) fn words(bytes: v128) -> [u64; 2] {
    [
        u64x2_extract_lane::<0>(bytes),
        u64x2_extract_lane::<1>(bytes),
    ]
}

#[inline(always)]
pub(super) fn any_has(letters: v128, bits: u8) -> bool {
    v128_any_true(v128_and(letters, u8x16_splat(bits)))
}

/// Which are greater than `THAN`. All are ASCII.
#[inline(always)]
pub(super) fn greater<const THAN: u8>(letters: v128) -> u16 {
    u8x16_bitmask(i8x16_gt(letters, u8x16_splat(THAN)))
}

/// The bit moves to the top of its byte; what comes from the byte below stays under it.
#[inline(always)]
pub(super) fn bit<const BIT: u32>(letters: v128) -> u16 {
    u8x16_bitmask(i16x8_shl(letters, 7 - BIT))
}

#[inline(always)]
fn halves(letters: &[u8; 16]) -> [u64; 2] {
    let halves = letters.as_chunks::<8>().0;
    [u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1])]
}
