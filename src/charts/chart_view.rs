use std::time::Duration;

use charming::Chart;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlDivElement;

use super::echarts::{Drawing, loaded};
use crate::pause::pause;
use crate::resize::on_resize;

/// A chart that fills its box, follows its size and is drawn again when it changes.
#[component]
pub(crate) fn ChartView(
    /// What the chart shows, in words, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// What is to be drawn.
    chart: Signal<Chart, LocalStorage>,
    /// Holds the drawing.
    holder: NodeRef<Div>,
    /// Hears which category of the horizontal axis, from 0, is clicked.
    #[prop(optional)]
    on_pick: Option<Callback<usize>>,
) -> impl IntoView {
    let element = holder;
    let drawing = RwSignal::<Option<Drawing>, LocalStorage>::new_local(None);
    let is_being_made = StoredValue::new(false);
    let is_missing = RwSignal::new(false);

    let make = move |element: HtmlDivElement| async move {
        let made = match loaded().await {
            Ok(()) => {
                // The page has just been made: to begin to draw in the same breath would hold it up.
                pause(Duration::ZERO).await;
                Drawing::new(&element)
            }
            Err(error) => Err(error),
        };
        pause(Duration::ZERO).await;
        // The page may have taken the chart away.
        let _ = is_missing.try_set(made.is_err());
        if let Ok(made) = made {
            if let Some(on_pick) = on_pick {
                made.on_pick(move |category| {
                    // The page may be about to take the chart away.
                    let _ = on_pick.try_run(category);
                });
            }
            drop(drawing.try_set(Some(made)));
        }
        let _ = is_being_made.try_set_value(false);
    };
    Effect::new(move |_| {
        let (Some(element), chart) = (element.get(), chart.get()) else {
            return;
        };
        drawing.with(|drawing| match drawing {
            Some(drawing) => is_missing.set(drawing.draw(&chart).is_err()),
            // What could not be loaded before is tried anew with every other chart.
            None if !is_being_made.get_value() => {
                is_being_made.set_value(true);
                spawn_local(make(element));
            }
            None => {}
        });
    });
    on_resize(element, move |_| {
        if let Some(Some(drawing)) = drawing.try_get_untracked() {
            drawing.resize();
        }
    });
    on_cleanup(move || {
        if let Some(Some(drawing)) = drawing.try_get_untracked() {
            drawing.dispose();
        }
    });

    view! {
        <div class="chart" role="img" aria-label=label>
            <div class="chart-canvas" node_ref=element></div>
            <Show when=move || is_missing.get()>
                <p class="chart-missing">"The chart could not be loaded; the table holds the same numbers."</p>
            </Show>
        </div>
    }
}
