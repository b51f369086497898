use leptos::html::Div;
use leptos::prelude::*;
use protocol::{DensityLine, PlacedMatch, Strand};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::{
    KeyboardEvent, PointerEvent, ResizeObserver, ScrollIntoViewOptions, ScrollLogicalPosition,
    WheelEvent,
};

use super::super::save_chart::SaveChart;
use super::controls::{MOVE, ZOOM};
use super::state::DensityState;
use crate::charts::density::{HEIGHT, LinePicture, Plot, complement, letters, line};
use crate::model::density::per_length;
use crate::model::format::{counted, integer, percent};
use crate::model::motifs::called;
use crate::model::view::View;
use crate::state::now_ms;

/// How much a pixel of the wheel zooms.
const WHEEL_ZOOM: f64 = 0.002;
/// A wheel that scrolls the page is not taken over by the drawing that it brings below the pointer, in ms.
const WHEEL_PAUSE_MS: f64 = 250.0;

/// The record as a line, or letter by letter. The wheel zooms, dragging moves; so do buttons and keys.
#[component]
pub(super) fn Picture() -> impl IntoView {
    let density = expect_context::<DensityState>();
    let element = NodeRef::<Div>::new();
    let drag = StoredValue::<Option<(f64, View)>>::new(None);
    let pointer = RwSignal::<Option<f64>>::new(None);
    let left_to_page_ms = StoredValue::new(f64::MIN);
    follow_width(element, density.width);
    let wheel = window_event_listener(leptos::ev::wheel, move |event| {
        if !event.default_prevented() {
            left_to_page_ms.try_set_value(now_ms());
        }
    });
    on_cleanup(move || wheel.remove());
    Effect::new(move |_| {
        // What is looked at is looked at here: the drawing comes into sight if it is not.
        if density.place().is_some()
            && let Some(element) = element.get_untracked()
        {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let x_of = move |client_x: i32| {
        let left = element
            .get_untracked()
            .map_or(0.0, |element| element.get_bounding_client_rect().left());
        f64::from(client_x) - left
    };
    let on_wheel = move |event: WheelEvent| {
        let is_left_to_page = now_ms() - left_to_page_ms.get_value() < WHEEL_PAUSE_MS;
        if event.delta_y() == 0.0 || is_left_to_page {
            return;
        }
        let pixels = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => event.delta_y() * 16.0,
            WheelEvent::DOM_DELTA_PAGE => event.delta_y() * HEIGHT,
            _ => event.delta_y(),
        };
        let plot = untrack(|| density.plot());
        let zoomed = plot.view.zoomed(
            (pixels * WHEEL_ZOOM).exp(),
            plot.share_at(x_of(event.client_x())),
        );
        // At either end the wheel scrolls the page again.
        if zoomed != plot.view {
            event.prevent_default();
            density.view.set(zoomed);
        }
    };
    let on_down = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        if let Some(element) = element.get_untracked() {
            // Without it the drag ends at the edge, which is no harm.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        drag.set_value(Some((
            f64::from(event.client_x()),
            density.view.get_untracked(),
        )));
    };
    let on_move = move |event: PointerEvent| {
        let plot = untrack(|| density.plot());
        if let Some((from_x, view)) = drag.get_value() {
            let pixels = f64::from(event.client_x()) - from_x;
            density
                .view
                .set(view.moved(-pixels * view.bases() / plot.extent()));
        }
        pointer.set(Some(x_of(event.client_x())));
    };
    view! {
        <div
            class="density-picture"
            class:letters=move || density.shows_letters()
            tabindex="0"
            role="group"
            aria-label="Density along the record: arrow keys move, plus and minus zoom, Home shows the whole record"
            node_ref=element
            on:wheel=on_wheel
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=move |_| drag.set_value(None)
            on:pointercancel=move |_| drag.set_value(None)
            on:pointerleave=move |_| pointer.set(None)
            on:keydown=move |event| key(density, &event)
        >
            <svg
                class="density-drawing"
                width=move || density.width.get()
                height=HEIGHT
                viewBox=move || format!("0 0 {} {HEIGHT}", density.width.get().max(1.0))
                role="img"
                aria-label=move || words(density)
                inner_html=move || drawing(density)
            ></svg>
        </div>
        <p class="note density-note">
            <span>{move || legend(density)}</span>
            <SaveChart chart="Density" holder=element/>
            <span class="reading" aria-hidden="true">{move || pointer.get().and_then(|x| reading(density, x))}</span>
        </p>
    }
}

fn follow_width(element: NodeRef<Div>, width: RwSignal<f64>) {
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let measured = element.clone();
        let resized = Closure::<dyn Fn()>::new(move || {
            width.try_set(f64::from(measured.client_width()));
        });
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = SendWrapper::new((observer, resized));
            on_cleanup(move || kept.0.disconnect());
        }
    });
}

fn key(density: DensityState, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let view = density.view.get_untracked();
    let next = match event.key().as_str() {
        "ArrowLeft" => view.moved(-MOVE * view.bases()),
        "ArrowRight" => view.moved(MOVE * view.bases()),
        "+" | "=" => view.zoomed(1.0 / ZOOM, 0.5),
        "-" | "−" => view.zoomed(ZOOM, 0.5),
        "Home" => View::whole(view.length),
        _ => return,
    };
    event.prevent_default();
    density.view.set(next);
}

fn drawing(density: DensityState) -> String {
    let plot = density.plot();
    if plot.width <= 0.0 || density.shown.with(Option::is_none) {
        return String::new();
    }
    let place = density.place();
    if density.shows_letters() {
        let bases = density.bases.get();
        let Some((_, bases)) = bases else {
            return String::new();
        };
        return letters(&plot, &bases, place, &|found| match_label(density, found));
    }
    let line_data = density.line.get();
    line(&LinePicture {
        plot,
        line: line_data.as_ref().map(|(_, line)| line.as_ref()),
        place,
    })
}

/// `GAATTC at 1,031–1,036, strand +`.
fn match_label(density: DensityState, found: &PlacedMatch) -> String {
    let motif = density.results.with(|results| {
        let motif = results.as_ref()?.summary.motifs.get(found.motif as usize)?;
        Some(called(motif).to_owned())
    });
    format!(
        "{} at {}–{}, strand {}",
        motif.unwrap_or_default(),
        integer(found.start + 1),
        integer(found.end),
        found.strand.sign()
    )
}

/// The drawing in words.
fn words(density: DensityState) -> String {
    let view = density.view.get();
    let label = density
        .shown
        .with(|shown| shown.as_ref().map(|shown| view.label(&shown.name)));
    let Some(label) = label else {
        return String::new();
    };
    if density.shows_letters() {
        let (start, end) = view.letters();
        let bases = density.bases.get();
        let Some((_, bases)) = bases else {
            return label;
        };
        let letters: String = bases
            .letters
            .chars()
            .zip(bases.from..)
            .filter(|(_, at)| (start..end).contains(at))
            .map(|(letter, _)| letter)
            .collect();
        let matches = bases
            .matches
            .iter()
            .filter(|found| found.end > start && found.start < end);
        let matches: Vec<String> = matches.map(|found| match_label(density, found)).collect();
        return format!(
            "{label}, letter by letter, forward strand: {letters}. {}{}",
            counted(matches.len() as u64, "match", "matches"),
            if matches.is_empty() {
                ".".to_owned()
            } else {
                format!(": {}.", matches.join("; "))
            },
        );
    }
    format!(
        "{label}: matches and GC as lines, means of {} bases; the numbers are below.",
        integer(density.drawn_window())
    )
}

fn legend(density: DensityState) -> AnyView {
    if density.shows_letters() {
        let others = density.bases.with(|bases| {
            bases
                .as_ref()
                .map_or(0, |(_, bases)| bases.other_match_count)
        });
        let too_many = (others > 0).then(|| {
            format!(
                " {} are not drawn.",
                counted(others, "further match", "further matches")
            )
        });
        return view! {
            "Forward strand above, its complement below; matches lie beside the strand that they are on, letters that differ are underlined; lower case is soft-masked."
            {too_many}
        }
        .into_any();
    }
    view! {
        <span class="key-matches" aria-hidden="true"></span>
        {format!("matches, mean of {} bases ", integer(density.drawn_window()))}
        <span class="key-gc" aria-hidden="true"></span>
        "GC. The wheel zooms, dragging moves."
    }
    .into_any()
}

/// What is drawn below the pointer.
fn reading(density: DensityState, x: f64) -> Option<String> {
    let plot = density.plot();
    if !(Plot::LEFT..=plot.right()).contains(&x) {
        return None;
    }
    let position = plot.position_at(x);
    if density.shows_letters() {
        let (_, bases) = density.bases.get()?;
        let index = (position.floor() as u64).checked_sub(bases.from)?;
        let letter = bases.letters.chars().nth(index as usize)?;
        let matches = bases
            .matches
            .iter()
            .filter(|found| (found.start as f64..found.end as f64).contains(&position));
        let strands: Vec<&str> = matches.map(|found| Strand::sign(found.strand)).collect();
        let found = match strands.len() {
            0 => String::new(),
            count => format!(", {}", counted(count as u64, "match", "matches")),
        };
        return Some(format!(
            "{}: {letter}, pairs with {}{found}",
            integer(position.floor() as u64 + 1),
            complement(letter)
        ));
    }
    let (_, line) = density.line.get()?;
    point_label(&line, position)
}

/// `at 1,234,567: 3.20 per kb, GC 47.5 %`.
fn point_label(line: &DensityLine, position: f64) -> Option<String> {
    let index = ((position - line.from as f64) / line.step as f64).round();
    let point = (index >= 0.0)
        .then(|| line.points.get(index as usize))
        .flatten()?;
    let at = line.from + index as u64 * line.step;
    let gc = point.gc_share().map_or_else(
        || "no base".to_owned(),
        |share| format!("GC {}", percent(share)),
    );
    Some(format!(
        "around {}: {}, {gc}",
        integer(at + 1),
        per_length(point.matches_per_base())
    ))
}
