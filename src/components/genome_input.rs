use gloo_file::FileList;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::paste_box::PasteBox;
use crate::state::{AppState, ChosenFiles};

/// Chooses the genome.
#[component]
pub(crate) fn GenomeInput() -> impl IntoView {
    let state = expect_context::<AppState>();
    view! {
        <div class="field">
            <label for="genome-file">"Genome file"</label>
            <input
                type="file"
                multiple
                id="genome-file"
                aria-describedby="genome-file-note"
                // The same file can be chosen again after it was changed.
                on:click=move |event| {
                    if let Some(input) = input(&event) {
                        input.set_value("");
                    }
                    state.expect_files();
                }
                on:cancel=move |_: Event| state.expect_no_files()
                on:change=move |event| {
                    let files = input(&event).and_then(|input| input.files()).map(FileList::from);
                    match files.and_then(|files| ChosenFiles::from_list(&files)) {
                        Some(chosen) => state.open(chosen),
                        None => state.expect_no_files(),
                    }
                }
            />
            <p class="note" id="genome-file-note">
                "FASTA (plain, gzip, zstd or zip) or 2bit. Several files are one genome; or drop them on the page."
            </p>
            <button type="button" class="secondary" on:click=move |_| state.open_example()>
                "Open example"
            </button>
            <span class="note inline">"Vibrio cholerae, 4.0 Mb"</span>
            <PasteBox/>
        </div>
    }
}

fn input(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}
