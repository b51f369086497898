use js_sys::{Function, JsString, Reflect};
use leptos::html::Textarea;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};

use crate::model::format;
use crate::state::AppState;

/// More letters than these are kept beside the box: browsers take seconds to lay out millions of them in one.
const MAX_BOX_LETTERS: u32 = 100_000;
/// What the box then shows of them.
const SHOWN_LETTERS: u32 = 1_000;

/// Opens a sequence that is pasted or typed.
#[component]
pub(crate) fn PasteBox() -> impl IntoView {
    let state = expect_context::<AppState>();
    let element = NodeRef::<Textarea>::new();
    // A text that is too long for the box, which then shows its beginning.
    let long = RwSignal::new_local(None::<JsString>);
    let take = move |event: ClipboardEvent| {
        let Some(element) = element.get_untracked() else {
            return;
        };
        let Some(pasted) = pasted_text(&event) else {
            return;
        };
        let whole = match long.get_untracked() {
            Some(_) => pasted,
            None => with_selection_replaced(&element, &pasted),
        };
        if whole.length() > MAX_BOX_LETTERS {
            event.prevent_default();
            element.set_value(&String::from(whole.slice(0, SHOWN_LETTERS)));
            element.set_scroll_top(0);
            long.set(Some(whole));
        } else if long.get_untracked().is_some() {
            event.prevent_default();
            element.set_value(&String::from(whole));
            long.set(None);
        }
    };
    let clear = move |_| {
        long.set(None);
        if let Some(element) = element.get_untracked() {
            element.set_value("");
            // Without it the box waits for a press.
            let _ = element.focus();
        }
    };
    let open = move |_| {
        let text = long.get_untracked().or_else(|| {
            let element = element.get_untracked()?;
            Some(JsString::from(element.value()))
        });
        state.open_pasted(&text.unwrap_or_default());
    };

    view! {
        <details class="paste">
            <summary id="paste-title">"Paste sequence"</summary>
            <textarea
                id="paste"
                rows="6"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-labelledby="paste-title"
                aria-describedby="paste-note"
                readonly=move || long.with(Option::is_some)
                node_ref=element
                on:paste=take
            ></textarea>
            <p class="note" id="paste-note" aria-live="polite">
                {move || long.with(|long| note(long.as_ref()))}
            </p>
            <div class="paste-actions">
                <button type="button" class="secondary" on:click=open>
                    "Open pasted sequence"
                </button>
                <Show when=move || long.with(Option::is_some)>
                    <button type="button" class="quiet" on:click=clear>
                        "Clear"
                    </button>
                </Show>
            </div>
        </details>
    }
}

fn note(long: Option<&JsString>) -> String {
    match long {
        None => "FASTA, or the letters of one sequence.".into(),
        Some(text) => format!(
            "The first {} of {} characters.",
            format::integer(SHOWN_LETTERS.into()),
            format::integer(text.length().into())
        ),
    }
}

/// The text stays a string of the browser: to make millions of letters one of ours and back takes its time.
pub(super) fn pasted_text(event: &ClipboardEvent) -> Option<JsString> {
    let clipboard = event.clipboard_data()?;
    let get_data: Function = Reflect::get(&clipboard, &"getData".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let text = get_data.call1(&clipboard, &"text/plain".into()).ok()?;
    text.dyn_into().ok()
}

/// What the box would hold with this text in place of what is selected.
fn with_selection_replaced(element: &HtmlTextAreaElement, text: &JsString) -> JsString {
    let value = JsString::from(element.value());
    let bound =
        |position: Result<Option<u32>, _>| position.ok().flatten().unwrap_or(value.length());
    let (start, end) = (
        bound(element.selection_start()),
        bound(element.selection_end()),
    );
    let before = value.slice(0, start);
    let after = value.slice(end, value.length());
    before.concat(text).concat(&after)
}
