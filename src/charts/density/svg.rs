//! What the drawings have in common.

use std::fmt::Write as _;

use crate::model::ticks;
use crate::model::view::View;

/// Height of the drawing of a record, in pixels.
pub(crate) const HEIGHT: f64 = 200.0;
/// Letters are drawn as coloured ticks if each has at least so many pixels.
pub(crate) const TICK_PX: f64 = 1.25;

/// Room on the left and on the right of a line, for the numbers of its axes.
const LINE_SIDES: [f64; 2] = [52.0, 44.0];
/// Room on both sides of letters, for the ends of the strands.
const LETTERS_SIDES: [f64; 2] = [22.0, 22.0];
const TOP: f64 = 22.0;
const BOTTOM: f64 = 24.0;
/// Room that the label of a position takes.
const POSITION_PX: f64 = 96.0;
/// About the width of one of its digits.
const DIGIT_PX: f64 = 6.4;

/// Where the letters in view stand in a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Plot {
    /// What is in view.
    pub(crate) view: View,
    /// Width of the whole drawing, in pixels.
    pub(crate) width: f64,
    /// Pixels on the left and on the right of what is in view.
    sides: [f64; 2],
}

impl Plot {
    pub(super) const TOP: f64 = TOP;
    pub(super) const BOTTOM: f64 = HEIGHT - BOTTOM;

    /// A drawing of a line.
    pub(crate) fn of_line(view: View, width: f64) -> Self {
        Self {
            view,
            width,
            sides: LINE_SIDES,
        }
    }

    /// A drawing of letters.
    pub(crate) fn of_letters(view: View, width: f64) -> Self {
        Self {
            view,
            width,
            sides: LETTERS_SIDES,
        }
    }

    /// The left end of what is in view.
    pub(crate) fn left(&self) -> f64 {
        self.sides[0]
    }

    /// The right end of what is in view.
    pub(crate) fn right(&self) -> f64 {
        (self.width - self.sides[1]).max(self.left() + 1.0)
    }

    /// Pixels that the letters in view take.
    pub(crate) fn extent(&self) -> f64 {
        self.right() - self.left()
    }

    /// Pixels of a letter.
    pub(crate) fn letter_px(&self) -> f64 {
        self.extent() / self.view.bases().max(1.0)
    }

    /// Where a position (0-based, between letters) stands.
    pub(crate) fn x(&self, position: f64) -> f64 {
        self.left() + self.view.share(position) * self.extent()
    }

    /// The share of what is in view that a pixel is at: below 0 or above 1 beside it.
    pub(crate) fn share_at(&self, x: f64) -> f64 {
        (x - self.left()) / self.extent()
    }

    /// The position below a pixel.
    pub(crate) fn position_at(&self, x: f64) -> f64 {
        self.view.from + self.share_at(x) * self.view.bases()
    }

    /// The axis below: 1-based positions of letters.
    pub(super) fn write_axis(&self, out: &mut String) {
        let (start, end) = self.view.letters();
        line(
            out,
            [self.left(), Self::BOTTOM, self.right(), Self::BOTTOM],
            "--control-border",
        );
        let most = (self.extent() / POSITION_PX).max(1.0) as usize;
        for (position, label) in ticks::positions(start + 1, end, most) {
            let x = self.x(position as f64 - 0.5);
            if (self.left()..=self.right()).contains(&x) {
                line(
                    out,
                    [x, Self::BOTTOM, x, Self::BOTTOM + 4.0],
                    "--control-border",
                );
                // All of it is within the drawing.
                let half = label.len() as f64 * DIGIT_PX / 2.0;
                let middle = x.min(self.width - half).max(half);
                text(out, [middle, Self::BOTTOM + 17.0], "middle", &label);
            }
        }
    }

    /// Marks the match that is looked at, at least a few pixels wide.
    pub(super) fn write_mark(&self, out: &mut String, place: Option<(u64, u64)>) {
        let Some((start, end)) = place else { return };
        let (from, to) = (self.x(start as f64), self.x(end as f64));
        if to < self.left() || from > self.right() {
            return;
        }
        let middle = f64::midpoint(from, to);
        let half = ((to - from) / 2.0).max(1.0);
        let from = (middle - half).max(self.left());
        let to = (middle + half).min(self.right());
        let (top, bottom) = (TOP, Self::BOTTOM);
        let _ = write!(
            out,
            r#"<rect x="{from:.1}" y="{top}" width="{:.1}" height="{:.1}" fill="var(--mark)"/><path d="M{middle:.1} {bottom}l-5 8h10z" fill="var(--text)"/>"#,
            (to - from).max(0.0),
            bottom - top,
        );
    }
}

/// A thin straight line.
pub(super) fn line(out: &mut String, [x1, y1, x2, y2]: [f64; 4], color: &str) {
    let _ = write!(
        out,
        r#"<path d="M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}" fill="none" stroke="var({color})"/>"#
    );
}

/// A label in the colour of axes.
pub(super) fn text(out: &mut String, [x, y]: [f64; 2], anchor: &str, label: &str) {
    let label = escaped(label);
    let _ = write!(
        out,
        r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" font-size="11" fill="var(--text-muted)">{label}</text>"#
    );
}

/// A text as markup has it.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_and_positions_agree() {
        let view = View::of(1000, 100, 300);
        let plot = Plot::of_line(view, 500.0);
        for position in [100.0, 123.4, 300.0] {
            assert!((plot.position_at(plot.x(position)) - position).abs() < 1e-9);
        }
        assert_eq!(plot.x(100.0), 52.0);
        assert_eq!(plot.x(300.0), 456.0);
        assert_eq!(
            [52.0, 254.0, 456.0].map(|x| plot.share_at(x)),
            [0.0, 0.5, 1.0]
        );
        assert!(plot.share_at(0.0) < 0.0);
        assert!(Plot::of_letters(view, 500.0).extent() > plot.extent());
    }

    #[test]
    fn texts_are_no_markup() {
        assert_eq!(escaped(r#"<a b="1">&"#), "&lt;a b=&quot;1&quot;&gt;&amp;");
    }
}
