use std::sync::Arc;

use leptos::prelude::*;

use super::density::Density;
use super::later::Later;
use super::matched_sequences::MatchedSequences;
use super::matches_per_record::MatchesPerRecord;
use super::matches_table::MatchesTable;
use super::motifs_table::MotifsTable;
use super::part::{self, Part, Piece};
use super::records_table::RecordsTable;
use super::report::ReportTables;
use super::take_along::TakeAlong;
use super::timing_table::TimingTable;
use crate::charts;
use crate::model::motifs::{is_list, of_shown};
use crate::model::{format, outcome};
use crate::state::{AppState, MotifNote, Results, Sought};

/// The outcome of the search: how many, how fast, where.
#[component]
pub(crate) fn ResultsRegion() -> impl IntoView {
    let state = expect_context::<AppState>();
    Effect::new(move |_| {
        if state.is_busy() {
            part::prepare();
            charts::prepare();
        }
    });
    view! {
        <section
            class="results"
            aria-labelledby="results-heading"
            aria-busy=move || state.is_changing().to_string()
        >
            <h2 id="results-heading">"Results"</h2>
            <p class="status" role="status">
                {move || {
                    match state.results.get() {
                        Some(results) => outcome_of(&results),
                        None => next_step(state).into_any(),
                    }
                }}
            </p>
            <p class="note subject">
                {move || {
                    let results = state.results.get();
                    results.map(|results| outcome::subject(&results.settings, &results.summary))
                }}
                {move || outdated(state)}
            </p>
            <Show when=move || state.results.get().is_none() && !state.is_changing()>
                <FirstSteps/>
            </Show>
            <Show when=move || state.results.get().is_some()>
                <Part piece=Piece::Results/>
            </Show>
        </section>
    }
}

/// All that is shown of a search, below how many matches there are.
#[component]
pub(super) fn ResultsParts() -> impl IntoView {
    let state = expect_context::<AppState>();
    let has_list = move || {
        state
            .results
            .get()
            .is_some_and(|results| is_list(&results.summary))
    };
    view! {
        <Show when=has_list>
            <MotifsTable/>
        </Show>
        <div class="results-top">
            <MatchesPerRecord/>
            <TimingTable/>
        </div>
        <Later turns=1>
            <RecordsTable/>
        </Later>
        <Later turns=2>
            <Density/>
        </Later>
        <Later turns=3>
            <MatchesTable/>
            <TakeAlong/>
        </Later>
        // Its height is known only when it is there: nothing below it could be clicked in peace.
        <Later turns=4>
            <MatchedSequences/>
            <ReportTables/>
        </Later>
    }
}

/// Motifs to begin with, and what they are.
const FIRST_MOTIFS: [(&str, &str); 5] = [
    ("GAATTC", "the site of EcoRI"),
    (
        "TTGACAN(15,19)TATAAT",
        "a bacterial promoter: two boxes and a spacer",
    ),
    (
        "RTGASTCAY",
        "IUPAC letters: R is A or G, S is C or G, Y is C or T",
    ),
    ("CCN(7)GG", "the site of BslI: a spacer of seven"),
    (
        "EcoRI GAATTC\nBamHI GGATCC\nHindIII AAGCTT",
        "three motifs by name, one a line",
    ),
];

/// What to do on a page without results.
#[component]
fn FirstSteps() -> impl IntoView {
    let state = expect_context::<AppState>();
    view! {
        <div class="first-steps">
            <p>"Motifs to begin with:"</p>
            <ul>
                {FIRST_MOTIFS
                    .into_iter()
                    .map(|(motif, meaning)| {
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class="quiet sequence"
                                    on:click=move |_| state.form.motifs.set(motif.to_owned())
                                >
                                    {motif.replace('\n', " · ")}
                                </button>
                                <span>{meaning}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <p class="note">
                "Both strands are searched, overlapping matches are all reported, and case does not matter. "
                "Letters of the genome that are no base (N, R, …) match nothing; where mismatches are allowed, each is one."
            </p>
        </div>
    }
}

/// What to do for a first result.
fn next_step(state: AppState) -> &'static str {
    let is_described = state
        .motif_note
        .with(|note| matches!(note, MotifNote::Described { .. }));
    if state.genome.with(Option::is_none) {
        "Open a genome, then type a motif."
    } else if !state.is_live() {
        "Type a motif and press Search."
    } else if is_described && !state.is_changing() {
        // Its search was cancelled, or failed.
        "Press Search, or type another motif: its matches are counted as you type."
    } else {
        "Type a motif: its matches are counted as you type."
    }
}

fn outcome_of(results: &Results) -> AnyView {
    let summary = &results.summary;
    view! {
        <strong>{format::counted(summary.match_count, "match", "matches")}</strong>
        {of_shown(summary)}
        " in "
        {format::counted(summary.records_with_matches, "record", "records")}
        " · "
        <span class="time">{outcome::time_taken(summary)}</span>
        {outcome::where_from(summary).map(|from| view! { <span class="note">", " {from}</span> })}
    }
    .into_any()
}

/// What to do if the form asks for something that can be searched, and that the results are not of.
fn outdated(state: AppState) -> Option<&'static str> {
    let sought = state.form.sought();
    if state.results.get().is_some() && state.form.scope.is_wrong() {
        return Some(" Something is wrong with the regions now: nothing was searched with them.");
    }
    let is_right = state.motif_note.with(|note| {
        matches!(note, MotifNote::Described { sought: described, .. } if *described == sought)
    });
    // What is searched as it is typed is out of date for a moment only, or was cancelled.
    if !is_right || state.is_live() || state.is_changing() {
        return None;
    }
    let found = Sought::from(&state.results.get()?.settings);
    if found.motifs != sought.motifs {
        Some(" The box holds another motif now: press Search.")
    } else if found != sought {
        Some(" The choices have changed: press Search.")
    } else {
        None
    }
}

/// The results of the present search.
pub(super) fn current_results(state: AppState) -> Memo<Option<Arc<Results>>> {
    Memo::new(move |_| state.results.get())
}
