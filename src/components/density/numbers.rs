use leptos::prelude::*;

use super::state::DensityState;
use crate::charts::density::points_in_view;
use crate::model::density::{densest, per_length};
use crate::model::format::{integer, percent};

/// Rows of the table behind the line.
const ROWS: usize = 20;

/// The numbers behind lanes and line, for those who would rather read them.
#[component]
pub(super) fn Numbers() -> impl IntoView {
    let is_open = RwSignal::new(false);
    view! {
        <details
            class="density-numbers"
            on:toggle=move |_| is_open.update(|is_open| *is_open = !*is_open)
        >
            <summary>"Density in numbers"</summary>
            <Show when=move || is_open.get()>
                <div class="density-tables" tabindex="0" role="group" aria-label="Density in numbers, scrollable">
                    <LanesTable/>
                    <LineTable/>
                </div>
            </Show>
        </details>
    }
}

#[component]
fn LanesTable() -> impl IntoView {
    let density = expect_context::<DensityState>();
    let rows = move || {
        let (_, lanes) = density.lanes.get()?;
        let rows = lanes.lanes.iter().map(|lane| {
            let mean = lane.match_count as f64 / lane.length_bases.max(1) as f64;
            let (place, most) = densest(lane).map_or_else(
                || ("–".to_owned(), "–".to_owned()),
                |(start, end, per_base)| {
                    (
                        format!("{}–{}", integer(start + 1), integer(end)),
                        per_length(per_base),
                    )
                },
            );
            view! {
                <tr>
                    <td>{lane.name.clone()}</td>
                    <td class="number">{per_length(mean)}</td>
                    <td class="number">{place}</td>
                    <td class="number">{most}</td>
                </tr>
            }
        });
        Some(rows.collect_view())
    };
    view! {
        <table>
            <caption>"Density per chromosome"</caption>
            <thead>
                <tr>
                    <th scope="col">"Chromosome"</th>
                    <th scope="col" class="number">"Matches"</th>
                    <th scope="col" class="number">"Densest bin"</th>
                    <th scope="col" class="number">"Matches there"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn LineTable() -> impl IntoView {
    let density = expect_context::<DensityState>();
    let rows = move || {
        let (_, line) = density.line.get()?;
        let plot = density.plot();
        let (start, end) = plot.view.letters();
        let points: Vec<_> = points_in_view(&line, &plot)
            .filter(|(at, _)| (start..end).contains(at))
            .collect();
        let every = points.len().div_ceil(ROWS).max(1);
        let rows = points.into_iter().step_by(every).map(|(at, point)| {
            view! {
                <tr>
                    <td class="number">{integer(at + 1)}</td>
                    <td class="number">{per_length(point.matches_per_base())}</td>
                    <td class="number">{point.gc_share().map_or_else(|| "–".to_owned(), percent)}</td>
                </tr>
            }
        });
        Some(rows.collect_view())
    };
    view! {
        <table>
            <caption>
                {move || format!("Means of {} bases along the record", integer(density.drawn_window()))}
            </caption>
            <thead>
                <tr>
                    <th scope="col" class="number">"Around"</th>
                    <th scope="col" class="number">"Matches"</th>
                    <th scope="col" class="number">"GC"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
