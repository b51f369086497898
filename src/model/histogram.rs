//! Numbers of matches by something that is counted: bars, and rows of a table.

use protocol::{DistanceBin, MatchedColumn, MatchedSequences};

use super::format::integer;

/// A distribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Histogram {
    /// What it is of: `Mismatches`.
    pub(crate) title: &'static str,
    /// What the bars stand for, in order.
    pub(crate) bars: Vec<HistogramBar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HistogramBar {
    /// In few letters.
    pub(crate) short: String,
    /// In full.
    pub(crate) label: String,
    /// Matches.
    pub(crate) count: u64,
}

/// Lengths of the parts of variable length, numbers of mismatches, distances from match to match: those that there are.
pub(crate) fn histograms(looked: &MatchedSequences) -> Vec<Histogram> {
    let mut histograms: Vec<Histogram> = looked.columns.iter().filter_map(spacer).collect();
    if looked.mismatches.len() > 1 {
        let bars = (0..).zip(&looked.mismatches);
        histograms.push(Histogram {
            title: "Mismatches",
            bars: bars.map(|(number, &count)| bar(number, count)).collect(),
        });
    }
    let distances = distances(&looked.distances);
    if !distances.is_empty() {
        histograms.push(Histogram {
            title: "Distance to the next match",
            bars: distances,
        });
    }
    histograms
}

fn spacer(column: &MatchedColumn) -> Option<Histogram> {
    let MatchedColumn::Spacer {
        min_bases, counts, ..
    } = column
    else {
        return None;
    };
    let bars = (u64::from(*min_bases)..).zip(counts);
    Some(Histogram {
        title: "Spacer length",
        bars: bars.map(|(length, &count)| bar(length, count)).collect(),
    })
}

fn bar(number: u64, count: u64) -> HistogramBar {
    HistogramBar {
        short: number.to_string(),
        label: integer(number),
        count,
    }
}

/// The bins from the first to the last that is not empty.
fn distances(bins: &[DistanceBin]) -> Vec<HistogramBar> {
    let is_full = |bin: &DistanceBin| bin.count > 0;
    let Some(first) = bins.iter().position(is_full) else {
        return Vec::new();
    };
    let end = bins
        .iter()
        .rposition(is_full)
        .map_or(first, |last| last + 1);
    let ends = bins[first..]
        .iter()
        .skip(1)
        .map(|next| Some(next.least_bases - 1));
    let ends = ends.chain(std::iter::repeat(None));
    let bars = bins[first..end].iter().zip(ends);
    bars.map(|(bin, greatest)| HistogramBar {
        short: short(bin.least_bases),
        label: match greatest {
            Some(greatest) if greatest == bin.least_bases => integer(greatest),
            Some(greatest) => format!("{}–{}", integer(bin.least_bases), integer(greatest)),
            None => format!("{} or more", integer(bin.least_bases)),
        },
        count: bin.count,
    })
    .collect()
}

/// `500`, `20k`, `1M`.
fn short(bases: u64) -> String {
    match bases {
        0..1_000 => bases.to_string(),
        1_000..1_000_000 => format!("{}k", bases / 1_000),
        1_000_000..1_000_000_000 => format!("{}M", bases / 1_000_000),
        _ => format!("{}G", bases / 1_000_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_from_the_least_to_the_greatest() {
        let bins = [(0, 0), (1, 4), (2, 0), (5, 7), (1_000, 0), (2_000, 0)];
        let bins = bins.map(|(least_bases, count)| DistanceBin { least_bases, count });
        let bars = distances(&bins);
        let labels: Vec<(&str, u64)> = bars
            .iter()
            .map(|bar| (bar.label.as_str(), bar.count))
            .collect();
        assert_eq!(labels, [("1", 4), ("2–4", 0), ("5–999", 7)]);
        assert_eq!(distances(&bins[..1]), []);
        let last = distances(&[DistanceBin {
            least_bases: 20_000,
            count: 1,
        }]);
        assert_eq!(
            (last[0].short.as_str(), last[0].label.as_str()),
            ("20k", "20,000 or more")
        );
    }

    #[test]
    fn only_what_there_is() {
        let looked = MatchedSequences {
            looked_at: 3,
            match_count: 3,
            is_certain: false,
            columns: vec![MatchedColumn::Spacer {
                code: 'N',
                min_bases: 4,
                counts: vec![1, 2],
            }],
            mismatches: vec![3],
            distances: Vec::new(),
        };
        let titles = |looked: &MatchedSequences| {
            let histograms = histograms(looked).into_iter();
            histograms
                .map(|histogram| histogram.title)
                .collect::<Vec<_>>()
        };
        assert_eq!(titles(&looked), ["Spacer length"]);
        let with_mismatches = MatchedSequences {
            mismatches: vec![1, 2],
            ..looked
        };
        assert_eq!(titles(&with_mismatches), ["Spacer length", "Mismatches"]);
    }
}
