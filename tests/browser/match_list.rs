//! What stands around the table of matches, as a person uses it.

use serde_json::json;

use crate::page::Page;

/// Chooses from the list of choices that is called so for those who do not see it.
#[track_caller]
pub(crate) fn choose(page: &Page, label: &str, option: &str) {
    page.session.click(&format!(
        "//select[@aria-label='{label}']/option[normalize-space()='{option}']"
    ));
}

/// What can be chosen there, and what is chosen; none if there is no such list.
pub(crate) fn chosen(page: &Page, label: &str) -> Option<String> {
    let script = r"
        const select = document.querySelector(`select[aria-label='${arguments[0]}']`);
        return select?.selectedOptions[0]?.textContent ?? null;
    ";
    let chosen = page.session.script(script, &[json!(label)]);
    chosen.as_str().map(str::to_owned)
}

/// Waits until the page says that so many are listed: `12 of 345 matches`, or nothing if all are.
#[track_caller]
pub(crate) fn wait_for_count(page: &Page, count: &str) {
    page.session.wait(&format!("“{count}” above the list"), || {
        let script = "return document.querySelector('.list-count').textContent";
        (page.session.script(script, &[]) == count).then_some(())
    });
}

/// Goes to a row or a place; gives the sentence if there is none.
pub(crate) fn go_to(page: &Page, target: &str) {
    page.fill("Go to", target);
    page.press("Go");
}

/// Waits for a sentence beside the field for rows and places.
#[track_caller]
pub(crate) fn wait_for_go_to_note(page: &Page, sentence: &str) {
    page.session.wait(&format!("“{sentence}”"), || {
        let script = "return document.querySelector('#go-to-note').textContent";
        (page.session.script(script, &[]) == sentence).then_some(())
    });
}

/// Clicks a row that is on the screen, by its place in the list, from 0.
#[track_caller]
pub(crate) fn click_row(page: &Page, row: u64) {
    page.session.click(&format!(
        "//tr[@id='match-row-{row}']/td[2][not(contains(@class, 'coming'))]"
    ));
}

/// The rows on the screen that are marked as looked at, by their places in the list, from 0.
pub(crate) fn marked_rows(page: &Page) -> Vec<u64> {
    let script = r"
        return [...document.querySelectorAll('tr[aria-current=true]')].map((row) => row.ariaRowIndex
          ?? row.getAttribute('aria-rowindex')).map((index) => Number(index) - 2);
    ";
    let rows = page.session.script(script, &[]);
    let rows = rows.as_array().into_iter().flatten();
    rows.filter_map(serde_json::Value::as_u64).collect()
}

/// Waits until just this row is marked.
#[track_caller]
pub(crate) fn wait_for_marked_row(page: &Page, row: u64) {
    page.session.wait(&format!("row {row} to be marked"), || {
        (marked_rows(page) == [row]).then_some(())
    });
}
