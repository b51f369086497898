//! Sixteen letters at once.
//!
//! WebAssembly's own vector is named where there is one, since it has what this needs: a look-up in a table of sixteen, and
//! the uppermost bits of all bytes as one number. Elsewhere the letters are looked at one by one.

mod codes;
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
use plain as vector;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use wasm as vector;

pub(crate) use codes::{Lanes8, lanes_to_words};

/// Letters that stand side by side; all masks have bit `i` for letter `i`.
#[derive(Clone, Copy)]
pub(crate) struct Letters16(vector::Vector);

impl Letters16 {
    pub(crate) const COUNT: usize = 16;
    /// No letters.
    pub(crate) const NONE: Self = Self(vector::ZERO);

    #[inline(always)]
    pub(crate) fn new(letters: &[u8; Self::COUNT]) -> Self {
        Self(vector::new(letters))
    }

    #[inline(always)]
    pub(crate) fn bytes(self) -> [u8; Self::COUNT] {
        let mut bytes = [0; Self::COUNT];
        let words = vector::words(self.0);
        for (eight, word) in bytes.as_chunks_mut().0.iter_mut().zip(words) {
            *eight = word.to_le_bytes();
        }
        bytes
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

    /// Which are lower-case letters: these stand behind all others of a sequence in ASCII.
    #[inline(always)]
    pub(crate) fn lower_case(self) -> u16 {
        vector::greater::<b'_'>(self.0)
    }

    /// Bit `BIT` of each.
    #[inline(always)]
    pub(crate) fn bit<const BIT: u32>(self) -> u16 {
        vector::bit::<BIT>(self.0)
    }

    /// Letters with the bits that one of the two has in each place.
    #[inline(always)]
    pub(crate) fn or(self, other: Self) -> Self {
        Self(vector::or(self.0, other.0))
    }

    /// Whether one of the letters has one of these bits.
    #[inline(always)]
    pub(crate) fn any_has(self, bits: u8) -> bool {
        vector::any_has(self.0, bits)
    }
}

/// Whether all of some letters are A, C, G, T, U or N, in either case: looked at sixteen at a time, asked once.
#[derive(Clone, Copy)]
pub(crate) struct AllPlain {
    /// Bits in which a letter differs from the one that is plain and has the same lower half.
    differences: vector::Vector,
}

impl AllPlain {
    /// Of no letters, all are.
    #[inline(always)]
    pub(crate) fn of_none() -> Self {
        Self {
            differences: vector::ZERO,
        }
    }

    /// Looks at these too.
    #[inline(always)]
    pub(crate) fn look_at(&mut self, letters: Letters16) {
        let differences = vector::differences(letters.0, &BASES_AND_N);
        self.differences = vector::or(self.differences, differences);
    }

    /// Whether all were.
    #[inline(always)]
    pub(crate) fn are(self) -> bool {
        !vector::any_has(self.differences, UPPER)
    }
}

/// Upper-case letters by the lower half of their code; elsewhere what has another lower half, and so is no letter that is
/// looked up there.
type Table = [u8; 16];

const BASES: Table = table(b"ACGTU");
const BASES_AND_N: Table = table(b"ACGTUN");

/// Leaves the upper-case letter of either case.
const UPPER: u8 = 0xdf;

const fn table(letters: &[u8]) -> Table {
    let mut table = [255; 16];
    table[15] = 0;
    let mut index = 0;
    while index < letters.len() {
        table[(letters[index] & 15) as usize] = letters[index];
        index += 1;
    }
    table
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
            assert_eq!(sixteen.bytes(), letters);
            let check = |mask: u16, expected: bool, what| {
                assert_eq!(mask, u16::from(expected) << 5, "{what} of {byte}");
            };
            let upper = byte.to_ascii_uppercase();
            let mut plain = AllPlain::of_none();
            plain.look_at(Letters16::new(b"ACGTUNacgtunACGT"));
            assert!(plain.are());
            plain.look_at(Letters16::new(&[byte; 16]));
            assert_eq!(plain.are(), b"ACGTUN".contains(&upper), "plain: {byte}");
            for bits in [1, 2, 4, 8, 0x10, 0x20, 0x28, 0xff] {
                let (has, others_have) = (byte & bits != 0, b'-' & bits != 0);
                assert_eq!(sixteen.any_has(bits), has | others_have, "any: {byte}");
                assert!(sixteen.or(Letters16::new(&[bits; 16])).any_has(bits));
            }
            check(sixteen.bases(), b"ACGTU".contains(&upper), "bases");
            check(
                sixteen.bases_or_n(),
                b"ACGTUN".contains(&upper),
                "bases or N",
            );
            // Only what stands in a block is asked for its case: letters, gaps, and what parts records.
            if byte.is_ascii_alphabetic() || b"-*.\x08".contains(&byte) {
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
