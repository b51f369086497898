//! How a motif lies on a match, and which letters of the match differ from it.

use super::Motif;
use crate::alphabet::BaseSet;

/// A motif laid on a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The letters of each part.
    pub repeats: Vec<u16>,
    /// Indices from 0 of the letters of the text that differ, in order.
    pub mismatches: Vec<usize>,
}

impl Motif {
    /// Lays the motif on all of a text, 5' to 3', in the way with the fewest differing letters. Letters that are no base
    /// differ from every letter of the motif. Of several such ways it takes the one whose parts are shortest from the end
    /// on. None if the motif has no match of that length.
    ///
    /// `O(m²)` for `m` letters; `O(m)` for a motif of fixed length.
    #[must_use]
    pub fn fit(&self, text: &[u8]) -> Option<Fit> {
        let text: Vec<u8> = text.iter().map(|&letter| base(letter)).collect();
        if self.is_fixed_length() {
            let sets = self.positions();
            return (sets.len() == text.len()).then(|| {
                let differs = |&index: &usize| sets[index].bits() & text[index] == 0;
                Fit {
                    repeats: self.parts().iter().map(|part| part.max).collect(),
                    mismatches: (0..text.len()).filter(differs).collect(),
                }
            });
        }
        self.fit_of_variable_length(&text)
    }

    /// The letters that differ in that way.
    #[must_use]
    pub fn mismatches(&self, text: &[u8]) -> Option<Vec<usize>> {
        self.fit(text).map(|fit| fit.mismatches)
    }

    fn fit_of_variable_length(&self, text: &[u8]) -> Option<Fit> {
        // For each number of parts and of letters, the fewest mismatches and the repeats of the last part.
        let mut fewest = vec![vec![None; text.len() + 1]; self.parts().len() + 1];
        fewest[0][0] = Some((0_usize, 0_usize));
        for (index, part) in self.parts().iter().enumerate() {
            for from in 0..=text.len() {
                let Some((mut mismatches, _)) = fewest[index][from] else {
                    continue;
                };
                for repeats in 0..=usize::from(part.max) {
                    let end = from + repeats;
                    if repeats > 0 {
                        let Some(base) = text.get(end - 1) else { break };
                        mismatches += usize::from(part.bases.bits() & base == 0);
                    }
                    let best = &mut fewest[index + 1][end];
                    if repeats >= usize::from(part.min)
                        && best.is_none_or(|(known, _)| mismatches < known)
                    {
                        *best = Some((mismatches, repeats));
                    }
                }
            }
        }
        let mut fit = Fit {
            repeats: Vec::new(),
            mismatches: Vec::new(),
        };
        let mut end = text.len();
        for (index, part) in self.parts().iter().enumerate().rev() {
            let (_, repeats) = fewest[index + 1][end]?;
            let start = end - repeats;
            let differs = |&index: &usize| part.bases.bits() & text[index] == 0;
            fit.mismatches.extend((start..end).rev().filter(differs));
            fit.repeats.push(repeats as u16);
            end = start;
        }
        fit.mismatches.reverse();
        fit.repeats.reverse();
        Some(fit)
    }
}

/// The base of a letter of a sequence, as a set of one; no set for a letter that is no base.
fn base(letter: u8) -> u8 {
    match BaseSet::from_code(letter) {
        Some(set) if set.count() == 1 => set.bits(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(motif: &str, text: &str, expected: Option<&[usize]>) {
        let motif = Motif::parse(motif).expect("a motif");
        let got = motif.mismatches(text.as_bytes());
        assert_eq!(got.as_deref(), expected, "{motif} on {text}");
    }

    #[test]
    fn differing_letters() {
        check("GAATTC", "GAATTC", Some(&[]));
        check("GAATTC", "gtattN", Some(&[1, 5]));
        check("GNC", "GNC", Some(&[1]));
        check("GNC", "GRC", Some(&[1]));
        check("GAATTC", "GAATT", None);
        check("CN(1,3)GG", "CAAGG", Some(&[]));
        check("CN(1,3)GG", "CAATG", Some(&[3]));
        check("CA(1,3)GG", "CTAGG", Some(&[1]));
        check("CA(1,3)GG", "C", None);
        // AAT + T or AA + TT: the latter differs nowhere.
        check("A(1,3)T(1,2)", "AATT", Some(&[]));
        check("A(0,1)C(0,2)G", "TG", Some(&[0]));
    }

    #[test]
    fn letters_of_each_part() {
        let check = |motif: &str, text: &str, expected: &[u16]| {
            let fit = Motif::parse(motif).expect("a motif").fit(text.as_bytes());
            assert_eq!(fit.expect("a fit").repeats, expected, "{motif} on {text}");
        };
        check("GAATTC", "GAATTC", &[1, 2, 2, 1]);
        check("CN(1,3)GG", "CAATG", &[1, 2, 2]);
        check("A(1,3)T(1,2)", "AATT", &[2, 2]);
        // Of those that fit alike, the one whose last part of variable length is longest.
        check("AN(0,2)CN(0,2)A", "ACCCA", &[1, 0, 1, 2, 1]);
    }
}
