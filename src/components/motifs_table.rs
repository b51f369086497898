use leptos::prelude::*;
use protocol::MotifCounts;

use super::results_region::current_results;
use super::virtual_table::{Cell, Choosing, Column, Rows, VirtualTable};
use crate::model::format::{integer, significant};
use crate::model::motifs::called;
use crate::state::AppState;

/// Rows on the screen.
const MAX_ROWS: u32 = 6;

/// The motifs of a list, with their counts; a press on one shows its matches alone.
#[component]
pub(crate) fn MotifsTable() -> impl IntoView {
    let state = expect_context::<AppState>();
    let results = current_results(state);
    let shape = Memo::new(move |_| {
        results
            .get()
            .map_or_else(Shape::default, |results| Shape::of(&results.summary.motifs))
    });
    let row_count = Signal::derive(move || {
        // One more for all together.
        results
            .get()
            .map_or(0, |results| results.summary.motifs.len() as u64 + 1)
    });
    // The counts are those of the whole search, whatever is shown of it: the rows stay, and so does the focus.
    let generation = Memo::new(move |_| results.get().map_or(0, |results| results.search)).into();
    let choosing = Choosing {
        chosen: Signal::derive(move || results.get().and_then(|results| results.summary.shown)),
        choose: Callback::new(move |motif| state.show(motif)),
    };
    let note = move || {
        if shape.get().has_both {
            "Press a motif to see its matches alone. Both (.): on both strands at once, as the motif is its own reverse complement."
        } else {
            "Press a motif to see its matches alone."
        }
    };
    let fetch = move |from: u64, count: u32| -> Rows {
        Box::pin(async move {
            let results = state.results.get_untracked()?;
            let motifs = &results.summary.motifs;
            let shape = Shape::of(motifs);
            let first = usize::try_from(from).ok()?;
            let rows = (first..=motifs.len())
                .take(count as usize)
                .map(|row| match row {
                    0 => all_together(motifs, shape),
                    row => cells(row - 1, &motifs[row - 1], shape),
                });
            Some(rows.collect())
        })
    };
    view! {
        <div class="motifs">
            <VirtualTable
                caption="Motifs"
                note=Signal::derive(move || note().to_owned())
                columns=Signal::derive(move || shape.get().columns())
                choosing
                visible_rows=MAX_ROWS
                row_count
                generation
                fetch
            />
        </div>
    }
}

/// Which columns the table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Shape {
    /// Whether a motif has a name.
    has_names: bool,
    /// Whether a motif was searched once for both strands.
    has_both: bool,
}

impl Shape {
    fn of(motifs: &[MotifCounts]) -> Self {
        Self {
            has_names: motifs.iter().any(|motif| motif.name.is_some()),
            has_both: motifs.iter().any(|motif| motif.both > 0),
        }
    }

    fn columns(self) -> Vec<Column> {
        let column = |title, is_number| Column { title, is_number };
        let mut columns = Vec::new();
        columns.extend(self.has_names.then(|| column("Name", false)));
        columns.push(column("Motif", false));
        columns.push(column("Matches", true));
        columns.push(column("Forward", true));
        columns.push(column("Reverse", true));
        columns.extend(self.has_both.then(|| column("Both (.)", true)));
        columns.push(column("Expected", true));
        columns
    }
}

fn all_together(motifs: &[MotifCounts], shape: Shape) -> Vec<Cell> {
    let sum = |count: fn(&MotifCounts) -> u64| Cell::Text(integer(motifs.iter().map(count).sum()));
    let mut cells = vec![Cell::Choice {
        label: "All together".into(),
        value: None,
    }];
    cells.extend(shape.has_names.then(|| Cell::Text(String::new())));
    cells.push(sum(MotifCounts::total));
    cells.push(sum(|motif| motif.forward));
    cells.push(sum(|motif| motif.reverse));
    cells.extend(shape.has_both.then(|| sum(|motif| motif.both)));
    let expected = motifs.iter().map(|motif| motif.expected_matches).sum();
    cells.push(Cell::Text(significant(expected)));
    cells
}

fn cells(ordinal: usize, motif: &MotifCounts, shape: Shape) -> Vec<Cell> {
    // What cannot be, for a motif of this kind, is no zero.
    let count =
        |count: u64, can_be: bool| Cell::Text(if can_be { integer(count) } else { "–".into() });
    let is_at_once = motif.both > 0;
    let mut cells = vec![Cell::Choice {
        label: called(motif).to_owned(),
        value: u32::try_from(ordinal).ok(),
    }];
    cells.extend(shape.has_names.then(|| Cell::Motif(motif.motif.clone())));
    cells.push(count(motif.total(), true));
    cells.push(count(motif.forward, !is_at_once));
    cells.push(count(motif.reverse, !is_at_once));
    cells.extend(shape.has_both.then(|| count(motif.both, is_at_once)));
    cells.push(Cell::Text(significant(motif.expected_matches)));
    cells
}
