//! Known motifs, by name, with their sources; and the motif box as they are put into it.
//!
//! The tables beside this file hold facts: a name, a motif, and where it was published. A test reads every motif with the
//! engine.

const RESTRICTION_ENZYMES: &str = include_str!("restriction_enzymes.tsv");
const ELEMENTS: &str = include_str!("elements.tsv");
const PAMS: &str = include_str!("pams.tsv");

const RESTRICTION_SITE: &str = "restriction site";

/// A motif of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What it is called; no two are called the same.
    pub(crate) name: &'static str,
    /// The motif, as it is typed.
    pub(crate) motif: &'static str,
    /// What kind of motif it is.
    pub(crate) kind: &'static str,
    /// What it does; of a restriction site, how it is cut.
    pub(crate) note: String,
    /// Where it was published.
    pub(crate) source: &'static str,
}

/// All of the library. Reads its tables, so ask once.
pub(crate) fn entries() -> Vec<Entry> {
    let elements = rows(ELEMENTS).map(|[kind, name, motif, note, source]| Entry {
        name,
        motif,
        kind,
        note: note.to_owned(),
        source,
    });
    let enzymes = rows(RESTRICTION_ENZYMES).map(|[name, motif, cut, note]| Entry {
        name,
        motif,
        kind: RESTRICTION_SITE,
        note: format!("{cut}, {note}"),
        source: "REBASE",
    });
    let pams = rows(PAMS).map(|[name, motif, note, source]| Entry {
        name,
        motif,
        kind: "PAM",
        note: note.to_owned(),
        source,
    });
    enzymes.chain(elements).chain(pams).collect()
}

/// The rows of a table: cells between tabs, comments with `#`.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split('\t').collect::<Vec<_>>().try_into().ok())
}

/// Whether all words of what was typed stand in the name, the motif, the kind or the note, whatever their case.
pub(crate) fn is_found(texts: [&str; 4], typed: &str) -> bool {
    let texts = texts.map(str::to_lowercase);
    typed.split_whitespace().all(|word| {
        let word = word.to_lowercase();
        texts.iter().any(|text| text.contains(&word))
    })
}

/// A motif as a line of the motif box.
pub(crate) fn line(name: &str, motif: &str) -> String {
    format!("{name}\t{motif}")
}

/// The motif box with one more motif below what is there.
pub(crate) fn with_line(text: &str, name: &str, motif: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() {
        return line(name, motif);
    }
    // In FASTA a line would go on with the last motif, and the name is one word.
    if text.lines().any(|line| line.starts_with('>')) {
        let word: Vec<&str> = name.split_whitespace().collect();
        return format!("{text}\n>{}\n{motif}", word.join("_"));
    }
    format!("{text}\n{}", line(name, motif))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use engine::{Motif, NamedMotif};

    use super::*;

    fn motif(text: &str) -> Motif {
        Motif::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn every_motif_is_one() {
        let entries = entries();
        for entry in &entries {
            let line = line(entry.name, entry.motif);
            let read = NamedMotif::parse_list(&line);
            let read = read.unwrap_or_else(|error| panic!("{line}: {error}"));
            assert_eq!(read[0].name.as_deref(), Some(entry.name));
            assert_eq!(read[0].motif, motif(entry.motif));
            for text in [entry.name, entry.kind, entry.source, &entry.note] {
                assert!(!text.trim().is_empty() && text.trim() == text, "{entry:?}");
            }
        }
        let names: HashSet<String> = entries
            .iter()
            .map(|entry| entry.name.to_lowercase())
            .collect();
        assert_eq!(names.len(), entries.len(), "a name stands there twice");
    }

    #[test]
    fn every_row_is_read() {
        for (table, read) in [
            (RESTRICTION_ENZYMES, rows::<4>(RESTRICTION_ENZYMES).count()),
            (ELEMENTS, rows::<5>(ELEMENTS).count()),
            (PAMS, rows::<4>(PAMS).count()),
        ] {
            let lines = table.lines().filter(|line| !line.starts_with('#'));
            assert_eq!(lines.count(), read);
        }
        assert!(rows::<4>(RESTRICTION_ENZYMES).count() >= 100);
    }

    /// The cut is written as REBASE does, and the note says what follows from it.
    #[test]
    fn cuts_are_those_of_the_motif() {
        for [name, text, cut, note] in rows::<4>(RESTRICTION_ENZYMES) {
            let site = motif(text);
            let length = site.max_length() as i32;
            let (own, other) = if let Some((before, after)) = cut.split_once('^') {
                assert!(site.is_self_reverse_complement(), "{name}");
                assert_eq!(motif(&format!("{before}{after}")), site, "{name}");
                let own = before.len() as i32;
                (own, length - own)
            } else {
                assert!(!site.is_self_reverse_complement(), "{name}");
                let (letters, places) = cut.split_once('(').expect(name);
                assert_eq!(motif(letters), site, "{name}");
                let places = places.trim_end_matches(')').split_once('/').expect(name);
                let place = |text: &str| text.parse::<i32>().expect(name) + length;
                (place(places.0), place(places.1))
            };
            assert!((0..=length + 20).contains(&own), "{name}");
            assert!((0..=length + 20).contains(&other), "{name}");
            let end = match other - own {
                0 => "blunt".to_owned(),
                bases if bases > 0 => format!("5′ overhang of {bases}"),
                bases => format!("3′ overhang of {}", -bases),
            };
            assert_eq!(note.split(';').next(), Some(end.as_str()), "{name}");
        }
    }

    #[test]
    fn entries_are_found_by_any_of_their_texts() {
        let all = entries();
        let found = |typed: &str| -> Vec<&str> {
            let found = all.iter().filter(|entry| {
                is_found([entry.name, entry.motif, entry.kind, &entry.note], typed)
            });
            found.map(|entry| entry.name).collect()
        };
        assert_eq!(found("ecori"), ["EcoRI"]);
        assert_eq!(found("gaattc"), ["EcoRI"]);
        assert_eq!(found("cas12a site"), [""; 0]);
        assert_eq!(found(" golden  GATE "), ["BbsI", "BsaI", "BsmBI", "SapI"]);
        assert_eq!(found("").len(), all.len());
        assert_eq!(found("pam").len(), rows::<4>(PAMS).count());
    }

    #[test]
    fn a_line_is_added_below() {
        let check = |text: &str, expected: &str| {
            let added = with_line(text, "my site", "GANTC");
            assert_eq!(added, expected);
            let motifs = NamedMotif::parse_list(&added).expect(expected);
            let last = motifs.last().map(|named| named.motif.to_string());
            assert_eq!(last.as_deref(), Some("GANTC"));
        };
        check(" \n", "my site\tGANTC");
        check("GG\n", "GG\nmy site\tGANTC");
        check(">a\nGG", ">a\nGG\n>my_site\nGANTC");
    }
}
