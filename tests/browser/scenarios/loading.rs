//! The page itself: its names, loaded again, and on a narrow screen.

use std::fs;

use serde_json::{Value, json};

use crate::browser::Program;
use crate::folder::Folder;
use crate::own_site::{OwnSite, compressed_bytes};
use crate::page::Page;

/// What may come over the network before the first search, compressed, in bytes.
const MOST_START_BYTES: usize = 400_000;

/// Little comes over the network before the first search, and the search itself needs no more of the engine.
pub(crate) fn start_is_small(page: &Page) {
    let site = OwnSite::start();
    site.isolate();
    site.lose(Some("later.wasm"));
    page.load_at(site.url());
    // The engine is there when it says what a motif means.
    page.type_motif("AACC");
    page.session.find("//span[normalize-space()='GGTT']");
    let asked = site.asked();
    assert!(
        asked.iter().any(|name| name.ends_with("worker_bg.wasm")),
        "{asked:?}"
    );
    let sizes: Vec<(usize, String)> = asked
        .into_iter()
        .filter(|name| name != "sw.js")
        .map(|name| (compressed_bytes(&name), name))
        .collect();
    let bytes: usize = sizes.iter().map(|(bytes, _)| bytes).sum();
    assert!(bytes <= MOST_START_BYTES, "{bytes} bytes: {sizes:?}");

    // With a gap, as genomes have them: some blocks of the store have no bases.
    let folder = Folder::new();
    let path = folder.path().join("gap.fa");
    let gap = "N".repeat(400_000);
    fs::write(&path, format!(">gap\nGAATTC{gap}GAATTC\n")).unwrap();
    page.choose_file(&path);
    page.type_motif("GAATTC");
    page.session.wait("the genome", || page.genome_label());
    page.press("Search");
    page.session.wait("the count, and what is missing", || {
        let is_counted = page.status().starts_with("2 matches in 1 record");
        let problem = page.problem().unwrap_or_default();
        let is_told = problem.starts_with("A part of the search engine could not be loaded.");
        (is_counted && is_told).then_some(())
    });
    site.lose(None);
    page.press("Dismiss");
    page.search("GAATT");
    page.check_that_all_went_well();
}

/// A chart that could not be loaded comes with the next search.
pub(crate) fn lost_chart_comes_later(page: &Page) {
    const MISSING: &str =
        "//p[.='The chart could not be loaded; the table holds the same numbers.']";
    let site = OwnSite::start();
    site.isolate();
    site.lose(Some("charts.js"));
    page.load_at(site.url());
    page.open_example();
    page.search("GAATTC");
    page.session.find(MISSING);
    site.lose(None);
    page.search("GAATT");
    page.session.find("//*[@role='img'][contains(@aria-label, 'per chromosome')]//*[name()='svg']//*[name()='path']");
    assert!(!page.session.has(MISSING));
    forget_what_the_browser_says(page);
}

/// An engine whose script cannot be loaded is not waited for.
pub(crate) fn missing_engine_is_told(page: &Page) {
    let site = OwnSite::start();
    site.isolate();
    site.lose(Some("coordinator.js"));
    page.session.go_to(site.url());
    assert_eq!(
        page.wait_for_problem(),
        "The search engine did not start (its script could not be loaded). Reload the page, or use a current browser."
    );
    forget_what_the_browser_says(page);
}

/// The browser says what is missing, too.
fn forget_what_the_browser_says(page: &Page) {
    page.session.script("window.wrongs = []", &[]);
    if page.session.browser().program == Program::Chromium {
        page.session.log();
    }
}

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
    // Motifs to begin with stand apart, also where what they are is on a line of its own.
    let apart = r"
        const edges = [...document.querySelectorAll('.first-steps li')].map((item) => {
            const [first, ...others] = [...item.children].map((child) => child.getBoundingClientRect());
            return { first, others, bottom: Math.max(first.bottom, ...others.map(({ bottom }) => bottom)) };
        });
        const isBroken = edges.some(({ first, others }) => others.some(({ top }) => top >= first.bottom));
        return [isBroken, edges.slice(1).every(({ first }, index) => first.top - edges[index].bottom >= 6)];
    ";
    assert_eq!(page.session.script(apart, &[]), json!([true, true]));
    page.session
        .click("//summary[normalize-space()='Paste sequence']");
    check_width(page);
    page.open_example();
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
    check_width(page);
    // Two rows are there as a whole: the table is moved to the side alone, its bar covers none of them, and what would move it up or
    // down moves the page.
    let moves = r"
        const table = document.querySelector('.records-table .table-scroll');
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = table;
        const end = new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true });
        const isHandedOn = table.dispatchEvent(end) && getComputedStyle(table).overscrollBehaviorY === 'auto';
        return [scrollWidth > clientWidth, scrollHeight > clientHeight, isHandedOn];
    ";
    assert_eq!(page.session.script(moves, &[]), json!([true, false, true]));
    // A table that is longer than its box has a bar at the foot too, which covers no row.
    let in_sight = r"
        const table = document.querySelector('.matches-table .table-scroll');
        const head = table.querySelector('thead').getBoundingClientRect();
        const rows = [...table.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect());
        const hasBar = table.offsetHeight > table.clientHeight;
        return [hasBar, Math.round((table.clientHeight - head.height) / rows[0].height * 100) / 100];
    ";
    page.session.wait("a row that the bar does not cover", || {
        let seen = page.session.script(in_sight, &[]);
        (seen == json!([true, 10])).then_some(())
    });
    page.press("Change the search (GAATTC)");
    page.search("RCTGTGYRN(17,23)CYTCTCTG");
    check_width(page);
    page.go_to_view("How it works");
    check_width(page);
    // No text ends beside its drawing.
    let cut = r"
        const inside = (text) => text.getBoundingClientRect().right <= text.ownerSVGElement.getBoundingClientRect().right + 1;
        const texts = [...document.querySelectorAll('.article .drawing text')];
        return [texts.length > 0, texts.filter((text) => !inside(text)).map((text) => text.textContent)];
    ";
    assert_eq!(page.session.script(cut, &[]), json!([true, []]));
}

fn check_width(page: &Page) {
    let script = "return [document.documentElement.scrollWidth, innerWidth]";
    let widths = page.session.script(script, &[]);
    let [page_px, screen_px] = [0, 1].map(|i| widths[i].as_u64().unwrap());
    assert_eq!(screen_px, 390);
    assert!(page_px <= screen_px, "the page is {page_px} pixels wide");
}

/// Screen readers find everything by role and name; so do these tests, and so names do not change.
pub(crate) fn names_are_accessible(page: &Page) {
    page.open_example();
    page.paste_motifs("EcoRI GAATTC\nGANTC");
    page.press("Search");
    page.wait_for_results("2 motifs together");
    page.session
        .click("//summary[normalize-space()='Paste sequence']");
    let tree = page
        .session
        .developer_tools("Accessibility.getFullAXTree", json!({}));
    let nodes = tree["nodes"].as_array().unwrap();
    let value =
        |node: &Value, key: &str| node[key]["value"].as_str().unwrap_or_default().to_owned();
    let named: Vec<(String, String)> = nodes
        .iter()
        .map(|node| (value(node, "role"), value(node, "name")))
        .collect();
    for (role, name) in [
        ("button", "Open example"),
        ("textbox", "Paste sequence"),
        ("button", "Open pasted sequence"),
        ("textbox", "Motif"),
        ("combobox", "Strand"),
        ("spinbutton", "Mismatches"),
        ("radiogroup", "Version"),
        ("radio", "Naive"),
        ("radio", "Shift-And"),
        ("combobox", "Work sharing"),
        ("spinbutton", "Threads"),
        ("region", "Library"),
        ("switch", "Keep in this browser"),
        ("switch", "Search as you type"),
        ("button", "Search"),
        ("region", "Genome"),
        ("region", "Results"),
        ("status", ""),
        ("alert", ""),
        ("table", "Timing"),
        ("table", "Matches per chromosome"),
        ("table", "Motifs"),
        ("button", "All together"),
        ("button", "EcoRI"),
        ("table", "Matches"),
        ("button", "Download BED"),
    ] {
        let is_there = named.iter().any(|(r, n)| r == role && n == name);
        assert!(is_there, "no {role} “{name}” among {named:#?}");
    }
    // A file input's name is that of its button, and what is chosen.
    let has_input = named
        .iter()
        .any(|(_, name)| name.starts_with("Genome file"));
    assert!(has_input, "no “Genome file” among {named:#?}");
}
