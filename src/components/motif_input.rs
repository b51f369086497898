use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;
use web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent};

use super::motif_library::LibraryDialog;
use super::motif_note::note_view;
use crate::state::{AppState, MotifNote};

/// The motifs, one a line, with what they mean or what is wrong with them below.
#[component]
pub(crate) fn MotifInput() -> impl IntoView {
    let state = expect_context::<AppState>();
    let motifs = state.form.motifs;
    let element = NodeRef::<Textarea>::new();
    let is_wrong = Memo::new(move |_| {
        state
            .motif_note
            .with(|note| matches!(note, MotifNote::Wrong { .. }))
    });
    let has_lines = Memo::new(move |_| motifs.with(|motifs| motifs.contains('\n')));
    let fit = move || {
        if let Some(element) = element.get_untracked() {
            fit_to_lines(&element);
        }
    };
    Effect::new(move |_| {
        motifs.track();
        element.track();
        // What was kept is in the box once the page is there.
        request_animation_frame(fit);
    });
    let resized = window_event_listener(ev::resize, move |_| fit());
    on_cleanup(move || resized.remove());

    let LibraryDialog(is_library_open) = expect_context();

    view! {
        <div class="field">
            <div class="label-row">
                <label for="motif">"Motif"</label>
                <button
                    type="button"
                    class="quiet"
                    aria-haspopup="dialog"
                    on:click=move |_| is_library_open.set(true)
                >
                    "Motif library"
                </button>
                <span class="note" id="motif-keys">
                    {move || {
                        match (is_touched(), has_lines.get()) {
                            (true, _) => "one a line",
                            (false, true) => "Ctrl+Enter searches",
                            (false, false) => "Shift+Enter: another line",
                        }
                    }}
                </span>
            </div>
            <textarea
                id="motif"
                class="sequence-input"
                rows="1"
                placeholder="GAATTC"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby="motif-note motif-keys"
                aria-invalid=move || is_wrong.get().then_some("true")
                node_ref=element
                prop:value=move || motifs.get()
                on:input=move |event| motifs.set(event_target_value(&event))
                // It may have been out of sight before.
                on:focus=move |_| fit()
                on:keydown=move |event| {
                    if searches(&event, has_lines.get_untracked()) {
                        event.prevent_default();
                        submit(element.get_untracked());
                    }
                }
            ></textarea>
            <div class="note motif-note" class:wrong=move || is_wrong.get() id="motif-note" aria-live="polite">
                {move || state.motif_note.with(note_view)}
            </div>
        </div>
    }
}

/// Whether a key begins a search, and no new line.
fn searches(event: &KeyboardEvent, has_lines: bool) -> bool {
    // While letters are composed, Enter takes them.
    if event.key() != "Enter" || event.is_composing() {
        return false;
    }
    event.ctrl_key() || event.meta_key() || !(event.shift_key() || has_lines || is_touched())
}

/// As the button Search would.
fn submit(element: Option<HtmlTextAreaElement>) {
    if let Some(form) = element.and_then(|element| element.form()) {
        // What is refused here would be refused by the button too.
        let _ = form.request_submit();
    }
}

/// A keyboard on a screen has no Shift+Enter, so there Enter is for lines.
fn is_touched() -> bool {
    let query = web_sys::window().and_then(|window| {
        window
            .match_media("(hover: none) and (pointer: coarse)")
            .ok()
            .flatten()
    });
    query.is_some_and(|query| query.matches())
}

/// As high as its lines; the style sheet sets the bounds.
fn fit_to_lines(element: &HtmlTextAreaElement) {
    let style = HtmlElement::style(element);
    let fit = || {
        style.set_property("height", "auto")?;
        let border_px = element.offset_height() - element.client_height();
        let height_px = element.scroll_height() + border_px;
        style.set_property("height", &format!("{height_px}px"))
    };
    // Without it the box keeps its height, and scrolls.
    let _ = fit();
}
