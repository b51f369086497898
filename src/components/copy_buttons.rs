use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{FocusEvent, HtmlInputElement};

use crate::clipboard;
use crate::model::copied_row::tab_separated;
use crate::state::AppState;

/// Copies the row that was picked, or its sequence.
#[component]
pub(super) fn CopyButtons() -> impl IntoView {
    let state = expect_context::<AppState>();
    let note = RwSignal::new("");
    let by_hand = RwSignal::new(None::<String>);
    let row = Memo::new(move |_| {
        note.set("");
        by_hand.set(None);
        state.picked_row()
    });
    let copy = move |text: Option<String>| {
        let Some(text) = text else { return };
        spawn_local(async move {
            if clipboard::copy(&text).await {
                by_hand.set(None);
                note.set("Copied.");
            } else {
                note.set("The browser does not let the page copy. Copy it from here:");
                by_hand.set(Some(text));
            }
        });
    };
    let copy_row = move |_| {
        let results = state.results.get_untracked();
        let row = row.get_untracked();
        copy(
            results
                .zip(row)
                .map(|(results, row)| tab_separated(&row, &results.summary)),
        );
    };
    let copy_sequence = move |_| copy(row.get_untracked().map(|row| row.sequence.clone()));
    let select = |event: FocusEvent| event_target::<HtmlInputElement>(&event).select();
    let has_none = move || row.get().is_none();
    view! {
        <button type="button" class="secondary" disabled=has_none on:click=copy_row>
            "Copy row"
        </button>
        <button type="button" class="secondary" disabled=has_none on:click=copy_sequence>
            "Copy sequence"
        </button>
        <p class="note copy-note" aria-live="polite">
            {move || if has_none() { "Pick a row to copy it." } else { note.get() }}
        </p>
        {move || {
            by_hand
                .get()
                .map(|text| {
                    view! {
                        <input
                            type="text"
                            class="by-hand"
                            readonly
                            aria-label="What was to be copied"
                            prop:value=text
                            on:focus=select/>
                    }
                })
        }}
    }
}
