//! How much two words that overlap depend on each other.

use crate::alphabet::BaseSet;
use crate::scan::MOST_MISMATCHES;

/// The probability of each set of bases, by its bits.
pub(super) type SetProbabilities = [f64; 16];

/// The probabilities of all sets of bases where the bases have these.
pub(super) fn set_probabilities(frequencies: [f64; 4]) -> SetProbabilities {
    std::array::from_fn(|bits| {
        let bases = (0..4).filter(|code| bits >> code & 1 == 1);
        bases.map(|code| frequencies[code]).sum()
    })
}

/// The probability that one word stands at a place and the other `shift` further on, each with at most so many mismatches.
///
/// ```text
/// first    S₁ S₂ S₃ S₄ S₅
/// second         T₁ T₂ T₃ T₄       shift 2
/// ```
pub(super) fn both(
    first: &[BaseSet],
    second: &[BaseSet],
    shift: usize,
    mismatches: usize,
    probabilities: &SetProbabilities,
) -> f64 {
    let any = |set: Option<&BaseSet>| set.map_or(BaseSet::ANY.bits(), |set| set.bits());
    let columns = (0..first.len().max(shift + second.len())).map(|column| {
        let other = column
            .checked_sub(shift)
            .and_then(|column| second.get(column));
        (any(first.get(column)), any(other))
    });
    if mismatches == 0 {
        let each = columns.map(|(one, other)| probabilities[usize::from(one & other)]);
        return each.product();
    }
    // For each number of mismatches in either word so far.
    let mut so_far = [[0.0; MOST_MISMATCHES + 1]; MOST_MISMATCHES + 1];
    so_far[0][0] = 1.0;
    for (one, other) in columns {
        let probability = |bits: u8| probabilities[usize::from(bits & BaseSet::ANY.bits())];
        let neither = probability(!one & !other);
        let (only_one, only_other) = (probability(one & !other), probability(!one & other));
        let both = probability(one & other);
        for i in (0..=mismatches).rev() {
            for j in (0..=mismatches).rev() {
                let mut sum = so_far[i][j] * both;
                if i > 0 {
                    sum += so_far[i - 1][j] * only_other;
                }
                if j > 0 {
                    sum += so_far[i][j - 1] * only_one;
                }
                if i > 0 && j > 0 {
                    sum += so_far[i - 1][j - 1] * neither;
                }
                so_far[i][j] = sum;
            }
        }
    }
    so_far.iter().flatten().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motif::Motif;

    fn check(first: &str, second: &str, shift: usize, mismatches: usize, expected: f64) {
        let sets = |motif: &str| Motif::parse(motif).expect("a motif").positions();
        let probabilities = set_probabilities([0.25; 4]);
        let got = both(
            &sets(first),
            &sets(second),
            shift,
            mismatches,
            &probabilities,
        );
        assert!(
            (got - expected).abs() < 1e-12,
            "{first}, {second}, {shift}: {got}"
        );
    }

    #[test]
    fn two_words() {
        check("AA", "AA", 0, 0, 1.0 / 16.0);
        check("AA", "AA", 1, 0, 1.0 / 64.0);
        check("AC", "AC", 1, 0, 0.0);
        check("AN", "NT", 0, 0, 1.0 / 16.0);
        check("RN", "M", 0, 0, 0.25);
        // Both words have the same letter, or no more than one mismatch each.
        check("A", "C", 0, 1, 1.0);
        check("AA", "CC", 0, 1, 2.0 / 16.0);
    }
}
