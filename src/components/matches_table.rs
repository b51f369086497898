use std::sync::Arc;

use leptos::prelude::*;
use protocol::{MatchRow, MotifCounts};

use super::matches_toolbar::MatchesToolbar;
use super::virtual_table::{Cell, Column, Looking, Rows, VirtualTable};
use crate::model::format::integer;
use crate::model::motifs::{called, is_list, of_shown};
use crate::state::{AppState, Results};

/// The matches that are shown, or those of them that are listed.
#[component]
pub(crate) fn MatchesTable() -> impl IntoView {
    let state = expect_context::<AppState>();
    let listed = state.listed;
    // Results and their list do not come at the same moment.
    let results = Memo::new(move |former: Option<&Option<Arc<Results>>>| {
        let results = state.results.get();
        let is_listed = results
            .as_ref()
            .is_none_or(|results| results.serial == listed.get().serial);
        if is_listed {
            results
        } else {
            former.cloned().flatten()
        }
    });
    let row_count = Signal::derive(move || listed.get().row_count);
    let generation = Signal::derive(move || listed.get().generation);
    let columns = Memo::new(move |_| {
        results
            .get()
            .map_or_else(Vec::new, |results| columns(&results))
    });
    let caption = move || {
        let of = results.get().map(|results| of_shown(&results.summary));
        format!("Matches{}", of.unwrap_or_default())
    };
    let note = move || {
        let is_marked = results
            .get()
            .is_some_and(|results| has_mismatches(&results));
        let marks = if is_marked {
            "; letters that differ from the motif are underlined"
        } else {
            ""
        };
        format!(
            "Start and End are 1-based, both included; Sequence reads 5'→3' on its strand{marks}."
        )
    };
    let looking = Looking {
        place: Signal::derive(move || state.selection.place()),
        look_at: Callback::new(move |row| state.pick(row)),
    };
    let fetch = move |from: u64, count: u32| -> Rows {
        Box::pin(async move {
            let listed = listed.get_untracked();
            let results = state.results.get_untracked()?;
            if results.serial != listed.serial {
                return None;
            }
            let rows = state.match_rows(listed.list, from, count).await?;
            Some(rows.into_iter().map(|row| cells(row, &results)).collect())
        })
    };
    view! {
        <div class="matches-table">
            <h3>{caption}</h3>
            <MatchesToolbar/>
            <VirtualTable
                caption=Signal::derive(caption)
                note=Signal::derive(note)
                columns
                looking
                jump=state.jump
                visible_rows=10
                row_count
                generation
                fetch
            />
        </div>
    }
}

/// Whether a match says of which motif it is.
fn names_motifs(results: &Results) -> bool {
    is_list(&results.summary) && results.summary.shown.is_none()
}

/// Whether a match may differ from its motif.
const fn has_mismatches(results: &Results) -> bool {
    results.settings.mismatches > 0
}

fn columns(results: &Results) -> Vec<Column> {
    let text = |title| Column {
        title,
        is_number: false,
    };
    let number = |title| Column {
        title,
        is_number: true,
    };
    let mut columns = vec![
        text("Chromosome"),
        number("Start"),
        number("End"),
        text("Strand"),
    ];
    columns.extend(names_motifs(results).then(|| text("Motif")));
    columns.extend(has_mismatches(results).then(|| number("Mismatches")));
    columns.push(text("Sequence"));
    columns
}

fn cells(row: MatchRow, results: &Results) -> Vec<Cell> {
    let row = Arc::new(row);
    let mut cells = vec![
        Cell::Match(Arc::clone(&row)),
        Cell::Text(integer(row.first)),
        Cell::Text(integer(row.last)),
        Cell::Text(row.strand.sign().to_owned()),
    ];
    if names_motifs(results) {
        let motif = results.summary.motifs.get(row.motif as usize);
        cells.push(motif.map_or_else(|| Cell::Text(String::new()), motif_cell));
    }
    if has_mismatches(results) {
        cells.push(Cell::Text(row.mismatches.len().to_string()));
    }
    cells.push(Cell::Sequence {
        letters: row.sequence.clone(),
        differing: row.mismatches.clone(),
    });
    cells
}

/// What a motif is called, in the type of a motif if it has no name.
fn motif_cell(motif: &MotifCounts) -> Cell {
    match &motif.name {
        Some(name) => Cell::Text(name.clone()),
        None => Cell::Motif(called(motif).to_owned()),
    }
}
