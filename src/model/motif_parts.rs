//! The parts of a motif, from the one way in which the engine writes it.

/// A letter, and how often it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MotifPart {
    /// An IUPAC code, upper-case.
    pub(crate) letter: char,
    /// Least number.
    pub(crate) least: usize,
    /// Greatest number, at least 1.
    pub(crate) most: usize,
}

/// As in the motif language.
impl std::fmt::Display for MotifPart {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            letter,
            least,
            most,
        } = *self;
        if least == most {
            (0..most).try_for_each(|_| write!(out, "{letter}"))
        } else {
            write!(out, "{letter}({least},{most})")
        }
    }
}

/// The IUPAC codes, the bases that each stands for (bits 1, 2, 4 and 8 for A, C, G and T), and their complements.
const CODES: &str = "ACMGRSVTWYHKDBN";

/// The bases that a letter stands for: bits 1, 2, 4 and 8 for A, C, G and T.
pub(crate) fn bases(letter: char) -> u8 {
    CODES.find(letter).map_or(0, |index| index as u8 + 1)
}

/// The bases that a letter stands for, as letters.
pub(crate) fn base_letters(letter: char) -> String {
    let bits = bases(letter);
    let is_in = |(index, base): (usize, char)| (bits >> index & 1 == 1).then_some(base);
    "ACGT".chars().enumerate().filter_map(is_in).collect()
}

/// Reads a motif as the engine writes it: IUPAC codes, each perhaps with `(n)` or `(least,most)` behind it. None for
/// anything else.
pub(crate) fn motif_parts(motif: &str) -> Option<Vec<MotifPart>> {
    let mut parts: Vec<MotifPart> = Vec::new();
    let mut rest = motif;
    while let Some(letter) = rest.chars().next() {
        if bases(letter) == 0 {
            return None;
        }
        rest = &rest[1..];
        let (mut least, mut most) = (1, 1);
        if let Some(open) = rest.strip_prefix('(') {
            let (range, behind) = open.split_once(')')?;
            let (from, to) = range.split_once(',').unwrap_or((range, range));
            (least, most) = (from.parse().ok()?, to.parse().ok()?);
            rest = behind;
        }
        if most == 0 || least > most {
            return None;
        }
        match parts.last_mut() {
            Some(last) if last.letter == letter => {
                last.least += least;
                last.most += most;
            }
            _ => parts.push(MotifPart {
                letter,
                least,
                most,
            }),
        }
    }
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use engine::Motif;

    use super::*;

    /// The engine's own reading of the same text.
    #[test]
    fn parts_are_those_of_the_engine() {
        for motif in [
            "GAATTC",
            "RTGASTCAY",
            "CCN(7)GG",
            "TTGACAN(15,19)TATAAT",
            "A(5,8)BDHVKMSW",
            "AAN(0,3)NNTA",
        ] {
            let engine = Motif::parse(motif).expect("a motif");
            let written = engine.to_string();
            let parts = motif_parts(&written).expect("parts");
            let expected: Vec<(u8, usize, usize)> = engine
                .parts()
                .iter()
                .map(|part| (part.bases.bits(), part.min.into(), part.max.into()))
                .collect();
            let own: Vec<(u8, usize, usize)> = parts
                .iter()
                .map(|part| (bases(part.letter), part.least, part.most))
                .collect();
            assert_eq!(own, expected, "{written}");
        }
    }

    #[test]
    fn letters_stand_for_bases() {
        assert_eq!(base_letters('R'), "AG");
        assert_eq!(base_letters('B'), "CGT");
        assert_eq!(base_letters('N'), "ACGT");
        assert_eq!(motif_parts("AX"), None);
        assert_eq!(motif_parts("A(2"), None);
        assert_eq!(motif_parts(""), None);
    }
}
