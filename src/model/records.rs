//! What is shown of the records, in words.

use protocol::{NoZScore, RecordChart, RecordFigures, RecordMeasure, RecordOrder};

use super::format::{integer, signed, significant};
use super::settings::Choice;

impl Choice for RecordMeasure {
    const ALL: &'static [Self] = &[Self::Count, Self::PerMb, Self::ObservedToExpected];

    fn label(self) -> &'static str {
        match self {
            Self::Count => "Matches",
            Self::PerMb => "Matches per Mb",
            Self::ObservedToExpected => "Observed ÷ expected",
        }
    }
}

impl Choice for RecordOrder {
    const ALL: &'static [Self] = &[Self::File, Self::Name, Self::Value];

    fn label(self) -> &'static str {
        match self {
            Self::File => "As in the file",
            Self::Name => "By name",
            Self::Value => "By value",
        }
    }
}

/// What the bars are: `matches of EcoRI per Mb`, where `of` is ` of EcoRI` or nothing.
pub(crate) fn axis_name(measure: RecordMeasure, of: &str) -> String {
    match measure {
        RecordMeasure::Count => format!("matches{of}"),
        RecordMeasure::PerMb => format!("matches{of} per Mb"),
        RecordMeasure::ObservedToExpected => format!("matches{of}, observed ÷ expected"),
    }
}

/// A number, or a dash where there is none.
pub(crate) fn or_dash(value: Option<f64>, write: fn(f64) -> String) -> String {
    value.map_or_else(|| "–".to_owned(), write)
}

/// The expected number in the whole genome, and how far the matches are from it.
pub(crate) fn expectation(chart: &RecordChart) -> String {
    let RecordFigures {
        expected, z_score, ..
    } = chart.all;
    let quotient = chart.all.value(RecordMeasure::ObservedToExpected);
    let mut text = format!(
        "Expected by base composition: {}; observed ÷ expected {}",
        significant(expected),
        or_dash(quotient, significant)
    );
    match (z_score, chart.no_z_score) {
        (Some(z_score), _) => text.push_str(&format!("; z = {}.", signed(z_score))),
        (None, Some(reason)) => {
            text.push_str(&format!("; no z-score: {}.", why_no_z_score(reason)))
        }
        (None, None) => text.push_str("; no z-score: chance leaves no choice here."),
    }
    text
}

const fn why_no_z_score(reason: NoZScore) -> &'static str {
    match reason {
        NoZScore::SeveralVariableParts => {
            "several parts of variable length may give one match in several ways"
        }
        NoZScore::TooManyWords => {
            "the motif has too many lengths or letters to compare it with itself"
        }
    }
}

/// What the last bar stands for, where not all records have one.
pub(crate) fn others(chart: &RecordChart) -> Option<String> {
    (chart.other_count > 0).then(|| {
        format!(
            "Bars: the {} records with the most matches, and the other {} together.",
            chart.bars.len(),
            integer(chart.other_count)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(z_score: Option<f64>, no_z_score: Option<NoZScore>) -> RecordChart {
        RecordChart {
            bars: Vec::new(),
            other_count: 1_950,
            others: RecordFigures::default(),
            all: RecordFigures {
                length_bases: 4_000_000,
                searched_letters: 4_000_000,
                forward: 10,
                reverse: 8,
                both: 0,
                expected: 12.0,
                z_score,
            },
            no_z_score,
        }
    }

    #[test]
    fn what_was_expected() {
        assert_eq!(
            expectation(&chart(Some(-1.732), None)),
            "Expected by base composition: 12.0; observed ÷ expected 1.50; z = −1.73."
        );
        let several = expectation(&chart(None, Some(NoZScore::SeveralVariableParts)));
        assert!(several.contains("; no z-score: several parts"), "{several}");
        assert!(
            expectation(&chart(None, None)).ends_with("no z-score: chance leaves no choice here.")
        );
    }

    #[test]
    fn axes_say_what_they_count() {
        assert_eq!(axis_name(RecordMeasure::Count, ""), "matches");
        assert_eq!(
            axis_name(RecordMeasure::PerMb, " of EcoRI"),
            "matches of EcoRI per Mb"
        );
        assert_eq!(
            others(&chart(None, None)).as_deref(),
            Some("Bars: the 0 records with the most matches, and the other 1,950 together.")
        );
    }
}
