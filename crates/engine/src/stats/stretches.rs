//! Sums over all places of a genome where so many bases stand in a row.

use crate::store::Windows;

/// A sum of so much for each place where so many bases stand in a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weights {
    /// By the number of bases.
    by_length: Vec<f64>,
    /// The sums of `by_length` up to each length.
    sums: Vec<f64>,
    /// The sums of each length times its weight.
    moments: Vec<f64>,
}

impl Weights {
    /// So much for each place of each length, from 0 on.
    pub(super) fn new(by_length: Vec<f64>) -> Self {
        let running = |terms: &mut dyn Iterator<Item = f64>| {
            let mut sum = 0.0;
            terms
                .map(|term| {
                    sum += term;
                    sum
                })
                .collect()
        };
        Self {
            sums: running(&mut by_length.iter().copied()),
            moments: running(
                &mut by_length
                    .iter()
                    .enumerate()
                    .map(|(length, weight)| length as f64 * weight),
            ),
            by_length,
        }
    }

    /// The sum over these places.
    pub(super) fn in_windows(&self, windows: &Windows) -> f64 {
        let terms = self.by_length.iter().enumerate();
        terms
            .map(|(length, weight)| weight * windows.of_length(length) as f64)
            .sum()
    }

    /// The sum over the places in a stretch of so many bases, in constant time: Σ weight(n) · (bases − n + 1).
    pub(super) fn in_stretch(&self, bases: u64) -> f64 {
        let last = (self.sums.len() - 1).min(usize::try_from(bases).unwrap_or(usize::MAX));
        (bases as f64 + 1.0) * self.sums[last] - self.moments[last]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_the_sum_of_its_places() {
        let weights = Weights::new(vec![0.0, 0.5, 0.0, 2.0]);
        for bases in 0..20_u64 {
            let windows = Windows::of_stretches(std::iter::once(bases));
            let (stretch, places) = (weights.in_stretch(bases), weights.in_windows(&windows));
            assert!(
                (stretch - places).abs() < 1e-12,
                "{bases}: {stretch}, {places}"
            );
        }
    }
}
