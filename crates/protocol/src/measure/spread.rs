//! Several measurements of the same.

use serde::{Deserialize, Serialize};

/// The middle of some numbers, and between which they lie.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// The middle one, or the mean of the two in the middle.
    pub median: f64,
    /// The least.
    pub least: f64,
    /// The greatest.
    pub greatest: f64,
}

impl Spread {
    /// None for no numbers.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let (&least, &greatest) = (values.first()?, values.last()?);
        let middle = values.len() / 2;
        let median = if values.len() % 2 == 1 {
            values[middle]
        } else {
            (values[middle - 1] + values[middle]) / 2.0
        };
        Some(Self {
            median,
            least,
            greatest,
        })
    }

    /// The spread of quotients of measurements that were taken in the same rounds.
    #[must_use]
    pub fn of_quotients(above: &[f64], below: &[f64]) -> Option<Self> {
        Self::of(above.iter().zip(below).map(|(above, below)| above / below))
    }

    /// The same in another unit.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self {
            median: self.median * factor,
            least: self.least * factor,
            greatest: self.greatest * factor,
        }
    }

    /// Median, and what it lies between: `12.3 (11.9–14.0)`.
    #[must_use]
    pub fn text(self) -> String {
        let Self {
            median,
            least,
            greatest,
        } = self;
        if least == greatest {
            return digits(median);
        }
        format!(
            "{} ({}–{})",
            digits(median),
            digits(least),
            digits(greatest)
        )
    }
}

/// With three digits that count, but no fraction beyond that.
#[must_use]
pub fn digits(value: f64) -> String {
    let decimals = match value.abs() {
        99.95.. => 0,
        9.995.. => 1,
        0.9995.. => 2,
        0.0995.. => 3,
        _ => 4,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64], expected: &str) {
        let spread = Spread::of(values.iter().copied());
        assert_eq!(spread.map_or(String::new(), Spread::text), expected);
    }

    #[test]
    fn the_median_is_in_the_middle() {
        check(&[], "");
        check(&[3.0], "3.00");
        check(&[120.4, 1.0, 9.999], "10.0 (1.00–120)");
        check(&[0.2, 0.1, 0.4, 0.3], "0.250 (0.100–0.400)");
        check(&[0.01234], "0.0123");
    }
}
