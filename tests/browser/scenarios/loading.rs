//! The page itself: loaded again, and on a narrow screen.

use serde_json::json;

use crate::page::Page;

/// Loaded again, the page is as new, and isolated at once.
pub(crate) fn page_is_loaded_again(page: &Page) {
    let was_isolated = page.session.script("return crossOriginIsolated", &[]);
    page.open_example();
    page.search("GAATTC");
    page.check_that_all_went_well();
    page.reload();
    assert_eq!(
        page.session.script("return crossOriginIsolated", &[]),
        was_isolated
    );
    assert_eq!(page.figure("File"), None);
    page.open_example();
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
}

/// At 390 pixels nothing is wider than the screen, and all can be done.
pub(crate) fn narrow_page_fits(page: &Page) {
    let screen = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": false });
    page.session
        .developer_tools("Emulation.setDeviceMetricsOverride", screen);
    check_width(page);
    page.open_example();
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
    check_width(page);
    page.press("Change the search (GAATTC)");
    page.search("RCTGTGYRN(17,23)CYTCTCTG");
    check_width(page);
}

fn check_width(page: &Page) {
    let script = "return [document.documentElement.scrollWidth, innerWidth]";
    let widths = page.session.script(script, &[]);
    let [page_px, screen_px] = [0, 1].map(|i| widths[i].as_u64().unwrap());
    assert_eq!(screen_px, 390);
    assert!(page_px <= screen_px, "the page is {page_px} pixels wide");
}
