//! The threads that work is shared out to.

use std::future::Future;

use engine::Pool;
use wasm_bindgen::prelude::*;

/// Starts the pool.
#[cfg(feature = "threads")]
pub(crate) async fn start(threads: usize) -> Result<(), JsValue> {
    let started = wasm_bindgen_rayon::init_thread_pool(threads.max(1));
    wasm_bindgen_futures::JsFuture::from(started)
        .await
        .map(drop)
}

/// The pool.
#[cfg(feature = "threads")]
pub(crate) fn pool() -> impl Pool {
    engine::RayonPool::global()
}

/// There is just this thread.
#[cfg(not(feature = "threads"))]
#[allow(clippy::unused_async, reason = "the build with threads waits for them")]
pub(crate) async fn start(_threads: usize) -> Result<(), JsValue> {
    Ok(())
}

/// This thread.
#[cfg(not(feature = "threads"))]
pub(crate) fn pool() -> impl Pool {
    engine::Sequential
}

/// Has a thread of the pool do this at once; whoever wants to know what comes of it waits.
#[cfg(feature = "threads")]
pub(crate) fn spawn<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> impl Future<Output = T> {
    let (sender, receiver) = futures_channel::oneshot::channel();
    rayon::spawn(move || {
        // Who does not wait any more wants nothing.
        let _ = sender.send(work());
    });
    async {
        let done = receiver.await;
        done.expect("a thread that panics ends the engine")
    }
}

/// Does this at once.
#[cfg(not(feature = "threads"))]
pub(crate) fn spawn<T>(work: impl FnOnce() -> T) -> impl Future<Output = T> {
    std::future::ready(work())
}
