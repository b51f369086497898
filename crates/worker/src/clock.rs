//! Time, and pauses in which the browser can hand over messages.

use std::cell::RefCell;
use std::collections::VecDeque;

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

    /// When this thread's clock began, in ms of the time of day.
    #[wasm_bindgen(thread_local_v2, js_namespace = performance, js_name = timeOrigin)]
    static TIME_ORIGIN_MS: f64;

    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, delay_ms: i32);
}

/// Time of day, in ms; the same in all threads, but coarse.
pub(crate) fn time_of_day_ms() -> f64 {
    js_sys::Date::now()
}

/// Time in ms that is fine, and the same in all threads but for how exactly the browser knows when each began.
pub(crate) fn time_for_all_threads_ms() -> f64 {
    TIME_ORIGIN_MS.with(|origin_ms| origin_ms + now_ms())
}

/// A channel to oneself, and who waits for its next messages: requests that are answered at the same time pause each for
/// itself.
struct Pauses {
    channel: MessageChannel,
    waiting: RefCell<VecDeque<Function>>,
}

thread_local! {
    static PAUSES: Option<Pauses> = Pauses::new();
}

impl Pauses {
    fn new() -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let on_message = Closure::<dyn Fn()>::new(|| {
            let first = PAUSES.with(|pauses| {
                let pauses = pauses.as_ref()?;
                pauses.waiting.borrow_mut().pop_front()
            });
            if let Some(first) = first {
                // The function of a promise does not throw.
                let _ = first.call0(&JsValue::NULL);
            }
        });
        // As long as the worker lives.
        let on_message = on_message.into_js_value();
        channel
            .port1()
            .set_onmessage(Some(on_message.unchecked_ref()));
        Some(Self {
            channel,
            waiting: RefCell::default(),
        })
    }

    fn pause(&self) -> Promise {
        Promise::new(&mut |resolve, _| {
            self.waiting.borrow_mut().push_back(resolve);
            // A message to oneself, without anything in it, can be sent.
            let _ = self.channel.port2().post_message(&JsValue::NULL);
        })
    }
}

/// Lets the browser hand over what has come in meanwhile. (A time-out would wait for 4 ms at least.)
pub(crate) async fn pause() {
    let paused = PAUSES.with(|pauses| pauses.as_ref().map(Pauses::pause));
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
