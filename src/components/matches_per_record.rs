use leptos::html::Div;
use leptos::prelude::*;
use protocol::{RecordChart, RecordMeasure, RecordOrder, RecordRanking};
use wasm_bindgen_futures::spawn_local;

use super::results_region::current_results;
use super::save_chart::SaveChart;
use super::search_options::ChoiceField;
use crate::charts::{ChartView, Shown, matches_per_record};
use crate::model::format::counted;
use crate::model::motifs::of_shown;
use crate::model::records::{axis_name, expectation, others};
use crate::model::settings::Choice;
use crate::state::{AppState, Results};

/// What the chart is called.
const NAME: &str = "Matches per chromosome";

/// Bars as they came, with what they are of.
#[derive(Clone)]
struct Drawn {
    chart: RecordChart,
    ranking: RecordRanking,
    /// The motif that alone is shown, as in ` of EcoRI`.
    of: String,
}

/// Matches per chromosome as bars: what they show and in which order is chosen above them; a click selects the record.
#[component]
pub(crate) fn MatchesPerRecord() -> impl IntoView {
    let state = expect_context::<AppState>();
    let results = current_results(state);
    let holder = NodeRef::<Div>::new();
    let drawn = RwSignal::<Option<Drawn>>::new(None);
    Effect::new(move |_| {
        let (results, ranking) = (results.get(), state.record_ranking.get());
        let Some(results) = results else {
            drawn.set(None);
            return;
        };
        spawn_local(async move {
            let chart = state.record_chart(ranking).await;
            let is_wanted = results_are(state, &results)
                && state.record_ranking.try_get_untracked() == Some(ranking);
            if let (Some(chart), true) = (chart, is_wanted) {
                let of = of_shown(&results.summary);
                drop(drawn.try_set(Some(Drawn { chart, ranking, of })));
            }
        });
    });
    let chart = Signal::derive_local(move || {
        let shown = drawn.get().map(|drawn| {
            let shown = Shown {
                measure: drawn.ranking.measure,
                axis_name: axis_name(drawn.ranking.measure, &drawn.of),
                selected: state.selection.record(),
                is_narrow: is_narrow(),
            };
            matches_per_record(&drawn.chart, &shown)
        });
        shown.unwrap_or_default()
    });
    let label = Signal::derive(move || match (results.get(), drawn.get()) {
        (Some(results), Some(drawn)) => label(&results, &drawn),
        _ => String::new(),
    });
    let on_pick = Callback::new(move |bar: usize| {
        let bars = drawn.with_untracked(|drawn| {
            let bars = drawn.as_ref().map(|drawn| &drawn.chart.bars);
            bars.and_then(|bars| bars.get(bar)).map(|bar| bar.record)
        });
        if let Some(record) = bars {
            state.selection.select_record(Some(record));
        }
    });
    view! {
        <div class="per-record">
            <div class="chart-head">
                <h3>{NAME}</h3>
                <RankingFields/>
            </div>
            <ChartView label chart holder on_pick/>
            <div class="chart-foot">
                <p class="note">
                    {move || drawn.get().map(|drawn| expectation(&drawn.chart))} " "
                    {move || drawn.get().and_then(|drawn| others(&drawn.chart))}
                </p>
                <SaveChart chart=NAME holder/>
            </div>
        </div>
    }
}

/// What the bars show, and in which order.
#[component]
fn RankingFields() -> impl IntoView {
    let chosen = expect_context::<AppState>().record_ranking;
    let ranking = chosen.get_untracked();
    let measure = RwSignal::<RecordMeasure>::new(ranking.measure);
    let order = RwSignal::<RecordOrder>::new(ranking.order);
    Effect::new(move |_| {
        let ranking = RecordRanking {
            measure: measure.get(),
            order: order.get(),
        };
        if chosen.get_untracked() != ranking {
            chosen.set(ranking);
        }
    });
    view! {
        <ChoiceField id="record-measure" label="Bars" chosen=measure/>
        <ChoiceField id="record-order" label="Order" chosen=order/>
    }
}

fn results_are(state: AppState, results: &Results) -> bool {
    let serial = state
        .results
        .try_with_untracked(|results| results.as_ref().map(|results| results.serial));
    serial.flatten() == Some(results.serial)
}

fn label(results: &Results, drawn: &Drawn) -> String {
    let of = &drawn.of;
    format!(
        "Matches{of} per chromosome, as bars of {}, {}: {} in {}; the table below holds the numbers.",
        drawn.ranking.measure.label().to_lowercase(),
        drawn.ranking.order.label().to_lowercase(),
        counted(results.summary.match_count, "match", "matches"),
        counted(results.summary.records_with_matches, "record", "records"),
    )
}

/// Whether the chart has little room for names.
fn is_narrow() -> bool {
    let query = web_sys::window()
        .and_then(|window| window.match_media("(max-width: 800px)").ok().flatten());
    query.is_some_and(|query| query.matches())
}
