use leptos::prelude::*;
use protocol::{GenomeSummary, Holding};

use crate::model::format::{milliseconds, rate};
use crate::state::{AppState, Results};

struct Row {
    step: &'static str,
    ms: f64,
    rate: Option<String>,
}

/// Where the time went, from the file to the answer.
#[component]
pub(crate) fn TimingTable() -> impl IntoView {
    let state = expect_context::<AppState>();
    let rows = move || {
        let (Some(genome), Some(results)) = (state.genome.get(), state.results.get()) else {
            return Vec::new();
        };
        timing(&genome, &results)
    };
    view! {
        <div class="timing">
            <table>
                <caption>"Timing"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Step"</th>
                        <th scope="col" class="number">"ms"</th>
                        <th scope="col" class="number">"Rate"</th>
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        rows()
                            .into_iter()
                            .map(|row| {
                                view! {
                                    <tr>
                                        <th scope="row">{row.step}</th>
                                        <td class="number">{milliseconds(row.ms)}</td>
                                        <td class="number">{row.rate}</td>
                                    </tr>
                                }
                            })
                            .collect_view()
                    }}
                </tbody>
            </table>
            <p class="note">
                {move || steps_note(state)}
                {move || {
                    state.results.get().map(|results| {
                        crate::model::format::counted(results.summary.threads.into(), "thread", "threads")
                    })
                }}
                " searched."
                {move || state.results.get().and_then(|results| answer_note(&results))}
            </p>
        </div>
    }
}

/// Which steps are of opening.
fn steps_note(state: AppState) -> &'static str {
    match state.genome.get() {
        Some(genome) if genome.kept_bytes.is_some() => {
            "Reading and verifying happen once, when the genome is opened from the library; "
        }
        Some(genome) if genome.holding == Holding::ReadAgain => {
            "Read is the wait for bytes alone. Decompressing and parsing happen when the genome is opened, and again as part of each search; "
        }
        _ => {
            "Read is the wait for bytes alone. All but Search happens once, when the genome is opened; "
        }
    }
}

/// What is to be said where nothing had to be searched.
fn answer_note(results: &Results) -> Option<String> {
    let summary = &results.summary;
    summary.is_from_cache.then(|| {
        format!(
            " This answer was there from the last results, in {} ms; Search and Total are of when it was searched.",
            milliseconds(summary.answer_ms)
        )
    })
}

fn timing(genome: &GenomeSummary, results: &Results) -> Vec<Row> {
    let times = &genome.times;
    let search_ms = results.summary.search_ms;
    let total_ms = times.total_ms + search_ms;
    let search = Row {
        step: "Search",
        ms: search_ms,
        rate: rate(genome.length_bases, search_ms, "b"),
    };
    let total = Row {
        step: "Total",
        ms: total_ms,
        rate: rate(genome.length_bases, total_ms, "b"),
    };
    if let Some(kept_bytes) = genome.kept_bytes {
        return vec![
            Row {
                step: "Read",
                ms: times.read_ms,
                rate: rate(kept_bytes, times.read_ms, "B"),
            },
            Row {
                step: "Verify",
                ms: times.parse_ms,
                rate: rate(kept_bytes, times.parse_ms, "B"),
            },
            search,
            total,
        ];
    }
    vec![
        Row {
            step: "Read",
            ms: times.read_ms,
            // Only waiting is counted, which has no rate.
            rate: None,
        },
        Row {
            step: "Decompress",
            ms: times.decompress_ms,
            rate: rate(genome.text_bytes, times.decompress_ms, "B"),
        },
        Row {
            step: "Parse",
            ms: times.parse_ms,
            rate: rate(genome.text_bytes, times.parse_ms, "B"),
        },
        search,
        total,
    ]
}
