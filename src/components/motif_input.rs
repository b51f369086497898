use leptos::prelude::*;
use protocol::MotifSummary;

use crate::model::format;
use crate::state::{AppState, MotifNote};

/// The motif, with what it means or what is wrong with it below.
#[component]
pub(crate) fn MotifInput() -> impl IntoView {
    let state = expect_context::<AppState>();
    let is_wrong = Memo::new(move |_| {
        state
            .motif_note
            .with(|note| matches!(note, MotifNote::Wrong(_)))
    });
    view! {
        <div class="field">
            <label for="motif">"Motif"</label>
            <input
                type="text"
                id="motif"
                class="sequence-input"
                placeholder="GAATTC"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby="motif-note"
                aria-invalid=move || is_wrong.get().then_some("true")
                prop:value=move || state.form.motif.get()
                on:input=move |event| state.form.motif.set(event_target_value(&event))
            />
            <p class="note motif-note" class:wrong=move || is_wrong.get() id="motif-note" aria-live="polite">
                {move || state.motif_note.with(motif_note)}
            </p>
        </div>
    }
}

fn motif_note(note: &MotifNote) -> AnyView {
    match note {
        MotifNote::Empty => {
            "IUPAC letters; sets such as [AC]; repeats such as A{5,8}; spacers such as N(17,23)."
                .into_any()
        }
        MotifNote::Wrong(problem) => {
            format!("Column {}: {}.", problem.column, problem.message).into_any()
        }
        MotifNote::Described(summary) => described(summary).into_any(),
    }
}

fn described(summary: &MotifSummary) -> impl IntoView + use<> {
    let (min, max) = (summary.min_length_bases, summary.max_length_bases);
    let length = if min == max {
        format::counted(min.into(), "base", "bases")
    } else {
        format!("{min} to {max} bases")
    };
    let reverse = if summary.is_self_reverse_complement {
        "its own reverse complement".into_any()
    } else {
        view! { "reverse complement " <span class="sequence">{summary.reverse_complement.clone()}</span> }.into_any()
    };
    let expected = summary.expected_matches.map(|expected| {
        format!(
            " · about {} expected by chance",
            format::significant(expected)
        )
    });
    view! { {length} " · " {reverse} {expected} }
}
