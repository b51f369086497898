use leptos::prelude::*;

use crate::state::AppState;

/// How far the comparison is, and the button that ends it.
#[component]
pub(super) fn Running() -> impl IntoView {
    let state = expect_context::<AppState>();
    let stage = state.compare.stage;
    let share = move || {
        let stage = stage.get();
        stage.map_or(0.0, |stage| stage.share())
    };
    let what = move || stage.get().map(|stage| stage.what);
    let paused = move || {
        let is_paused = stage.get().is_some_and(|stage| stage.is_paused);
        is_paused.then_some("Paused: nothing is measured while the page is hidden.")
    };
    view! {
        <Show when=move || stage.with(Option::is_some)>
            <div class="progress" role="status">
                <label for="compare-progress">"Comparing"</label>
                <progress id="compare-progress" max="1" prop:value=share></progress>
                <p class="progress-note">{what}</p>
                <p class="progress-note">{paused}</p>
                <button type="button" class="secondary" on:click=move |_| state.cancel()>
                    "Cancel"
                </button>
            </div>
        </Show>
    }
}
