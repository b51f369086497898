use leptos::prelude::*;

use super::part::{Part, Piece};
use crate::model::{files, format};
use crate::state::{AppState, Keeping};

/// What is being kept, if something is.
#[component]
pub(super) fn KeepingPanel() -> impl IntoView {
    let state = expect_context::<AppState>();
    let keeps = Memo::new(move |_| state.keeping.with(Option::is_some));
    view! {
        <Show when=move || keeps.get()>
            <Part piece=Piece::Keeping/>
        </Show>
    }
}

/// The genome that is being kept, how far it is, and the button that ends it.
#[component]
pub(super) fn KeepingRuns() -> impl IntoView {
    let state = expect_context::<AppState>();
    let name = Memo::new(move |_| {
        let keeping = state.keeping.get();
        keeping.map(|keeping| files::label(&keeping.file_names))
    });
    let share = move || state.keeping.get().and_then(|keeping| share(&keeping));
    let amounts = move || state.keeping.get().and_then(|keeping| amounts(&keeping));
    view! {
        {move || name.get().map(|name| view! {
            <div class="keeping">
                <p class="note" title=name.clone()>
                    {format!("Keeping {name}")}
                </p>
                <progress max="1" prop:value=move || share().unwrap_or(0.0) aria-label=format!("Keeping {name}")></progress>
                <p class="note">{amounts}</p>
                <button
                    type="button"
                    class="quiet"
                    aria-label=format!("Stop keeping {name}")
                    on:click=move |_| state.stop_keeping()
                >
                    "Stop"
                </button>
            </div>
        })}
    }
}

fn share(keeping: &Keeping) -> Option<f64> {
    let progress = keeping.progress?;
    (progress.total > 0).then(|| progress.done as f64 / progress.total as f64)
}

fn amounts(keeping: &Keeping) -> Option<String> {
    let progress = keeping.progress?;
    Some(format::bytes_of(progress.done, progress.total))
}
