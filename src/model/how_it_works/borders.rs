//! Borders of blocks: each block reads on into the next, and a match belongs to the block that it starts in.

use std::ops::Range;

use super::super::svg::{Anchor, Svg};

/// Letters of a block in the drawing.
const BLOCK: usize = 10;
const BLOCKS: usize = 3;

/// The letters that a block owns, and those that it reads, in a text of so many.
pub(crate) fn block(index: usize, length: usize, most: usize) -> (Range<usize>, Range<usize>) {
    let start = (index * BLOCK).min(length);
    let end = (start + BLOCK).min(length);
    (
        start..end,
        start..(end + most.saturating_sub(1)).min(length),
    )
}

/// Draws blocks, what each reads, and a match of `most` letters across a border.
pub(crate) fn draw(most: usize, width: f64) -> String {
    let mut svg = Svg::new(width);
    let length = BLOCK * BLOCKS;
    let cell = ((width - 100.0) / length as f64).min(22.0);
    let x_at = |index: usize| 84.0 + index as f64 * cell;
    let found = BLOCK - 2..(BLOCK - 2 + most).min(length);
    svg.text("label", Anchor::End, [76.0, 16.0], "match");
    svg.rect(
        "cell alive",
        [x_at(found.start), 4.0, found.len() as f64 * cell, 16.0],
        "a match across a border",
    );
    for index in 0..BLOCKS {
        let (own, read) = block(index, length, most);
        let y = 32.0 + index as f64 * 30.0;
        svg.text(
            "label",
            Anchor::End,
            [76.0, y + 15.0],
            &format!("Block {}", index + 1),
        );
        let wide = |range: &Range<usize>| range.len() as f64 * cell;
        svg.rect(
            "cell reads",
            [x_at(read.start), y, wide(&read), 20.0],
            "read as well",
        );
        let title = "matches that start here are this block’s";
        svg.rect(
            &format!("task task-{}", index % 2),
            [x_at(own.start), y, wide(&own), 20.0],
            title,
        );
        if own.contains(&found.start) {
            let place = [(x_at(own.start) + x_at(own.end)) / 2.0, y + 14.0];
            svg.text("on-task", Anchor::Middle, place, "finds it");
        }
    }
    let border = x_at(BLOCK);
    svg.line("ideal", [border, 0.0, border, 32.0 + 30.0 * BLOCKS as f64]);
    svg.finish(
        "Three blocks; each reads on into the next, and one finds the match across the border.",
    )
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::matches;
    use super::*;

    /// Every match is found by one block: the one that it starts in, from what that block reads.
    #[test]
    fn every_match_is_found_once() {
        for (motif, most) in [
            ("ACGT", 4),
            ("AN(0,3)T", 5),
            ("A", 1),
            ("ACGTACGTACGTAC", 14),
        ] {
            let text = "ACGTACGTTACGATACGTACGTACGTACAT".to_owned();
            let expected = matches(motif, &text);
            assert!(!expected.is_empty());
            let mut found = Vec::new();
            for index in 0..text.len().div_ceil(BLOCK) {
                let (own, read) = block(index, text.len(), most);
                let inside = matches(motif, &text[read.clone()]).into_iter();
                let moved = inside.map(|(start, end)| (start + read.start, end + read.start));
                found.extend(moved.filter(|(start, _)| own.contains(start)));
            }
            assert_eq!(found, expected, "{motif}");
        }
    }
}
