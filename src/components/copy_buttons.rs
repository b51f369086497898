use leptos::prelude::*;

use super::clipboard::{CopyNote, copy};
use crate::model::copied_row::tab_separated;
use crate::state::AppState;

/// Copies the row that was picked, or its sequence.
#[component]
pub(super) fn CopyButtons() -> impl IntoView {
    let state = expect_context::<AppState>();
    let outcome = RwSignal::new(None);
    let row = Memo::new(move |_| state.picked_row());
    Effect::new(move |_| {
        row.track();
        outcome.set(None);
    });
    let copy_row = move |_| {
        let results = state.results.get_untracked();
        if let Some((results, row)) = results.zip(row.get_untracked()) {
            let text = tab_separated(&row, &results.summary);
            copy("Row", text, String::new(), outcome);
        }
    };
    let copy_sequence = move |_| {
        if let Some(row) = row.get_untracked() {
            copy("Sequence", row.sequence.clone(), String::new(), outcome);
        }
    };
    let has_none = move || row.get().is_none();
    view! {
        <button type="button" class="secondary" disabled=has_none on:click=copy_row>
            "Copy row"
        </button>
        <button type="button" class="secondary" disabled=has_none on:click=copy_sequence>
            "Copy sequence"
        </button>
        <Show when=has_none>
            <span class="note">"Click a row to look at its match."</span>
        </Show>
        <CopyNote outcome/>
    }
}
