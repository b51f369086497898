//! The views of the page, and the way back and forth between them.

use serde_json::json;

use crate::page::Page;

/// Back and forward go from view to view, and never away from the page; what was opened and found stays.
pub(crate) fn views_go_back_and_forth(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    let found = page.outcome();
    let depth = page.session.script("return history.length", &[]);
    page.go_to_view("Compare");
    page.go_to_view("How it works");
    // Whoever is there already goes nowhere.
    page.go_to_view("How it works");
    page.go_to_view("Search");
    let steps = page.session.script("return history.length", &[]);
    assert_eq!(steps.as_u64(), depth.as_u64().map(|depth| depth + 3));

    for view in ["How it works", "Compare", "Search"] {
        step(page, "back", view);
    }
    assert_eq!(page.outcome(), found);
    for view in ["Compare", "How it works", "Search"] {
        step(page, "forward", view);
    }
    step(page, "back", "How it works");
    page.go_to_view("Compare");
    step(page, "back", "How it works");
    page.go_to_view("Search");
    assert_eq!(page.outcome(), found);
}

#[track_caller]
fn step(page: &Page, way: &str, view: &str) {
    page.session
        .script("history[arguments[0]]()", &[json!(way)]);
    let tab = format!("//nav//a[normalize-space()='{view}'][@aria-current='page']");
    page.session.find(&tab);
}
