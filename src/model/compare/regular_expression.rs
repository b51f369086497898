//! A motif as regular expressions of JavaScript.

use std::collections::BTreeMap;

use protocol::{MotifSummary, StrandChoice};

use super::super::motif_parts::{MotifPart, base_letters, motif_parts};

/// More ways to write a motif out than this take longer than anybody would wait.
const MOST_ALTERNATIVES: usize = 128;

/// An expression whose matches have all the same length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expression {
    /// The expression.
    pub(crate) source: String,
    /// Length of what it matches, in letters.
    pub(crate) length: usize,
    /// Strand of its matches: 0 forward, 1 reverse, 2 both at once.
    pub(crate) strand: u32,
    /// Ordinal of the motif, from 0.
    pub(crate) motif: u32,
}

/// Expressions for all strands and lengths.
///
/// # Errors
/// Why there are none, as a sentence.
pub(crate) fn expressions(
    motifs: &[MotifSummary],
    strands: StrandChoice,
    mismatches: u32,
) -> Result<Vec<Expression>, String> {
    if mismatches > 0 {
        return Err("The regular expression is left out: it knows no mismatches.".into());
    }
    let mut all = Vec::new();
    let mut alternatives = 0;
    for (index, motif) in (0..).zip(motifs) {
        let own = (motif.motif.as_str(), 0);
        let reverse = (motif.reverse_complement.as_str(), 1);
        let texts = match strands {
            StrandChoice::Both if motif.is_self_reverse_complement => vec![(own.0, 2)],
            StrandChoice::Both => vec![own, reverse],
            StrandChoice::Forward => vec![own],
            StrandChoice::Reverse => vec![reverse],
        };
        for (text, strand) in texts {
            let parts = motif_parts(text).ok_or_else(|| {
                format!("The regular expression is left out: {text} is unknown to it.")
            })?;
            let count: usize = parts
                .iter()
                .map(|part| part.most - part.least + 1)
                .product();
            alternatives += count;
            if alternatives > MOST_ALTERNATIVES {
                return Err(format!(
                    "The regular expression is left out: to find each end of each match it would have to be written in more \
                     than {MOST_ALTERNATIVES} ways."
                ));
            }
            let of_lengths = by_length(&parts).into_iter();
            all.extend(of_lengths.map(|(length, sources)| Expression {
                source: sources.join("|"),
                length,
                strand,
                motif: index,
            }));
        }
    }
    Ok(all)
}

/// All ways to write the parts with fixed numbers of letters, by the length of the whole: two ways to the same length may
/// match at the same place, which is one match.
fn by_length(parts: &[MotifPart]) -> BTreeMap<usize, Vec<String>> {
    let mut written = vec![(0, String::new())];
    for part in parts {
        let bases = base_letters(part.letter);
        let class = if bases.len() == 1 {
            bases
        } else {
            format!("[{bases}]")
        };
        let mut longer = Vec::new();
        for (length, source) in &written {
            for count in part.least..=part.most {
                let repeated = match count {
                    0 => String::new(),
                    1 => class.clone(),
                    _ => format!("{class}{{{count}}}"),
                };
                longer.push((length + count, format!("{source}{repeated}")));
            }
        }
        written = longer;
    }
    let mut all: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (length, source) in written {
        all.entry(length).or_default().push(source);
    }
    all
}

#[cfg(test)]
mod tests {
    use engine::Motif;

    use super::*;

    fn summary(text: &str) -> MotifSummary {
        let motif = Motif::parse(text).expect("a motif");
        MotifSummary {
            name: None,
            motif: motif.to_string(),
            min_length_bases: motif.min_length() as u32,
            max_length_bases: motif.max_length() as u32,
            reverse_complement: motif.reverse_complement().to_string(),
            is_self_reverse_complement: motif.is_self_reverse_complement(),
            expected_matches: None,
        }
    }

    fn check(motif: &str, expected: &[(&str, usize, u32)]) {
        let expressions =
            expressions(&[summary(motif)], StrandChoice::Both, 0).expect("expressions");
        let found: Vec<(&str, usize, u32)> = expressions
            .iter()
            .map(|one| (one.source.as_str(), one.length, one.strand))
            .collect();
        assert_eq!(found, expected, "{motif}");
    }

    #[test]
    fn there_is_one_for_each_strand_and_length() {
        check("GAATTC", &[("GA{2}T{2}C", 6, 2)]);
        check("TRN", &[("T[AG][ACGT]", 3, 0), ("[ACGT][CT]A", 3, 1)]);
        check(
            "AN(0,1)C",
            &[
                ("AC", 2, 0),
                ("A[ACGT]C", 3, 0),
                ("GT", 2, 1),
                ("G[ACGT]T", 3, 1),
            ],
        );
        check(
            "A(1,2)C(1,2)",
            &[
                ("AC", 2, 0),
                ("AC{2}|A{2}C", 3, 0),
                ("A{2}C{2}", 4, 0),
                ("GT", 2, 1),
                ("GT{2}|G{2}T", 3, 1),
                ("G{2}T{2}", 4, 1),
            ],
        );
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        let why = |motif: &str, mismatches| {
            expressions(&[summary(motif)], StrandChoice::Both, mismatches).expect_err("none")
        };
        assert!(why("GAATTC", 1).contains("mismatches"));
        assert!(why("AN(1,100)CN(1,20)T", 0).contains("more than 128 ways"));
    }
}
