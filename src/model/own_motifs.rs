//! The person's own motifs, by name: as a text that is kept, exported and imported, `name<tab>motif` a line.

use protocol::MotifSummary;

use super::format::counted;
use super::motif_library::line;

/// A motif that the person has named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnMotif {
    /// What it is called; no two are called the same.
    pub(crate) name: String,
    /// The motif.
    pub(crate) motif: String,
}

/// Reads the text that [`written`] wrote. What is no such line is left out.
pub(crate) fn read(text: &str) -> Vec<OwnMotif> {
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    let motifs = lines.map(|(name, motif)| OwnMotif {
        name: name.trim().to_owned(),
        motif: motif.trim().to_owned(),
    });
    motifs
        .filter(|own| !own.name.is_empty() && !own.motif.is_empty())
        .collect()
}

/// The motifs as a text that the motif box takes too.
pub(crate) fn written(motifs: &[OwnMotif]) -> String {
    let lines = motifs.iter().map(|own| line(&own.name, &own.motif) + "\n");
    lines.collect()
}

/// What is in the motif box under a name; of several, those that have no name of their own are numbered.
pub(crate) fn named(name: &str, motifs: &[MotifSummary]) -> Vec<OwnMotif> {
    let name = one_line(name);
    let numbered = |number: usize| match motifs.len() {
        1 => name.clone(),
        _ => format!("{name} {number}"),
    };
    let named = motifs.iter().zip(1..).map(|(summary, number)| OwnMotif {
        name: match &summary.name {
            Some(own) if motifs.len() > 1 => one_line(own),
            _ => numbered(number),
        },
        motif: summary.motif.clone(),
    });
    named.collect()
}

/// A list of motifs that was read from a file; one without a name is called as it is written.
pub(crate) fn listed(motifs: &[MotifSummary]) -> Vec<OwnMotif> {
    let listed = motifs.iter().map(|summary| OwnMotif {
        name: one_line(summary.name.as_ref().unwrap_or(&summary.motif)),
        motif: summary.motif.clone(),
    });
    listed.collect()
}

/// A name without tabs and line ends, which would divide it.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What became of motifs that were added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Added {
    /// How many were added.
    pub(crate) added: usize,
    /// How many were there already, under the same name.
    pub(crate) present: usize,
    /// Those whose name had another motif: the name, and what it was made.
    pub(crate) renamed: Vec<(String, String)>,
}

/// Adds motifs; none takes the place of another.
pub(crate) fn add(list: &mut Vec<OwnMotif>, motifs: Vec<OwnMotif>) -> Added {
    let mut outcome = Added::default();
    for mut own in motifs {
        let is_there = |name: &str| list.iter().find(|known| known.name == name);
        match is_there(&own.name) {
            Some(known) if known.motif == own.motif => {
                outcome.present += 1;
                continue;
            }
            Some(_) => {
                let names = (2..).map(|number| format!("{} ({number})", own.name));
                let free = names.clone().find(|name| is_there(name).is_none());
                // The same may have been renamed before.
                let mut taken = names.map_while(|name| is_there(&name));
                if taken.any(|known| known.motif == own.motif) {
                    outcome.present += 1;
                    continue;
                }
                let free = free.unwrap_or_default();
                let former = std::mem::replace(&mut own.name, free.clone());
                outcome.renamed.push((former, free));
            }
            None => {}
        }
        outcome.added += 1;
        list.push(own);
    }
    outcome
}

/// A text without the line (from 1) that is wrong; of FASTA without the whole record, so that no motif is cut short. Other lines
/// keep their numbers.
pub(crate) fn without_line(text: &str, line: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_header = |index: &usize| lines.get(*index).is_some_and(|line| line.starts_with('>'));
    let wrong = line.saturating_sub(1).min(lines.len().saturating_sub(1));
    let first = (0..=wrong).rev().find(is_header).unwrap_or(wrong);
    let end = if is_header(&first) {
        (first + 1..lines.len())
            .find(is_header)
            .unwrap_or(lines.len())
    } else {
        first + 1
    };
    let kept = lines.iter().enumerate().map(|(index, line)| {
        if (first..end).contains(&index) {
            ""
        } else {
            line
        }
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// What became of an import, in sentences; `wrong` are lines with what is wrong in each.
pub(crate) fn imported(file: &str, outcome: &Added, wrong: &[(u32, String)]) -> Vec<String> {
    let mut sentences = vec![format!(
        "{} imported from {file}.",
        counted(outcome.added as u64, "motif", "motifs")
    )];
    if outcome.present > 0 {
        let were = counted(outcome.present as u64, "was", "were");
        sentences.push(format!("{were} there already."));
    }
    for (former, name) in &outcome.renamed {
        sentences.push(format!(
            "“{former}” is another motif here: the imported one is called “{name}”."
        ));
    }
    for (line, message) in wrong {
        sentences.push(format!("Line {line} was left out: {message}."));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&str, &str)]) -> Vec<OwnMotif> {
        let own = pairs.iter().map(|&(name, motif)| OwnMotif {
            name: name.to_owned(),
            motif: motif.to_owned(),
        });
        own.collect()
    }

    fn summaries(pairs: &[(Option<&str>, &str)]) -> Vec<MotifSummary> {
        let summaries = pairs.iter().map(|&(name, motif)| MotifSummary {
            name: name.map(str::to_owned),
            motif: motif.to_owned(),
            min_length_bases: 0,
            max_length_bases: 0,
            reverse_complement: String::new(),
            is_self_reverse_complement: false,
            expected_matches: None,
        });
        summaries.collect()
    }

    #[test]
    fn a_list_comes_back() {
        let list = own(&[("EcoRI", "GAATTC"), ("my – site", "[AC]N(2,3)G")]);
        assert_eq!(read(&written(&list)), list);
        assert_eq!(read("x\n\tGG\na\t\n b \tGG \r\n"), own(&[("b", "GG")]));
    }

    #[test]
    fn what_is_in_the_box_gets_a_name() {
        let check = |motifs: &[(Option<&str>, &str)], expected: &[(&str, &str)]| {
            assert_eq!(named(" my\tsite ", &summaries(motifs)), own(expected));
        };
        check(&[(None, "GG")], &[("my site", "GG")]);
        check(&[(Some("x"), "GG")], &[("my site", "GG")]);
        check(
            &[(Some("x"), "GG"), (None, "CC")],
            &[("x", "GG"), ("my site 2", "CC")],
        );
        let listed = listed(&summaries(&[(Some("x"), "GG"), (None, "CC")]));
        assert_eq!(listed, own(&[("x", "GG"), ("CC", "CC")]));
    }

    #[test]
    fn nothing_is_lost_when_names_meet() {
        let mut list = own(&[("a", "GG"), ("b", "CC")]);
        let more = own(&[
            ("a", "GG"),
            ("b", "TT"),
            ("b", "AA"),
            ("b", "TT"),
            ("c", "AC"),
        ]);
        let outcome = add(&mut list, more);
        let expected = [
            ("a", "GG"),
            ("b", "CC"),
            ("b (2)", "TT"),
            ("b (3)", "AA"),
            ("c", "AC"),
        ];
        assert_eq!(list, own(&expected));
        let renamed = [("b", "b (2)"), ("b", "b (3)")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let all = Added {
            added: 3,
            present: 2,
            renamed: renamed.to_vec(),
        };
        assert_eq!(outcome, all);
        let wrong = [(4, "expected a nucleotide code, got ‘!’".to_owned())];
        assert_eq!(
            imported("x.txt", &outcome, &wrong),
            [
                "3 motifs imported from x.txt.",
                "2 were there already.",
                "“b” is another motif here: the imported one is called “b (2)”.",
                "“b” is another motif here: the imported one is called “b (3)”.",
                "Line 4 was left out: expected a nucleotide code, got ‘!’.",
            ]
        );
    }

    #[test]
    fn a_wrong_line_is_taken_out() {
        assert_eq!(without_line("a\nb\nc", 2), "a\n\nc");
        assert_eq!(without_line("a", 1), "");
        assert_eq!(without_line("", 1), "");
        assert_eq!(without_line("a\n>b\nGG\nTT\n>c\nCC", 3), "a\n\n\n\n>c\nCC");
        assert_eq!(without_line("a\n>b\nGG", 1), "\n>b\nGG");
    }
}
