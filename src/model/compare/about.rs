//! What the numbers of a comparison depend on, in words.

use super::super::format::{bases, counted, significant};
use super::report::Report;

/// Motifs, mismatches and strands: `GAATTC, up to 1 mismatch, strands: Forward`.
fn sought(report: &Report) -> String {
    let sought = &report.sought;
    let mut text = sought.motifs.trim().replace('\n', " · ");
    if sought.mismatches > 0 {
        let mismatches = counted(sought.mismatches.into(), "mismatch", "mismatches");
        text.push_str(&format!(", up to {mismatches}"));
    }
    if sought.strands != "Both" {
        text.push_str(&format!(", strand: {}", sought.strands.to_lowercase()));
    }
    text
}

/// `GAATTC in my.fa (4.00 Mb), 2026-11-22 21:00 UTC`.
fn subject(report: &Report) -> String {
    let date: String = report.date.replace('T', " ").chars().take(16).collect();
    format!(
        "{} in {} ({}), {date} UTC",
        sought(report),
        report.genome.name,
        bases(report.genome.bases)
    )
}

/// What the numbers depend on, and what was left out.
pub(crate) fn about(report: &Report) -> String {
    let mut sentences = vec![format!(
        "{}, {} rounds. The clock tells {} ms: what is shorter than {} ms was repeated.",
        subject(report),
        report.rounds,
        significant(report.clock_resolution_ms),
        significant(report.least_ms),
    )];
    if report.pauses > 0 {
        sentences.push("Measuring waited while the page was hidden.".into());
    }
    sentences.extend(report.notes.iter().cloned());
    sentences.join(" ")
}

/// What a comparison from a file is, and whether its times can be held against one's own.
pub(crate) fn beside(own: Option<&Report>, other: &Report) -> String {
    let is_alike = own.is_none_or(|own| {
        (own.genome.bases, &own.genome.name) == (other.genome.bases, &other.genome.name)
            && sought(own) == sought(other)
    });
    let caution = if is_alike {
        ""
    } else {
        " It is of another genome or search: its times do not compare with yours."
    };
    format!(
        "{}, {}, on {}.{caution}",
        subject(other),
        counted(other.threads.into(), "thread", "threads"),
        other.browser
    )
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::report;
    use super::*;

    #[test]
    fn what_numbers_depend_on_is_said() {
        let mut report = report();
        assert_eq!(
            about(&report),
            "GAATTC in my genome.fa (4.00 Mb), 2026-11-22 21:00 UTC, 3 rounds. The clock tells 0.00500 ms: what is shorter than \
             20.0 ms was repeated."
        );
        report.sought.mismatches = 1;
        report.sought.strands = "Forward".into();
        report.pauses = 2;
        let text = about(&report);
        assert!(
            text.starts_with("GAATTC, up to 1 mismatch, strand: forward in"),
            "{text}"
        );
        assert!(
            text.ends_with("Measuring waited while the page was hidden."),
            "{text}"
        );
    }

    #[test]
    fn times_of_another_search_are_not_held_against_ones_own() {
        let own = report();
        let mut other = report();
        assert!(beside(Some(&own), &other).ends_with("2 threads, on Firefox 140."));
        other.sought.mismatches = 1;
        assert!(beside(Some(&own), &other).contains("do not compare"));
        assert!(!beside(None, &other).contains("do not compare"));
        let mut other = report();
        other.genome.bases += 1;
        assert!(beside(Some(&own), &other).contains("another genome"));
    }
}
