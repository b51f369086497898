//! Which engine runs, and that each way to search gives the same.

use serde_json::json;

use crate::browser::{Browser, Build, Program};
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::Page;

/// Threads are used wherever shared memory is to be had, and else the page says that it has one.
pub(crate) fn engine_is_the_best(page: &Page) {
    let browser = page.session.browser();
    let isolated = page.session.script("return crossOriginIsolated", &[]);
    // A page can be isolated and still have no shared memory.
    let is_isolated = browser.build == Build::Threads || browser == Browser::WEBKIT_SINGLE;
    assert_eq!(isolated, json!(is_isolated), "crossOriginIsolated");

    let threads = page
        .session
        .script("return navigator.hardwareConcurrency", &[]);
    let expected = match (browser.build, threads.as_u64()) {
        (Build::Threads, Some(threads)) if threads > 1 => format!("{threads} threads"),
        _ => "1 thread".to_owned(),
    };
    let note = page.engine_note();
    assert!(note.starts_with(&expected), "“{note}”, expected {expected}");

    // The first visit loads the page once more to isolate it; only Chromium counts.
    match (browser.program, browser.build) {
        (Program::Chromium, Build::Threads) => assert_eq!(page.loads(), 2),
        (Program::Chromium, Build::Single) => assert_eq!(page.loads(), 1),
        _ => {}
    }
}

/// Every version, sharing and number of threads finds the same matches.
pub(crate) fn ways_to_search_agree(page: &Page) {
    page.open_example();
    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    let expected = ["CGSKRRCH", "TTGACAN(14,18)TAWWWT"].map(|motif| (motif, genome.search(motif)));
    assert_eq!(expected[0].1.outcome(), "4,963 matches in 2 records");

    let versions = page.versions();
    assert!(
        versions.starts_with(&["Naive".into(), "Shift-And".into()]),
        "{versions:?}"
    );
    // The other browsers run the same code: in them, not each with each.
    let all_threads: &[&str] = match page.session.browser() {
        Browser {
            program: Program::Chromium,
            build: Build::Threads,
        } => &["1", "2"],
        _ => &["2"],
    };
    for version in &versions {
        page.choose_version(version);
        for sharing in ["One thread", "Per chromosome", "Blocks"] {
            page.select("Work sharing", sharing);
            for threads in all_threads {
                page.fill_number("Threads", threads);
                for (motif, hits) in &expected {
                    page.search(motif);
                    let way = format!("{motif}: {version}, {sharing}, {threads} threads");
                    assert_eq!(page.outcome(), hits.outcome(), "{way}");
                    let rows = page.table("Matches").cells();
                    assert_eq!(rows, hits.rows(0, rows.len()), "{way}");
                }
            }
        }
    }
}
