use leptos::prelude::*;
use protocol::MotifSummary;

use crate::model::format::{counted, integer, significant};
use crate::state::MotifNote;

/// So many motifs are listed below the box; more would only push the rest of the form away.
const LISTED: usize = 6;

/// What the motifs in the box say, or what is wrong with them.
pub(super) fn note_view(note: &MotifNote) -> AnyView {
    match note {
        MotifNote::Empty => "IUPAC letters, sets [AC], repeats A{5,8}, spacers N(17,23). \
             Several motifs: one a line, with a name or without, or as FASTA."
            .into_any(),
        MotifNote::Wrong { problem, has_lines } => {
            let (line, column) = (integer(problem.line.into()), integer(problem.column.into()));
            let place = if *has_lines {
                format!("Line {line}, column {column}")
            } else {
                format!("Column {column}")
            };
            format!("{place}: {}.", problem.message).into_any()
        }
        MotifNote::Described { motifs, .. } => match motifs.as_slice() {
            [one] => one_view(one).into_any(),
            list => list_view(list).into_any(),
        },
    }
}

fn one_view(motif: &MotifSummary) -> impl IntoView + use<> {
    let name = motif.name.as_ref().map(|name| format!("{name}: "));
    let reverse = if motif.is_self_reverse_complement {
        "its own reverse complement".into_any()
    } else {
        view! { "reverse complement " <span class="sequence">{motif.reverse_complement.clone()}</span> }.into_any()
    };
    let expected = motif
        .expected_matches
        .map(|expected| format!(" · about {} expected by chance", significant(expected)));
    view! { {name} {length(motif)} " · " {reverse} {expected} }
}

fn list_view(motifs: &[MotifSummary]) -> impl IntoView + use<> {
    let count = counted(motifs.len() as u64, "motif", "motifs");
    let expected = motifs
        .iter()
        .map(|motif| motif.expected_matches)
        .sum::<Option<f64>>();
    let expected = expected.map(|expected| {
        format!(
            " · about {} expected by chance in all",
            significant(expected)
        )
    });
    let rows = (motifs.len() <= LISTED).then(|| {
        let rows = motifs.iter().map(|motif| {
            view! {
                <li>
                    <span class="name">{motif.name.clone()}</span>
                    <span class="sequence">{motif.motif.clone()}</span>
                    <span class="length">{length(motif)}</span>
                </li>
            }
        });
        view! { <ul>{rows.collect_view()}</ul> }
    });
    view! { {count} {expected} {rows} }
}

fn length(motif: &MotifSummary) -> String {
    let (min, max) = (motif.min_length_bases, motif.max_length_bases);
    if min == max {
        counted(min.into(), "base", "bases")
    } else {
        format!("{min} to {max} bases")
    }
}
