use leptos::prelude::*;
use protocol::{KeptGenome, Library};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::keeping_panel::KeepingPanel;
use crate::model::{files, format, library};
use crate::state::{AppState, Shelf};

/// What is kept in this browser, and whether more is to be.
#[component]
pub(crate) fn LibraryRegion() -> impl IntoView {
    let state = expect_context::<AppState>();
    // The list folds away when a genome is open, to leave room for the motif.
    let is_unfolded = RwSignal::new(true);
    let has_genome = Memo::new(move |_| state.genome.with(Option::is_some));
    Effect::new(move |_| is_unfolded.set(!has_genome.get()));
    let is_unavailable = move || matches!(state.shelf.get(), Shelf::Unavailable(_));
    view! {
        <section class="library" aria-labelledby="library-heading">
            <div class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    id="keep"
                    disabled=is_unavailable
                    prop:checked=move || state.keeps.get() && !is_unavailable()
                    on:change=move |event| state.set_keeps(event_target_checked(&event))
                />
                <label for="keep">"Keep in this browser"</label>
            </div>
            <KeepingPanel/>
            {move || match state.shelf.get() {
                Shelf::Unknown => one_line(String::new()).into_any(),
                Shelf::Unavailable(reason) => one_line(library::unavailable(&reason)).into_any(),
                Shelf::Known(known) if known.genomes.is_empty() => {
                    one_line(library::empty(&known)).into_any()
                }
                Shelf::Known(known) => view! { <Shelves library=(*known).clone() is_unfolded/> }.into_any(),
            }}
        </section>
    }
}

fn one_line(text: String) -> impl IntoView {
    view! {
        <div class="library-line">
            <h2 id="library-heading">"Library"</h2>
            <p class="note">{text}</p>
        </div>
    }
}

/// The kept genomes.
#[component]
fn Shelves(library: Library, is_unfolded: RwSignal<bool>) -> impl IntoView {
    let state = expect_context::<AppState>();
    let room = library::room(&library);
    let later = library::later(library.later_version_count);
    view! {
        <details
            open=move || is_unfolded.get()
            on:toggle=move |event| {
                let details = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
                is_unfolded.set(details.is_some_and(|details| details.has_attribute("open")));
            }
        >
            <summary>
                <h2 id="library-heading">"Library"</h2>
                <span class="note">{room}</span>
            </summary>
            // By key, it can be scrolled.
            <ul tabindex="0" aria-label="Kept genomes">
                {library.genomes.into_iter().map(|kept| entry(state, kept)).collect_view()}
            </ul>
        </details>
        {later.map(|later| view! { <p class="note">{later}</p> })}
    }
}

fn entry(state: AppState, kept: KeptGenome) -> impl IntoView {
    let name = files::label(&files::shown(&kept.file_names));
    let facts = format!(
        "{} · {} · {}",
        format::bases(kept.length_bases),
        format::bytes(kept.file_bytes),
        date(kept.kept_at_ms)
    );
    let (to_open, to_remove) = (kept.clone(), kept);
    view! {
        <li>
            <span class="kept-name" title=name.clone()>{name.clone()}</span>
            <button
                type="button"
                class="quiet"
                aria-label=format!("Open {name} from the library")
                on:click=move |_| state.open_kept(to_open.clone())
            >
                "Open"
            </button>
            <button
                type="button"
                class="quiet"
                aria-label=format!("Remove {name} from the library")
                on:click=move |_| state.remove_kept(to_remove.clone())
            >
                "Remove"
            </button>
            <span class="note">{facts}</span>
        </li>
    }
}

/// The day, where the person is.
fn date(at_ms: u64) -> String {
    let date = js_sys::Date::new(&(at_ms as f64).into());
    format::date(date.get_full_year(), date.get_month(), date.get_date())
}
