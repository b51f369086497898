//! Rows of a long table that were received, page by page.

use std::collections::HashMap;

/// Rows are asked for in pages of this many.
pub(crate) const PAGE_ROWS: u64 = 64;
/// Pages that are kept; a person scrolls back more often than far.
const KEPT_PAGES: usize = 64;

type Pages<Row> = HashMap<u64, Vec<Row>>;

/// Rows of one generation of the table. Until the first of them have come, the rows of the generation before stand in
/// their places, so that a table that changes does not flicker.
#[derive(Debug)]
pub(crate) struct KeptRows<Row> {
    generation: u32,
    pages: Pages<Row>,
    former: Pages<Row>,
    is_fetching: bool,
}

impl<Row> Default for KeptRows<Row> {
    fn default() -> Self {
        Self {
            generation: 0,
            pages: Pages::new(),
            former: Pages::new(),
            is_fetching: false,
        }
    }
}

impl<Row: Clone> KeptRows<Row> {
    /// What stands at this place of the table, if anything does.
    pub(crate) fn row(&self, generation: u32, index: u64) -> Option<Row> {
        let is_current = self.generation == generation;
        let (pages, former) = if is_current {
            (&self.pages, &self.former)
        } else {
            (&self.former, &self.pages)
        };
        let page = index / PAGE_ROWS;
        // Of another generation than the one that is kept, nothing has come yet.
        let rows = pages.get(&page).filter(|_| is_current);
        let rows = rows.or_else(|| former.get(&page))?;
        rows.get((index % PAGE_ROWS) as usize).cloned()
    }

    /// Whether these rows are all of this generation.
    pub(crate) fn has_all(&self, generation: u32, first: u64, count: usize) -> bool {
        count == 0 || (self.generation == generation && self.missing(first, count).is_none())
    }

    /// The page to ask for so that these rows can be shown, if one is to be asked for now.
    pub(crate) fn take_missing(
        &mut self,
        generation: u32,
        first: u64,
        count: usize,
    ) -> Option<u64> {
        if self.generation != generation {
            self.former = std::mem::take(&mut self.pages);
            self.generation = generation;
            self.is_fetching = false;
        } else if self.pages.len() > KEPT_PAGES {
            self.pages.clear();
        }
        if self.is_fetching || count == 0 {
            return None;
        }
        let missing = self.missing(first, count);
        self.is_fetching = missing.is_some();
        missing
    }

    /// Keeps rows that were asked for, if there are any; whether they are of use.
    pub(crate) fn receive(&mut self, generation: u32, page: u64, rows: Option<Vec<Row>>) -> bool {
        if self.generation != generation {
            return false;
        }
        self.is_fetching = false;
        let Some(rows) = rows else { return false };
        self.former.clear();
        self.pages.insert(page, rows);
        true
    }

    fn missing(&self, first: u64, count: usize) -> Option<u64> {
        let last = first + (count as u64).saturating_sub(1);
        (first / PAGE_ROWS..=last / PAGE_ROWS).find(|page| !self.pages.contains_key(page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &'static str) -> Option<Vec<&'static str>> {
        Some(vec![text; PAGE_ROWS as usize])
    }

    #[test]
    fn pages_are_asked_for_one_after_another() {
        let mut kept = KeptRows::default();
        assert_eq!(kept.take_missing(1, 60, 10), Some(0));
        assert_eq!(kept.take_missing(1, 60, 10), None, "one at a time");
        assert!(kept.receive(1, 0, page("a")));
        assert!(!kept.has_all(1, 60, 10));
        assert_eq!(kept.take_missing(1, 60, 10), Some(1));
        assert!(kept.receive(1, 1, page("b")));
        assert!(kept.has_all(1, 60, 10));
        assert_eq!(kept.take_missing(1, 60, 10), None);
        assert_eq!((kept.row(1, 63), kept.row(1, 64)), (Some("a"), Some("b")));
        assert_eq!(kept.row(1, 128), None);
    }

    #[test]
    fn former_rows_stand_until_new_ones_have_come() {
        let mut kept = KeptRows::default();
        kept.take_missing(1, 0, 10);
        kept.receive(1, 0, page("old"));
        assert_eq!(kept.row(2, 0), Some("old"), "before they are asked for");
        assert_eq!(kept.take_missing(2, 0, 10), Some(0));
        assert_eq!(kept.row(2, 0), Some("old"));
        assert!(!kept.has_all(2, 0, 10));
        assert!(!kept.receive(1, 0, page("stale")));
        assert_eq!(kept.row(2, 0), Some("old"));
        assert!(kept.receive(2, 0, page("new")));
        assert_eq!((kept.row(2, 0), kept.row(2, 64)), (Some("new"), None));
    }

    #[test]
    fn what_is_not_to_be_had_is_not_asked_for_again_at_once() {
        let mut kept = KeptRows::<&str>::default();
        assert_eq!(kept.take_missing(1, 0, 10), Some(0));
        assert!(!kept.receive(1, 0, None));
        assert_eq!(kept.row(1, 0), None);
    }
}
