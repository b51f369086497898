use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::drop_zone::DropZone;
use super::genome_input::GenomeInput;
use super::genome_region::GenomeRegion;
use super::library_region::LibraryRegion;
use super::motif_input::MotifInput;
use super::motif_library::{LibraryDialog, MotifLibrary};
use super::new_version::NewVersion;
use super::part::{self, Part, Piece};
use super::progress::ProgressPanel;
use super::results_region::ResultsRegion;
use super::search_options::SearchOptions;
use crate::model::views::View;
use crate::state::{AppState, OwnMotifs, go_to};

/// The whole page: inputs on the left, results on the right; on a narrow screen one above the other.
#[component]
pub(crate) fn App() -> impl IntoView {
    let state = AppState::new();
    provide_context(state);
    provide_context(OwnMotifs::new());
    provide_context(LibraryDialog(RwSignal::new(false)));
    // On a narrow screen the inputs make room for what the person asked to read, but not while they type.
    let is_folded = RwSignal::new(false);
    let is_asked = StoredValue::new(false);
    Effect::new(move |_| {
        if state.results.get().is_some() && is_asked.get_value() {
            is_asked.set_value(false);
            is_folded.set(true);
        }
    });

    view! {
        <header class="masthead">
            <h1>"Motif Matcher"</h1>
            <Tabs/>
            <p class="claim">"Every place of a motif in a genome. Nothing leaves this computer."</p>
            <p class="engine-note">{move || engine_note(state)}</p>
        </header>
        <main class="layout" hidden=move || state.view.get() != View::Search>
            <form
                class="inputs"
                aria-label="Search"
                class:folded=move || is_folded.get()
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    is_asked.set_value(true);
                    state.search();
                }
                on:input=move |_| is_asked.set_value(false)
            >
                <button
                    type="button"
                    class="fold"
                    aria-expanded=move || (!is_folded.get()).to_string()
                    on:click=move |_| is_folded.update(|folded| *folded = !*folded)
                >
                    {move || folded_title(state, is_folded.get())}
                </button>
                <div class="inputs-body">
                    <GenomeInput/>
                    <LibraryRegion/>
                    <MotifInput/>
                    <SearchOptions/>
                </div>
                <ProgressPanel/>
            </form>
            <div class="outcome">
                {head_on_paper(state)}
                <Problem/>
                <GenomeRegion/>
                <ResultsRegion/>
            </div>
        </main>
        <Show when=move || state.view.get() == View::Compare>
            <Part piece=Piece::Compare/>
        </Show>
        <Show when=move || state.view.get() == View::HowItWorks>
            <Part piece=Piece::HowItWorks/>
        </Show>
        <DropZone/>
        <MotifLibrary/>
    }
}

/// The head of the report, once there is something to report; nobody sees it before it is printed.
fn head_on_paper(state: AppState) -> impl IntoView {
    let head = RwSignal::<Option<part::View>, LocalStorage>::new_local(None);
    let has_genome = Memo::new(move |_| state.genome.with(Option::is_some));
    Effect::new(move |_| {
        state.results.track();
        if has_genome.get() && head.with_untracked(Option::is_none) {
            spawn_local(async move {
                // If it cannot be loaded, what shows the results cannot either, and says so.
                if let Ok(view) = Piece::ReportHead.load().await {
                    head.set(Some(view));
                }
            });
        }
    });
    move || head.get().map(|view| view())
}

/// The views of the page.
#[component]
fn Tabs() -> impl IntoView {
    let shown = expect_context::<AppState>().view;
    let tab = move |view: View| {
        let is_shown = move || shown.get() == view;
        view! {
            <a
                href=view.in_fragment("#")
                aria-current=move || is_shown().then_some("page")
                on:click=move |event| {
                    // Another tab of the browser may be asked for by a key.
                    if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                        event.prevent_default();
                        go_to(shown, view);
                    }
                }
            >
                {view.label()}
            </a>
        }
    };
    view! { <nav class="tabs" aria-label="Views">{View::ALL.map(tab).into_iter().collect_view()}</nav> }
}

/// The sentence of the last failure, or of what was ended on demand.
#[component]
fn Problem() -> impl IntoView {
    let state = expect_context::<AppState>();
    view! {
        <div class="messages" aria-live="polite">
            <NewVersion/>
            {move || state.notice.get().map(|notice| view! { <p class="notice">{notice}</p> })}
        </div>
        <div class="messages" role="alert">
            {move || {
                state.problem.get().map(|problem| {
                    view! {
                        <p class="problem">
                            <span>{problem}</span>
                            <button type="button" class="quiet" on:click=move |_| state.problem.set(None)>
                                "Dismiss"
                            </button>
                        </p>
                    }
                })
            }}
        </div>
    }
}

fn engine_note(state: AppState) -> String {
    match state.available_threads.get() {
        1 if !state.has_threads() => "1 thread: shared memory is not to be had here".into(),
        threads => crate::model::format::counted(threads.into(), "thread", "threads"),
    }
}

fn folded_title(state: AppState, is_folded: bool) -> String {
    let motifs = state.form.motifs.get();
    let lines = motifs
        .lines()
        .filter(|line| !line.trim().is_empty())
        .count();
    match (is_folded, lines) {
        (false, _) => "Hide the inputs".into(),
        (true, 0) => "Show the inputs".into(),
        (true, 1) => format!("Change the search ({})", motifs.trim()),
        (true, _) => "Change the search".into(),
    }
}
