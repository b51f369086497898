//! Time, and pauses in which the browser can hand over messages.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// How long the coordinator works before it hears what the page says, in ms.
pub(crate) const SLICE_MS: f64 = 40.0;

#[wasm_bindgen]
extern "C" {
    /// Time of this thread, in ms.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(crate) fn now_ms() -> f64;

    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, delay_ms: i32);
}

/// Time of day, in ms; the same in all threads, but coarse.
pub(crate) fn time_of_day_ms() -> f64 {
    js_sys::Date::now()
}

thread_local! {
    static CHANNEL: Option<MessageChannel> = MessageChannel::new().ok();
}

/// Lets the browser hand over what has come in meanwhile. (A time-out would wait for 4 ms at least.)
pub(crate) async fn pause() {
    let paused = CHANNEL.with(|channel| {
        let channel = channel.as_ref()?;
        Some(Promise::new(&mut |resolve, _| {
            channel.port1().set_onmessage(Some(&resolve));
            // A message to oneself, without anything in it, can be sent.
            let _ = channel.port2().post_message(&JsValue::NULL);
        }))
    });
    if let Some(paused) = paused {
        // The promise is never rejected.
        let _ = JsFuture::from(paused).await;
    }
}

/// Waits, and lets the browser hand over what comes in meanwhile.
pub(crate) async fn wait(delay_ms: i32) {
    let waited = Promise::new(&mut |resolve, _| set_timeout(&resolve, delay_ms));
    // The promise is never rejected.
    let _ = JsFuture::from(waited).await;
}
