use leptos::prelude::*;
use protocol::MatchRow;

use super::results_region::current_results;
use super::virtual_table::{Cell, Column, Rows, VirtualTable};
use crate::model::format::integer;
use crate::state::AppState;

const COLUMNS: &[Column] = &[
    Column {
        title: "Chromosome",
        is_number: false,
    },
    Column {
        title: "Start",
        is_number: true,
    },
    Column {
        title: "End",
        is_number: true,
    },
    Column {
        title: "Strand",
        is_number: false,
    },
    Column {
        title: "Sequence",
        is_number: false,
    },
];

/// Every match, in the order of the genome.
#[component]
pub(crate) fn MatchesTable() -> impl IntoView {
    let state = expect_context::<AppState>();
    let results = current_results(state);
    let row_count = Signal::derive(move || {
        results
            .get()
            .map_or(0, |results| results.summary.match_count)
    });
    let generation = Signal::derive(move || results.get().map_or(0, |results| results.serial));
    let fetch = move |from: u64, count: u32| -> Rows {
        Box::pin(async move {
            let rows = state.match_rows(from, count).await?;
            Some(rows.iter().map(cells).collect())
        })
    };
    view! {
        <VirtualTable
            caption="Matches"
            note="Start and End are 1-based, both included; Sequence reads 5'→3' on its strand."
            columns=COLUMNS
            visible_rows=10
            row_count
            generation
            fetch
        />
    }
}

fn cells(row: &MatchRow) -> Vec<Cell> {
    vec![
        Cell::Text(row.record.clone()),
        Cell::Text(integer(row.first)),
        Cell::Text(integer(row.last)),
        Cell::Text(row.strand.sign().to_owned()),
        Cell::Sequence(row.sequence.clone()),
    ]
}
