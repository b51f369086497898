//! How densely the matches lie: all records as lanes, and one of them as a line, down to its letters.

mod controls;
mod gestures;
mod lanes;
mod numbers;
mod picture;
mod state;
mod words;

use leptos::prelude::*;

use controls::Controls;
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
            <Picture/>
            <Numbers/>
        </section>
    }
}
