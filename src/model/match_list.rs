//! Which matches are listed, in words, and what a person may ask the list for.

use protocol::{
    MatchList, MatchOrder, PlaceProblem, RecordKey, SearchSettings, SearchSummary, SoughtPlace,
    Strand,
};

use super::format::{counted, integer};

/// All strands that a match may lie on.
pub(crate) const STRANDS: [Strand; 3] = [Strand::Forward, Strand::Reverse, Strand::Both];
/// All orders of a list.
pub(crate) const ORDERS: [MatchOrder; 3] = [
    MatchOrder::Position,
    MatchOrder::FewestMismatches,
    MatchOrder::MostMismatches,
];

/// What a strand is called among choices.
pub(crate) const fn strand_label(strand: Strand) -> &'static str {
    match strand {
        Strand::Forward => "Forward (+)",
        Strand::Reverse => "Reverse (−)",
        Strand::Both => "Both at once (.)",
    }
}

/// What an order is called among choices.
pub(crate) const fn order_label(order: MatchOrder) -> &'static str {
    match order {
        MatchOrder::Position => "By position",
        MatchOrder::FewestMismatches => "Fewest mismatches first",
        MatchOrder::MostMismatches => "Most mismatches first",
    }
}

/// What a number of mismatches is called among choices.
pub(crate) fn mismatches_label(number: u32) -> String {
    counted(number.into(), "mismatch", "mismatches")
}

/// Whether matches that are shown lie on this strand.
pub(crate) fn has_strand(summary: &SearchSummary, strand: Strand) -> bool {
    let shown = |ordinal: u32| summary.shown.is_none_or(|shown| shown == ordinal);
    let mut motifs = (0..)
        .zip(&summary.motifs)
        .filter(|(ordinal, _)| shown(*ordinal));
    motifs.any(|(_, motif)| match strand {
        Strand::Forward => motif.forward > 0,
        Strand::Reverse => motif.reverse > 0,
        Strand::Both => motif.both > 0,
    })
}

/// What is left of a list when there are other results: what can be true of one of their matches.
pub(crate) fn fitting(
    list: MatchList,
    settings: &SearchSettings,
    summary: &SearchSummary,
) -> MatchList {
    let most = settings.mismatches;
    MatchList {
        record: list.record,
        strand: list.strand.filter(|&strand| has_strand(summary, strand)),
        mismatches: list.mismatches.filter(|&number| most > 0 && number <= most),
        order: if most > 0 {
            list.order
        } else {
            MatchOrder::Position
        },
    }
}

/// Where a person wants to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A row, counted from 0.
    Row(u64),
    /// The first match at this place or after it.
    Place(SoughtPlace),
}

/// Reads `1,234`, `chr2:1,234,567`, `chr2:1,000-2,000` or `chr2`. None if nothing is there.
///
/// # Errors
/// A sentence, if it is none of these.
pub(crate) fn target(text: &str, row_count: u64) -> Option<Result<Target, String>> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Some(row) = number(text) {
        let is_there = (1..=row_count).contains(&row);
        return Some(if is_there {
            Ok(Target::Row(row - 1))
        } else {
            Err(format!(
                "There is no row {}: the list has {}.",
                integer(row),
                counted(row_count, "row", "rows")
            ))
        });
    }
    // A name may hold colons itself.
    let place = text.rsplit_once(':').and_then(|(name, range)| {
        let first = range
            .split_once(['-', '–'])
            .map_or(range, |(first, _)| first);
        number(first.trim()).map(|position| (name, position))
    });
    let (name, position) = place.unwrap_or((text, 1));
    if position == 0 {
        return Some(Err("Positions begin at 1.".into()));
    }
    Some(Ok(Target::Place(SoughtPlace {
        record: RecordKey::Name(name.trim().to_owned()),
        position,
    })))
}

fn number(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(|&letter| letter != ',').collect();
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// Why there is no row for a place, and what to do.
pub(crate) fn place_sentence(problem: PlaceProblem, place: &SoughtPlace) -> String {
    let record = match &place.record {
        RecordKey::Name(name) => name.clone(),
        RecordKey::Ordinal(ordinal) => format!("Record {}", integer(u64::from(*ordinal) + 1)),
    };
    match problem {
        PlaceProblem::NoRecord => {
            format!(
                "There is no “{record}” in the genome: type a row, or a place such as chr2:1,234,567."
            )
        }
        PlaceProblem::PastEnd { length_bases } => {
            format!("{record} ends at {}.", integer(length_bases))
        }
        PlaceProblem::OtherRecord => {
            format!("{record} is left out of the list: list all matches first.")
        }
        PlaceProblem::NoneAfter => format!(
            "No match is listed at {record}:{} or after it.",
            integer(place.position)
        ),
        PlaceProblem::OtherOrder => "Only in a list by position there is a place to go to.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::motifs::tests::summary;
    use protocol::SearchScope;

    use super::*;

    fn place(name: &str, position: u64) -> Option<Result<Target, String>> {
        let record = RecordKey::Name(name.into());
        Some(Ok(Target::Place(SoughtPlace { record, position })))
    }

    #[test]
    fn rows_and_places_are_told_apart() {
        assert_eq!(target("  ", 10), None);
        assert_eq!(target(" 1,234 ", 2_000), Some(Ok(Target::Row(1_233))));
        let sentence = "There is no row 0: the list has 1 row.";
        assert_eq!(target("0", 1), Some(Err(sentence.into())));
        assert!(target("2001", 2_000).is_some_and(|target| target.is_err()));
        assert_eq!(target("chr2:1,234,567", 9), place("chr2", 1_234_567));
        assert_eq!(target("chr2:1,000-2,000", 9), place("chr2", 1_000));
        assert_eq!(target("HLA:A*01:7", 9), place("HLA:A*01", 7));
        assert_eq!(target("HLA:A*01", 9), place("HLA:A*01", 1));
        assert_eq!(target("chr2", 9), place("chr2", 1));
        assert!(target("chr2:0", 9).is_some_and(|target| target.is_err()));
    }

    #[test]
    fn a_filter_stays_if_matches_can_meet_it() {
        let settings = |mismatches| SearchSettings {
            mismatches,
            ..exact()
        };
        let list = MatchList {
            record: Some(3),
            strand: Some(Strand::Reverse),
            mismatches: Some(2),
            order: MatchOrder::FewestMismatches,
        };
        let summary = summary(&[(None, "GANTC")], None);
        assert_eq!(fitting(list, &settings(2), &summary), list);
        let with_one = fitting(list, &settings(1), &summary);
        assert_eq!(
            with_one,
            MatchList {
                mismatches: None,
                ..list
            }
        );
        let exact = fitting(list, &settings(0), &summary);
        assert_eq!(
            (exact.mismatches, exact.order),
            (None, MatchOrder::Position)
        );
        let both = MatchList {
            strand: Some(Strand::Both),
            ..list
        };
        assert_eq!(fitting(both, &settings(2), &summary).strand, None);
    }

    fn exact() -> SearchSettings {
        SearchSettings {
            motifs: "GANTC".into(),
            mismatches: 0,
            scope: SearchScope::default(),
            strands: protocol::StrandChoice::Both,
            version: protocol::Version::default(),
            sharing: protocol::Sharing::default(),
            threads: 1,
        }
    }
}
