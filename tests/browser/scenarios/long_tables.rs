//! Tables of more rows than a page could hold.

use crate::made::{contigs, file};
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::Page;
use crate::table::Table;

const PAGE_DOWN: char = '\u{e00f}';
const END: char = '\u{e010}';
const HOME: char = '\u{e011}';
const UP: char = '\u{e013}';
/// More rows in a table, or elements in the page, would show that a list is whole in it.
const MAX_ROWS: u64 = 60;
const MAX_ELEMENTS: u64 = 1500;

/// Two million matches can be read from end to end.
pub(crate) fn millions_of_matches_are_listed(page: &Page) {
    page.open_example();
    page.search("S");
    let hits = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz")).search("S");
    let total = hits.total();
    assert!(total > 1_900_000, "{total} matches");
    assert_eq!(page.outcome(), hits.outcome());

    let table = page.table("Matches");
    let check = |what: &str, ordinal: u64| {
        wait_for_row(page, table, what, ordinal);
        let rows = table.rows();
        let expected = hits.rows(rows[0].ordinal, rows.len());
        let cells: Vec<_> = rows.into_iter().map(|row| row.cells).collect();
        assert_eq!(cells, expected, "{what}");
        check_size(page);
    };
    check("the beginning", 0);
    table.drag_to(1.0);
    check("dragged to the end", total - 1);
    table.drag_to(0.5);
    check("dragged to the middle", total / 2);
    table.press(END);
    check("the key End", total - 1);
    // The first of these rows are on the screen already.
    (0..10).for_each(|_| table.press(UP));
    check("the key Up", total - 11);
    table.press(HOME);
    check("the key Home", 0);
    table.press(PAGE_DOWN);
    check("the key Page Down", 10);
    table.wheel(28.0 * 100.0);
    check("the wheel", 110);
}

/// An assembly of 20,000 contigs has tables and a chart that stay small.
pub(crate) fn thousands_of_records_are_listed(page: &Page) {
    let path = file(
        page.session.folder(),
        "contigs.fa",
        contigs(20_000).as_bytes(),
    );
    page.open_file(&path);
    assert_eq!(page.figure("Records").as_deref(), Some("20,000"));
    page.search("GANTC");
    let hits = NativeGenome::open(&path).search("GANTC");
    assert_eq!(page.outcome(), hits.outcome());

    let table = page.table("Matches per chromosome");
    assert_eq!(table.row_count(), 20_000);
    let expected = hits.rows_per_record();
    for (share, ordinal) in [(0.0, 0), (1.0, 19_999), (0.3, 6_000)] {
        table.drag_to(share);
        wait_for_row(page, table, "a contig", ordinal);
        for row in table.rows() {
            assert_eq!(row.cells[..3], expected[row.ordinal as usize], "{row:?}");
        }
    }
    page.session.find("//*[@role='img'][contains(@aria-label, 'per chromosome')]//*[name()='svg']//*[name()='path']");
    check_size(page);
}

fn wait_for_row(page: &Page, table: Table<'_>, what: &str, ordinal: u64) {
    page.session.wait(&format!("row {ordinal} by {what}"), || {
        table
            .rows()
            .iter()
            .any(|row| row.ordinal == ordinal)
            .then_some(())
    });
}

fn check_size(page: &Page) {
    let rows =
        "return Math.max(...[...document.querySelectorAll('table')].map((t) => t.rows.length))";
    let elements = "return document.querySelectorAll('*').length";
    for (what, script, max) in [
        ("rows in a table", rows, MAX_ROWS),
        ("elements in the page", elements, MAX_ELEMENTS),
    ] {
        let count = page.session.script(script, &[]).as_u64().unwrap();
        assert!(count < max, "{count} {what}");
    }
}
