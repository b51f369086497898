//! A motif as other programs are to be told of it.

use std::fmt;

/// Letters that stand for several bases, and their complements.
const AMBIGUOUS: [(char, char); 11] = [
    ('R', 'Y'),
    ('Y', 'R'),
    ('S', 'S'),
    ('W', 'W'),
    ('K', 'M'),
    ('M', 'K'),
    ('B', 'V'),
    ('V', 'B'),
    ('D', 'H'),
    ('H', 'D'),
    ('N', 'N'),
];
const BASES: [(char, char); 4] = [('A', 'T'), ('C', 'G'), ('G', 'C'), ('T', 'A')];

/// A motif: letters, each repeated a fixed or variable number of times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    letter: char,
    min: usize,
    max: usize,
}

impl Pattern {
    /// Reads the engine's own way of writing a motif: upper-case IUPAC letters, `(n)` or `(min,max)` behind some. None for
    /// anything else.
    pub(super) fn read(motif: &str) -> Option<Self> {
        let mut parts: Vec<Part> = Vec::new();
        let mut rest = motif;
        while let Some(letter) = rest.chars().next() {
            complement(letter)?;
            rest = &rest[letter.len_utf8()..];
            let (min, max) = match rest.strip_prefix('(') {
                None => (1, 1),
                Some(after) => {
                    let (repeat, after) = after.split_once(')')?;
                    rest = after;
                    let (min, max) = repeat.split_once(',').unwrap_or((repeat, repeat));
                    (min.parse().ok()?, max.parse().ok()?)
                }
            };
            match parts.last_mut() {
                Some(last) if last.letter == letter => {
                    last.min += min;
                    last.max += max;
                }
                _ => parts.push(Part { letter, min, max }),
            }
        }
        (!parts.is_empty()).then_some(Self { parts })
    }

    pub(super) fn reverse_complement(&self) -> Self {
        let parts = self.parts.iter().rev().map(|part| Part {
            letter: complement(part.letter).unwrap_or(part.letter),
            ..*part
        });
        Self {
            parts: parts.collect(),
        }
    }

    pub(super) fn is_self_reverse_complement(&self) -> bool {
        *self == self.reverse_complement()
    }

    /// Whether a letter stands for several bases.
    pub(super) fn is_ambiguous(&self) -> bool {
        let is_base = |part: &Part| BASES.iter().any(|&(base, _)| base == part.letter);
        !self.parts.iter().all(is_base)
    }

    /// How many parts have no fixed length.
    pub(super) fn variable_parts(&self) -> usize {
        let variable = self.parts.iter().filter(|part| part.min != part.max);
        variable.count()
    }

    /// Whether a part other than a spacer has no fixed length.
    pub(super) fn varies_in_bases(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.any(|part| part.min != part.max && part.letter != 'N')
    }

    /// How many lengths a match may have.
    pub(super) fn lengths(&self) -> usize {
        let spare = self.parts.iter().map(|part| part.max - part.min);
        spare.sum::<usize>() + 1
    }

    /// Letters of the shortest match.
    pub(super) fn shortest(&self) -> usize {
        self.parts.iter().map(|part| part.min).sum()
    }

    /// Letters alone, once for each length; none where several parts have no fixed length, for then two such texts may match
    /// the same place.
    pub(super) fn by_length(&self) -> Option<Vec<String>> {
        if self.variable_parts() > 1 {
            return None;
        }
        let texts = (0..self.lengths()).map(|spare| {
            let letters = self.parts.iter().flat_map(|part| {
                let more = if part.min == part.max { 0 } else { spare };
                std::iter::repeat_n(part.letter, part.min + more)
            });
            letters.collect()
        });
        Some(texts.collect())
    }
}

/// The way that fuzznuc reads: `RCTGTGYRN(17,23)CYTCTCTG`.
impl fmt::Display for Pattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for &Part { letter, min, max } in &self.parts {
            match (min, max) {
                (1, 1) => write!(out, "{letter}")?,
                (2, 2) => write!(out, "{letter}{letter}")?,
                _ if min == max => write!(out, "{letter}({max})")?,
                _ => write!(out, "{letter}({min},{max})")?,
            }
        }
        Ok(())
    }
}

fn complement(letter: char) -> Option<char> {
    let mut letters = BASES.iter().chain(&AMBIGUOUS);
    letters
        .find(|&&(known, _)| known == letter)
        .map(|&(_, complement)| complement)
}

#[cfg(test)]
mod tests {
    use engine::Motif;

    use super::*;

    #[test]
    fn motifs_are_read_as_the_engine_writes_them() {
        for text in [
            "GAATTC",
            "rctgtgyrN(17,23)cytctctg",
            "[AC]A{5,8}",
            "CCNNNNNNNGG",
            "ACGTURYSWKMBDHVN",
            "CA(0,2)G",
            "N(30)A",
            "AN(1,2)N(3)C",
        ] {
            let motif = Motif::parse(text).expect(text);
            let pattern = Pattern::read(&motif.to_string()).expect(text);
            let same = |pattern: &Pattern| Motif::parse(&pattern.to_string()).expect(text);
            assert_eq!(same(&pattern), motif, "{text}");
            let reverse = pattern.reverse_complement();
            assert_eq!(same(&reverse), motif.reverse_complement(), "{text}");
            assert_eq!(
                pattern.is_self_reverse_complement(),
                motif.is_self_reverse_complement(),
                "{text}"
            );
            assert_eq!(pattern.shortest(), motif.min_length(), "{text}");
            let is_fixed = motif.is_fixed_length();
            assert_eq!(pattern.variable_parts() == 0, is_fixed, "{text}");
            let lengths = motif.max_length() - motif.min_length() + 1;
            assert_eq!(pattern.lengths(), lengths, "{text}");
        }
    }

    #[test]
    fn each_length_is_written_out() {
        let by_length = |motif: &str| Pattern::read(motif).and_then(|pattern| pattern.by_length());
        let check = |motif: &str, expected: &[&str]| {
            assert_eq!(by_length(motif).unwrap_or_default(), expected, "{motif}");
        };
        check("GAN(3)C", &["GANNNC"]);
        check("AN(0,2)C", &["AC", "ANC", "ANNC"]);
        assert_eq!(by_length("A(1,2)C(1,2)"), None);
    }

    #[test]
    fn what_the_engine_does_not_write_is_refused() {
        for text in ["", "X", "gaattc", "A(", "A(x)", "[AC]"] {
            assert_eq!(Pattern::read(text), None, "{text}");
        }
    }
}
