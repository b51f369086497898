use leptos::prelude::*;
use protocol::{RecordMeasure, RecordRow, SearchScope};

use super::results_region::current_results;
use super::virtual_table::{Cell, Choosing, Column, Rows, VirtualTable};
use crate::model::format::{integer, signed, significant};
use crate::model::motifs::of_shown;
use crate::model::records::or_dash;
use crate::state::{AppState, Results};

/// The records with all that is known of each, in the order of the chart; a press on one selects it.
#[component]
pub(crate) fn RecordsTable() -> impl IntoView {
    let state = expect_context::<AppState>();
    let results = current_results(state);
    let strands = Memo::new(move |_| {
        results
            .get()
            .map_or_else(Strands::default, |results| Strands::of(&results))
    });
    let row_count =
        Signal::derive(move || state.genome.get().map_or(0, |genome| genome.record_count));
    // Other rows come when other matches are shown, and in another order.
    let generation = Memo::new(move |before: Option<&u32>| {
        results.track();
        state.record_ranking.track();
        before.map_or(0, |before| before.wrapping_add(1))
    });
    let choosing = Choosing {
        chosen: Signal::derive(move || state.selection.record()),
        choose: Callback::new(move |record| state.selection.select_record(record)),
    };
    let fetch = move |from: u64, count: u32| -> Rows {
        Box::pin(async move {
            let ranking = state.record_ranking.get_untracked();
            let from = from.min(u32::MAX.into()) as u32;
            let rows = state.record_rows(ranking, from, count).await?;
            let strands = strands.get_untracked();
            Some(rows.iter().map(|row| cells(row, strands)).collect())
        })
    };
    view! {
        <div class="records-table">
            <VirtualTable
                caption=Signal::derive(move || {
                    let of = results.get().map(|results| of_shown(&results.summary));
                    format!("Matches{} per chromosome", of.unwrap_or_default())
                })
                note=Signal::derive(move || {
                    let is_part = results.get().is_some_and(|results| {
                        results.settings.scope != SearchScope::default()
                    });
                    let per_mb = if is_part { "Per Mb that was searched. " } else { "" };
                    format!(
                        "{per_mb}Expected: by the base composition of the whole genome; z: standard deviations above that."
                    )
                })
                columns=Signal::derive(move || strands.get().columns())
                choosing
                visible_rows=3
                row_count
                generation=generation.into()
                fetch
            />
        </div>
    }
}

/// Which strands matches have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Strands {
    forward: bool,
    reverse: bool,
    both: bool,
}

impl Strands {
    fn of(results: &Results) -> Self {
        let motifs = &results.summary.motifs;
        let shown = results.summary.shown.map(|shown| shown as usize);
        let shown = motifs
            .iter()
            .enumerate()
            .filter(|(index, _)| shown.is_none_or(|shown| shown == *index));
        let shown: Vec<_> = shown.map(|(_, motif)| motif).collect();
        Self {
            forward: shown.iter().any(|motif| motif.forward > 0),
            reverse: shown.iter().any(|motif| motif.reverse > 0),
            both: shown.iter().any(|motif| motif.both > 0),
        }
    }

    fn columns(self) -> Vec<Column> {
        let number = |title| Column {
            title,
            is_number: true,
        };
        let mut columns = vec![Column {
            title: "Chromosome",
            is_number: false,
        }];
        columns.push(number("Length"));
        columns.push(number("Matches"));
        columns.extend(self.forward.then(|| number("Forward")));
        columns.extend(self.reverse.then(|| number("Reverse")));
        columns.extend(self.both.then(|| number("Both (.)")));
        columns.push(number("Matches per Mb"));
        columns.push(number("Expected"));
        columns.push(number("Observed ÷ expected"));
        columns.push(number("z"));
        columns
    }
}

fn cells(row: &RecordRow, strands: Strands) -> Vec<Cell> {
    let figures = &row.figures;
    let value = |measure| Cell::Text(or_dash(figures.value(measure), significant));
    let count = |count| Cell::Text(integer(count));
    let mut cells = vec![Cell::Choice {
        label: row.name.clone(),
        value: Some(row.record),
    }];
    cells.push(count(figures.length_bases));
    cells.push(count(figures.match_count()));
    cells.extend(strands.forward.then(|| count(figures.forward)));
    cells.extend(strands.reverse.then(|| count(figures.reverse)));
    cells.extend(strands.both.then(|| count(figures.both)));
    cells.push(value(RecordMeasure::PerMb));
    cells.push(Cell::Text(significant(figures.expected)));
    cells.push(value(RecordMeasure::ObservedToExpected));
    cells.push(Cell::Text(or_dash(figures.z_score, signed)));
    cells
}
