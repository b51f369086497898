//! How densely the matches lie: all records as lanes, and one of them as a line, down to its letters.

mod controls;
mod gestures;
mod lanes;
mod numbers;
mod picture;
mod questions;
mod state;
mod words;

use leptos::prelude::*;

use controls::{Controls, place_label};
use lanes::Lanes;
use numbers::Numbers;
use picture::Picture;
use state::DensityState;

/// Lanes, line and letters.
#[component]
pub(super) fn Density() -> impl IntoView {
    let density = DensityState::new();
    provide_context(density);
    view! {
        <section class="density" aria-labelledby="density-heading" aria-busy=move || density.is_busy().to_string()>
            <h3 id="density-heading">"Density"</h3>
            <Lanes/>
            <Controls/>
            <div class="density-record">
                <p class="on-paper" aria-hidden="true">{move || place_label(density)}</p>
                <Picture/>
            </div>
            <Numbers/>
        </section>
    }
}
