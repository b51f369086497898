use std::time::Duration;

use gloo_file::FileList;
use leptos::ev;
use leptos::prelude::*;
use web_sys::DragEvent;

use crate::state::AppState;

/// What is moved over the page is told several times a second, also while it rests; if not for so long, it is gone. (Not every browser says
/// whether the page was left, or just one element for another.)
const GONE: Duration = Duration::from_millis(1500);

/// Takes the files that are dropped anywhere on the page, and says so while they hover above it.
#[component]
pub(crate) fn DropZone() -> impl IntoView {
    let state = expect_context::<AppState>();
    let is_hovering = RwSignal::new(false);
    let gone = StoredValue::<Option<TimeoutHandle>>::new(None);
    let wait_for_more = move |then: Option<TimeoutHandle>| {
        gone.update_value(|gone| {
            if let Some(gone) = std::mem::replace(gone, then) {
                gone.clear();
            }
        });
    };

    let over = window_event_listener(ev::dragover, move |event| {
        // A text goes where it is dropped.
        if !has_files(&event) {
            return;
        }
        event.prevent_default();
        is_hovering.set(true);
        state.expect_files();
        let end = move || {
            is_hovering.set(false);
            state.expect_no_files();
        };
        wait_for_more(set_timeout_with_handle(end, GONE).ok());
    });
    let drop = window_event_listener(ev::drop, move |event| {
        if !has_files(&event) {
            return;
        }
        event.prevent_default();
        wait_for_more(None);
        is_hovering.set(false);
        if let Some(files) = event.data_transfer().and_then(|transfer| transfer.files()) {
            state.take_dropped(&FileList::from(files));
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });

    view! {
        <div class="drop-zone" class:hovering=move || is_hovering.get() aria-hidden="true">
            <p>"Drop FASTA files to open them as one genome, or a BED file to search in its regions"</p>
        </div>
    }
}

/// Whether files are moved, and not a text or a link.
fn has_files(event: &DragEvent) -> bool {
    let kinds = event.data_transfer().map(|transfer| transfer.types());
    kinds.is_some_and(|kinds| kinds.includes(&"Files".into(), 0))
}
