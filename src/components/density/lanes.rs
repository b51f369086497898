use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use protocol::{DensityLane, DensityLanes};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::super::save_chart::SaveChart;
use super::state::DensityState;
use crate::charts::density::{LANE_HEIGHT, LEVELS, Scale, lane, lane_width, opacity};
use crate::model::density::{densest, per_length};
use crate::model::format::{bases, counted, integer};

/// A frame around what is in view is never narrower, in the units of a lane.
const NARROWEST_FRAME: f64 = 4.0;

/// All records side by side, coloured by density. One of them is selected by a click, or by the arrow keys and Enter.
#[component]
pub(super) fn Lanes() -> impl IntoView {
    let density = expect_context::<DensityState>();
    let list = NodeRef::<Div>::new();
    let lanes = move || density.lanes.get().map(|(_, lanes)| lanes);
    view! {
        <div class="lanes">
            <div
                class="lane-list"
                role="listbox"
                aria-label="Chromosomes by density"
                node_ref=list
                on:keydown=move |event| move_focus(&event)
            >
                {move || {
                    let lanes = lanes()?;
                    let scale = Scale::of(&lanes);
                    let views = lanes.lanes.iter().map(|lane| lane_view(density, lane, scale));
                    Some(views.collect_view())
                }}
            </div>
            <p class="note lane-note">
                {move || lanes().map(|lanes| legend(&lanes))}
                <span>{move || lanes().map(|lanes| others(&lanes))}</span>
                <SaveChart chart="Density of chromosomes" holder=list/>
            </p>
        </div>
    }
}

fn lane_view(density: DensityState, data: &DensityLane, scale: Scale) -> impl IntoView + use<> {
    let record = data.record;
    let length = data.length_bases;
    let is_selected = Memo::new(move |_| density.record() == Some(record));
    let width = lane_width(length, &scale);
    let words = words(data);
    let name = data.name.clone();
    let drawing = lane(data, &scale);
    let select = move || density.state.selection.select_record(Some(record));
    view! {
        <div
            class="lane"
            role="option"
            data-record=record
            tabindex=move || if is_selected.get() { "0" } else { "-1" }
            aria-selected=move || is_selected.get().to_string()
            aria-label=words.clone()
            title=words
            on:click=move |_| select()
            on:keydown=move |event: KeyboardEvent| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    select();
                }
            }
        >
            <span class="lane-name" data-caption="">{name}</span>
            <svg
                class="lane-drawing"
                viewBox=format!("0 0 {width:.2} {LANE_HEIGHT}")
                preserveAspectRatio="none"
                width=format!("{:.2}%", width / 10.0)
                aria-hidden="true"
                inner_html=move || {
                    let overlay = is_selected.get().then(|| overlay(density, width, length));
                    format!("{drawing}{}", overlay.unwrap_or_default())
                }
            ></svg>
        </div>
    }
}

/// The frame around what is in view, and the match that is looked at.
fn overlay(density: DensityState, width: f64, length: u64) -> String {
    let view = density.view.get();
    let unit = width / length.max(1) as f64;
    let mut out = String::new();
    if view.length == length && !view.is_whole() {
        let frame = (view.bases() * unit).max(NARROWEST_FRAME.min(width));
        let middle = f64::midpoint(view.from, view.to) * unit;
        let x = (middle - frame / 2.0).clamp(0.0, width - frame);
        out = format!(
            r#"<rect data-frame="" x="{x:.2}" y="0.5" width="{frame:.2}" height="9" fill="none" stroke="var(--text)" stroke-width="2" vector-effect="non-scaling-stroke"/>"#
        );
    }
    if let Some((start, end)) = density.place() {
        let x = (start + end) as f64 / 2.0 * unit;
        out.push_str(&format!(
            r#"<path data-place="" d="M{x:.2} 0v{LANE_HEIGHT}" stroke="var(--problem)" stroke-width="2" vector-effect="non-scaling-stroke"/>"#
        ));
    }
    out
}

/// A lane for those who do not see it: `chr1: 2.96 Mb, 572 matches, most at …`.
fn words(lane: &DensityLane) -> String {
    let mut words = format!(
        "{}: {}, {}",
        lane.name,
        bases(lane.length_bases),
        counted(lane.match_count, "match", "matches")
    );
    if let Some((start, end, per_base)) = densest(lane) {
        words.push_str(&format!(
            ", most between {} and {} ({})",
            integer(start + 1),
            integer(end),
            per_length(per_base)
        ));
    }
    words
}

/// The shades from none to the most.
fn legend(lanes: &Arc<DensityLanes>) -> impl IntoView + use<> {
    let scale = Scale::of(lanes);
    let more = if scale.greatest > scale.darkest {
        " and more"
    } else {
        ""
    };
    let most = format!("{}{more}", per_length(scale.darkest));
    let shades = (0..=LEVELS).map(|level| {
        let opacity = opacity(level);
        view! {
            <svg class="shade" viewBox="0 0 10 10" aria-hidden="true">
                <rect width="10" height="10" fill="var(--surface-sunken)"></rect>
                <rect width="10" height="10" fill="var(--accent)" fill-opacity=opacity></rect>
            </svg>
        }
    });
    (scale.darkest > 0.0).then(|| {
        view! {
            <span class="legend">
                "No matches "
                {shades.collect_view()}
                {format!(" {most}")}
            </span>
        }
    })
}

fn others(lanes: &DensityLanes) -> Option<String> {
    let count = lanes.other_record_count;
    (count > 0).then(|| {
        format!(
            "And {}, shorter than these.",
            counted(count, "more record", "more records")
        )
    })
}

/// The arrow keys move from lane to lane.
fn move_focus(event: &KeyboardEvent) {
    let Some(lane) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let list = lane.parent_element();
    let next = match event.key().as_str() {
        "ArrowDown" => lane.next_element_sibling(),
        "ArrowUp" => lane.previous_element_sibling(),
        "Home" => list.and_then(|list| list.first_element_child()),
        "End" => list.and_then(|list| list.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        // An element of this page can be focused.
        let _ = next.focus();
    }
}
