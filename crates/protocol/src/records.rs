use serde::{Deserialize, Serialize};

/// What is shown of a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordMeasure {
    /// Number of matches.
    #[default]
    Count,
    /// Matches per million letters that were searched.
    PerMb,
    /// Matches for each that chance alone would give.
    ObservedToExpected,
}

/// In which order records are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordOrder {
    /// As in the file.
    #[default]
    File,
    /// By name, numbers in names as numbers.
    Name,
    /// By the measure, the greatest first.
    Value,
}

/// How the records are shown: the chart and the table alike.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRanking {
    /// What is shown.
    pub measure: RecordMeasure,
    /// In which order.
    pub order: RecordOrder,
}

/// What was found in a record, or in several together, and what was to be expected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordFigures {
    /// Number of letters.
    pub length_bases: u64,
    /// Number of those that were searched: all, or those in regions, or not soft-masked.
    pub searched_letters: u64,
    /// Matches on the strand that the file gives.
    pub forward: u64,
    /// Matches on its reverse complement.
    pub reverse: u64,
    /// Matches on both at once.
    pub both: u64,
    /// Matches to be expected by the genome's base composition.
    pub expected: f64,
    /// By how many standard deviations there are more; none where that is not known or says nothing.
    pub z_score: Option<f64>,
}

impl RecordFigures {
    /// All matches.
    #[must_use]
    pub const fn match_count(&self) -> u64 {
        self.forward + self.reverse + self.both
    }

    /// What so many of the matches are by a measure; none where it says nothing, as for a record of which nothing was searched.
    #[must_use]
    pub fn share(&self, matches: u64, measure: RecordMeasure) -> Option<f64> {
        let matches = matches as f64;
        match measure {
            RecordMeasure::Count => Some(matches),
            RecordMeasure::PerMb => {
                (self.searched_letters > 0).then(|| matches * 1e6 / self.searched_letters as f64)
            }
            RecordMeasure::ObservedToExpected => {
                (self.expected > 0.0).then(|| matches / self.expected)
            }
        }
    }

    /// What its matches are by a measure.
    #[must_use]
    pub fn value(&self, measure: RecordMeasure) -> Option<f64> {
        self.share(self.match_count(), measure)
    }
}

/// A row of the table of records, or a bar of their chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordRow {
    /// Ordinal of the record in the genome, from 0.
    pub record: u32,
    /// Name: the first word of the header.
    pub name: String,
    /// What was found.
    pub figures: RecordFigures,
}

/// The records as bars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordChart {
    /// In the order that was asked for, and when there are very many records just those with the most matches.
    pub bars: Vec<RecordRow>,
    /// How many records the bars leave out.
    pub other_count: u64,
    /// What was found in those, without a z-score.
    pub others: RecordFigures,
    /// What was found in all.
    pub all: RecordFigures,
    /// Why there are no z-scores, if that is so for this search.
    pub no_z_score: Option<NoZScore>,
}

/// Why there are no z-scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoZScore {
    /// A motif has two or more parts of variable length.
    SeveralVariableParts,
    /// There are too many motifs or lengths, or too long ones.
    TooManyWords,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_need_something_to_divide_by() {
        let figures = RecordFigures {
            length_bases: 9_000_000,
            searched_letters: 2_000_000,
            forward: 2,
            reverse: 3,
            both: 0,
            expected: 4.0,
            z_score: None,
        };
        let values = |figures: RecordFigures| {
            [
                figures.value(RecordMeasure::Count),
                figures.value(RecordMeasure::PerMb),
                figures.value(RecordMeasure::ObservedToExpected),
            ]
        };
        assert_eq!(values(figures), [Some(5.0), Some(2.5), Some(1.25)]);
        assert_eq!(figures.share(2, RecordMeasure::PerMb), Some(1.0));
        assert_eq!(values(RecordFigures::default()), [Some(0.0), None, None]);
    }
}
