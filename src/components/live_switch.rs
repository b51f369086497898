use leptos::prelude::*;

use crate::model::format::duration;
use crate::model::settings::is_live_by_default;
use crate::state::AppState;

/// Whether a search follows the typing.
#[component]
pub(super) fn LiveSwitch() -> impl IntoView {
    let state = expect_context::<AppState>();
    let form = state.form;
    view! {
        <div class="switch">
            <input
                type="checkbox"
                role="switch"
                id="live"
                aria-describedby="live-note"
                disabled=move || !form.can_be_live()
                prop:checked=move || state.is_live()
                on:change=move |event| form.live_choice.set(Some(event_target_checked(&event)))
            />
            <label for="live">"Search as you type"</label>
            <span class="note" id="live-note">{move || note(state)}</span>
        </div>
    }
}

/// Why it is off, where the person has not said so.
fn note(state: AppState) -> Option<String> {
    let form = state.form;
    if !form.can_be_live() {
        return Some("with bit planes only".into());
    }
    let typical_ms = state.typical_search_ms.get();
    let is_off = form.live_choice.get().is_none() && !is_live_by_default(typical_ms);
    is_off.then(|| {
        format!(
            "off: takes about {}",
            duration(typical_ms.unwrap_or_default())
        )
    })
}
