//! The table of matches as a list to work with: filtered, sorted, walked through, copied from.

use serde_json::json;

use crate::match_list::{
    choose, chosen, click_row, go_to, marked_rows, wait_for_count, wait_for_go_to_note,
    wait_for_marked_row,
};
use crate::native::{NativeGenome, with_commas};
use crate::needs::data;
use crate::page::Page;

const DOWN: char = '\u{e015}';
const ENTER: char = '\u{e007}';
const HOME: char = '\u{e011}';
const MOTIF: &str = "GAATYC";

/// Keeps what is copied in `window.copied`.
const KEEP_COPIES: &str = r"
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text) => { window.copied = text; } },
    });
";

/// Refuses to copy in every way.
const REFUSE_COPIES: &str = r"
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async () => { throw new DOMException('no', 'NotAllowedError'); } },
    });
";

/// Cells of rows: chromosome, start, end, strand, mismatches, sequence.
type Rows = Vec<Vec<String>>;

/// Opens the example and searches with one mismatch; gives all rows as they must be listed.
fn search(page: &Page) -> Rows {
    page.open_example();
    page.fill_number("Mismatches", "1");
    page.type_motif(MOTIF);
    page.press("Search");
    page.wait_for_results_of(&format!("{MOTIF}, up to 1 mismatch, on "));
    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    genome.search_up_to(MOTIF, 1).rows_with_mismatches()
}

/// Compares the first rows on the screen, and the number of all.
#[track_caller]
fn check(page: &Page, expected: &[&Vec<String>], total: usize) {
    let all = expected.len() == total;
    let count = format!(
        "{} of {} matches",
        with_commas(expected.len() as u64),
        with_commas(total as u64)
    );
    wait_for_count(page, if all { "" } else { &count });
    let table = page.table("Matches");
    page.session.wait("the rows of the list", || {
        let rows = table.cells();
        let expected = expected.iter().take(rows.len());
        (table.row_count() > 0 && rows.iter().eq(expected.copied())).then_some(())
    });
    assert_eq!(table.row_count(), expected.len() as u64);
}

/// Filters of all kinds and both orders give the rows that filtering and sorting gives, and stay as long as they make sense.
pub(crate) fn matches_are_filtered_and_sorted(page: &Page) {
    let rows = search(page);
    let total = rows.len();
    let of = |is_listed: &dyn Fn(&[String]) -> bool| -> Vec<&Vec<String>> {
        rows.iter().filter(|row| is_listed(row)).collect()
    };
    check(page, &of(&|_| true), total);

    choose(page, "Strands that are listed", "Reverse (−)");
    check(page, &of(&|row| row[3] == "-"), total);
    let second = rows.last().unwrap()[0].clone();
    choose(page, "Chromosomes that are listed", &second);
    check(page, &of(&|row| row[3] == "-" && row[0] == second), total);
    choose(page, "Mismatches that are listed", "0 mismatches");
    let exact = |row: &[String]| row[3] == "-" && row[0] == second && row[4] == "0";
    check(page, &of(&exact), total);
    choose(page, "Mismatches that are listed", "Any mismatches");

    let mut sorted = of(&|row| row[3] == "-" && row[0] == second);
    sorted.sort_by_key(|row| row[4].clone());
    choose(page, "Order of the list", "Fewest mismatches first");
    check(page, &sorted, total);
    // The last exact one, and the first that is not.
    let exact_count = sorted.iter().filter(|row| row[4] == "0").count();
    go_to(page, &exact_count.to_string());
    wait_for_marked_row(page, exact_count as u64 - 1);
    let around = page.table("Matches").rows();
    for row in around {
        assert_eq!(&row.cells, sorted[row.ordinal as usize]);
    }
    sorted.sort_by_key(|row| std::cmp::Reverse(row[4].clone()));
    choose(page, "Order of the list", "Most mismatches first");
    check(page, &sorted, total);

    // Without mismatches there are none to sort by; chromosome and strand stay.
    page.fill_number("Mismatches", "0");
    page.press("Search");
    page.wait_for_results(MOTIF);
    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    let rows = genome.search(MOTIF).all_rows();
    let kept = rows.iter().filter(|row| row[3] == "-" && row[0] == second);
    check(page, &kept.collect::<Vec<_>>(), rows.len());
    assert_eq!(chosen(page, "Order of the list"), None);
    assert_eq!(
        chosen(page, "Strands that are listed").as_deref(),
        Some("Reverse (−)")
    );
    page.press("List all");
    check(page, &rows.iter().collect::<Vec<_>>(), rows.len());

    // A motif that is its own reverse complement has no strand to choose.
    choose(page, "Strands that are listed", "Forward (+)");
    page.search("GAATTC");
    let rows = genome.search("GAATTC").all_rows();
    check(page, &rows.iter().collect::<Vec<_>>(), rows.len());
    assert_eq!(chosen(page, "Strands that are listed"), None);
}

/// A row is picked by a click or by keys, stays marked, and is found again by its place.
pub(crate) fn row_is_picked(page: &Page) {
    let rows = search(page);
    let table = page.table("Matches");
    click_row(page, 3);
    wait_for_marked_row(page, 3);
    table.drag_to(1.0);
    page.session.wait("the end of the list", || {
        marked_rows(page).is_empty().then_some(())
    });
    table.drag_to(0.0);
    wait_for_marked_row(page, 3);
    // What is selected is offered as a filter, and filters nothing by itself.
    page.press(&format!("Only {}", rows[3][0]));
    let only: Vec<_> = rows.iter().filter(|row| row[0] == rows[3][0]).collect();
    check(page, &only, rows.len());
    page.press("List all");
    check(page, &rows.iter().collect::<Vec<_>>(), rows.len());

    table.press(HOME);
    table.press(DOWN);
    table.press(DOWN);
    table.press(ENTER);
    wait_for_marked_row(page, 2);

    // The first match at a place or after it.
    let row = rows.iter().position(|row| row[0] != rows[0][0]).unwrap() + 4;
    let at = |row: usize| format!("{}:{}", rows[row][0], rows[row][1]);
    go_to(page, &at(row));
    wait_for_marked_row(page, row as u64);
    let before = rows[row][1].replace(',', "").parse::<u64>().unwrap() - 1;
    go_to(page, &format!("{}:{before}", rows[row][0]));
    wait_for_marked_row(page, row as u64);
    go_to(page, "7");
    wait_for_marked_row(page, 6);

    for (target, sentence) in [
        (
            "0",
            format!(
                "There is no row 0: the list has {} rows.",
                with_commas(rows.len() as u64)
            ),
        ),
        (
            "chr9:5",
            "There is no “chr9” in the genome: type a row, or a place such as chr2:1,234,567."
                .into(),
        ),
    ] {
        go_to(page, target);
        wait_for_go_to_note(page, &sentence);
    }
    wait_for_marked_row(page, 6);
}

/// The row that was picked can be copied, and its sequence; where the browser refuses, it can be copied by hand.
pub(crate) fn row_is_copied(page: &Page) {
    let rows = search(page);
    let row = rows.iter().position(|row| row[3] == "-").unwrap();
    go_to(page, &(row + 1).to_string());
    wait_for_marked_row(page, row as u64);
    let [record, first, last, strand, mismatches, sequence] = &rows[row][..] else {
        panic!("{:?}", rows[row]);
    };
    let line = format!(
        "{record}\t{}\t{}\t{strand}\t{MOTIF}\t{mismatches}\t{sequence}",
        first.replace(',', ""),
        last.replace(',', "")
    );
    page.session.script(KEEP_COPIES, &[]);
    for (button, text) in [("Copy row", &line), ("Copy sequence", sequence)] {
        page.press(button);
        page.session.wait(&format!("{button} to copy"), || {
            let copied = page.session.script("return window.copied ?? null", &[]);
            (copied == json!(text)).then_some(())
        });
    }
    page.session.script(REFUSE_COPIES, &[]);
    page.press("Copy row");
    page.session.wait("what is to be copied by hand", || {
        let script = "return document.querySelector('.by-hand')?.value ?? null";
        (page.session.script(script, &[]) == json!(line)).then_some(())
    });
}
