//! A sequence logo: how high each base stands in each column.

use protocol::MatchedColumn;

use super::settings::Choice;

/// What the height of a column says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum LogoScale {
    /// The information in it, in bits: 0 where each base is as frequent as the others, 2 where there is only one.
    #[default]
    Bits,
    /// Nothing: all columns are equally high, and each base takes its share.
    Probability,
}

impl Choice for LogoScale {
    const ALL: &'static [Self] = &[Self::Bits, Self::Probability];

    fn label(self) -> &'static str {
        match self {
            Self::Bits => "Bits",
            Self::Probability => "Probability",
        }
    }
}

impl LogoScale {
    /// The greatest height that a column can have.
    pub(crate) const fn greatest(self) -> f64 {
        match self {
            Self::Bits => 2.0,
            Self::Probability => 1.0,
        }
    }
}

/// The information in a column of bases, in bits: *2 − H − e*, at least 0, where *H* is the entropy of the shares of the
/// bases and *e = 3 / (2 ln 2 · n)* the correction for a sample of *n* (Schneider & Stephens, *Sequence logos*, Nucleic Acids Res. 18,
/// 1990).
pub(crate) fn information_bits(counts: &[u64; 4]) -> f64 {
    let sum = counts.iter().sum::<u64>() as f64;
    if sum == 0.0 {
        return 0.0;
    }
    let shares = counts.iter().map(|&count| count as f64 / sum);
    let entropy: f64 = shares
        .filter(|&share| share > 0.0)
        .map(|share| -share * share.log2())
        .sum();
    let correction = 3.0 / (2.0 * std::f64::consts::LN_2 * sum);
    (2.0 - entropy - correction).max(0.0)
}

/// The bases of a column from the bottom to the top, by their place in `ACGT`, each with its height.
pub(crate) fn stack(counts: &[u64; 4], scale: LogoScale) -> Vec<(usize, f64)> {
    let sum = counts.iter().sum::<u64>().max(1) as f64;
    let height = match scale {
        LogoScale::Bits => information_bits(counts),
        LogoScale::Probability => 1.0,
    };
    let mut bases: Vec<(usize, u64)> = counts.iter().copied().enumerate().collect();
    // Of equals, the first of the alphabet stands on top.
    bases.sort_by_key(|&(base, count)| (count, std::cmp::Reverse(base)));
    let heights = bases
        .into_iter()
        .map(|(base, count)| (base, height * count as f64 / sum));
    heights.filter(|(_, height)| *height > 0.0).collect()
}

/// The bases that most matches have, for those who do not see the logo: `T-A-A-T`, a spacer as its lengths.
pub(crate) fn spoken(columns: &[MatchedColumn]) -> String {
    let column = |column: &MatchedColumn| match column {
        MatchedColumn::Letter { counts, .. } => {
            let top = stack(counts, LogoScale::Probability).last().copied();
            top.map_or_else(
                || "–".to_owned(),
                |(base, _)| "ACGT"[base..=base].to_owned(),
            )
        }
        MatchedColumn::Spacer {
            min_bases, counts, ..
        } => format!(
            "{min_bases} to {} letters",
            *min_bases as usize + counts.len() - 1
        ),
    };
    let columns: Vec<String> = columns.iter().map(column).collect();
    columns.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn information_of_columns() {
        let check = |counts: [u64; 4], expected: f64| {
            let got = information_bits(&counts);
            assert!((got - expected).abs() < 1e-3, "{counts:?}: {got}");
        };
        check([0; 4], 0.0);
        check([250; 4], 0.0);
        check([1_000_000, 0, 0, 0], 2.0);
        check([500_000, 0, 500_000, 0], 1.0);
        // Ten alike: 3 / (2 · 0.693 · 10) less than 2.
        check([0, 10, 0, 0], 2.0 - 0.2164);
        check([1, 0, 0, 0], 0.0);
    }

    #[test]
    fn greatest_stands_on_top() {
        let bases = |counts, scale| {
            let stack = stack(&counts, scale).into_iter();
            stack.map(|(base, _)| base).collect::<Vec<_>>()
        };
        assert_eq!(bases([5, 0, 30, 10], LogoScale::Probability), [0, 3, 2]);
        assert_eq!(bases([10, 10, 0, 0], LogoScale::Probability), [1, 0]);
        let heights = stack(&[5, 0, 30, 15], LogoScale::Probability);
        assert_eq!(heights, [(0, 0.1), (3, 0.3), (2, 0.6)]);
        let heights = stack(&[0, 0, 4000, 0], LogoScale::Bits);
        assert!((heights[0].1 - 2.0).abs() < 0.001);
        let columns = [
            MatchedColumn::Letter {
                code: 'R',
                counts: [3, 0, 5, 0],
                others: 0,
            },
            MatchedColumn::Spacer {
                code: 'N',
                min_bases: 2,
                counts: vec![1, 2],
            },
        ];
        assert_eq!(spoken(&columns), "G 2 to 3 letters");
    }
}
