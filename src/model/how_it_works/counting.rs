//! Count first: how a row of a list is found that is stored nowhere.

use super::super::svg::{Anchor, Svg};

/// Matches of some blocks, for the drawing.
pub(crate) const COUNTS: [u64; 8] = [3, 0, 5, 1, 4, 0, 2, 6];

/// The block that a row (from 0) lies in, and its place among the matches of that block; none if there is no such row.
pub(crate) fn place_of(counts: &[u64], row: u64) -> Option<(usize, u64)> {
    let mut before = vec![0];
    for count in counts {
        before.push(before[before.len() - 1] + count);
    }
    let block = before.partition_point(|&sum| sum <= row).checked_sub(1)?;
    (block < counts.len()).then(|| (block, row - before[block]))
}

/// Draws the blocks with their counts and running sums, and where the row is.
pub(crate) fn draw(row: u64, width: f64) -> String {
    let mut svg = Svg::new(width);
    let wide = ((width - 90.0) / COUNTS.len() as f64).min(84.0);
    let place = place_of(&COUNTS, row);
    let mut before = 0;
    for (name, y) in [("matches", 22.0), ("before", 52.0), ("scanned", 82.0)] {
        svg.text("label", Anchor::End, [64.0, y], name);
    }
    for (index, count) in COUNTS.iter().enumerate() {
        let x = 72.0 + index as f64 * wide;
        let middle = x + wide / 2.0 - 2.0;
        let is_here = place.is_some_and(|(block, _)| block == index);
        let class = if is_here { "cell alive" } else { "cell" };
        svg.rect(class, [x, 4.0, wide - 4.0, 26.0], "");
        svg.text("letter", Anchor::Middle, [middle, 22.0], &count.to_string());
        svg.text("tick", Anchor::Middle, [middle, 52.0], &before.to_string());
        if is_here {
            svg.text("label", Anchor::Middle, [middle, 82.0], "▲");
        }
        before += count;
    }
    svg.finish(&outcome(row))
}

/// Where the row is, in a sentence.
pub(crate) fn outcome(row: u64) -> String {
    match place_of(&COUNTS, row) {
        Some((block, at)) => format!(
            "Row {}: the last block with at most {row} matches before it is block {}; scanned again, its match {} is the row.",
            row + 1,
            block + 1,
            at + 1
        ),
        None => "There is no such row.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_where_a_list_would_have_it() {
        let list = COUNTS
            .iter()
            .enumerate()
            .flat_map(|(block, &count)| (0..count).map(move |at| (block, at)));
        let list: Vec<(usize, u64)> = list.collect();
        for (row, expected) in list.iter().enumerate() {
            assert_eq!(place_of(&COUNTS, row as u64), Some(*expected));
        }
        assert_eq!(place_of(&COUNTS, list.len() as u64), None);
        assert_eq!(place_of(&[], 0), None);
    }
}
