use leptos::prelude::*;
use protocol::Sharing;

use crate::model::compare::ways::{Choices, Series, Tool, thread_counts, ways};
use crate::model::files;
use crate::model::format::{bases, counted, duration};
use crate::model::settings::Choice;
use crate::state::AppState;

/// Rounds that can be chosen.
const ROUNDS: [u32; 4] = [3, 5, 9, 15];
/// Times that a run may take, in ms.
const MOST_MS: [f64; 5] = [200.0, 500.0, 1_000.0, 3_000.0, 10_000.0];

/// What is compared.
#[component]
pub(super) fn ChoicesForm() -> impl IntoView {
    let state = expect_context::<AppState>();
    let choices = state.compare.choices;
    let why_not = Memo::new(move |_| state.why_not_compare());
    let way_count = move || choices.with(|choices| ways(choices).len() as u64);
    view! {
        <h2>"Compare"</h2>
        <p class="note" id="compare-subject">{move || subject(state)}</p>
        <Boxes
            legend="Versions"
            items=Signal::derive(|| Tool::ALL.iter().map(|tool| (*tool, tool.label().to_owned())).collect())
            list=|choices| &mut choices.tools
        />
        <Boxes
            legend="Sharing"
            items=Signal::derive(|| {
                Sharing::ALL.iter().map(|sharing| (*sharing, sharing.label().to_owned())).collect()
            })
            list=|choices| &mut choices.sharings
        />
        <Boxes
            legend="Numbers of threads"
            items=Signal::derive(move || {
                let counts = thread_counts(state.available_threads.get()).into_iter();
                counts.map(|count| (count, counted(count.into(), "thread", "threads"))).collect()
            })
            list=|choices| &mut choices.threads
        />
        <fieldset class="field" role="radiogroup">
            <legend>"Moving mean of"</legend>
            <div class="radios">
                {Series::ALL
                    .iter()
                    .map(|&series| {
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="mean-of"
                                    value=series.label()
                                    prop:checked=move || choices.with(|choices| choices.mean_of == series)
                                    on:change=move |_| choices.update(|choices| choices.mean_of = series)
                                />
                                {series.label()}
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
        <div class="field-row">
            <div class="field">
                <label for="rounds">"Rounds"</label>
                <select
                    id="rounds"
                    on:change=move |event| {
                        if let Ok(rounds) = event_target_value(&event).parse() {
                            choices.update(|choices| choices.rounds = rounds);
                        }
                    }
                >
                    {ROUNDS
                        .map(|rounds| {
                            let is_chosen = move || choices.with(|choices| choices.rounds == rounds);
                            view! { <option value=rounds selected=is_chosen>{rounds}</option> }
                        })
                        .into_iter()
                        .collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="most-ms">"A run at most"</label>
                <select
                    id="most-ms"
                    on:change=move |event| {
                        if let Ok(ms) = event_target_value(&event).parse() {
                            choices.update(|choices| choices.most_ms = ms);
                        }
                    }
                >
                    {MOST_MS
                        .map(|ms| {
                            let is_chosen = move || choices.with(|choices| choices.most_ms == ms);
                            view! { <option value=ms selected=is_chosen>{duration(ms)}</option> }
                        })
                        .into_iter()
                        .collect_view()}
                </select>
            </div>
        </div>
        <p class="note">
            {move || counted(way_count(), "way", "ways")}
            ", in turns, after a warm-up. What takes longer than a run may is run on a part of each chromosome, and marked ≈."
        </p>
        <div class="field">
            <button
                type="submit"
                class="primary"
                aria-describedby="why-not"
                disabled=move || why_not.get().is_some() || state.is_busy()
            >
                "Run comparison"
            </button>
            <p class="note" id="why-not">{move || why_not.get()}</p>
        </div>
    }
}

/// What the comparison is on.
fn subject(state: AppState) -> Option<String> {
    let genome = state.genome.get()?;
    let motifs = state.form.motifs.get();
    let lines = motifs
        .lines()
        .filter(|line| !line.trim().is_empty())
        .count();
    let motif = match lines {
        0 => return None,
        1 => motifs.trim().to_owned(),
        lines => counted(lines as u64, "motif", "motifs"),
    };
    Some(format!(
        "{motif} in {} ({}), the whole genome.",
        files::label(&genome.file_names),
        bases(genome.length_bases)
    ))
}

/// Boxes to tick, each an item that is in a list of the choices or not.
#[component]
fn Boxes<T>(
    /// What they are.
    legend: &'static str,
    /// All that can be ticked, with their names.
    items: Signal<Vec<(T, String)>>,
    /// The list.
    list: fn(&mut Choices) -> &mut Vec<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let choices = expect_context::<AppState>().compare.choices;
    let is_ticked = move |item: T| {
        // The list is only to be had of choices that may change.
        let mut now = choices.get();
        list(&mut now).contains(&item)
    };
    let tick = move |item: T, is_ticked: bool| {
        choices.update(|choices| {
            let list = list(choices);
            list.retain(|other| *other != item);
            if is_ticked {
                list.push(item);
            }
        });
    };
    view! {
        <fieldset class="field boxes">
            <legend>{legend}</legend>
            {move || {
                items
                    .get()
                    .into_iter()
                    .map(|(item, name)| {
                        view! {
                            <label>
                                <input
                                    type="checkbox"
                                    prop:checked=move || is_ticked(item)
                                    on:change=move |event| tick(item, event_target_checked(&event))
                                />
                                {name}
                            </label>
                        }
                    })
                    .collect_view()
            }}
        </fieldset>
    }
}
