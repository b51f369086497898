use leptos::html::Select;
use leptos::prelude::*;
use protocol::{MatchList, MatchOrder, RecordRanking};
use wasm_bindgen_futures::spawn_local;

use super::copy_buttons::CopyButtons;
use crate::model::format::{counted, integer};
use crate::model::match_list::{
    ORDERS, STRANDS, has_strand, mismatches_label, order_label, strand_label,
};
use crate::state::AppState;

/// What is listed, in which order, and ways through the list.
#[component]
pub(super) fn MatchesToolbar() -> impl IntoView {
    let state = expect_context::<AppState>();
    let names = record_names(state);
    let change = move |change: &dyn Fn(&mut MatchList)| {
        let mut list = state.listed.get_untracked().list;
        change(&mut list);
        state.list(list);
    };
    let records = Memo::new(move |_| record_choices(state, names));
    let strands = Memo::new(move |_| strand_choices(state));
    let mismatches = Memo::new(move |_| mismatch_choices(state));
    let orders = Memo::new(move |_| order_choices(state));
    let list = Memo::new(move |_| state.listed.get().list);
    let chosen_record = move || list.get().record.map(|record| record.to_string());
    let chosen_strand = move || list.get().strand.map(|strand| strand.sign().to_owned());
    let chosen_mismatches = move || list.get().mismatches.map(|number| number.to_string());
    let chosen_order = move || Some(order_label(list.get().order).to_owned());
    view! {
        <div class="match-tools">
            <Choices
                label="Chromosomes that are listed"
                choices=records
                chosen=Signal::derive(move || chosen_record().unwrap_or_default())
                choose=Callback::new(move |value: String| {
                    change(&|list| list.record = value.parse().ok());
                })
            />
            <Choices
                label="Strands that are listed"
                choices=strands
                chosen=Signal::derive(move || chosen_strand().unwrap_or_default())
                choose=Callback::new(move |value: String| {
                    let strand = STRANDS.into_iter().find(|strand| strand.sign() == value);
                    change(&|list| list.strand = strand);
                })
            />
            <Choices
                label="Mismatches that are listed"
                choices=mismatches
                chosen=Signal::derive(move || chosen_mismatches().unwrap_or_default())
                choose=Callback::new(move |value: String| {
                    change(&|list| list.mismatches = value.parse().ok());
                })
            />
            <Choices
                label="Order of the list"
                choices=orders
                chosen=Signal::derive(move || chosen_order().unwrap_or_default())
                choose=Callback::new(move |value: String| {
                    let mut orders = ORDERS.into_iter();
                    let order = orders.find(|&order| order_label(order) == value);
                    change(&|list| list.order = order.unwrap_or(MatchOrder::Position));
                })
            />
            <GoTo/>
        </div>
        <div class="match-tools list-line">
            <p class="list-count" aria-live="polite">{move || list_count(state)}</p>
            <Show when=move || list.get().is_filtered()>
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| {
                        let order = list.get_untracked().order;
                        state.list(MatchList { order, ..MatchList::default() });
                    }
                >
                    "List all"
                </button>
            </Show>
            {move || {
                let (record, name) = offered_record(state, names)?;
                let only = move |_| change(&|list| list.record = Some(record));
                Some(
                    view! {
                        <button type="button" class="quiet" on:click=only>
                            {format!("Only {name}")}
                        </button>
                    },
                )
            }}
            <CopyButtons/>
        </div>
    }
}

/// Value and name of what can be chosen.
type Choice = (String, String);

/// A drop-down list that is not there if there is nothing to choose.
#[component]
fn Choices(
    /// What is chosen, for those who do not see it.
    label: &'static str,
    /// The choices.
    choices: Memo<Vec<Choice>>,
    /// The value that is chosen.
    chosen: Signal<String>,
    /// Chooses.
    choose: Callback<String>,
) -> impl IntoView {
    let state = expect_context::<AppState>();
    let element = NodeRef::<Select>::new();
    Effect::new(move |_| {
        // A choice that came to nothing is taken back.
        state.activity.track();
        choices.track();
        let value = chosen.get();
        if let Some(element) = element.get() {
            element.set_value(&value);
        }
    });
    view! {
        <Show when=move || !choices.get().is_empty()>
            <select
                node_ref=element
                aria-label=label
                disabled=move || state.is_busy()
                on:change=move |event| choose.run(event_target_value(&event))
            >
                {move || {
                    choices
                        .get()
                        .into_iter()
                        .map(|(value, name)| {
                            let own = value.clone();
                            let is_chosen = move || chosen.get() == own;
                            view! { <option value=value selected=is_chosen>{name}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </Show>
    }
}

/// A field that takes a row or a place.
#[component]
fn GoTo() -> impl IntoView {
    let state = expect_context::<AppState>();
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let go = move || {
        let text = text.get_untracked();
        spawn_local(async move {
            let sentence = state.go_to(text).await;
            problem.set(sentence);
        });
    };
    view! {
        <form
            class="go-to"
            on:submit=move |event| {
                event.prevent_default();
                go();
            }
        >
            <label for="go-to">"Go to"</label>
            <input
                type="text"
                id="go-to"
                placeholder="row or chr2:1,234,567"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="go-to-note"
                aria-invalid=move || problem.get().is_some().then_some("true")
                prop:value=text
                on:input=move |event| {
                    problem.set(None);
                    text.set(event_target_value(&event));
                }
            />
            <button type="submit" class="secondary">"Go"</button>
            <p id="go-to-note" class="note go-to-note" aria-live="polite">{move || problem.get()}</p>
        </form>
    }
}

/// How many of the matches are listed.
fn list_count(state: AppState) -> String {
    let listed = state.listed.get();
    let results = state.results.get();
    let all = results.map_or(0, |results| results.summary.match_count);
    if listed.list.is_filtered() {
        format!(
            "{} of {}",
            integer(listed.row_count),
            counted(all, "match", "matches")
        )
    } else {
        String::new()
    }
}

fn record_choices(state: AppState, names: RwSignal<Vec<(u32, String)>>) -> Vec<Choice> {
    let mut records: Vec<(u32, String)> = state.fullest_records.with(|records| {
        let with_matches = records.iter().filter(|row| row.figures.match_count() > 0);
        with_matches
            .map(|row| (row.record, row.name.clone()))
            .collect()
    });
    let listed = state.listed.get().list.record;
    let is_missing = |record: u32| records.iter().all(|(known, _)| *known != record);
    if let Some(listed) = listed.filter(|&record| is_missing(record)) {
        let known = names.get();
        let name = known.iter().find(|(record, _)| *record == listed);
        records.push((
            listed,
            name.map_or_else(|| "…".into(), |(_, name)| name.clone()),
        ));
    }
    if records.len() < 2 && listed.is_none() {
        return Vec::new();
    }
    let all = (String::new(), "All chromosomes".to_owned());
    let each = records
        .into_iter()
        .map(|(record, name)| (record.to_string(), name));
    std::iter::once(all).chain(each).collect()
}

fn strand_choices(state: AppState) -> Vec<Choice> {
    let Some(results) = state.results.get() else {
        return Vec::new();
    };
    let strands = STRANDS.into_iter();
    let present: Vec<Choice> = strands
        .filter(|&strand| has_strand(&results.summary, strand))
        .map(|strand| (strand.sign().to_owned(), strand_label(strand).to_owned()))
        .collect();
    if present.len() < 2 && state.listed.get().list.strand.is_none() {
        return Vec::new();
    }
    let all = (String::new(), "Any strand".to_owned());
    std::iter::once(all).chain(present).collect()
}

fn mismatch_choices(state: AppState) -> Vec<Choice> {
    let most = state
        .results
        .get()
        .map_or(0, |results| results.settings.mismatches);
    if most == 0 {
        return Vec::new();
    }
    let all = (String::new(), "Any mismatches".to_owned());
    let each = (0..=most).map(|number| (number.to_string(), mismatches_label(number)));
    std::iter::once(all).chain(each).collect()
}

fn order_choices(state: AppState) -> Vec<Choice> {
    let most = state
        .results
        .get()
        .map_or(0, |results| results.settings.mismatches);
    if most == 0 {
        return Vec::new();
    }
    let labels = ORDERS.map(|order| order_label(order).to_owned());
    labels
        .into_iter()
        .map(|label| (label.clone(), label))
        .collect()
}

/// The record that is selected, if it is not the one that alone is listed.
fn offered_record(state: AppState, names: RwSignal<Vec<(u32, String)>>) -> Option<(u32, String)> {
    let record = state.selection.record()?;
    let has_others = state.genome.get()?.record_count > 1;
    if !has_others || state.listed.get().list.record == Some(record) {
        return None;
    }
    names.get().into_iter().find(|(known, _)| *known == record)
}

/// The names of the records that are selected or listed, once they are known.
fn record_names(state: AppState) -> RwSignal<Vec<(u32, String)>> {
    let names = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        if state.genome.get().is_none() {
            names.set(Vec::new());
        }
        let wanted = [state.selection.record(), state.listed.get().list.record];
        for record in wanted.into_iter().flatten() {
            let is_known = names.with_untracked(|names: &Vec<(u32, String)>| {
                names.iter().any(|(known, _)| *known == record)
            });
            if is_known {
                continue;
            }
            spawn_local(async move {
                let rows = state.record_rows(RecordRanking::default(), record, 1).await;
                if let Some(row) = rows.and_then(|rows| rows.into_iter().next()) {
                    names.update(|names| names.push((record, row.name)));
                }
            });
        }
    });
    names
}
