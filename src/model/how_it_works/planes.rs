//! Bit planes: which places still match after each letter of the motif, all at once.

use std::ops::RangeInclusive;

use super::super::motif_parts::bases;
use super::super::svg::{Anchor, Svg};

/// How wide a place is drawn: as there is room, but so that its letter can be read.
const CELL: RangeInclusive<f64> = 11.0..=20.0;
const ROW: f64 = 20.0;
const LEFT: f64 = 56.0;

/// For each letter of the motif the places that match up to it, as bits; it ends where none is left.
pub(crate) fn survivors(motif: &[char], text: &str) -> Vec<Vec<bool>> {
    let codes: Vec<u8> = text.chars().map(bases).collect();
    let mut left = vec![true; codes.len()];
    let mut rows = Vec::new();
    for (offset, letter) in motif.iter().enumerate() {
        for (start, left) in left.iter_mut().enumerate() {
            let code = codes.get(start + offset).copied().unwrap_or(0);
            *left = *left && bases(*letter) & code != 0;
        }
        rows.push(left.clone());
        if !left.contains(&true) {
            break;
        }
    }
    rows
}

/// The two planes of a text: the low and the high bit of each base (A 00, C 01, G 10, T 11).
pub(crate) fn planes(text: &str) -> [Vec<bool>; 2] {
    let code = |letter: char| "ACGT".find(letter).unwrap_or(0);
    let plane = |bit: usize| {
        text.chars()
            .map(|letter| code(letter) >> bit & 1 == 1)
            .collect()
    };
    [plane(0), plane(1)]
}

/// Draws the text, its planes, and what is left after each letter of the motif; wider than that if all would not be seen.
pub(crate) fn draw(motif: &[char], text: &str, width: f64) -> String {
    let places = text.chars().count() as f64;
    let cell = ((width - LEFT - 8.0) / places).clamp(*CELL.start(), *CELL.end());
    let mut svg = Svg::new(width.max(LEFT + places * cell + 8.0));
    let x_at = |index: usize| LEFT + index as f64 * cell;
    for (index, letter) in text.chars().enumerate() {
        let place = [x_at(index) + cell / 2.0, 16.0];
        svg.text("letter", Anchor::Middle, place, &letter.to_string());
    }
    let mut y = 24.0;
    let mut row = |svg: &mut Svg, name: &str, class: &str, bits: &[bool]| {
        svg.text("label", Anchor::End, [LEFT - 8.0, y + 14.0], name);
        for (index, bit) in bits.iter().enumerate() {
            let class = if *bit { class } else { "cell" };
            svg.rect(class, [x_at(index), y, cell - 1.0, ROW - 2.0], "");
        }
        y += ROW;
    };
    for (name, plane) in ["low", "high"].iter().zip(planes(text)) {
        row(&mut svg, name, "cell plane", &plane);
    }
    for (letter, left) in motif.iter().zip(survivors(motif, text)) {
        row(&mut svg, &format!("and {letter}"), "cell alive", &left);
    }
    svg.finish(&outcome(motif, text))
}

/// What is left at the end, in a sentence.
pub(crate) fn outcome(motif: &[char], text: &str) -> String {
    let rows = survivors(motif, text);
    let (done, all) = (rows.len(), motif.len());
    let count = rows
        .last()
        .map_or(0, |left| left.iter().filter(|left| **left).count());
    if count == 0 {
        format!(
            "Nothing is left after {done} of {all} letters: the rest of the motif is never looked at."
        )
    } else {
        format!(
            "{count} of {} places left after all {all} letters.",
            text.len()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, tests::MOTIFS, tests::matches};
    use super::*;

    #[test]
    fn what_is_left_at_the_end_is_what_the_engine_finds() {
        for motif in MOTIFS {
            let sample = Sample::of(Some(motif));
            let shortest = sample.shortest();
            let written: String = shortest.iter().collect();
            let text = sample.text.repeat(3);
            let expected: Vec<usize> = matches(&written, &text)
                .iter()
                .map(|found| found.0)
                .collect();
            let rows = survivors(&shortest, &text);
            let left: Vec<usize> = match rows.last() {
                Some(last) if rows.len() == shortest.len() => {
                    (0..last.len()).filter(|&index| last[index]).collect()
                }
                _ => Vec::new(),
            };
            assert_eq!(left, expected, "{written} in {text}");
        }
    }

    /// However narrow the page, the match is on the drawing.
    #[test]
    fn all_places_are_drawn() {
        for motif in MOTIFS {
            let sample = Sample::of(Some(motif));
            for width in [280.0, 340.0, 740.0] {
                let drawing = draw(&sample.shortest(), &sample.text, width);
                let letters = drawing.matches("class=\"letter\"").count();
                assert_eq!(letters, sample.text.len(), "{motif}, {width}");
            }
        }
    }

    #[test]
    fn it_ends_early_where_nothing_is_left() {
        assert_eq!(survivors(&['G', 'A', 'A'], "CCCCTTTT").len(), 1);
        assert_eq!(survivors(&['G', 'A', 'A'], "CCGACCCC").len(), 3);
        assert!(outcome(&['G', 'A', 'A'], "CCCC").contains("after 1 of 3 letters"));
        assert_eq!(
            planes("ACGT"),
            [
                vec![false, true, false, true],
                vec![false, false, true, true]
            ]
        );
    }
}
