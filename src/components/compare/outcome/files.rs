use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::model::compare::about::beside;
use crate::state::AppState;

/// Comparisons as files.
#[component]
pub(super) fn TakeAlong() -> impl IntoView {
    let compare = expect_context::<AppState>().compare;
    let has_own = move || compare.report.with(Option::is_some);
    let open = move |event: leptos::ev::Event| {
        let input: Option<HtmlInputElement> =
            event.target().and_then(|target| target.dyn_into().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            compare.open_file(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    view! {
        <h3>"Files"</h3>
        <div class="comparison-files">
            <button type="button" class="secondary" disabled=move || !has_own() on:click=move |_| compare.download_csv()>
                "Download CSV"
            </button>
            <button type="button" class="secondary" disabled=move || !has_own() on:click=move |_| compare.download_json()>
                "Download JSON"
            </button>
            <label class="button secondary" for="comparison-file">"Open a comparison"</label>
            <input
                type="file"
                id="comparison-file"
                class="visually-hidden"
                accept=".json,application/json"
                on:change=open
            />
        </div>
        {move || {
            compare.other.get().map(|(name, report)| {
                let about = compare.report.with(|own| beside(own.as_deref(), &report));
                view! {
                    <p class="note">
                        "Beside it: " {name} ": " {about}
                        <button type="button" class="quiet" on:click=move |_| compare.other.set(None)>
                            "Close"
                        </button>
                    </p>
                }
            })
        }}
        <p class="note">
            "Every run, with browser, threads, engine build, genome, motif and date. A comparison from a JSON file is shown beside your own."
        </p>
    }
}
