//! The page stays free while the engine works: no task of its main thread is long.

use serde_json::Value;

use crate::made;
use crate::page::Page;

/// Watches from now on for tasks of 50 ms and more.
const WATCH: &str = r"
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longTasks.push(Math.round(entry.duration));
    }).observe({ type: 'longtask' });
";
/// The longest of them since the last look, in ms; 0 if there was none.
const LONGEST: &str = "return Math.max(0, ...window.longTasks.splice(0))";
/// No task may be longer, in ms.
const MOST_MS: u64 = 50;
/// Whatever else the computer does makes tasks longer, never shorter: so the best of some rounds counts.
const ROUNDS: u32 = 8;

pub(crate) fn page_is_never_blocked(page: &Page) {
    let path = made::large_genome(page.session.folder(), 20_000_000);
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let longest_ms = round(page, &path);
        let is_smooth = longest_ms.iter().all(|(_, ms)| *ms <= MOST_MS);
        rounds.push(longest_ms);
        if is_smooth {
            return;
        }
        page.forget_settings();
        page.reload();
    }
    panic!("the longest tasks of the main thread, in ms: {rounds:#?}");
}

/// Uses the page; gives the longest task of each step.
fn round(page: &Page, path: &std::path::Path) -> Vec<(&'static str, u64)> {
    page.session.script(WATCH, &[]);
    let longest_ms = |step| {
        (
            step,
            page.session
                .script(LONGEST, &[])
                .as_u64()
                .unwrap_or(u64::MAX),
        )
    };
    let mut longest = Vec::new();
    page.open_file(path);
    longest.push(longest_ms("opening"));
    page.search("GAATTC");
    settle(page);
    longest.push(longest_ms("searching and drawing"));
    for motif in ["GAATT", "GAAT", "GAA", "GA"] {
        page.type_motif(motif);
        page.wait_for_results(motif);
    }
    settle(page);
    longest.push(longest_ms("typing"));
    let table = page.table("Matches");
    for share in [0.3, 1.0, 0.5] {
        table.drag_to(share);
        settle(page);
    }
    longest.push(longest_ms("scrolling"));
    longest
}

/// Waits until what was asked for is drawn: two frames, and a task behind them.
fn settle(page: &Page) {
    let frames = r"
        const answer = arguments[arguments.length - 1];
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => answer(true), 100)));
    ";
    assert_eq!(
        page.session.script_with_answer(frames, &[]),
        Value::Bool(true)
    );
}
