//! Faults: a thread that panics, or has no memory, says so before it stops, since nobody else would notice.

use std::sync::OnceLock;

use js_sys::{Error, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, DomException, ErrorEvent};

/// Shared by all threads of this engine.
static CHANNEL: OnceLock<String> = OnceLock::new();

#[wasm_bindgen(module = "/src/fault.js")]
extern "C" {
    /// Has what ends this thread logged by nobody.
    #[wasm_bindgen(js_name = beQuiet)]
    fn be_quiet();
}

/// From now on, panics are told on this broadcast channel, as texts, and memory that was refused as a number of bytes.
pub(crate) fn report_on(channel: String) {
    if CHANNEL.set(channel).is_ok() {
        std::panic::set_hook(Box::new(|info| tell(&info.to_string().into())));
        #[cfg(target_arch = "wasm32")]
        std::alloc::set_alloc_error_hook(|layout| tell_refused(layout.size()));
    }
}

/// The standard library ends a thread that has no memory without a panic.
#[cfg(target_arch = "wasm32")]
fn tell_refused(bytes: usize) {
    use std::sync::atomic::{AtomicBool, Ordering};

    static IS_TOLD: AtomicBool = AtomicBool::new(false);
    // Telling may need memory itself.
    if IS_TOLD.swap(true, Ordering::Relaxed) {
        return;
    }
    let bytes = JsValue::from_f64(bytes as f64);
    // What the page hears from the coordinator itself comes before the coordinator's end.
    let _ = crate::port::scope().post_message(&bytes);
    tell(&bytes);
}

fn tell(what: &JsValue) {
    let channel = CHANNEL
        .get()
        .and_then(|name| BroadcastChannel::new(name).ok());
    if let Some(channel) = channel {
        // There is nobody else to tell.
        let _ = channel.post_message(what);
    }
    be_quiet();
}

/// What an event said about a worker. Of a script that could not be loaded it says nothing.
pub(crate) fn said_by(event: &ErrorEvent) -> String {
    let message = Reflect::get(event, &"message".into()).ok();
    let message = message.and_then(|message| message.as_string());
    message.unwrap_or_else(|| "its script could not be loaded".to_owned())
}

/// What the browser said.
pub(crate) fn said(error: &JsValue) -> String {
    match error.dyn_ref::<DomException>() {
        Some(error) => error.message(),
        None => error
            .dyn_ref::<Error>()
            .map_or_else(|| format!("{error:?}"), |error| error.message().into()),
    }
}
