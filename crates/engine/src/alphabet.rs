//! Letters: the four bases, the sets of bases that IUPAC codes stand for, and all other letters.

use std::fmt;

/// A base as it is packed: A=0, C=1, G=2, T=3, so that the complement is `3 - code`.
pub const BASES: [u8; 4] = *b"ACGT";

/// A set of bases: bit 0 is A, bit 1 C, bit 2 G, bit 3 T. As a position of a text, it holds the one base
/// that stands there, or none for a letter that is no base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BaseSet(u8);

/// The IUPAC code of each set, by its bits; the empty set has none.
const CODES: [u8; 16] = *b"-ACMGRSVTWYHKDBN";

impl BaseSet {
    /// No base.
    pub const NONE: Self = Self(0);
    /// Every base: `N`.
    pub const ANY: Self = Self(15);

    /// The set with these bits (only the lower four count).
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 15)
    }

    /// The set that an IUPAC code stands for, in either case; `U` is `T`. None for any other letter.
    #[must_use]
    pub const fn from_code(letter: u8) -> Option<Self> {
        let upper = match letter.to_ascii_uppercase() {
            b'U' => b'T',
            other => other,
        };
        let mut bits = 1;
        while bits < 16 {
            if CODES[bits as usize] == upper {
                return Some(Self(bits));
            }
            bits += 1;
        }
        None
    }

    /// Bit 0 is A, bit 1 C, bit 2 G, bit 3 T.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The IUPAC code, upper-case; `-` for the empty set.
    #[must_use]
    pub const fn code(self) -> u8 {
        CODES[self.0 as usize]
    }

    /// Number of bases in the set, 0 to 4.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Bases that are in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The bases that pair with these.
    #[must_use]
    pub const fn complement(self) -> Self {
        // A (bit 0) pairs with T (bit 3), C (bit 1) with G (bit 2).
        Self(self.0.reverse_bits() >> 4)
    }

    /// Whether the position with this content matches: never where the text has no base.
    #[must_use]
    pub const fn accepts(self, text: Self) -> bool {
        self.0 & text.0 != 0
    }
}

impl fmt::Display for BaseSet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.code() as char)
    }
}

/// What a byte of sequence text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// A, C, G, T or U, in either case.
    Base,
    /// A letter that keeps its position and matches nothing: an IUPAC code of several bases, X, `-`, `*`, `.`.
    Other,
    /// A letter that only amino-acid sequences have.
    AminoAcid,
    /// Space or tab: skipped.
    Blank,
    /// Nothing that a sequence may hold.
    Foreign,
}

impl Letter {
    /// What this byte is within a line of sequence.
    #[must_use]
    pub const fn of(byte: u8) -> Self {
        match byte.to_ascii_uppercase() {
            b'A' | b'C' | b'G' | b'T' | b'U' => Self::Base,
            b'R' | b'Y' | b'S' | b'W' | b'K' | b'M' | b'B' | b'D' | b'H' | b'V' | b'N' | b'X' => {
                Self::Other
            }
            b'-' | b'*' | b'.' => Self::Other,
            b'E' | b'F' | b'I' | b'J' | b'L' | b'O' | b'P' | b'Q' | b'Z' => Self::AminoAcid,
            b' ' | b'\t' => Self::Blank,
            _ => Self::Foreign,
        }
    }
}

/// The letter that pairs with this one: IUPAC codes by their sets, all others are their own partner.
/// Upper-case; `U` becomes `A`.
#[must_use]
pub const fn complement_letter(letter: u8) -> u8 {
    match BaseSet::from_code(letter) {
        Some(set) => set.complement().code(),
        None => letter.to_ascii_uppercase(),
    }
}
