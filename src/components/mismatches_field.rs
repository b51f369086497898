use leptos::prelude::*;
use protocol::SearchSettings;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::model::settings::mismatches_from;
use crate::state::AppState;

/// How many letters of a match may differ from the motif.
#[component]
pub(super) fn MismatchesField(
    /// A sentence about what was typed, if it was wrong; it stands elsewhere.
    remark: RwSignal<Option<String>>,
) -> impl IntoView {
    let mismatches = expect_context::<AppState>().form.mismatches;
    let is_wrong = RwSignal::new(false);
    view! {
        <div class="field">
            <label for="mismatches">"Mismatches"</label>
            <input
                type="number"
                id="mismatches"
                min="0"
                max=SearchSettings::MOST_MISMATCHES
                step="1"
                aria-describedby="mismatches-note"
                aria-invalid=move || is_wrong.get().then_some("true")
                prop:value=move || mismatches.get().to_string()
                on:input=move |event| {
                    let typed = input(&event).map_or(f64::NAN, |input| input.value_as_number());
                    let (number, wrong) = mismatches_from(typed);
                    remark.set(wrong);
                    is_wrong.set(number.is_none());
                    if let Some(number) = number.filter(|&number| number != mismatches.get_untracked()) {
                        mismatches.set(number);
                    }
                }
                on:change=move |event| {
                    // Whatever was typed, the box then holds what is used.
                    is_wrong.set(false);
                    if let Some(input) = input(&event) {
                        input.set_value(&mismatches.get_untracked().to_string());
                    }
                }
            />
        </div>
    }
}

fn input(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}
