//! Sixteen letters at once.
//!
//! WebAssembly's own vector is named where there is one, since it has what this needs: a look-up in a table of sixteen, and
//! the uppermost bits of all bytes as one number. Elsewhere the letters are looked at one by one.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use wasm as vector;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
use plain as vector;

/// Letters that stand side by side; all masks have bit `i` for letter `i`.
#[derive(Clone, Copy)]
pub(crate) struct Letters16(vector::Vector);

impl Letters16 {
    pub(crate) const COUNT: usize = 16;

    #[inline(always)]
    pub(crate) fn new(letters: &[u8; Self::COUNT]) -> Self {
        Self(vector::new(letters))
    }

    /// Which are A, C, G, T or U, in either case.
    #[inline(always)]
    pub(crate) fn bases(self) -> u16 {
        vector::in_table(self.0, &BASES)
    }

    /// Which are bases, or N in either case.
    #[inline(always)]
    pub(crate) fn bases_or_n(self) -> u16 {
        vector::in_table(self.0, &BASES_AND_N)
    }

    /// Which are lower-case letters; those have bits 5 and 6, `-`, `*` and `.` only bit 5.
    #[inline(always)]
    pub(crate) fn lower_case(self) -> u16 {
        vector::bit::<5>(self.0) & vector::bit::<6>(self.0)
    }

    /// Bit `BIT` of each.
    #[inline(always)]
    pub(crate) fn bit<const BIT: u32>(self) -> u16 {
        vector::bit::<BIT>(self.0)
    }
}

/// Upper-case letters by the lower half of their code; no letter has 255.
type Table = [u8; 16];

const BASES: Table = table(b"ACGTU");
const BASES_AND_N: Table = table(b"ACGTUN");

/// Leaves the upper-case letter of either case.
const UPPER: u8 = 0xdf;

const fn table(letters: &[u8]) -> Table {
    let mut table = [255; 16];
    let mut index = 0;
    while index < letters.len() {
        table[(letters[index] & 15) as usize] = letters[index];
        index += 1;
    }
    table
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm {
    use std::arch::wasm32::{
        i16x8_shl, u8x16_bitmask, u8x16_eq, u8x16_splat, u8x16_swizzle, u64x2, v128, v128_and,
    };

    use super::{Table, UPPER};

    pub(super) type Vector = v128;

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
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain {
    use super::{Table, UPPER};

    pub(super) type Vector = [u8; 16];

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
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte is what it is among others.
    #[test]
    fn each_letter_has_its_bits() {
        for byte in 0..=255_u8 {
            let letters = std::array::from_fn(|index| if index == 5 { byte } else { b'-' });
            let sixteen = Letters16::new(&letters);
            let check = |mask: u16, expected: bool, what| {
                assert_eq!(mask, u16::from(expected) << 5, "{what} of {byte}");
            };
            let upper = byte.to_ascii_uppercase();
            check(sixteen.bases(), b"ACGTU".contains(&upper), "bases");
            check(
                sixteen.bases_or_n(),
                b"ACGTUN".contains(&upper),
                "bases or N",
            );
            // Only letters are asked for their case.
            if byte.is_ascii_alphabetic() {
                check(
                    sixteen.lower_case(),
                    byte.is_ascii_lowercase(),
                    "lower case",
                );
            }
            for (bit, mask) in [sixteen.bit::<1>(), sixteen.bit::<2>()]
                .into_iter()
                .enumerate()
            {
                let others = if b'-' >> (bit + 1) & 1 == 1 {
                    !(1 << 5)
                } else {
                    0
                };
                let own = u16::from(byte >> (bit + 1) & 1) << 5;
                assert_eq!(mask, others | own, "bit {} of {byte}", bit + 1);
            }
        }
    }
}
