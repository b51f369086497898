//! States: a row of words as one long word, lowest first.

/// A row of words as one long word, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct States<const WORDS: usize>(pub(super) [u64; WORDS]);

impl<const WORDS: usize> States<WORDS> {
    pub(super) const NONE: Self = Self([0; WORDS]);

    pub(super) fn insert(&mut self, state: usize) {
        self.0[state / 64] |= 1 << (state % 64);
    }

    #[inline]
    pub(super) fn contains(self, state: usize) -> bool {
        self.0[state / 64] >> (state % 64) & 1 == 1
    }

    /// Each state moves on to the next; `first` says whether state 0 begins.
    #[inline]
    pub(super) fn shifted(self, first: bool) -> Self {
        let mut carry = u64::from(first);
        Self(self.0.map(|word| {
            let shifted = word << 1 | carry;
            carry = word >> 63;
            shifted
        }))
    }

    #[inline]
    pub(super) fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] & other.0[index]))
    }

    #[inline]
    pub(super) fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] | other.0[index]))
    }

    #[inline]
    pub(super) fn xor(self, other: Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] ^ other.0[index]))
    }

    #[inline]
    pub(super) fn not(self) -> Self {
        Self(self.0.map(|word| !word))
    }

    /// The difference as numbers, modulo the width.
    #[inline]
    pub(super) fn minus(self, other: Self) -> Self {
        let mut borrow = false;
        Self(std::array::from_fn(|index| {
            let (difference, first) = self.0[index].overflowing_sub(other.0[index]);
            let (difference, second) = difference.overflowing_sub(u64::from(borrow));
            borrow = first || second;
            difference
        }))
    }
}
