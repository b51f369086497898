//! Rows of ranges in ascending order.

use std::ops::Range;

/// The positions of two rows of ranges as one row, in which ranges neither overlap nor touch. Each row is in order of the
/// starts.
pub(super) fn united(
    one: impl Iterator<Item = Range<u64>>,
    other: impl Iterator<Item = Range<u64>>,
) -> impl Iterator<Item = Range<u64>> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    let mut next = move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if second.start < first.start => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    };
    let mut pending = next();
    std::iter::from_fn(move || {
        let mut range = pending.take()?;
        loop {
            match next() {
                Some(more) if more.start <= range.end => range.end = range.end.max(more.end),
                later => {
                    pending = later;
                    return Some(range);
                }
            }
        }
    })
}

/// What lies within `whole` before, between and after these ranges, which are in order and do not overlap.
pub(super) fn between(
    ranges: impl Iterator<Item = Range<u64>>,
    whole: Range<u64>,
) -> impl Iterator<Item = Range<u64>> {
    let last = std::iter::once(whole.end..whole.end);
    let mut start = whole.start;
    let gaps = ranges.chain(last).map(move |range| {
        let gap = start..range.start.min(whole.end);
        start = range.end.max(start);
        gap
    });
    gaps.filter(|gap| gap.start < gap.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row<'row> = &'row [(u64, u64)];

    fn row(row: Row<'_>) -> impl Iterator<Item = Range<u64>> {
        row.iter().map(|&(start, end)| start..end)
    }

    fn pairs(ranges: impl Iterator<Item = Range<u64>>) -> Vec<(u64, u64)> {
        ranges.map(|range| (range.start, range.end)).collect()
    }

    #[test]
    fn rows_are_united() {
        let check = |one: Row<'_>, other: Row<'_>, expected: Row<'_>| {
            assert_eq!(pairs(united(row(one), row(other))), expected);
            assert_eq!(pairs(united(row(other), row(one))), expected);
        };
        check(&[], &[], &[]);
        check(&[(1, 2)], &[], &[(1, 2)]);
        check(&[(1, 2), (2, 3)], &[], &[(1, 3)]);
        check(&[(1, 5), (9, 12)], &[(3, 7), (7, 8)], &[(1, 8), (9, 12)]);
        check(&[(1, 20)], &[(3, 7), (8, 9), (20, 21)], &[(1, 21)]);
        check(&[(5, 6)], &[(1, 2), (8, 9)], &[(1, 2), (5, 6), (8, 9)]);
    }

    #[test]
    fn what_lies_between() {
        let check = |ranges: Row<'_>, whole: (u64, u64), expected: Row<'_>| {
            assert_eq!(pairs(between(row(ranges), whole.0..whole.1)), expected);
        };
        check(&[], (3, 9), &[(3, 9)]);
        check(&[], (3, 3), &[]);
        check(&[(0, 5), (7, 20)], (3, 9), &[(5, 7)]);
        check(&[(3, 9)], (3, 9), &[]);
        check(&[(4, 5), (5, 6)], (3, 9), &[(3, 4), (6, 9)]);
    }
}
