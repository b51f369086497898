use leptos::html::Div;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;

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
    let measure = move || {
        if let Some(element) = element.get_untracked() {
            let now = f64::from(element.client_width()).max(LEAST_WIDTH);
            if width.get_untracked() != now {
                width.set(now);
            }
        }
    };
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        measure();
        let resized = Closure::<dyn Fn()>::new(measure);
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = SendWrapper::new((observer, resized));
            on_cleanup(move || kept.0.disconnect());
        }
    });
    let svg = move || match width.get() {
        0.0 => String::new(),
        width => draw(width),
    };
    view! { <div class="drawing" node_ref=element inner_html=svg></div> }
}
