//! Many motifs, as a person writes them down.
//!
//! - One motif a line. What stands before a tab is its name; so is a first word that cannot be read as a motif
//!   (`EcoRI GAATTC`), for white space within a motif is ignored (`GAA TTC`).
//! - Or FASTA: from the first line that begins with `>` on, the first word of such a line is the name of the motif in
//!   the lines below it.
//! - Empty lines do not count.

use std::fmt;

use super::{Motif, MotifFault};

/// A motif that may have a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedMotif {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The motif.
    pub motif: Motif,
}

/// What is wrong with a list of motifs, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MotifListError {
    /// Line, from 1.
    pub line: usize,
    /// Column in that line, from 1, in characters; one past the end when something is missing there.
    pub column: usize,
    /// What is wrong there.
    pub fault: MotifFault,
}

impl NamedMotif {
    /// Reads a list of motifs; there is at least one in it.
    ///
    /// # Errors
    /// The first motif that is wrong: its line and column, and what was expected there.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, MotifListError> {
        let entries = entries(text);
        if entries.is_empty() {
            return Entry::default().parse().map(|motif| vec![motif]);
        }
        entries.into_iter().map(Entry::parse).collect()
    }

    /// Its name, or else the motif itself.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.name {
            Some(name) => name.clone(),
            None => self.motif.to_string(),
        }
    }
}

impl From<Motif> for NamedMotif {
    fn from(motif: Motif) -> Self {
        Self { name: None, motif }
    }
}

/// The text of a motif of the list.
#[derive(Default)]
struct Entry {
    name: Option<String>,
    text: String,
    /// Line and column of each character of the text, from 1.
    places: Vec<(usize, usize)>,
    /// Line and column of what follows the text.
    end: Option<(usize, usize)>,
}

impl Entry {
    /// Adds what stands in a line from a column (from 0) on.
    fn push(&mut self, line: usize, column: usize, text: &str) {
        let columns = column + 1..;
        let places = columns.zip(text.chars()).map(|(column, _)| (line, column));
        self.places.extend(places);
        self.text.push_str(text);
        self.end = Some((line, column + text.chars().count() + 1));
    }

    fn parse(self) -> Result<NamedMotif, MotifListError> {
        match Motif::parse(&self.text) {
            Ok(motif) => Ok(NamedMotif {
                name: self.name,
                motif,
            }),
            Err(error) => {
                let place = self.places.get(error.column - 1).copied();
                let (line, column) = place.or(self.end).unwrap_or((1, 1));
                Err(MotifListError {
                    line,
                    column,
                    fault: error.fault,
                })
            }
        }
    }
}

fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut is_fasta = false;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if let Some(header) = line.strip_prefix('>') {
            is_fasta = true;
            entries.push(Entry {
                name: header.split_whitespace().next().map(String::from),
                end: Some((number, line.chars().count() + 1)),
                ..Entry::default()
            });
        } else if line.trim().is_empty() {
        } else if is_fasta && let Some(last) = entries.last_mut() {
            last.push(number, 0, line);
        } else {
            let (name, motif) = split_name(line);
            let mut entry = Entry {
                name: name.map(String::from),
                ..Entry::default()
            };
            let before = &line[..line.len() - motif.len()];
            entry.push(number, before.chars().count(), motif);
            entries.push(entry);
        }
    }
    entries
}

/// The name that a line begins with, if it has one, and the rest of the line.
fn split_name(line: &str) -> (Option<&str>, &str) {
    if let Some((name, motif)) = line.split_once('\t') {
        let name = name.trim();
        return ((!name.is_empty()).then_some(name), motif);
    }
    let trimmed = line.trim_start();
    match trimmed.split_once(char::is_whitespace) {
        Some((first, rest)) if !rest.trim().is_empty() && is_name(first, line) => {
            (Some(first), rest)
        }
        _ => (None, line),
    }
}

/// Whether the first word of a line cannot be the beginning of a motif. A repeat may have white space in it.
fn is_name(first: &str, line: &str) -> bool {
    let opened = first.matches(['(', '{', '[']).count();
    let closed = first.matches([')', '}', ']']).count();
    opened == closed && Motif::parse(first).is_err() && Motif::parse(line).is_err()
}

impl fmt::Display for MotifListError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "line {}, column {}: {}",
            self.line, self.column, self.fault
        )
    }
}

impl std::error::Error for MotifListError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a list is read as: `name=motif` for each.
    fn check(text: &str, expected: &[&str]) {
        let motifs = NamedMotif::parse_list(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let got: Vec<String> = motifs
            .iter()
            .map(|named| format!("{}={}", named.name.as_deref().unwrap_or(""), named.motif))
            .collect();
        assert_eq!(got, expected, "{text:?}");
    }

    fn check_error(text: &str, expected: &str) {
        let error = NamedMotif::parse_list(text).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text:?}");
    }

    #[test]
    fn one_a_line() {
        check("GAATTC", &["=GAATTC"]);
        check("\n GAATTC \r\n\nccwgg\n", &["=GAATTC", "=CCWGG"]);
        check("GAA TTC\nCCN( 3, 5 )GG", &["=GAATTC", "=CCN(3,5)GG"]);
    }

    #[test]
    fn names() {
        check("EcoRI GAATTC", &["EcoRI=GAATTC"]);
        check("  EcoRI   GAA TTC", &["EcoRI=GAATTC"]);
        check("TATA\tTATAAA", &["TATA=TATAAA"]);
        check("my site\tTATAAA", &["my site=TATAAA"]);
        check("\tTATAAA", &["=TATAAA"]);
        check("H3 GG\nNdeI CATATG", &["H3=GG", "NdeI=CATATG"]);
        // Both words could be a motif: only a tab says that the first is a name.
        check("TATA TATAAA", &["=TATATATAAA"]);
    }

    #[test]
    fn fasta() {
        check(
            ">EcoRI of E. coli\nGAA\nTTC\n>TATA\nTATAAA\n>\nGG",
            &["EcoRI=GAATTC", "TATA=TATAAA", "=GG"],
        );
        check("GG\n>TATA\nTATAAA", &["=GG", "TATA=TATAAA"]);
    }

    #[test]
    fn errors_name_line_and_column() {
        check_error(
            "",
            "line 1, column 1: expected a nucleotide code or '[', got the end",
        );
        check_error(
            " \n",
            "line 1, column 1: expected a nucleotide code or '[', got the end",
        );
        check_error(
            "GG\nEcoRI GAAXTC",
            "line 2, column 10: expected a nucleotide code, '[' or a repeat, got 'X'",
        );
        check_error(
            "TATA\tTAT!",
            "line 1, column 9: expected a nucleotide code, '[' or a repeat, got '!'",
        );
        check_error(
            ">a\nGAA\nTT7\n",
            "line 3, column 3: expected a nucleotide code, '[' or a repeat, got '7'",
        );
        check_error(
            ">a\n>b\nGG",
            "line 1, column 3: expected a nucleotide code or '[', got the end",
        );
        check_error(
            "GG\nA(3",
            "line 2, column 4: expected ',' or ')', got the end",
        );
        check_error(
            "CCN( 7 ]GG",
            "line 1, column 8: expected ',' or ')', got ']'",
        );
        check_error(
            "EcoRI",
            "line 1, column 1: expected a nucleotide code or '[', got 'E'",
        );
    }
}
