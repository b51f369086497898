//! Rows and cells of a table, as they are drawn.

use std::sync::Arc;

use leptos::prelude::*;
use protocol::MatchRow;

use crate::state::Place;

/// Longer sequences are not coloured base by base.
const COLOURED_BASES: usize = 64;

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::components) struct Column {
    /// Its header.
    pub(in crate::components) title: &'static str,
    /// Whether it holds numbers, which stand on the right.
    pub(in crate::components) is_number: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::components) enum Cell {
    /// A text or a number.
    Text(String),
    /// A motif.
    Motif(String),
    /// Bases, shown in their colours.
    Sequence {
        /// The letters.
        letters: String,
        /// Those that differ from the motif, by their index from 0, in order.
        differing: Vec<u32>,
    },
    /// The record of the match that the row is of.
    Match(Arc<MatchRow>),
    /// A button that chooses its row.
    Choice {
        /// What stands on it.
        label: String,
        /// What it chooses.
        value: Option<u32>,
    },
}

/// The row that is chosen by its button, and how to choose another.
#[derive(Debug, Clone, Copy)]
pub(in crate::components) struct Choosing {
    /// What is chosen.
    pub(in crate::components) chosen: Signal<Option<u32>>,
    /// Chooses.
    pub(in crate::components) choose: Callback<Option<u32>>,
}

/// The match that is looked at, and how to look at that of a row.
#[derive(Debug, Clone, Copy)]
pub(in crate::components) struct Looking {
    /// Where the match is that is looked at.
    pub(in crate::components) place: Signal<Option<Place>>,
    /// Looks at the match of a row.
    pub(in crate::components) look_at: Callback<Arc<MatchRow>>,
}

/// What a row can do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Doing {
    pub(super) choosing: Option<Choosing>,
    pub(super) looking: Option<Looking>,
    /// The row that the keys move from.
    pub(super) current: RwSignal<Option<u64>>,
}

pub(super) type Row = Vec<Cell>;

/// The match of a row.
pub(super) fn match_of(row: &[Cell]) -> Option<&Arc<MatchRow>> {
    row.iter().find_map(|cell| match cell {
        Cell::Match(found) => Some(found),
        _ => None,
    })
}

/// The id of the element of a row that the keys move to.
pub(super) fn row_id(index: u64) -> String {
    format!("match-row-{index}")
}

/// A row of the table, or its place while it has not come.
pub(super) fn row_view(
    index: u64,
    row: Option<Row>,
    columns: &[Column],
    doing: Doing,
) -> impl IntoView + use<> {
    let Doing {
        choosing,
        looking,
        current,
    } = doing;
    let is_chosen = row
        .iter()
        .flatten()
        .find_map(|cell| match (cell, choosing) {
            (&Cell::Choice { value, .. }, Some(choosing)) => {
                Some(Signal::derive(move || choosing.chosen.get() == value))
            }
            _ => None,
        });
    let found = row.as_deref().and_then(match_of).cloned();
    let place = found.as_deref().map(Place::of);
    let is_looked_at = move || {
        let looked_at = looking.and_then(|looking| looking.place.get());
        looked_at.is_some() && looked_at == place
    };
    let look_at = move |_| {
        if let (Some(looking), Some(found)) = (looking, &found) {
            current.set(Some(index));
            looking.look_at.run(Arc::clone(found));
        }
    };
    let cells = match row.filter(|row| row.len() == columns.len()) {
        Some(row) => row
            .into_iter()
            .zip(columns)
            .map(|(cell, column)| cell_view(cell, column, choosing))
            .collect_view(),
        None => columns
            .iter()
            .map(|_| view! { <td class="coming">"…"</td> }.into_any())
            .collect_view(),
    };
    // The header is row 1.
    view! {
        <tr
            id=looking.map(|_| row_id(index))
            aria-rowindex=(index + 2).to_string()
            aria-current=move || is_looked_at().then_some("true")
            class:chosen=move || is_chosen.is_some_and(|is| is.get()) || is_looked_at()
            class:current=move || looking.is_some() && current.get() == Some(index)
            class:pickable=looking.is_some()
            on:click=look_at
        >
            {cells}
        </tr>
    }
}

fn cell_view(cell: Cell, column: &Column, choosing: Option<Choosing>) -> AnyView {
    match cell {
        Cell::Text(text) => {
            let title = text.clone();
            view! { <td class:number=column.is_number title=title>{text}</td> }.into_any()
        }
        Cell::Match(found) => {
            let title = found.record.clone();
            view! { <td title=title>{found.record.clone()}</td> }.into_any()
        }
        Cell::Motif(motif) => {
            let title = motif.clone();
            view! { <td class="motif" title=title>{motif}</td> }.into_any()
        }
        Cell::Sequence { letters, differing } => {
            let spoken = spoken(&letters, &differing);
            let letters = letters_view(&letters, &differing);
            view! { <td class="sequence" title=spoken.clone() aria-label=spoken>{letters}</td> }
                .into_any()
        }
        Cell::Choice { label, value } => {
            let is_chosen = move || choosing.is_some_and(|choosing| choosing.chosen.get() == value);
            let choose = move |_| {
                if let Some(choosing) = choosing {
                    choosing.choose.run(value);
                }
            };
            let title = label.clone();
            view! {
                <td>
                    <button
                        type="button"
                        class="quiet"
                        title=title
                        aria-pressed=move || is_chosen().to_string()
                        on:click=choose
                    >
                        {label}
                    </button>
                </td>
            }
            .into_any()
        }
    }
}

/// The letters, those that differ marked; single ones in their colours unless they are very many.
fn letters_view(letters: &str, differing: &[u32]) -> AnyView {
    let is_coloured = letters.len() <= COLOURED_BASES;
    if !is_coloured && differing.is_empty() {
        return letters.to_owned().into_any();
    }
    let mut rest = letters;
    let mut position = 0;
    let mut views = Vec::new();
    for &index in differing {
        let (before, from) = rest.split_at((index as usize - position).min(rest.len()));
        let (letter, after) = from.split_at(from.len().min(1));
        views.push(run_view(before, is_coloured));
        views.push(view! { <mark>{run_view(letter, true)}</mark> }.into_any());
        rest = after;
        position = index as usize + 1;
    }
    views.push(run_view(rest, is_coloured));
    views.into_any()
}

fn run_view(run: &str, is_coloured: bool) -> AnyView {
    if !is_coloured {
        return run.to_owned().into_any();
    }
    run.chars()
        .map(|base| view! { <span class=base_class(base)>{base}</span> })
        .collect_view()
        .into_any()
}

/// For those who do not see the marks.
fn spoken(letters: &str, differing: &[u32]) -> Option<String> {
    let places: Vec<String> = differing
        .iter()
        .map(|index| (index + 1).to_string())
        .collect();
    match places.as_slice() {
        [] => None,
        [one] => Some(format!("{letters}: letter {one} differs")),
        [most @ .., last] => Some(format!(
            "{letters}: letters {} and {last} differ",
            most.join(", ")
        )),
    }
}

const fn base_class(base: char) -> &'static str {
    match base {
        'A' => "base-a",
        'C' => "base-c",
        'G' => "base-g",
        'T' => "base-t",
        _ => "base-other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_are_named() {
        assert_eq!(spoken("GAATTC", &[]), None);
        let check = |differing: &[u32], expected: &str| {
            assert_eq!(spoken("GAATTC", differing).as_deref(), Some(expected));
        };
        check(&[0], "GAATTC: letter 1 differs");
        check(&[0, 5], "GAATTC: letters 1 and 6 differ");
        check(&[0, 2, 5], "GAATTC: letters 1, 3 and 6 differ");
    }
}
