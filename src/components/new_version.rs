use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::versions;

/// Offers a new version of the page, once one is ready.
#[component]
pub(super) fn NewVersion() -> impl IntoView {
    let is_offered = RwSignal::new(false);
    versions::when_new_is_ready(move || is_offered.set(true));
    let reload = move |_| {
        spawn_local(async {
            versions::take_waiting().await;
            // Without a window there is nothing to load again.
            let _ = window().location().reload();
        });
    };
    view! {
        <Show when=move || is_offered.get()>
            <p class="notice">
                <span>
                    "A new version of Motif Matcher is ready. Reload to use it; the genome has to be opened again then."
                </span>
                <span class="choices">
                    <button type="button" class="quiet" on:click=reload>
                        "Reload"
                    </button>
                    <button type="button" class="quiet" on:click=move |_| is_offered.set(false)>
                        "Later"
                    </button>
                </span>
            </p>
        </Show>
    }
}
