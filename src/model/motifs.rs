//! Motifs and lists of them, as they are called on the page and in names of files.

use protocol::{MotifCounts, SearchSummary};

/// Letters of a motif's part of a file name.
const WORD_LETTERS: usize = 60;

/// What a motif of a list is called: its name, or else itself.
pub(crate) fn called(motif: &MotifCounts) -> &str {
    motif.name.as_deref().unwrap_or(&motif.motif)
}

/// A motif with its name, if it has one: `EcoRI (GAATTC)`.
pub(crate) fn with_name(motif: &MotifCounts) -> String {
    match &motif.name {
        Some(name) => format!("{name} ({})", motif.motif),
        None => motif.motif.clone(),
    }
}

/// The motif that alone is shown of a list of several.
pub(crate) fn shown_alone(summary: &SearchSummary) -> Option<&MotifCounts> {
    let shown = summary.shown? as usize;
    summary.motifs.get(shown).filter(|_| is_list(summary))
}

/// Whether several motifs were searched for.
pub(crate) fn is_list(summary: &SearchSummary) -> bool {
    summary.motifs.len() > 1
}

/// Whether the matches that are shown can be looked at as sequences of one motif: of several motifs together there is no logo.
pub(crate) fn has_look(summary: &SearchSummary) -> bool {
    !is_list(summary) || summary.shown.is_some()
}

/// What the matches are of, where it has to be said: ` of EcoRI`.
pub(crate) fn of_shown(summary: &SearchSummary) -> String {
    shown_alone(summary).map_or_else(String::new, |motif| format!(" of {}", called(motif)))
}

/// The name of a file of the matches that are shown; `stem` stands for the genome, `typed` is what stands in the box.
pub(crate) fn file_name(stem: &str, summary: &SearchSummary, typed: &str, ending: &str) -> String {
    let motifs = match (shown_alone(summary), summary.motifs.as_slice()) {
        (Some(motif), _) => called(motif).to_owned(),
        (None, [one]) => one.name.clone().unwrap_or_else(|| typed.to_owned()),
        (None, list) => format!("{} motifs", list.len()),
    };
    format!("{stem}_{}.{ending}", file_word(&motifs))
}

/// A text as a part of a file name.
fn file_word(text: &str) -> String {
    text.trim()
        .chars()
        .map(|letter| match letter {
            '(' | ')' | '-' | ',' => letter,
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => '_',
        })
        .take(WORD_LETTERS)
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn summary(motifs: &[(Option<&str>, &str)], shown: Option<u32>) -> SearchSummary {
        let motif = |&(name, motif): &(Option<&str>, &str)| MotifCounts {
            name: name.map(str::to_owned),
            motif: motif.to_owned(),
            forward: 3,
            reverse: 4,
            both: 0,
            is_self_reverse_complement: false,
            expected_matches: 6.5,
        };
        SearchSummary {
            match_count: 7,
            regions: None,
            records_with_matches: 2,
            motifs: motifs.iter().map(motif).collect(),
            shown,
            search_ms: 61.0,
            is_from_cache: false,
            answer_ms: 61.0,
            threads: 2,
        }
    }

    #[test]
    fn files_are_named_by_genome_and_motifs() {
        let check = |motifs: &[(Option<&str>, &str)], shown, typed: &str, expected: &str| {
            let name = file_name("hs1", &summary(motifs, shown), typed, "bed");
            assert_eq!(name, expected);
        };
        check(&[(None, "GAATTC")], None, " gaattc", "hs1_gaattc.bed");
        check(
            &[(None, "[AC]N(2,3)G")],
            None,
            "[AC]N(2,3)G",
            "hs1__AC_N(2,3)G.bed",
        );
        check(
            &[(Some("E/1"), "GAATTC")],
            None,
            "E/1 GAATTC",
            "hs1_E_1.bed",
        );
        let two = [(Some("EcoRI"), "GAATTC"), (None, "GANTC")];
        check(&two, None, "…", "hs1_2_motifs.bed");
        check(&two, Some(0), "…", "hs1_EcoRI.bed");
        check(&two, Some(1), "…", "hs1_GANTC.bed");
    }

    #[test]
    fn only_of_a_list_it_is_said_what_is_shown() {
        let two = [(Some("EcoRI"), "GAATTC"), (None, "GANTC")];
        assert_eq!(of_shown(&summary(&two, Some(1))), " of GANTC");
        assert_eq!(of_shown(&summary(&two, None)), "");
        assert_eq!(of_shown(&summary(&two[..1], Some(0))), "");
    }
}
