//! The part of a long table that is on the screen.
//!
//! Browsers cannot lay out an element of more than some 17 million pixels, and a table may have 900 million
//! rows. So the scroll bar's track is capped at [`MAX_TRACK_PX`], and its position is scaled to rows.
//! A wheel or a key still moves by rows, not by the scaled track.

/// The longest track that all browsers can lay out, with room to spare.
const MAX_TRACK_PX: f64 = 8_000_000.0;

/// Geometry of a virtual table. Positions are in rows, from 0, and may lie between two rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Viewport {
    /// Rows of the whole table.
    pub(crate) row_count: u64,
    /// Height of a row, in pixels.
    pub(crate) row_px: f64,
    /// Height of the visible part, without the table's header, in pixels.
    pub(crate) visible_px: f64,
}

impl Viewport {
    /// Height of the element that the scroll bar moves over, in pixels.
    pub(crate) fn track_px(&self) -> f64 {
        (self.row_count as f64 * self.row_px).min(MAX_TRACK_PX)
    }

    /// Whether the track is shorter than the rows, so that wheel and keys have to be translated.
    pub(crate) fn is_scaled(&self) -> bool {
        self.row_count as f64 * self.row_px > MAX_TRACK_PX
    }

    /// The largest position: the last rows are then at the bottom.
    pub(crate) fn last_position(&self) -> f64 {
        (self.row_count as f64 - self.visible_px / self.row_px).max(0.0)
    }

    /// The position in rows for an offset of the scroll bar in pixels.
    pub(crate) fn position(&self, scroll_px: f64) -> f64 {
        let scrollable = (self.track_px() - self.visible_px).max(0.0);
        if scrollable == 0.0 {
            return 0.0;
        }
        (scroll_px / scrollable).clamp(0.0, 1.0) * self.last_position()
    }

    /// The offset of the scroll bar in pixels for a position in rows.
    pub(crate) fn scroll_px(&self, position: f64) -> f64 {
        let last = self.last_position();
        if last == 0.0 {
            return 0.0;
        }
        position.clamp(0.0, last) / last * (self.track_px() - self.visible_px).max(0.0)
    }

    /// Rows to draw at a position: first row and number, with one more than fits so that no gap shows.
    pub(crate) fn rows(&self, position: f64) -> (u64, usize) {
        let first = position.clamp(0.0, self.last_position()).floor() as u64;
        let fitting = (self.visible_px / self.row_px).ceil() as u64 + 1;
        (
            first,
            fitting.min(self.row_count.saturating_sub(first)) as usize,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(row_count: u64) -> Viewport {
        Viewport {
            row_count,
            row_px: 28.0,
            visible_px: 280.0,
        }
    }

    #[test]
    fn a_short_table_scrolls_pixel_by_pixel() {
        let table = table(1000);
        assert!(!table.is_scaled());
        assert_eq!(table.track_px(), 28_000.0);
        assert_eq!(table.position(280.0), 10.0);
        assert_eq!(table.scroll_px(10.0), 280.0);
        assert_eq!(table.rows(10.5), (10, 11));
    }

    #[test]
    fn both_ends_are_reached_whatever_the_length() {
        for row_count in [0, 1, 9, 10, 11, 285_714, 285_715, 25_000_000, 900_000_000] {
            let table = table(row_count);
            let end_px = (table.track_px() - table.visible_px).max(0.0);
            assert_eq!(table.position(0.0), 0.0);
            let (first, count) = table.rows(table.position(end_px));
            assert_eq!(first + count as u64, row_count, "{row_count} rows");
            assert!(
                (table.scroll_px(table.last_position()) - end_px).abs() < 1e-6,
                "{row_count} rows"
            );
        }
    }

    #[test]
    fn nothing_scrolls_when_all_rows_fit() {
        let table = table(3);
        assert_eq!(table.rows(table.position(100.0)), (0, 3));
        assert_eq!(table.last_position(), 0.0);
    }

    #[test]
    fn a_position_in_25_million_rows_survives_the_scroll_bar() {
        let table = table(25_000_000);
        assert!(table.is_scaled());
        let position = 20_000_000.0;
        assert!((table.position(table.scroll_px(position)) - position).abs() < 1e-3);
    }
}
