use leptos::prelude::*;

use crate::components::drawing::Drawing;
use crate::model::how_it_works::automaton::Automaton;
use crate::model::how_it_works::sample::Sample;

/// The automaton, letter by letter.
#[component]
pub(super) fn AutomatonSteps(
    /// What it is of.
    sample: Memo<Sample>,
) -> impl IntoView {
    let step = RwSignal::new(0_usize);
    let length = move || sample.with(|sample| sample.text.len());
    // Another motif begins anew.
    Effect::new(move |_| {
        sample.track();
        step.set(0);
    });
    view! {
        <Drawing draw=move |width| {
            let sample = sample.get();
            Automaton::new(&sample.parts).draw(&sample.text, step.get(), width)
        }/>
        <p class="drawn" aria-live="polite">
            {move || sample.with(|sample| Automaton::new(&sample.parts).outcome(&sample.text, step.get()))}
        </p>
        <div class="steps">
            <label for="automaton-step">"Letters read"</label>
            <input
                type="range"
                id="automaton-step"
                min="0"
                max=length
                prop:value=move || step.get().to_string()
                on:input=move |event| {
                    if let Ok(now) = event_target_value(&event).parse() {
                        step.set(now);
                    }
                }
            />
            <button
                type="button"
                class="secondary"
                disabled=move || step.get() == 0
                on:click=move |_| step.update(|step| *step = step.saturating_sub(1))
            >
                "Back"
            </button>
            <button
                type="button"
                class="secondary"
                disabled=move || { step.get() >= length() }
                on:click=move |_| step.update(|step| *step = (*step + 1).min(length()))
            >
                "Next letter"
            </button>
        </div>
    }
}
