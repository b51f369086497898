//! A table of the page, of which perhaps only the rows on the screen are there.

use serde_json::json;

use crate::page::strings;
use crate::session::Session;

/// Gives the table with the caption, and the element that scrolls it.
const FIND: &str = r"
    const table = [...document.querySelectorAll('table')].find((t) => t.caption?.textContent === arguments[0]);
    const scroll = table?.closest('[role=group]');
";

/// A table by its caption.
#[derive(Clone, Copy)]
pub(crate) struct Table<'session> {
    session: &'session Session,
    caption: &'static str,
}

/// A row that is on the screen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// Its place in the whole table, from 0.
    pub(crate) ordinal: u64,
    pub(crate) cells: Vec<String>,
}

impl<'session> Table<'session> {
    pub(crate) fn new(session: &'session Session, caption: &'static str) -> Self {
        Self { session, caption }
    }

    /// The titles of the columns.
    pub(crate) fn titles(&self) -> Vec<String> {
        strings(
            &self.script("return [...table.tHead.rows[0].cells].map((cell) => cell.textContent)"),
        )
    }

    /// The rows that are in the page, once all of them have come.
    #[track_caller]
    pub(crate) fn rows(&self) -> Vec<Row> {
        self.session
            .wait(&format!("the rows of {}", self.caption), || {
                let rows = self.present_rows()?;
                let have_come = rows
                    .iter()
                    .all(|row| !row.cells.iter().any(|cell| cell == "…"));
                have_come.then_some(rows)
            })
    }

    /// Just the cells of [`Self::rows`].
    #[track_caller]
    pub(crate) fn cells(&self) -> Vec<Vec<String>> {
        self.rows().into_iter().map(|row| row.cells).collect()
    }

    /// The letters that are marked in each row on the screen, by their place from 1, as they are seen and as they are
    /// read out.
    #[track_caller]
    pub(crate) fn marks(&self) -> Vec<(Vec<usize>, String)> {
        self.rows();
        let marks = self.script(
            r"
            return [...table.tBodies[0].rows].map((row) => {
              const cell = row.querySelector('.sequence');
              const places = [];
              let place = 0;
              for (const part of cell.childNodes) {
                for (const _ of part.textContent) {
                  place += 1;
                  if (part.nodeName === 'MARK') places.push(place);
                }
              }
              return [places, cell.getAttribute('aria-label') ?? ''];
            });
            ",
        );
        let rows = marks.as_array().into_iter().flatten();
        rows.map(|row| {
            let places = row[0].as_array().into_iter().flatten();
            let places = places.map(|place| place.as_u64().unwrap_or_default() as usize);
            (
                places.collect(),
                row[1].as_str().unwrap_or_default().to_owned(),
            )
        })
        .collect()
    }

    /// Rows of the whole table.
    pub(crate) fn row_count(&self) -> u64 {
        let count = self.script("return Number(table.getAttribute('aria-rowcount')) - 1");
        count.as_u64().expect("a number of rows")
    }

    /// Drags the scroll bar; 0 is the beginning, 1 the end.
    pub(crate) fn drag_to(&self, share: f64) {
        let script =
            "scroll.scrollTop = (scroll.scrollHeight - scroll.clientHeight) * arguments[1]";
        self.session.script(
            &format!("{FIND}{script}"),
            &[json!(self.caption), json!(share)],
        );
    }

    /// Turns the wheel down by this many pixels.
    pub(crate) fn wheel(&self, pixels: f64) {
        let script = r"
            const event = new WheelEvent('wheel', { deltaY: arguments[1], bubbles: true, cancelable: true });
            // What the page leaves to the browser is not done for an event that a script makes.
            if (scroll.dispatchEvent(event)) scroll.scrollTop += arguments[1];
        ";
        self.session.script(
            &format!("{FIND}{script}"),
            &[json!(self.caption), json!(pixels)],
        );
    }

    /// Presses a key while the table has the focus.
    #[track_caller]
    pub(crate) fn press(&self, key: char) {
        let group = format!(
            "//table[caption='{}']/ancestor::*[@role='group']",
            self.caption
        );
        self.session.send_keys(&group, &key.to_string());
    }

    fn present_rows(&self) -> Option<Vec<Row>> {
        let rows = self.script(
            r"
            if (scroll?.getAttribute('aria-busy') === 'true') return null;
            return [...(table?.tBodies[0].rows ?? [])].map((row, i) => {
              const index = row.getAttribute('aria-rowindex');
              return [String(index ? index - 2 : i), ...[...row.cells].map((cell) => cell.textContent)];
            });
            ",
        );
        let rows = rows.as_array()?.iter().map(|row| {
            let mut cells = strings(row);
            let ordinal = cells.remove(0).parse().expect("the ordinal of a row");
            Row { ordinal, cells }
        });
        Some(rows.collect())
    }

    fn script(&self, script: &str) -> serde_json::Value {
        self.session
            .script(&format!("{FIND}{script}"), &[json!(self.caption)])
    }
}
