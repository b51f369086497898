use std::time::Duration;

use futures_channel::oneshot;
use js_sys::{Array, Promise};
use leptos::prelude::set_timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Ends in a later task of the browser, so long from now at the earliest: it may draw and hear the person before.
pub(crate) async fn pause(duration: Duration) {
    let (wake, woken) = oneshot::channel::<()>();
    let wake = move || {
        // Who waited may be gone.
        let _ = wake.send(());
    };
    set_timeout(wake, duration);
    let _ = woken.await;
}

/// What a promise gives within this time; nothing if it takes longer, or fails.
pub(crate) async fn within(duration: Duration, promise: &Promise) -> Option<JsValue> {
    let too_late = future_to_promise(async move {
        pause(duration).await;
        Err(JsValue::UNDEFINED)
    });
    let first = Promise::race(&Array::of2(promise, &too_late));
    JsFuture::from(first).await.ok()
}
