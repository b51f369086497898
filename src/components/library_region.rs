use leptos::prelude::*;
use protocol::{KeptGenome, Library};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::keeping_panel::KeepingPanel;
use super::part::{Part, Piece};
use crate::model::{files, format, library};
use crate::state::{AppState, Shelf};

/// What is kept in this browser, and whether more is to be.
#[component]
pub(crate) fn LibraryRegion() -> impl IntoView {
    let state = expect_context::<AppState>();
    let has_genomes = Memo::new(move |_| {
        let has_some =
            |shelf: &Shelf| matches!(shelf, Shelf::Known(known) if !known.genomes.is_empty());
        state.shelf.with(has_some)
    });
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
            <Show when=move || has_genomes.get() fallback=move || one_line(state)>
                <Part piece=Piece::Shelves/>
            </Show>
        </section>
    }
}

/// What there is instead of genomes.
fn one_line(state: AppState) -> impl IntoView {
    let text = move || match state.shelf.get() {
        Shelf::Unknown => String::new(),
        Shelf::Unavailable(reason) => library::unavailable(&reason),
        Shelf::Known(known) => library::empty(&known),
    };
    view! {
        <div class="library-line">
            <h2 id="library-heading">"Library"</h2>
            <p class="note">{text}</p>
        </div>
    }
}

/// The kept genomes.
#[component]
pub(super) fn Shelves() -> impl IntoView {
    let state = expect_context::<AppState>();
    // The list folds away when a genome is open, to leave room for the motif.
    let is_unfolded = RwSignal::new(true);
    let has_genome = Memo::new(move |_| state.genome.with(Option::is_some));
    Effect::new(move |_| is_unfolded.set(!has_genome.get()));
    move || match state.shelf.get() {
        Shelf::Known(known) => Some(shelves(state, &known, is_unfolded)),
        _ => None,
    }
}

fn shelves(
    state: AppState,
    library: &Library,
    is_unfolded: RwSignal<bool>,
) -> impl IntoView + use<> {
    let room = library::room(library);
    let later = library::later(library.later_version_count);
    let genomes = library.genomes.clone();
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
                {genomes.into_iter().map(|kept| entry(state, kept)).collect_view()}
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
