use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::charts::Picture;
use crate::engine::hand_over;
use crate::state::AppState;

/// Buttons that save a chart as a file.
#[component]
pub(crate) fn SaveChart(
    /// What the chart is called, in the file's name too: `Matches per chromosome`.
    chart: &'static str,
    /// Holds the drawing, an `svg` element.
    holder: NodeRef<Div>,
) -> impl IntoView {
    let state = expect_context::<AppState>();
    let save = move |ending: &'static str| {
        let picture = holder
            .get_untracked()
            .map(|holder| Picture::of(&holder, chart));
        let file_name = state.chart_file_name(chart, ending);
        spawn_local(async move {
            let file = match picture {
                Some(Ok(picture)) if ending == "svg" => picture.svg().ok(),
                Some(Ok(picture)) => picture.png().await.ok(),
                _ => None,
            };
            let saved = file.is_some_and(|file| hand_over(&file_name, &file).is_ok());
            if !saved {
                state.chart_failed(chart);
            }
        });
    };
    let button = move |ending: &'static str, label: &'static str| {
        view! {
            <button
                type="button"
                class="quiet"
                aria-label=format!("{label} of {chart}")
                title=format!("Save this chart as {label}")
                on:click=move |_| save(ending)
            >
                {label}
            </button>
        }
    };
    view! { <span class="save-chart">{button("svg", "SVG")} {button("png", "PNG")}</span> }
}
