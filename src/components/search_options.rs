use leptos::prelude::*;
use protocol::Version;

use super::live_switch::LiveSwitch;
use super::mismatches_field::MismatchesField;
use crate::model::settings::{Choice, threads_from_text, version_note};
use crate::state::{Activity, AppState};

/// How to search, and the button that does it.
#[component]
pub(crate) fn SearchOptions() -> impl IntoView {
    let state = expect_context::<AppState>();
    let form = state.form;
    let remark = RwSignal::new(None);
    let is_searching = Memo::new(move |_| {
        let is_search = |activity: &Activity| matches!(activity, Activity::Searching { .. });
        state.is_busy() && state.activity.with(is_search)
    });
    view! {
        <div class="field">
            <div class="field-row">
                <ChoiceField id="strand" label="Strand" chosen=form.strands/>
                <MismatchesField remark/>
            </div>
            <p class="note" id="mismatches-note" aria-live="polite">{move || remark.get()}</p>
        </div>
        <VersionField/>
        <div class="field-row">
            <ChoiceField id="sharing" label="Work sharing" chosen=form.sharing/>
            <ThreadsField/>
        </div>
        <div class="field">
            <LiveSwitch/>
            <button type="submit" class="primary" disabled=move || state.is_busy()>
                {move || if is_searching.get() { "Searching …" } else { "Search" }}
            </button>
            <button
                type="button"
                class="quiet"
                title="All but the motif as on a fresh page"
                disabled=move || !state.has_settings()
                on:click=move |_| state.reset_settings()
            >
                "Reset"
            </button>
        </div>
    }
}

/// One of a few choices, as a drop-down list.
#[component]
fn ChoiceField<T>(
    /// Id of the control.
    id: &'static str,
    /// Its label.
    label: &'static str,
    /// What is chosen.
    chosen: RwSignal<T>,
) -> impl IntoView
where
    T: Choice + Send + Sync,
{
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select
                id=id
                prop:value=move || chosen.get().label()
                on:change=move |event| {
                    if let Some(choice) = T::from_label(&event_target_value(&event)) {
                        chosen.set(choice);
                    }
                }
            >
                {T::ALL
                    .iter()
                    .map(|&choice| {
                        let is_chosen = move || chosen.get() == choice;
                        view! { <option value=choice.label() selected=is_chosen>{choice.label()}</option> }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

#[component]
fn VersionField() -> impl IntoView {
    let chosen = expect_context::<AppState>().form.version;
    view! {
        <fieldset class="field" role="radiogroup" aria-describedby="version-note">
            <legend>"Version"</legend>
            <div class="radios">
                {Version::ALL
                    .iter()
                    .map(|&version| {
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="version"
                                    value=version.label()
                                    prop:checked=move || chosen.get() == version
                                    on:change=move |_| chosen.set(version)
                                />
                                {version.label()}
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
            <p class="note" id="version-note">{move || version_note(chosen.get())}</p>
        </fieldset>
    }
}

#[component]
fn ThreadsField() -> impl IntoView {
    let state = expect_context::<AppState>();
    let threads = state.form.threads;
    view! {
        <div class="field">
            <label for="threads">"Threads"</label>
            <input
                type="number"
                id="threads"
                min="1"
                max=move || state.available_threads.get()
                prop:value=move || threads.get().to_string()
                on:change=move |event| {
                    let chosen = threads_from_text(&event_target_value(&event), state.available_threads.get());
                    // What is no number leaves the former one; setting it writes it into the box again.
                    threads.set(chosen.unwrap_or_else(|| threads.get()));
                }
            />
        </div>
    }
}
