//! Ending what runs.

use serde_json::json;

use crate::engines::{engines, wait_for_engines, watch_engines};
use crate::made::large_genome;
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::Page;

const LARGE_BYTES: usize = 400_000_000;
/// What the page promises.
const MAX_CANCEL_MS: f64 = 200.0;
const TRIES: usize = 3;

/// With spacers the naive search takes some seconds.
const SLOW_MOTIF: &str = "AN(1,100)CN(1,20)TTTTTTTTTTTT";

/// Once there is progress, presses Cancel; gives the milliseconds until the page is free again.
const CANCEL: &str = r"
    const done = arguments[arguments.length - 1];
    const button = () => [...document.querySelectorAll('button')].find((b) => b.textContent.trim() === 'Cancel');
    const began = performance.now();
    const look = () => {
      const cancel = button();
      if (performance.now() - began > 20000) return done('there was nothing to cancel');
      if (!cancel || !(document.querySelector('progress').value > 0)) return setTimeout(look, 1);
      const pressed = performance.now();
      cancel.click();
      const gone = () => (button() ? setTimeout(gone, 1) : done(performance.now() - pressed));
      gone();
    };
    look();
";

/// Cancel ends opening and searching at once; what was there before stays.
pub(crate) fn work_is_cancelled(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    let before = (page.status(), page.table("Matches").cells());

    let large = large_genome(page.session.folder(), LARGE_BYTES);
    watch_engines(page);
    cancel(page, "opening", || {
        page.choose_file(&large);
        wait_for_engines(page, 1, "one opens the file");
    });
    std::fs::remove_file(large).unwrap();
    assert_eq!(engines(page), 0, "what was cancelled keeps its memory");
    assert_eq!(
        page.figure("File").as_deref(),
        Some("vibrio_cholerae_N16961.fa.gz")
    );
    assert_eq!((page.status(), page.table("Matches").cells()), before);

    page.choose_version("Naive");
    page.select("Work sharing", "One thread");
    page.type_motif(SLOW_MOTIF);
    cancel(page, "searching", || page.press("Search"));
    assert_eq!((page.status(), page.table("Matches").cells()), before);

    page.search("CGSKRRCH");
    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    assert_eq!(page.outcome(), genome.search("CGSKRRCH").outcome());
}

/// What tells how far a search is comes up where Search was pressed, if that is at the lower edge: a second press is none on Cancel.
pub(crate) fn second_press_ends_nothing(page: &Page) {
    page.open_example();
    page.choose_version("Naive");
    page.select("Work sharing", "One thread");
    page.type_motif(SLOW_MOTIF);
    let place = r"
        const search = [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Search');
        search.scrollIntoView({ block: 'end', behavior: 'instant' });
        const { left, top, width, height } = search.getBoundingClientRect();
        return [left + width / 2, top + height / 2];
    ";
    let place = page.session.script(place, &[]);
    page.press("Search");
    page.session
        .wait("what tells how far it is", || page.is_busy().then_some(()));
    let there =
        "return document.elementFromPoint(...arguments[0]).closest('button')?.textContent ?? null";
    let there = page.session.script(there, &[place]);
    assert_ne!(there, json!("Cancel"));
    page.press("Cancel");
}

/// Begins and cancels. The best of some tries counts: what else the machine does is not the page's fault.
fn cancel(page: &Page, what: &str, begin: impl Fn()) {
    let mut tries = (0..TRIES).map(|_| {
        begin();
        let answer = page.session.script_with_answer(CANCEL, &[]);
        assert_eq!(page.problem(), None, "after cancelling {what}");
        answer
            .as_f64()
            .unwrap_or_else(|| panic!("{what}: {answer}"))
    });
    let is_prompt = tries.any(|ms| ms < MAX_CANCEL_MS);
    assert!(
        is_prompt,
        "cancelling {what} took longer than {MAX_CANCEL_MS} ms each time"
    );
}
