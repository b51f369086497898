use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::state::DensityState;
use crate::model::format::{bases, integer};
use crate::model::view::{View, typed_place};
use crate::model::window;

/// By how much the buttons and keys zoom.
pub(super) const ZOOM: f64 = 2.0;
/// By how much of the view the buttons and keys move it.
pub(super) const MOVE: f64 = 0.25;

/// The place in view, and the window of the mean.
#[component]
pub(super) fn Controls() -> impl IntoView {
    let density = expect_context::<DensityState>();
    let remark = RwSignal::new(None);
    let zoom = move |factor: f64| density.view.update(|view| *view = view.zoomed(factor, 0.5));
    let shift = move |share: f64| {
        density
            .view
            .update(|view| *view = view.moved(share * view.bases()))
    };
    let is_whole = move || density.view.with(View::is_whole);
    view! {
        <div class="density-controls">
            <div class="density-place">
                <label for="density-place">"Place"</label>
                <input
                    type="text"
                    id="density-place"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="density-place-note"
                    aria-invalid=move || remark.with(Option::is_some).then_some("true")
                    prop:value=move || place_label(density)
                    on:change=move |event| {
                        remark.set(go_to(density, &event_target_value(&event)));
                        if remark.with_untracked(Option::is_none) && let Some(input) = input(&event) {
                            // What was typed may be the place that is in view already, written in another way.
                            input.set_value(&untrack(|| place_label(density)));
                        }
                    }
                />
                <span class="note" id="density-place-note">
                    {move || remark.get().unwrap_or_else(|| density.view.get().width_label())}
                </span>
            </div>
            <div class="density-buttons" role="group" aria-label="View">
                <button type="button" class="secondary" aria-label="Zoom out" title="Zoom out (−)" disabled=is_whole on:click=move |_| zoom(ZOOM)>"−"</button>
                <button type="button" class="secondary" aria-label="Zoom in" title="Zoom in (+)" on:click=move |_| zoom(1.0 / ZOOM)>"+"</button>
                <button type="button" class="secondary" aria-label="Move left" title="Move left (←)" disabled=is_whole on:click=move |_| shift(-MOVE)>"←"</button>
                <button type="button" class="secondary" aria-label="Move right" title="Move right (→)" disabled=is_whole on:click=move |_| shift(MOVE)>"→"</button>
                <button
                    type="button"
                    class="secondary"
                    disabled=is_whole
                    on:click=move |_| density.view.update(|view| *view = View::whole(view.length))
                >
                    "Whole record"
                </button>
            </div>
            <WindowControl/>
        </div>
    }
}

/// The slider for the window, and its number.
#[component]
fn WindowControl() -> impl IntoView {
    let density = expect_context::<DensityState>();
    let length = move || density.view.with(|view| view.length);
    let is_unused = move || density.shows_letters();
    view! {
        <div class="density-window">
            <label for="density-window">"Window"</label>
            <input
                type="range"
                id="density-slider"
                min="0"
                max=window::LAST_POSITION
                step="1"
                aria-label="Window, as a slider"
                aria-valuetext=move || bases(density.window())
                disabled=is_unused
                prop:value=move || window::position(density.window(), length()).to_string()
                on:input=move |event| {
                    if let Ok(position) = event_target_value(&event).parse() {
                        let window = window::at_position(position, untrack(length));
                        density.chosen_window.set(Some(window));
                    }
                }
            />
            <input
                type="number"
                id="density-window"
                min="1"
                max=move || window::widest(length())
                step="1"
                disabled=is_unused
                aria-describedby="density-window-note"
                prop:value=move || density.window().to_string()
                on:change=move |event| {
                    let typed: Option<f64> = event_target_value(&event).parse().ok();
                    if let Some(typed) = typed.filter(|typed| *typed >= 1.0) {
                        let widest = window::widest(untrack(length));
                        density.chosen_window.set(Some((typed as u64).clamp(1, widest)));
                    }
                    // Whatever was typed, the box then holds what is used.
                    if let Some(input) = input(&event) {
                        input.set_value(&untrack(|| density.window()).to_string());
                    }
                }
            />
            <span class="note" id="density-window-note">{move || window_note(density)}</span>
        </div>
    }
}

fn window_note(density: DensityState) -> String {
    if density.shows_letters() {
        return "bases; for the line, when zoomed out".into();
    }
    let (window, drawn) = (density.window(), density.drawn_window());
    if drawn > window {
        format!("bases; at this zoom, means of {}", integer(drawn))
    } else {
        "bases".into()
    }
}

/// What is in view: `chr2: 120,001–340,000`.
pub(super) fn place_label(density: DensityState) -> String {
    let view = density.view.get();
    density.shown.with(|shown| {
        shown
            .as_ref()
            .map_or_else(String::new, |shown| view.label(&shown.name))
    })
}

/// Brings into view what was typed; a sentence if that cannot be done.
fn go_to(density: DensityState, text: &str) -> Option<String> {
    let shown = density.shown.get_untracked()?;
    let Some(place) = typed_place(text) else {
        return Some("Type a place such as chr2:120,000-340,000.".into());
    };
    let name = place.record.as_deref().unwrap_or(&shown.name);
    let known = if name == shown.name {
        Some((shown.record, shown.length))
    } else {
        density.lanes.with_untracked(|lanes| {
            let mut lanes = lanes.iter().flat_map(|(_, lanes)| &lanes.lanes);
            let lane = lanes.find(|lane| lane.name == name)?;
            Some((lane.record, lane.length_bases))
        })
    };
    let Some((record, length)) = known else {
        return Some(format!(
            "No chromosome above is called “{name}”; type a place such as {}:1-1,000.",
            shown.name
        ));
    };
    let (start, end) = place.letters.unwrap_or((0, length));
    if start >= length {
        return Some(format!("{name} ends at {}.", integer(length)));
    }
    if record != shown.record {
        density.state.selection.select_record(Some(record));
    }
    density.go_to(record, (start, end.min(length)));
    None
}

fn input(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}
