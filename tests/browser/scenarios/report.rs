//! The report on paper.

use serde_json::json;

use crate::page::Page;

/// What is to be seen of the page: its text, and what only a screen is good for.
const SEEN: &str = r"
    const isSeen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
    const useless = 'button, input, select, textarea, nav, label, summary, [role=group]:not(.density-picture), dialog, form';
    const all = [...document.querySelectorAll(useless)].filter(isSeen).map((element) => element.outerHTML.slice(0, 99));
    return [document.body.innerText, all, document.documentElement.scrollWidth];
";
/// A4 without its margins, in pixels.
const PAPER_PX: u64 = 680;

/// Printed before anybody saw them, the matched sequences are on paper all the same.
pub(crate) fn unseen_logo_is_printed(page: &Page) {
    page.open_example();
    page.search("GANTC");
    let look = "window.print = () => { window.printed = document.querySelectorAll('section[aria-label=\"Matched sequences\"] svg').length; }";
    page.session.script(look, &[]);
    page.session
        .find("//button[normalize-space()='Print report']");
    // Who presses it with the mouse has scrolled to it.
    let press = "[...document.querySelectorAll('button')].find((button) => button.textContent === 'Print report').click()";
    page.session.script(press, &[]);
    let drawings = page.session.wait("the report to be printed", || {
        page.session
            .script("return window.printed ?? null", &[])
            .as_u64()
    });
    assert!(
        drawings >= 2,
        "{drawings} drawings of the matched sequences"
    );
}

/// On paper stand settings, genome, counts, times, chart and version, and nothing to be pressed; it fits.
pub(crate) fn report_is_printed(page: &Page) {
    page.open_example();
    page.paste_motifs("EcoRI\tGAATTC\nGANTC");
    page.fill_number("Mismatches", "1");
    page.press("Search");
    page.wait_for_results_of("2 motifs together, up to 1 mismatch");
    let outcome = page.outcome();
    page.session
        .script("window.print = () => { window.printed = true; }", &[]);
    page.press("Print report");
    assert_eq!(page.session.script("return window.printed", &[]), true);

    page.session
        .developer_tools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let paper =
        json!({ "width": PAPER_PX, "height": 1000, "deviceScaleFactor": 1, "mobile": false });
    page.session
        .developer_tools("Emulation.setDeviceMetricsOverride", paper);
    let seen = page.session.script(SEEN, &[]);
    let text = seen[0].as_str().unwrap();
    let version = format!("Motif Matcher {}, engine ", env!("CARGO_PKG_VERSION"));
    for part in [
        "Motif Matcher\n",
        "Searched on",
        "2 motifs together",
        "up to 1",
        "Bit planes",
        "Blocks, ",
        "vibrio_cholerae_N16961.fa.gz",
        "4,033,464",
        "47.5 %",
        &outcome,
        "Timing",
        "EcoRI (GAATTC)",
        "Matches per chromosome",
        "gi|12057212|gb|AE003852.1|",
        "gi|12057212|gb|AE003852.1|: 1–2,961,149",
        "which are not printed",
        &version,
    ] {
        assert!(text.contains(part), "no “{part}” in {text}");
    }
    assert_eq!(seen[1], json!([]), "of no use on paper");
    for hint in ["wheel", "Press ", "Click "] {
        assert!(!text.contains(hint), "“{hint}” in {text}");
    }
    assert!(
        seen[2].as_u64().unwrap() <= PAPER_PX,
        "{} pixels wide",
        seen[2]
    );
    let chart = "return document.querySelector('.chart svg').getBoundingClientRect().width";
    assert!(page.session.script(chart, &[]).as_f64().unwrap() > 300.0);

    // Here the chart follows the paper's width while it is laid out, which a chart that is printed does not.
    let forgive =
        "window.wrongs = window.wrongs.filter((wrong) => !wrong.includes('ResizeObserver loop'))";
    page.session.script(forgive, &[]);

    // As a browser lays it out: a page or two.
    let pdf = page
        .session
        .developer_tools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
    let pages = pdf["data"].as_str().map_or(0, str::len);
    assert!(pages > 10_000, "{pages} letters of a PDF file");
}
