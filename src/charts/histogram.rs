use leptos::prelude::*;

use crate::model::format::integer;
use crate::model::histogram::Histogram;

const WIDTH_PX: f64 = 232.0;
const TOP_PX: f64 = 14.0;
const HEIGHT_PX: f64 = 84.0;
const BELOW_PX: f64 = 16.0;
const BROADEST_BAR_PX: f64 = 40.0;
/// Room that a letter of a label takes, at most.
const LETTER_PX: f64 = 7.0;

/// A small bar chart; the highest bar has its number.
#[component]
pub(crate) fn HistogramChart(
    /// What is drawn.
    histogram: Histogram,
) -> impl IntoView {
    let bars = histogram.bars;
    let step = (WIDTH_PX / bars.len().max(1) as f64).min(BROADEST_BAR_PX);
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let longest = bars.iter().map(|bar| bar.short.len()).max().unwrap_or(1);
    // Every second, third, … label where there is no room for all.
    let every = (((longest + 1) as f64 * LETTER_PX) / step).ceil().max(1.0) as usize;
    let base = TOP_PX + HEIGHT_PX;
    let height = base + BELOW_PX;
    let label = format!("{}, as bars; the table holds the numbers.", histogram.title);
    let highest = bars.iter().position(|bar| bar.count == most);
    let views = bars.iter().enumerate().map(|(index, bar)| {
        let bar_height = bar.count as f64 / most as f64 * HEIGHT_PX;
        let left = index as f64 * step;
        let is_highest = highest == Some(index);
        let middle = left + step / 2.0;
        // The number stays within the drawing.
        let (anchor, number_x) = match middle {
            x if x < 40.0 => ("start", left),
            x if x > WIDTH_PX - 40.0 => ("end", left + step),
            x => ("middle", x),
        };
        view! {
            <g>
                <rect
                    class="bar"
                    x=format!("{:.2}", left + step * 0.1)
                    y=format!("{:.2}", base - bar_height)
                    width=format!("{:.2}", step * 0.8)
                    height=format!("{bar_height:.2}")
                    data-count=bar.count.to_string()
                ></rect>
                {is_highest.then(|| {
                    view! {
                        <text class="tick" x=format!("{number_x:.2}") y=format!("{:.2}", base - bar_height - 3.0) text-anchor=anchor>
                            {integer(bar.count)}
                        </text>
                    }
                })}
                {index.is_multiple_of(every).then(|| {
                    view! {
                        <text class="tick" x=format!("{middle:.2}") y=(height - 3.0).to_string() text-anchor="middle">
                            {bar.short.clone()}
                        </text>
                    }
                })}
            </g>
        }
    });
    let views = views.collect_view();
    view! {
        <svg
            class="histogram"
            role="img"
            aria-label=label
            width=WIDTH_PX.to_string()
            height=height.to_string()
            viewBox=format!("0 0 {WIDTH_PX} {height}")
        >
            <line class="rule" x1="0" x2=WIDTH_PX.to_string() y1=base.to_string() y2=base.to_string()></line>
            {views}
        </svg>
    }
}
