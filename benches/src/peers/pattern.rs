//! A motif as the other programs are to be told of it: letters, and one spacer of variable length at most.

use anyhow::{Result, bail};

/// The letters with the bases that each stands for, and their complements.
const LETTERS: [(u8, &str, u8); 15] = [
    (b'A', "A", b'T'),
    (b'C', "C", b'G'),
    (b'G', "G", b'C'),
    (b'T', "T", b'A'),
    (b'R', "AG", b'Y'),
    (b'Y', "CT", b'R'),
    (b'S', "CG", b'S'),
    (b'W', "AT", b'W'),
    (b'K', "GT", b'M'),
    (b'M', "AC", b'K'),
    (b'B', "CGT", b'V'),
    (b'D', "AGT", b'H'),
    (b'H', "ACT", b'D'),
    (b'V', "ACG", b'B'),
    (b'N', "ACGT", b'N'),
];

/// A motif.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    left: Vec<u8>,
    /// Least and greatest number of letters of the spacer.
    spacer: (usize, usize),
    right: Vec<u8>,
}

impl Pattern {
    /// Reads `LETTERS` or `LETTERSN(min,max)LETTERS`.
    ///
    /// # Errors
    /// If it is neither.
    pub(super) fn parse(motif: &str) -> Result<Self> {
        let Some((left, rest)) = motif.split_once("N(") else {
            return Self::new(motif, (0, 0), "");
        };
        let parts = rest.split_once(')').and_then(|(spacer, right)| {
            let (least, most) = spacer.split_once(',')?;
            Some(((least.parse().ok()?, most.parse().ok()?), right))
        });
        match parts {
            Some((spacer, right)) if spacer.0 <= spacer.1 => Self::new(left, spacer, right),
            _ => bail!("`{motif}`: the spacer is none of the form N(min,max)"),
        }
    }

    fn new(left: &str, spacer: (usize, usize), right: &str) -> Result<Self> {
        for letter in left.bytes().chain(right.bytes()) {
            if !LETTERS.iter().any(|(known, ..)| *known == letter) {
                bail!("`{}` is no letter of a motif here", char::from(letter));
            }
        }
        Ok(Self {
            left: left.into(),
            spacer,
            right: right.into(),
        })
    }

    /// The motif itself and its reverse complement; one of them, if they are the same.
    pub(super) fn strands(&self) -> Vec<Self> {
        let complement = |letters: &[u8]| letters.iter().rev().map(|&l| entry(l).2).collect();
        let reverse = Self {
            left: complement(&self.right),
            spacer: self.spacer,
            right: complement(&self.left),
        };
        if self.is_same_on_both_strands() {
            vec![self.clone()]
        } else {
            vec![self.clone(), reverse]
        }
    }

    /// Whether one strand tells all: the motif is its own reverse complement.
    pub(super) fn is_same_on_both_strands(&self) -> bool {
        self.expansions().iter().all(|expansion| {
            let reverse = expansion.bytes().rev().map(|letter| entry(letter).2);
            expansion.bytes().eq(reverse)
        })
    }

    /// The motif with each length of the spacer.
    pub(super) fn expansions(&self) -> Vec<String> {
        (self.spacer.0..=self.spacer.1)
            .map(|length| {
                let spacer = std::iter::repeat_n(b'N', length);
                let letters = self.left.iter().copied().chain(spacer);
                letters
                    .chain(self.right.iter().copied())
                    .map(char::from)
                    .collect()
            })
            .collect()
    }

    /// Whether a letter stands for several bases.
    pub(super) fn is_degenerate(&self) -> bool {
        self.expansions()
            .iter()
            .any(|expansion| expansion.bytes().any(|letter| entry(letter).1.len() > 1))
    }

    /// Regular expressions for both strands and every length, each with that length.
    pub(super) fn expressions(&self) -> Vec<(String, usize)> {
        let strands = self.strands();
        let expansions = strands.iter().flat_map(Self::expansions);
        expansions
            .map(|expansion| (expression(&expansion), expansion.len()))
            .collect()
    }
}

/// A regular expression for letters.
fn expression(letters: &str) -> String {
    letters
        .as_bytes()
        .chunk_by(|one, other| one == other)
        .map(|run| {
            let (_, bases, _) = entry(run[0]);
            let class = match bases.len() {
                1 => bases.to_owned(),
                _ => format!("[{bases}]"),
            };
            match run.len() {
                1 => class,
                count => format!("{class}{{{count}}}"),
            }
        })
        .collect()
}

fn entry(letter: u8) -> (u8, &'static str, u8) {
    let found = LETTERS.iter().find(|(known, ..)| *known == letter);
    // Patterns hold no other letters.
    *found.unwrap_or(&LETTERS[14])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(motif: &str, expected: &[(&str, usize)]) {
        let pattern = Pattern::parse(motif).expect("a motif");
        let expressions = pattern.expressions();
        let expressions: Vec<(&str, usize)> = expressions
            .iter()
            .map(|(expression, length)| (expression.as_str(), *length))
            .collect();
        assert_eq!(expressions, expected, "{motif}");
    }

    #[test]
    fn expressions_are_of_both_strands_and_every_length() {
        check("GAATTC", &[("GA{2}T{2}C", 6)]);
        check("TRN", &[("T[AG][ACGT]", 3), ("[ACGT][CT]A", 3)]);
        check(
            "AN(1,2)C",
            &[
                ("A[ACGT]C", 3),
                ("A[ACGT]{2}C", 4),
                ("G[ACGT]T", 3),
                ("G[ACGT]{2}T", 4),
            ],
        );
        check("AN(0,1)T", &[("AT", 2), ("A[ACGT]T", 3)]);
    }

    #[test]
    fn other_motifs_are_refused() {
        for motif in ["GAXTC", "AN(2,1)C", "AN(1)C", "A(2)"] {
            assert!(Pattern::parse(motif).is_err(), "{motif}");
        }
    }
}
