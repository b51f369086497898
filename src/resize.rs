use leptos::html::Div;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlDivElement, ResizeObserver};

/// Calls this with the element once it is there, and whenever its size has changed.
pub(crate) fn on_resize(
    element: NodeRef<Div>,
    resized: impl Fn(&HtmlDivElement) + Clone + 'static,
) {
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        resized(&element);
        let (observed, resized) = (element.clone(), resized.clone());
        let resized = Closure::<dyn Fn()>::new(move || resized(&observed));
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = SendWrapper::new((observer, resized));
            on_cleanup(move || kept.0.disconnect());
        }
    });
}
