//! What the numbers of a search are of, and how long they took, in words.

use protocol::{SearchSettings, SearchSummary, StrandChoice};

use super::format::{counted, duration, integer, milliseconds};
use super::motifs::{is_list, shown_alone, with_name};
use super::regions;

/// What was searched for, and how: `GAATTC, up to 2 mismatches, on both strands.`
pub(crate) fn subject(settings: &SearchSettings, summary: &SearchSummary) -> String {
    let count = integer(summary.motifs.len() as u64);
    let mut parts = match (shown_alone(summary), summary.motifs.as_slice()) {
        (Some(motif), _) => vec![with_name(motif), format!("of {count} motifs")],
        (None, [one]) if one.name.is_some() => vec![with_name(one)],
        (None, [one]) if settings.motifs.trim().contains('\n') => vec![one.motif.clone()],
        (None, [_]) => vec![settings.motifs.trim().to_owned()],
        (None, _) => vec![format!("{count} motifs together")],
    };
    if settings.mismatches > 0 {
        let most = counted(settings.mismatches.into(), "mismatch", "mismatches");
        parts.push(format!("up to {most}"));
    }
    let comma = if parts.len() > 1 { "," } else { "" };
    let of_both_at_once = match shown_alone(summary) {
        Some(motif) => motif.is_self_reverse_complement,
        None => summary
            .motifs
            .iter()
            .any(|motif| motif.is_self_reverse_complement),
    };
    let strands = match settings.strands {
        StrandChoice::Both if of_both_at_once && is_list(summary) && summary.shown.is_none() => {
            "both strands; on both at once (strand “.”) where a motif is its own reverse complement"
        }
        StrandChoice::Both if of_both_at_once => {
            "both strands at once, since the motif is its own reverse complement (strand “.”)"
        }
        StrandChoice::Both => "both strands",
        StrandChoice::Forward => "forward strand",
        StrandChoice::Reverse => "reverse strand",
    };
    let mut places = vec![strands.to_owned()];
    if let Some(regions) = &summary.regions {
        places.push(format!("in {}", regions::in_brackets(regions)));
    }
    if settings.scope.skips_soft_masked {
        places.push("not in soft-masked".to_owned());
    }
    format!("{}{comma} on {}.", parts.join(", "), places.join(", "))
}

/// How long the answer took: `61 ms`.
pub(crate) fn time_taken(summary: &SearchSummary) -> String {
    format!("{} ms", milliseconds(summary.answer_ms))
}

/// Where the answer came from, if it was there already.
pub(crate) fn where_from(summary: &SearchSummary) -> Option<String> {
    summary.is_from_cache.then(|| {
        format!(
            "from the last results (searched in {})",
            duration(summary.search_ms)
        )
    })
}

#[cfg(test)]
mod tests {
    use protocol::{RegionsId, RegionsSummary, SearchScope, Sharing, Version};

    use super::super::motifs::tests::summary;
    use super::*;

    const LIST: [(Option<&str>, &str); 2] = [(Some("EcoRI"), "GAATTC"), (None, "GANTC")];

    fn settings(motifs: &str, mismatches: u32) -> SearchSettings {
        SearchSettings {
            motifs: motifs.to_owned(),
            mismatches,
            strands: StrandChoice::Both,
            scope: SearchScope::default(),
            version: Version::BitPlanes,
            sharing: Sharing::Blocks,
            threads: 2,
        }
    }

    #[test]
    fn the_subject_names_motifs_mismatches_and_strands() {
        let check = |settings: SearchSettings, summary: SearchSummary, expected: &str| {
            assert_eq!(subject(&settings, &summary), expected);
        };
        let one = [(None, "GANTC")];
        check(
            settings(" gantc ", 0),
            summary(&one, None),
            "gantc on both strands.",
        );
        check(
            settings("gantc", 1),
            summary(&one, None),
            "gantc, up to 1 mismatch, on both strands.",
        );
        check(
            settings("…", 0),
            summary(&LIST, None),
            "2 motifs together on both strands.",
        );
        check(
            settings("…", 2),
            summary(&LIST, None),
            "2 motifs together, up to 2 mismatches, on both strands.",
        );
        check(
            settings("…", 0),
            summary(&LIST, Some(0)),
            "EcoRI (GAATTC), of 2 motifs, on both strands.",
        );
        check(
            settings("…", 3),
            summary(&LIST, Some(1)),
            "GANTC, of 2 motifs, up to 3 mismatches, on both strands.",
        );
        check(
            settings("EcoRI GAATTC", 0),
            summary(&LIST[..1], None),
            "EcoRI (GAATTC) on both strands.",
        );
        let mut part = settings("GANTC", 0);
        part.scope.skips_soft_masked = true;
        check(
            part.clone(),
            summary(&one, None),
            "GANTC on both strands, not in soft-masked.",
        );
        part.scope.regions = Some(RegionsId(3));
        let mut in_part = summary(&one, None);
        in_part.regions = Some(RegionsSummary {
            region_count: 12,
            stretch_count: 9,
            length_bases: 3_400_000,
        });
        check(
            part,
            in_part,
            "GANTC on both strands, in 12 regions (3.40 Mb), not in soft-masked.",
        );
        let mut palindrome = summary(&one, None);
        palindrome.motifs[0].is_self_reverse_complement = true;
        check(
            settings("GANTC", 0),
            palindrome,
            "GANTC on both strands at once, since the motif is its own reverse complement (strand “.”).",
        );
    }

    #[test]
    fn an_answer_that_was_there_says_so() {
        let mut summary = summary(&LIST, None);
        assert_eq!(time_taken(&summary), "61.0 ms");
        assert_eq!(where_from(&summary), None);
        summary.is_from_cache = true;
        summary.answer_ms = 0.2;
        assert_eq!(time_taken(&summary), "0.20 ms");
        assert_eq!(
            where_from(&summary).as_deref(),
            Some("from the last results (searched in 61.0 ms)")
        );
    }
}
