//! What stands on paper that does not stand on the screen.

use protocol::{SearchSettings, SearchSummary};

use super::format::{counted, integer};
use super::motifs::{is_list, shown_alone, with_name};
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
pub(crate) fn record_counts(summary: &SearchSummary) -> Vec<(String, String)> {
    let rows = summary.bars.iter().take(MOST_ROWS);
    rows.map(|bar| (bar.name.clone(), integer(bar.match_count)))
        .collect()
}

/// What of tables is not printed, in a sentence.
pub(crate) fn not_printed(summary: &SearchSummary, record_count: u64) -> String {
    let mut sentences = vec![format!(
        "The table Matches has {}, which are not printed.",
        counted(summary.match_count, "row", "rows")
    )];
    let more = |all: u64, what: &str| {
        (all > MOST_ROWS as u64)
            .then(|| format!("Of {} {what}, {MOST_ROWS} are printed.", integer(all)))
    };
    let records_left_out = record_count.saturating_sub(summary.bars.len() as u64);
    let is_short = summary.bars.len() <= MOST_ROWS && records_left_out > 0;
    sentences.extend(more(summary.motifs.len() as u64, "motifs"));
    sentences.extend(match is_short {
        true => Some(format!(
            "Of {} records, the {} with the most matches are printed.",
            integer(record_count),
            summary.bars.len()
        )),
        false => more(record_count, "records"),
    });
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use protocol::{RecordBar, Sharing, StrandChoice, Version};

    use super::super::motifs::tests::summary;
    use super::*;

    const LIST: [(Option<&str>, &str); 2] = [(Some("EcoRI"), "GAATTC"), (None, "GANTC")];

    #[test]
    fn settings_are_named() {
        let asked = SearchSettings {
            motifs: "…".to_owned(),
            mismatches: 2,
            strands: StrandChoice::Reverse,
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
                "Shift-And",
                "Per chromosome, 2 threads"
            ]
        );
        assert_eq!(values(Some(0))[0], "EcoRI (GAATTC), of 2 motifs");
    }

    #[test]
    fn tables_are_printed_as_far_as_they_are_short() {
        let mut one = summary(&LIST[..1], None);
        assert_eq!(motif_counts(&one), []);
        assert_eq!(
            not_printed(&one, 0),
            "The table Matches has 7 rows, which are not printed."
        );
        let list = summary(&LIST, None);
        assert_eq!(
            motif_counts(&list)[0],
            ("EcoRI (GAATTC)".to_owned(), "7".to_owned())
        );
        one.bars = (0..70)
            .map(|ordinal| RecordBar {
                name: format!("r{ordinal}"),
                match_count: 1,
                record: ordinal,
            })
            .collect();
        assert_eq!(record_counts(&one).len(), MOST_ROWS);
        assert!(not_printed(&one, 70).ends_with("Of 70 records, 60 are printed."));
        one.bars.truncate(50);
        assert!(
            not_printed(&one, 7000)
                .ends_with("Of 7,000 records, the 50 with the most matches are printed.")
        );
    }
}
