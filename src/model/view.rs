//! The part of a record that is looked at.

use super::format::{bases, integer};

/// No view has fewer letters, unless the record has.
const FEWEST_BASES: f64 = 20.0;
/// Letters on each side of a match that is looked at.
pub(crate) const FLANK_BASES: u64 = 30;

/// A part of a record, in letters from 0; its ends may lie within a letter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct View {
    /// Letters of the record.
    pub(crate) length: u64,
    /// The left end.
    pub(crate) from: f64,
    /// The right end, greater than `from` unless the record has no letters.
    pub(crate) to: f64,
}

impl View {
    /// All of a record.
    pub(crate) fn whole(length: u64) -> Self {
        Self {
            length,
            from: 0.0,
            to: length as f64,
        }
    }

    /// These letters (0-based, half-open), or as many around them as a view has at least.
    pub(crate) fn of(length: u64, start: u64, end: u64) -> Self {
        let view = Self {
            length,
            from: start.min(length) as f64,
            to: end.min(length) as f64,
        };
        view.fitted()
    }

    /// A match with some letters on both sides.
    pub(crate) fn around(length: u64, start: u64, end: u64) -> Self {
        Self::of(
            length,
            start.saturating_sub(FLANK_BASES),
            end.saturating_add(FLANK_BASES),
        )
    }

    /// Letters in view.
    pub(crate) fn bases(&self) -> f64 {
        self.to - self.from
    }

    /// Whether all of the record is in view.
    pub(crate) fn is_whole(&self) -> bool {
        self.from <= 0.0 && self.to >= self.length as f64
    }

    /// The view with `factor` times as many letters, of which the one at this share of the width stays where it is.
    pub(crate) fn zoomed(&self, factor: f64, share: f64) -> Self {
        self.brought(factor, share, share)
    }

    /// The view with `factor` times as many letters, of which the one at a share of the width is brought to another share.
    pub(crate) fn brought(&self, factor: f64, share: f64, to_share: f64) -> Self {
        let longest = (self.length as f64).max(1.0);
        let shortest = FEWEST_BASES.min(longest);
        let letters = (self.bases() * factor).clamp(shortest, longest);
        let fixed = self.from + share * self.bases();
        let from = fixed - to_share * letters;
        Self {
            length: self.length,
            from,
            to: from + letters,
        }
        .fitted()
    }

    /// The view so many letters further to the right.
    pub(crate) fn moved(&self, letters: f64) -> Self {
        Self {
            length: self.length,
            from: self.from + letters,
            to: self.to + letters,
        }
        .fitted()
    }

    /// The same within the record, and not too narrow.
    fn fitted(self) -> Self {
        let longest = self.length as f64;
        let letters = self.bases().max(FEWEST_BASES).min(longest);
        let middle = f64::midpoint(self.from, self.to);
        let is_wide_enough = self.bases() >= letters;
        let from = if is_wide_enough {
            self.from
        } else {
            (middle - letters / 2.0).round()
        };
        let from = from.clamp(0.0, longest - letters);
        Self {
            length: self.length,
            from,
            to: from + letters,
        }
    }

    /// The letters in view, also those that are cut: 0-based, half-open.
    pub(crate) fn letters(&self) -> (u64, u64) {
        let end = self.to.ceil().min(self.length as f64);
        (self.from.floor() as u64, end as u64)
    }

    /// Where a position stands between the left end (0) and the right end (1).
    pub(crate) fn share(&self, position: f64) -> f64 {
        (position - self.from) / self.bases().max(f64::MIN_POSITIVE)
    }

    /// Letters from one point of a line to the next, a power of two: at most so many points are in view, and the points stay
    /// where they are when the view moves.
    pub(crate) fn step(&self, most_points: f64) -> u64 {
        let step = (self.bases() / most_points.max(1.0)).ceil().max(1.0);
        (step as u64).next_power_of_two()
    }

    /// `chr2: 120,001–340,000`, 1-based, both included.
    pub(crate) fn label(&self, record: &str) -> String {
        let (start, end) = self.letters();
        if end == 0 {
            return record.to_owned();
        }
        format!("{record}: {}–{}", integer(start + 1), integer(end))
    }

    /// `220 kb`.
    pub(crate) fn width_label(&self) -> String {
        let (start, end) = self.letters();
        bases(end - start)
    }
}

/// A place as a person types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypedPlace {
    /// The name before the colon.
    pub(crate) record: Option<String>,
    /// The letters, 0-based, half-open; none for all of the record.
    pub(crate) letters: Option<(u64, u64)>,
}

/// Reads `chr2: 120,001–340,000`, `120001-340000`, `1,234` or `chr2`; 1-based, both ends included. None if it is none of these.
pub(crate) fn typed_place(text: &str) -> Option<TypedPlace> {
    let text = text.trim();
    if let Some(letters) = range(text) {
        return Some(TypedPlace {
            record: None,
            letters: Some(letters),
        });
    }
    // A name may hold colons itself.
    if let Some((record, rest)) = text.rsplit_once(':')
        && let Some(letters) = range(rest)
    {
        return Some(TypedPlace {
            record: Some(record.trim().to_owned()),
            letters: Some(letters),
        });
    }
    let record = text.strip_suffix(':').unwrap_or(text).trim();
    (!record.is_empty()).then(|| TypedPlace {
        record: Some(record.to_owned()),
        letters: None,
    })
}

fn range(text: &str) -> Option<(u64, u64)> {
    let mut ends = text.splitn(2, ['-', '–']).map(position);
    let first = ends.next()??;
    let last = match ends.next() {
        Some(last) => last?,
        None => first,
    };
    (1..=last).contains(&first).then(|| (first - 1, last))
}

fn position(text: &str) -> Option<u64> {
    let digits: String = text
        .chars()
        .filter(|letter| !matches!(letter, ',' | ' ' | '\u{a0}' | '_'))
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(view: View) -> (f64, f64) {
        (view.from, view.to)
    }

    #[test]
    fn a_match_has_letters_on_both_sides() {
        let check =
            |start, end, expected| assert_eq!(ends(View::around(1000, start, end)), expected);
        check(500, 506, (470.0, 536.0));
        check(10, 16, (0.0, 46.0));
        check(990, 1000, (960.0, 1000.0));
        assert_eq!(ends(View::around(12, 3, 5)), (0.0, 12.0));
    }

    #[test]
    fn the_letter_below_the_pointer_stays() {
        let view = View::of(10_000, 2000, 4000);
        let near = view.zoomed(0.5, 0.25);
        assert_eq!(ends(near), (2250.0, 3250.0));
        assert_eq!(near.zoomed(2.0, 0.25), view);
        assert!(view.zoomed(1e9, 0.7).is_whole());
        assert_eq!(view.zoomed(1e-9, 0.5).bases(), FEWEST_BASES);
        assert_eq!(ends(View::whole(5).zoomed(0.1, 0.5)), (0.0, 5.0));
    }

    #[test]
    fn the_letter_between_the_fingers_goes_with_them() {
        let view = View::of(10_000, 2000, 4000);
        assert_eq!(ends(view.brought(0.5, 0.5, 0.25)), (2750.0, 3750.0));
        assert_eq!(view.brought(1.0, 0.5, 0.25), view.moved(500.0));
    }

    #[test]
    fn the_view_stays_in_the_record() {
        let view = View::of(1000, 100, 300);
        assert_eq!(ends(view.moved(-500.0)), (0.0, 200.0));
        assert_eq!(ends(view.moved(5000.0)), (800.0, 1000.0));
        assert_eq!(ends(View::of(1000, 400, 401)), (391.0, 411.0));
        assert_eq!(ends(View::whole(0).zoomed(0.5, 0.5)), (0.0, 0.0));
    }

    #[test]
    fn labels_count_from_one() {
        assert_eq!(View::of(1000, 100, 300).label("chr2"), "chr2: 101–300");
        assert_eq!(View::whole(3_000_000).label("a:b"), "a:b: 1–3,000,000");
        assert_eq!(View::whole(0).label("chr2"), "chr2");
        assert_eq!(View::of(1000, 100, 300).width_label(), "200 b");
    }

    #[test]
    fn places_are_read_as_people_write_them() {
        let check = |text: &str, record: Option<&str>, letters| {
            let expected = TypedPlace {
                record: record.map(str::to_owned),
                letters,
            };
            assert_eq!(typed_place(text), Some(expected), "{text}");
        };
        check(
            "chr2: 120,001–340,000",
            Some("chr2"),
            Some((120_000, 340_000)),
        );
        check(" 120001 - 340000 ", None, Some((120_000, 340_000)));
        check("1,234", None, Some((1233, 1234)));
        check("a:b:7-7", Some("a:b"), Some((6, 7)));
        check("chr2", Some("chr2"), None);
        check("gi|1|:", Some("gi|1|"), None);
        check("9-3", Some("9-3"), None);
        assert_eq!(typed_place("  "), None);
        assert_eq!(range("0-5"), None);
    }

    #[test]
    fn points_stand_still_when_the_view_moves() {
        assert_eq!(View::whole(300).step(700.0), 1);
        assert_eq!(View::whole(1_000_000).step(700.0), 2048);
        let view = View::of(1_000_000, 1000, 100_000);
        assert_eq!(view.step(700.0), view.moved(777.0).step(700.0));
    }
}
