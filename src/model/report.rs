//! What stands on paper that does not stand on the screen.

use protocol::{RecordRow, SearchSettings, SearchSummary};

use super::format::{counted, integer};
use super::motifs::{is_list, shown_alone, with_name};
use super::regions;
use super::settings::Choice;

/// So many motifs, records or files are printed; more would fill pages.
pub(crate) const MOST_ROWS: usize = 60;

/// What was searched for, and how, as names with values.
pub(crate) fn settings(
    settings: &SearchSettings,
    summary: &SearchSummary,
) -> Vec<(&'static str, String)> {
    let motif = match (shown_alone(summary), summary.motifs.as_slice()) {
        (Some(motif), all) => format!(
            "{}, of {} motifs",
            with_name(motif),
            integer(all.len() as u64)
        ),
        (None, [one]) => with_name(one),
        (None, all) => format!("{} motifs together", integer(all.len() as u64)),
    };
    let mut places = Vec::new();
    if let Some(regions) = &summary.regions {
        places.push(format!("only in {}", regions::in_brackets(regions)));
    }
    if settings.scope.skips_soft_masked {
        places.push("not in soft-masked".to_owned());
    }
    let places = match places.is_empty() {
        true => "the whole genome".to_owned(),
        false => places.join(", "),
    };
    let threads = counted(summary.threads.into(), "thread", "threads");
    vec![
        ("Motif", motif),
        (
            "Mismatches",
            match settings.mismatches {
                0 => "none".to_owned(),
                most => format!("up to {most}"),
            },
        ),
        ("Strand", settings.strands.label().to_owned()),
        ("Searched", places),
        ("Version", settings.version.label().to_owned()),
        (
            "Work sharing",
            format!("{}, {threads}", settings.sharing.label()),
        ),
    ]
}

/// A table of counts: what was counted, and how many; none where there is nothing to be compared.
pub(crate) fn motif_counts(summary: &SearchSummary) -> Vec<(String, String)> {
    let rows = summary.motifs.iter().take(MOST_ROWS);
    let rows = rows.map(|motif| (with_name(motif), integer(motif.total())));
    match is_list(summary) {
        true => rows.collect(),
        false => Vec::new(),
    }
}

/// Matches of each record, as far as they are printed.
pub(crate) fn record_counts(records: &[RecordRow]) -> Vec<(String, String)> {
    let rows = records.iter().take(MOST_ROWS);
    rows.map(|row| (row.name.clone(), integer(row.figures.match_count())))
        .collect()
}

/// What of tables is not printed, in a sentence.
pub(crate) fn not_printed(
    summary: &SearchSummary,
    records: &[RecordRow],
    record_count: u64,
) -> String {
    let mut sentences = vec![format!(
        "The table Matches has {}, which are not printed.",
        counted(summary.match_count, "row", "rows")
    )];
    let more = |all: u64, what: &str| {
        (all > MOST_ROWS as u64)
            .then(|| format!("Of {} {what}, {MOST_ROWS} are printed.", integer(all)))
    };
    let records_left_out = record_count.saturating_sub(records.len() as u64);
    let is_short = records.len() <= MOST_ROWS && records_left_out > 0;
    sentences.extend(more(summary.motifs.len() as u64, "motifs"));
    sentences.extend(match is_short {
        true => Some(format!(
            "Of {} records, the {} with the most matches are printed.",
            integer(record_count),
            records.len()
        )),
        false => more(record_count, "records"),
    });
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use protocol::{RecordFigures, SearchScope, Sharing, StrandChoice, Version};

    use super::super::motifs::tests::summary;
    use super::*;

    const LIST: [(Option<&str>, &str); 2] = [(Some("EcoRI"), "GAATTC"), (None, "GANTC")];

    #[test]
    fn settings_are_named() {
        let asked = SearchSettings {
            motifs: "…".to_owned(),
            mismatches: 2,
            strands: StrandChoice::Reverse,
            scope: SearchScope::default(),
            version: Version::ShiftAnd,
            sharing: Sharing::PerRecord,
            threads: 4,
        };
        let values = |shown| -> Vec<String> {
            let named = settings(&asked, &summary(&LIST, shown));
            named.into_iter().map(|(_, value)| value).collect()
        };
        assert_eq!(
            values(None),
            [
                "2 motifs together",
                "up to 2",
                "Reverse",
                "the whole genome",
                "Shift-And",
                "Per chromosome, 2 threads"
            ]
        );
        assert_eq!(values(Some(0))[0], "EcoRI (GAATTC), of 2 motifs");
    }

    #[test]
    fn tables_are_printed_as_far_as_they_are_short() {
        let one = summary(&LIST[..1], None);
        assert_eq!(motif_counts(&one), []);
        assert_eq!(
            not_printed(&one, &[], 0),
            "The table Matches has 7 rows, which are not printed."
        );
        let list = summary(&LIST, None);
        assert_eq!(
            motif_counts(&list)[0],
            ("EcoRI (GAATTC)".to_owned(), "7".to_owned())
        );
        let records: Vec<RecordRow> = (0..70)
            .map(|ordinal| RecordRow {
                name: format!("r{ordinal}"),
                figures: RecordFigures::default(),
                record: ordinal,
            })
            .collect();
        assert_eq!(record_counts(&records).len(), MOST_ROWS);
        assert!(not_printed(&one, &records, 70).ends_with("Of 70 records, 60 are printed."));
        assert!(
            not_printed(&one, &records[..50], 7000)
                .ends_with("Of 7,000 records, the 50 with the most matches are printed.")
        );
    }
}
