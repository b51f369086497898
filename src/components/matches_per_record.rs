use leptos::prelude::*;
use protocol::RecordRow;

use super::results_region::current_results;
use super::virtual_table::{Cell, Column, Rows, VirtualTable};
use crate::charts::{ChartView, Tokens, matches_per_record};
use crate::model::format::{counted, integer, significant};
use crate::model::motifs::of_shown;
use crate::state::AppState;

const COLUMNS: &[Column] = &[
    Column {
        title: "Chromosome",
        is_number: false,
    },
    Column {
        title: "Length",
        is_number: true,
    },
    Column {
        title: "Matches",
        is_number: true,
    },
    Column {
        title: "Matches per Mb",
        is_number: true,
    },
];

/// Matches per chromosome, as chart and as table.
#[component]
pub(crate) fn MatchesPerRecord() -> impl IntoView {
    let state = expect_context::<AppState>();
    let results = current_results(state);
    let tokens = Tokens::signal();
    let chart = Signal::derive_local(move || {
        results
            .get()
            .map(|results| {
                let axis = format!("matches{}", of_shown(&results.summary));
                matches_per_record(&results.summary, &axis, &tokens.get(), is_narrow())
            })
            .unwrap_or_default()
    });
    let label = Signal::derive(move || {
        results.get().map_or_else(String::new, |results| {
            format!(
                "Matches{} per chromosome, as bars: {} in {}; the table below holds the numbers.",
                of_shown(&results.summary),
                counted(results.summary.match_count, "match", "matches"),
                counted(results.summary.records_with_matches, "record", "records"),
            )
        })
    });
    let row_count =
        Signal::derive(move || state.genome.get().map_or(0, |genome| genome.record_count));
    let generation = Signal::derive(move || results.get().map_or(0, |results| results.serial));
    let fetch = move |from: u64, count: u32| -> Rows {
        Box::pin(async move {
            let rows = state
                .record_rows(from.min(u32::MAX.into()) as u32, count)
                .await?;
            Some(rows.iter().map(cells).collect())
        })
    };
    view! {
        <div class="per-record">
            <ChartView label chart/>
            <VirtualTable
                caption=Signal::derive(move || {
                    let of = results.get().map(|results| of_shown(&results.summary));
                    format!("Matches{} per chromosome", of.unwrap_or_default())
                })
                columns=COLUMNS.to_vec()
                visible_rows=3
                row_count
                generation
                fetch
            />
        </div>
    }
}

/// Whether the chart has little room for names.
fn is_narrow() -> bool {
    let query = web_sys::window()
        .and_then(|window| window.match_media("(max-width: 800px)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

fn cells(row: &RecordRow) -> Vec<Cell> {
    vec![
        Cell::Text(row.name.clone()),
        Cell::Text(integer(row.length_bases)),
        Cell::Text(integer(row.match_count)),
        Cell::Text(
            row.matches_per_mb()
                .map_or_else(|| "–".to_owned(), significant),
        ),
    ]
}
