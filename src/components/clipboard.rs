//! Copying, and what to do where the browser refuses it.

use js_sys::Reflect;
use leptos::html::Textarea;
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What became of a text that was to be copied.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Copied {
    /// It is in the clipboard; this is to be said of it.
    Done(String),
    /// There is nothing to be copied, for this reason.
    Nothing(String),
    /// The browser refused; the person copies it by hand.
    Refused {
        text: String,
        /// What is to be said of it.
        remark: String,
    },
}

/// Copies a text, which is called `what`; `remark` is then said, and `outcome` is what [`CopyNote`] shows.
pub(super) fn copy(
    what: &'static str,
    text: String,
    remark: String,
    outcome: RwSignal<Option<Copied>>,
) {
    // The same words again are said again.
    outcome.set(None);
    spawn_local(async move {
        let is_copied = write(&text).await;
        outcome.set(Some(if is_copied {
            Copied::Done(format!("{what} copied. {remark}"))
        } else {
            Copied::Refused { text, remark }
        }));
    });
}

/// Whether the browser took it.
async fn write(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let navigator = window.navigator();
    let has_clipboard =
        Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    has_clipboard
        && JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
}

/// Says that something was copied, or shows it to be copied by hand.
#[component]
pub(super) fn CopyNote(
    /// What became of it.
    outcome: RwSignal<Option<Copied>>,
) -> impl IntoView {
    view! {
        <div class="copy-note note" aria-live="polite">
            {move || outcome.get().map(|outcome| match outcome {
                Copied::Done(remark) | Copied::Nothing(remark) => view! { <p>{remark}</p> }.into_any(),
                Copied::Refused { text, remark } => view! { <ByHand text remark/> }.into_any(),
            })}
        </div>
    }
}

/// The text in a box, selected.
#[component]
fn ByHand(text: String, remark: String) -> impl IntoView {
    let element = NodeRef::<Textarea>::new();
    let rows = text.lines().count().clamp(2, 8).to_string();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            element.set_value(&text);
            // What is not selected can still be selected by hand.
            let _ = element.focus();
            element.select();
        }
    });
    view! {
        <label for="by-hand">"The browser does not let the page copy: press Ctrl+C (on a Mac Cmd+C)."</label>
        <textarea id="by-hand" class="by-hand" readonly rows=rows node_ref=element></textarea>
        <p>{remark}</p>
    }
}
