use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use protocol::MatchedSequences;

use crate::charts::HistogramChart;
use crate::components::save_chart::SaveChart;
use crate::model::format::integer;
use crate::model::histogram::{Histogram, histograms};

/// Spacers, mismatches and distances, each as a small chart with a table behind it.
#[component]
pub(super) fn Distributions(looked: StoredValue<Arc<MatchedSequences>>) -> impl IntoView {
    histograms(&looked.get_value())
        .into_iter()
        .map(|histogram| view! { <Distribution histogram/> })
        .collect_view()
}

#[component]
fn Distribution(histogram: Histogram) -> impl IntoView {
    let holder = NodeRef::<Div>::new();
    let title = histogram.title;
    let rows = histogram.bars.iter().map(|bar| {
        view! {
            <tr>
                <th scope="row">{bar.label.clone()}</th>
                <td class="number">{integer(bar.count)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <figure class="distribution">
            <figcaption class="chart-head">
                <span class="chart-name">{title}</span>
                <SaveChart chart=title holder/>
            </figcaption>
            <div node_ref=holder>
                <HistogramChart histogram/>
            </div>
            <details>
                <summary>"As table"</summary>
                <div class="short-table" tabindex="0" role="group" aria-label=format!("{title}, scrollable")>
                    <table>
                        <caption>{title}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{if title == "Mismatches" { "Number" } else { "Bases" }}</th>
                                <th scope="col" class="number">"Matches"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
}
