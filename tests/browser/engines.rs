//! The engines that the page starts, each of which holds its memory until it is ended.

use crate::page::Page;

/// Keeps the engines that the page starts from now on and has not ended. They are the page's only workers.
const WATCH: &str = r"
    window.engines = new Set();
    window.Worker = class extends Worker {
      constructor(...options) { super(...options); window.engines.add(this); }
      terminate() { super.terminate(); window.engines.delete(this); }
    };
";

/// Counts engines from now on.
pub(crate) fn watch_engines(page: &Page) {
    page.session.script(WATCH, &[]);
}

/// How many engines there are of those that were started since they are watched.
pub(crate) fn engines(page: &Page) -> u64 {
    let size = page.session.script("return window.engines.size", &[]);
    size.as_u64().expect("a number of engines")
}

/// Waits until there are so many.
#[track_caller]
pub(crate) fn wait_for_engines(page: &Page, count: u64, why: &str) {
    page.session.wait(&format!("{count} engines: {why}"), || {
        (engines(page) == count).then_some(())
    });
}
