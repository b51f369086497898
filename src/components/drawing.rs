use leptos::html::Div;
use leptos::prelude::*;

use crate::resize::on_resize;

/// Narrower than this nothing can be read, in pixels.
const LEAST_WIDTH: f64 = 280.0;

/// A drawing as wide as its place, drawn again when that changes, or what it shows.
#[component]
pub(crate) fn Drawing(
    /// Draws for a width in pixels, as SVG.
    draw: impl Fn(f64) -> String + Send + Sync + 'static,
) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let width = RwSignal::new(0.0_f64);
    on_resize(element, move |element| {
        let now = f64::from(element.client_width()).max(LEAST_WIDTH);
        if width.get_untracked() != now {
            width.set(now);
        }
    });
    let svg = move || match width.get() {
        0.0 => String::new(),
        width => draw(width),
    };
    view! { <div class="drawing" node_ref=element inner_html=svg></div> }
}
