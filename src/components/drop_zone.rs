use gloo_file::FileList;
use leptos::ev;
use leptos::prelude::*;

use crate::state::AppState;

/// Takes the files that are dropped anywhere on the page, and says so while they hover above it.
#[component]
pub(crate) fn DropZone() -> impl IntoView {
    let state = expect_context::<AppState>();
    let is_hovering = RwSignal::new(false);

    let over = window_event_listener(ev::dragover, move |event| {
        event.prevent_default();
        is_hovering.set(true);
        state.expect_files();
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        // Left the window, not just one element for another.
        if event.related_target().is_none() {
            is_hovering.set(false);
            state.expect_no_files();
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        is_hovering.set(false);
        if let Some(files) = event.data_transfer().and_then(|transfer| transfer.files()) {
            state.take_dropped(&FileList::from(files));
        }
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        drop.remove();
    });

    view! {
        <div class="drop-zone" class:hovering=move || is_hovering.get() aria-hidden="true">
            <p>"Drop FASTA files to open them as one genome, or a BED file to search in its regions"</p>
        </div>
    }
}
