//! Whether all ways found the same, in words.

use protocol::{MatchDifference, MatchRow, Strand};

use super::super::format::{counted, integer, percent};
use super::report::Agreement;

/// What was compared of one version.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Compared {
    /// The version.
    pub(crate) version: String,
    /// What it was compared with.
    pub(crate) with: String,
    /// Matches that both found.
    pub(crate) matches: u64,
    /// The share of the genome in which they were compared, if that is not all.
    pub(crate) part: Option<f64>,
}

/// A match as a program finds it that searches in text: where it starts in its piece, from 0, its length, its strand (0, 1,
/// and 2 for both at once) and its motif.
pub(crate) type TextMatch = [u32; 4];

/// The first match that only the text (the first way) or only the engine finds, of matches in order from the same place on.
/// The piece is of this record, and `first` is where it begins, 1-based.
pub(crate) fn first_difference(
    found: &[TextMatch],
    rows: &[MatchRow],
    record: &str,
    first: u64,
) -> Option<MatchDifference> {
    let of_row = |row: &MatchRow| {
        let strand = match row.strand {
            Strand::Forward => 0,
            Strand::Reverse => 1,
            Strand::Both => 2,
        };
        let length = row.last + 1 - row.first;
        [(row.first - first) as u32, length as u32, strand, row.motif]
    };
    let same = found
        .iter()
        .zip(rows)
        .take_while(|(found, row)| **found == of_row(row));
    let same = same.count();
    let is_of_first = match (found.get(same), rows.get(same)) {
        (None, None) => return None,
        (Some(found), Some(row)) => *found < of_row(row),
        (found, _) => found.is_some(),
    };
    let found = if is_of_first {
        let [start, length, strand, motif] = found[same];
        MatchRow {
            record_ordinal: 0,
            record: record.to_owned(),
            first: first + u64::from(start),
            last: first + u64::from(start + length) - 1,
            strand: match strand {
                0 => Strand::Forward,
                1 => Strand::Reverse,
                _ => Strand::Both,
            },
            sequence: "a match".into(),
            motif,
            mismatches: Vec::new(),
        }
    } else {
        rows[same].clone()
    };
    Some(MatchDifference { found, is_of_first })
}

/// All found the same.
pub(crate) fn same(way_count: usize, compared: &[Compared]) -> Agreement {
    let mut sentences = vec![format!(
        "The same matches in {}: every run counted the same in each block and chromosome.",
        counted(way_count as u64, "way", "ways")
    )];
    for one in compared {
        let place = match one.part {
            None => "in the whole genome".to_owned(),
            Some(share) => format!("in {} of the genome", percent(share)),
        };
        sentences.push(format!(
            "{} and {} found the same {} {place}, compared one by one.",
            one.version,
            one.with,
            counted(one.matches, "match", "matches"),
        ));
    }
    Agreement {
        is_same: true,
        sentence: sentences.join(" "),
    }
}

/// Two ways that must count the same do not.
pub(crate) fn other_counts(one: (&str, u64), other: (&str, u64)) -> Agreement {
    let [of_one, of_other] = [one, other]
        .map(|(way, count)| format!("{way} counts {}", counted(count, "match", "matches")));
    let differs = if one.1 == other.1 {
        ", in other places"
    } else {
        ""
    };
    different(format!("{of_one}, {of_other}{differs}"))
}

/// A match that only one of two versions finds.
pub(crate) fn other_match(version: &str, with: &str, difference: &MatchDifference) -> Agreement {
    let (finds, lacks) = if difference.is_of_first {
        (version, with)
    } else {
        (with, version)
    };
    let MatchRow {
        record,
        first,
        last,
        strand,
        sequence,
        ..
    } = &difference.found;
    different(format!(
        "{finds} finds {sequence} in {record}, {} to {} on strand {}, and {lacks} does not; all matches before it are the same",
        integer(*first),
        integer(*last),
        strand.sign(),
    ))
}

fn different(what: String) -> Agreement {
    Agreement {
        is_same: false,
        sentence: format!(
            "The ways differ: {what}. This is a fault of the page: please report it with genome and motif."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_compared_is_said() {
        let compared = [
            Compared {
                version: "Naive".into(),
                with: "Bit planes".into(),
                matches: 1_234,
                part: Some(0.125),
            },
            Compared {
                version: "Shift-And".into(),
                with: "Bit planes".into(),
                matches: 9_876,
                part: None,
            },
        ];
        let agreement = same(16, &compared);
        assert!(agreement.is_same);
        assert_eq!(
            agreement.sentence,
            "The same matches in 16 ways: every run counted the same in each block and chromosome. Naive and Bit planes found \
             the same 1,234 matches in 12.5 % of the genome, compared one by one. Shift-And and Bit planes found the same \
             9,876 matches in the whole genome, compared one by one."
        );
    }

    fn row(first: u64) -> MatchRow {
        MatchRow {
            record_ordinal: 0,
            record: "chr1".into(),
            first,
            last: first + 5,
            strand: Strand::Reverse,
            sequence: "GAATTC".into(),
            motif: 0,
            mismatches: Vec::new(),
        }
    }

    #[test]
    fn text_and_engine_are_compared_in_order() {
        let rows = [row(1_001), row(1_010), row(1_020)];
        let found: [TextMatch; 3] = [[0, 6, 1, 0], [9, 6, 1, 0], [19, 6, 1, 0]];
        let check = |found: &[TextMatch], rows: &[MatchRow], expected: Option<(u64, bool)>| {
            let difference = first_difference(found, rows, "chr1", 1_001);
            let difference = difference.map(|one| (one.found.first, one.is_of_first));
            assert_eq!(difference, expected);
        };
        check(&found, &rows, None);
        check(&found[..2], &rows, Some((1_020, false)));
        check(&found, &rows[..1], Some((1_010, true)));
        check(&found[1..], &rows, Some((1_001, false)));
        check(&found, &rows[1..], Some((1_001, true)));
    }

    #[test]
    fn the_first_difference_is_named() {
        let difference = MatchDifference {
            found: row(1_001),
            is_of_first: false,
        };
        let agreement = other_match("Naive", "Bit planes", &difference);
        assert!(!agreement.is_same);
        assert!(
            agreement.sentence.starts_with(
                "The ways differ: Bit planes finds GAATTC in chr1, 1,001 to 1,006 on strand -, and Naive does not;"
            ),
            "{}",
            agreement.sentence
        );
        let agreement = other_counts(("Naive, 1 thread", 5), ("Naive, 2 threads", 5));
        assert!(
            agreement
                .sentence
                .contains("counts 5 matches, in other places."),
            "{}",
            agreement.sentence
        );
    }
}
