use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::super::save_chart::SaveChart;
use super::gestures::Gestures;
use super::state::DensityState;
use super::words::{legend, match_label, reading, words};
use crate::charts::density::{HEIGHT, LinePicture, letters, line};
use crate::resize::on_resize;

/// The record as a line, or letter by letter.
#[component]
pub(super) fn Picture() -> impl IntoView {
    let density = expect_context::<DensityState>();
    let element = NodeRef::<Div>::new();
    let gestures = Gestures::new(density, element);
    on_resize(element, move |element| {
        density.width.try_set(f64::from(element.client_width()));
    });
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
    view! {
        <div
            class="density-picture"
            class:letters=move || density.shows_letters()
            tabindex="0"
            role="group"
            aria-label="Density along the record: arrow keys move, plus and minus zoom, Home shows the whole record"
            node_ref=element
            on:wheel=move |event| gestures.turn_wheel(&event)
            on:pointerdown=move |event| gestures.put_down(&event)
            on:pointermove=move |event| gestures.follow(&event)
            on:pointerup=move |event| gestures.lift(&event)
            on:pointercancel=move |event| gestures.give_up(&event)
            on:pointerleave=move |_| gestures.leave()
            on:keydown=move |event| gestures.press(&event)
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
            <span class="reading" aria-hidden="true">{move || gestures.pointer_x().and_then(|x| reading(density, x))}</span>
            <SaveChart chart="Density" holder=element/>
        </p>
    }
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
