//! Where a motif can lie at all.

use crate::motif::Motif;

/// For each length, the number of places where so many bases stand in a row. Lengths go up to that of two motifs
/// side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Windows {
    by_length: Box<[u64; LONGEST + 1]>,
}

/// The longest that is counted.
const LONGEST: usize = 2 * Motif::LONGEST;

impl Windows {
    /// The windows of stretches of these lengths, each of bases without a break.
    pub(crate) fn of_stretches(lengths: impl Iterator<Item = u64>) -> Self {
        // A stretch of `length` bases has `length - window + 1` windows. All longer ones are counted together.
        let mut short_stretches = [0_u64; LONGEST];
        let (mut long_stretches, mut long_sum) = (0_u64, 0_u64);
        for length in lengths {
            match usize::try_from(length) {
                Ok(short) if short < LONGEST => short_stretches[short] += 1,
                _ => {
                    long_stretches += 1;
                    long_sum += length;
                }
            }
        }
        let mut by_length = Box::new([0; LONGEST + 1]);
        let (mut stretches, mut sum) = (long_stretches, long_sum);
        for window in (1..=LONGEST).rev() {
            if let Some(count) = short_stretches.get(window) {
                stretches += count;
                sum += count * window as u64;
            }
            by_length[window] = sum - stretches * (window as u64 - 1);
        }
        Self { by_length }
    }

    /// Number of places where `length` bases stand in a row; 0 for lengths that no two motifs have together.
    #[must_use]
    pub fn of_length(&self, length: usize) -> u64 {
        self.by_length.get(length).copied().unwrap_or(0)
    }
}
