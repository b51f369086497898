use std::time::Duration;

use leptos::prelude::*;

/// What is made some turns later, each turn a task of the browser: views that are made all at once hold the page up.
#[component]
pub(super) fn Later(
    /// After how many turns.
    turns: usize,
    /// What is shown then.
    children: ChildrenFn,
) -> impl IntoView {
    let is_due = RwSignal::new(turns == 0);
    wait(turns, is_due);
    move || is_due.get().then(|| children())
}

fn wait(turns: usize, is_due: RwSignal<bool>) {
    if turns > 0 {
        set_timeout(move || wait(turns - 1, is_due), Duration::ZERO);
    } else {
        // What it belongs to may have been closed meanwhile.
        is_due.try_set(true);
    }
}
