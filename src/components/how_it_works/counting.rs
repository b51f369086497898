use leptos::prelude::*;

use crate::components::drawing::Drawing;
use crate::model::how_it_works::counting::{COUNTS, draw, outcome};

/// Where a row of the list is.
#[component]
pub(super) fn CountFirst() -> impl IntoView {
    let row = RwSignal::new(9_u64);
    let last = COUNTS.iter().sum::<u64>();
    view! {
        <Drawing draw=move |width| draw(row.get(), width)/>
        <p class="drawn" aria-live="polite">{move || outcome(row.get())}</p>
        <div class="steps">
            <label for="counting-row">"Row of the list"</label>
            <input
                type="range"
                id="counting-row"
                min="1"
                max=last
                prop:value=move || (row.get() + 1).to_string()
                on:input=move |event| {
                    if let Ok(now) = event_target_value(&event).parse::<u64>() {
                        row.set(now.saturating_sub(1));
                    }
                }
            />
        </div>
    }
}
