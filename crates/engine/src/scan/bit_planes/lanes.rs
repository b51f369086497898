//! 128 alignments, a bit each.
//!
//! What the compiler makes of two numbers side by side is not always one vector: its tests fell apart into scalars. So
//! WebAssembly's own vector is named where there is one; elsewhere the two numbers do.

use crate::store::Word;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use wasm as vector;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
use plain as vector;

/// One bit for each of 128 lanes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lanes(vector::Vector);

impl Lanes {
    pub(super) const NONE: Self = Self(vector::NONE);
    pub(super) const ALL: Self = Self(vector::ALL);

    #[inline(always)]
    pub(super) fn new(word: Word) -> Self {
        Self(vector::new(word))
    }

    #[inline(always)]
    pub(super) fn word(self) -> Word {
        vector::word(self.0)
    }

    /// The lanes that are set here and not there.
    #[inline(always)]
    pub(super) fn without(self, other: Self) -> Self {
        Self(vector::and_not(self.0, other.0))
    }

    #[inline(always)]
    pub(super) fn is_empty(self) -> bool {
        !vector::has_any(self.0)
    }

    #[inline(always)]
    pub(super) fn is_full(self) -> bool {
        (!self).is_empty()
    }

    #[inline(always)]
    pub(super) fn count(self) -> u32 {
        let [lower, upper] = self.word();
        lower.count_ones() + upper.count_ones()
    }
}

impl Default for Lanes {
    fn default() -> Self {
        Self::NONE
    }
}

impl std::ops::Not for Lanes {
    type Output = Self;

    #[inline(always)]
    fn not(self) -> Self {
        Self(vector::not(self.0))
    }
}

impl std::ops::BitAnd for Lanes {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(vector::and(self.0, other.0))
    }
}

impl std::ops::BitOr for Lanes {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(vector::or(self.0, other.0))
    }
}

impl std::ops::BitXor for Lanes {
    type Output = Self;

    #[inline(always)]
    fn bitxor(self, other: Self) -> Self {
        Self(vector::xor(self.0, other.0))
    }
}

impl std::ops::BitOrAssign for Lanes {
    #[inline(always)]
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm {
    use std::arch::wasm32::{u64x2, u64x2_extract_lane, v128};

    pub(super) use std::arch::wasm32::{
        v128_and as and, v128_andnot as and_not, v128_any_true as has_any, v128_not as not,
        v128_or as or, v128_xor as xor,
    };

    pub(super) type Vector = v128;
    pub(super) const NONE: v128 = u64x2(0, 0);
    pub(super) const ALL: v128 = u64x2(!0, !0);

    #[inline(always)]
    pub(super) fn new([lower, upper]: [u64; 2]) -> v128 {
        u64x2(lower, upper)
    }

    #[inline(always)]
    pub(super) fn word(vector: v128) -> [u64; 2] {
        [
            u64x2_extract_lane::<0>(vector),
            u64x2_extract_lane::<1>(vector),
        ]
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain {
    pub(super) type Vector = [u64; 2];
    pub(super) const NONE: Vector = [0; 2];
    pub(super) const ALL: Vector = [!0; 2];

    #[inline(always)]
    pub(super) fn new(word: [u64; 2]) -> Vector {
        word
    }

    #[inline(always)]
    pub(super) fn word(vector: Vector) -> [u64; 2] {
        vector
    }

    #[inline(always)]
    pub(super) fn and(one: Vector, other: Vector) -> Vector {
        [one[0] & other[0], one[1] & other[1]]
    }

    #[inline(always)]
    pub(super) fn and_not(one: Vector, other: Vector) -> Vector {
        [one[0] & !other[0], one[1] & !other[1]]
    }

    #[inline(always)]
    pub(super) fn or(one: Vector, other: Vector) -> Vector {
        [one[0] | other[0], one[1] | other[1]]
    }

    #[inline(always)]
    pub(super) fn xor(one: Vector, other: Vector) -> Vector {
        [one[0] ^ other[0], one[1] ^ other[1]]
    }

    #[inline(always)]
    pub(super) fn not(vector: Vector) -> Vector {
        [!vector[0], !vector[1]]
    }

    #[inline(always)]
    pub(super) fn has_any(vector: Vector) -> bool {
        vector[0] | vector[1] != 0
    }
}
