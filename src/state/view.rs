//! Which view is shown: what the address says, so that browsers go back and forth between them.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::model::views::View;

/// The view that the address names, from now on.
pub(super) fn follow_the_address() -> RwSignal<View> {
    let view = RwSignal::new(View::of_fragment(&fragment()));
    let listener = Closure::<dyn Fn()>::new(move || {
        let named = View::of_fragment(&fragment());
        if view.get_untracked() != named {
            view.set(named);
        }
    });
    // The page lives as long as its address.
    let listener = listener.into_js_value();
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("hashchange", listener.unchecked_ref());
        let _ = window.add_event_listener_with_callback("popstate", listener.unchecked_ref());
    }
    view
}

/// Goes to a view; what else the address says stays.
pub(crate) fn go_to(shown: RwSignal<View>, view: View) {
    if shown.get_untracked() == view {
        // A step back would lead to the same.
        return;
    }
    let fragment = view.in_fragment(&fragment());
    if let Some(window) = web_sys::window() {
        let location = window.location();
        let path = location.pathname().unwrap_or_default();
        let query = location.search().unwrap_or_default();
        if let Ok(history) = window.history() {
            let address = format!("{path}{query}{fragment}");
            // A page that may not change its address still shows the view.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
        }
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    shown.set(view);
}

fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default()
}
