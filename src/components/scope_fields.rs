use js_sys::{Array, JsString};
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, File, HtmlInputElement};

use super::paste_box::pasted_text;
use crate::model::{format, regions};
use crate::state::{AppState, RegionsNote};

/// A text of more letters is kept beside the box: browsers take seconds to lay it out in one.
const MAX_BOX_LETTERS: u32 = 100_000;
/// What a text is called that is kept so.
const PASTED: &str = "pasted regions";

/// In which part of the genome to search.
#[component]
pub(super) fn ScopeFields() -> impl IntoView {
    view! {
        <div class="field scope">
            <RegionsField/>
            <SoftMaskedSwitch/>
        </div>
    }
}

/// Regions, from a file or typed.
#[component]
fn RegionsField() -> impl IntoView {
    let state = expect_context::<AppState>();
    let scope = state.form.scope;
    let input = NodeRef::<Input>::new();
    let is_wrong = Memo::new(move |_| scope.is_wrong());
    let has_any = Memo::new(move |_| scope.note.with(|note| *note != RegionsNote::None));
    let file_name = Memo::new(move |_| scope.file.with(|file| file.as_ref().map(File::name)));
    let clear = move |_| {
        scope.clear();
        if let Some(input) = input.get_untracked() {
            input.set_value("");
            // Without it the button takes the focus along.
            let _ = input.focus();
        }
    };
    let take = move |event: ClipboardEvent| {
        let Some(text) = pasted_text(&event).filter(|text| text.length() > MAX_BOX_LETTERS) else {
            return;
        };
        event.prevent_default();
        let text: JsString = text;
        scope
            .file
            .set(File::new_with_str_sequence(&Array::of1(&text), PASTED).ok());
    };

    view! {
        <details class="regions">
            <summary>
                <span id="regions-title">"Only in regions"</span>
                <span class="note inline" class:wrong=move || is_wrong.get()>
                    {move || scope.note.with(short_note)}
                </span>
            </summary>
            <input
                type="file"
                id="regions-file"
                aria-label="Regions file"
                node_ref=input
                aria-describedby="regions-note"
                // The same file can be chosen again after it was changed.
                on:click=move |event| {
                    if let Some(input) = file_input(&event) {
                        input.set_value("");
                    }
                }
                on:change=move |event| {
                    let files = file_input(&event).and_then(|input| input.files());
                    if let Some(file) = files.and_then(|files| files.item(0)) {
                        scope.file.set(Some(file));
                    }
                }
            />
            <Show when=move || file_name.with(Option::is_none)>
                <textarea
                    id="regions"
                    rows="3"
                    autocomplete="off"
                    spellcheck="false"
                    wrap="off"
                    placeholder="chr1:1,000-2,000"
                    aria-label="Regions"
                    aria-describedby="regions-note"
                    aria-invalid=move || is_wrong.get().then_some("true")
                    prop:value=move || scope.text.get()
                    on:input=move |event| scope.text.set(event_target_value(&event))
                    on:paste=take
                ></textarea>
            </Show>
            <p class="note" class:wrong=move || is_wrong.get() id="regions-note" aria-live="polite">
                {move || long_note(state, file_name.get())}
            </p>
            <Show when=move || has_any.get()>
                <button type="button" class="quiet" on:click=clear>
                    "Clear regions"
                </button>
            </Show>
        </details>
    }
}

/// Whether matches with soft-masked letters are left out.
#[component]
fn SoftMaskedSwitch() -> impl IntoView {
    let state = expect_context::<AppState>();
    let scope = state.form.scope;
    let has_none = Memo::new(move |_| {
        state.genome.with(Option::is_some) && scope.soft_masked_bases.get() == 0
    });
    let note = move || match state.genome.get() {
        None => String::new(),
        Some(_) if has_none.get() => "no lower case".to_owned(),
        Some(genome) => {
            let share = genome.soft_masked_bases as f64 / genome.length_bases.max(1) as f64;
            format!("{} is in lower case", format::percent(share))
        }
    };
    view! {
        <div class="switch">
            <input
                type="checkbox"
                role="switch"
                id="soft-masked"
                aria-describedby="soft-masked-note"
                disabled=move || has_none.get()
                prop:checked=move || scope.skips_soft_masked.get() && !has_none.get()
                on:change=move |event| scope.skips_soft_masked.set(event_target_checked(&event))
            />
            <label for="soft-masked">"Not in soft-masked"</label>
            <span class="note" id="soft-masked-note">{note}</span>
        </div>
    }
}

fn short_note(note: &RegionsNote) -> String {
    match note {
        RegionsNote::None => String::new(),
        RegionsNote::NoGenome => "no genome yet".into(),
        RegionsNote::Reading => "reading …".into(),
        RegionsNote::Read(read) => regions::in_short(&read.summary),
        RegionsNote::Wrong(_) => "something is wrong".into(),
    }
}

fn long_note(state: AppState, file_name: Option<String>) -> String {
    let note = match state.form.scope.note.get() {
        RegionsNote::None => {
            return "BED, or places such as chr1:1,000-2,000 (from 1, both ends included), one a line.".into();
        }
        RegionsNote::NoGenome => "They are read when a genome is open.".into(),
        RegionsNote::Reading => "Reading …".into(),
        RegionsNote::Read(read) => regions::remark(&read),
        RegionsNote::Wrong(sentence) => sentence,
    };
    match file_name {
        Some(name) => format!("{name}: {note}"),
        None => note,
    }
}

fn file_input(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}
