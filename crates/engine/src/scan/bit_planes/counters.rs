//! Counting what each alignment misses.

use super::lanes::Lanes;

/// Counters for the alignments of a group, sliced: bit `b` of the counters of 128 alignments is a word. They begin at such a
/// number that one mismatch more than allowed makes them overflow; an alignment whose counter has is missed for good.
///
/// Without a bit nothing is allowed, and nothing is counted.
#[derive(Clone, Copy)]
pub(super) struct Counters<const BITS: usize, const WORDS: usize> {
    bits: [[Lanes; WORDS]; BITS],
    missed: [Lanes; WORDS],
}

impl<const BITS: usize, const WORDS: usize> Counters<BITS, WORDS> {
    /// Counters that so many mismatches do not make overflow; fewer than 2 to the `BITS`.
    #[inline(always)]
    pub(super) fn new(mismatches: usize) -> Self {
        let begin = (1 << BITS) - 1 - mismatches;
        Self {
            bits: std::array::from_fn(|bit| match begin >> bit & 1 {
                0 => [Lanes::NONE; WORDS],
                _ => [Lanes::ALL; WORDS],
            }),
            missed: [Lanes::NONE; WORDS],
        }
    }

    /// Gives up all alignments but these.
    #[inline(always)]
    pub(super) fn keep(&mut self, lanes: &[Lanes; WORDS]) {
        for (missed, lanes) in self.missed.iter_mut().zip(lanes) {
            *missed |= !*lanes;
        }
    }

    /// Adds the misses of a letter.
    #[inline(always)]
    pub(super) fn add(&mut self, misses: &[Lanes; WORDS]) {
        self.carry_into(0, *misses);
    }

    /// Adds the misses of two letters: by a full adder for the lowest bit, of five operations.
    #[inline(always)]
    pub(super) fn add_pair(&mut self, one: &[Lanes; WORDS], other: &[Lanes; WORDS]) {
        let pairs = one.iter().zip(other);
        let Some(lowest) = self.bits.first_mut() else {
            for (missed, (one, other)) in self.missed.iter_mut().zip(pairs) {
                *missed = *missed | *one | *other;
            }
            return;
        };
        let mut carry = [Lanes::NONE; WORDS];
        for ((lowest, carry), (one, other)) in lowest.iter_mut().zip(&mut carry).zip(pairs) {
            let differ = *lowest ^ *one;
            *carry = *lowest & *one | differ & *other;
            *lowest = differ ^ *other;
        }
        self.carry_into(1, carry);
    }

    /// Adds a carry to the bits from `first` on; what overflows is missed.
    #[inline(always)]
    fn carry_into(&mut self, first: usize, mut carry: [Lanes; WORDS]) {
        for bits in &mut self.bits[first..] {
            for (bits, carry) in bits.iter_mut().zip(&mut carry) {
                let both = *bits & *carry;
                *bits = *bits ^ *carry;
                *carry = both;
            }
        }
        for (missed, carry) in self.missed.iter_mut().zip(carry) {
            *missed |= carry;
        }
    }

    /// Whether all alignments are missed.
    #[inline(always)]
    pub(super) fn is_full(&self) -> bool {
        let all = self.missed.iter();
        all.fold(Lanes::ALL, |all, lanes| all & *lanes).is_full()
    }

    /// The alignments of each word that are not missed.
    #[inline(always)]
    pub(super) fn left(&self) -> [Lanes; WORDS] {
        self.missed.map(|missed| !missed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lane `n` misses `n` letters, in pairs or one by one: those of at most so many are left.
    fn check<const BITS: usize>(mismatches: usize) {
        let mut counters = Counters::<BITS, 1>::new(mismatches);
        for letter in (0..60).step_by(3) {
            let misses = [0, 1, 2].map(|next| [Lanes::new([!0 << (letter + next + 1), !0])]);
            counters.add_pair(&misses[0], &misses[1]);
            counters.add(&misses[2]);
        }
        let [left] = counters.left();
        assert_eq!(left.word(), [(2 << mismatches) - 1, 0], "{mismatches}");
        assert!(!counters.is_full());
        counters.add(&[Lanes::ALL; 1]);
        for _ in 0..mismatches {
            counters.add(&[Lanes::ALL; 1]);
        }
        assert!(counters.is_full());
    }

    #[test]
    fn counters_overflow_in_time() {
        check::<0>(0);
        check::<1>(1);
        check::<2>(2);
        check::<2>(3);
        check::<3>(4);
        check::<3>(7);
        check::<4>(8);
    }
}
