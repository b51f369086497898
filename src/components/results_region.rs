use std::sync::Arc;

use leptos::prelude::*;
use protocol::{GenomeSummary, StrandChoice};

use super::matches_per_record::MatchesPerRecord;
use super::matches_table::MatchesTable;
use super::timing_table::TimingTable;
use crate::model::format;
use crate::state::{Activity, AppState, Results};

/// The outcome of the search: how many, how fast, where.
#[component]
pub(crate) fn ResultsRegion() -> impl IntoView {
    let state = expect_context::<AppState>();
    view! {
        <section class="results" aria-labelledby="results-heading">
            <h2 id="results-heading">"Results"</h2>
            <p class="status" role="status">
                {move || status(state.results.get().as_deref(), state.genome.get().as_deref())}
            </p>
            <p class="note">{move || remark(state.results.get().as_deref(), &state.form.motif.get())}</p>
            <Show when=move || state.results.get().is_none()>
                <FirstSteps/>
            </Show>
            <Show when=move || state.results.get().is_some()>
                <div class="results-top">
                    <MatchesPerRecord/>
                    <TimingTable/>
                </div>
                <MatchesTable/>
                <button
                    type="button"
                    class="secondary"
                    disabled=move || state.activity.get() != Activity::Idle
                    on:click=move |_| state.download_bed()
                >
                    "Download BED"
                </button>
                <span class="note inline">"All matches, BED6, 0-based, half-open."</span>
            </Show>
        </section>
    }
}

/// Motifs to begin with, and what they are.
const FIRST_MOTIFS: [(&str, &str); 4] = [
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
                                    on:click=move |_| state.form.motif.set(motif.to_owned())
                                >
                                    {motif}
                                </button>
                                <span>{meaning}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <p class="note">
                "Both strands are searched, overlapping matches are all reported, and case does not matter. "
                "Letters of the genome that are no base (N, R, …) match nothing."
            </p>
        </div>
    }
}

fn status(results: Option<&Results>, genome: Option<&GenomeSummary>) -> AnyView {
    let Some(results) = results else {
        return match genome {
            Some(_) => "Type a motif and press Search.".into_any(),
            None => "Open a genome, then type a motif.".into_any(),
        };
    };
    let summary = &results.summary;
    view! {
        <strong>{format::counted(summary.match_count, "match", "matches")}</strong>
        " in "
        {format::counted(summary.records_with_matches, "record", "records")}
        " · "
        {format!("{} ms", format::milliseconds(summary.search_ms))}
    }
    .into_any()
}

/// What the numbers are of, and what should be known to read them.
fn remark(results: Option<&Results>, motif_in_box: &str) -> Option<String> {
    let results = results?;
    let settings = &results.settings;
    let strands = match settings.strands {
        StrandChoice::Both if results.summary.is_self_reverse_complement => {
            "both strands at once, since the motif is its own reverse complement (strand “.”)"
        }
        StrandChoice::Both => "both strands",
        StrandChoice::Forward => "forward strand",
        StrandChoice::Reverse => "reverse strand",
    };
    let changed = if settings.motif == motif_in_box {
        ""
    } else {
        " The box holds another motif now: press Search."
    };
    Some(format!("{} on {strands}.{changed}", settings.motif.trim()))
}

/// The results of the present search.
pub(super) fn current_results(state: AppState) -> Memo<Option<Arc<Results>>> {
    Memo::new(move |_| state.results.get())
}
