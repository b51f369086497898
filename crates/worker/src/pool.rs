//! The threads that work is shared out to.

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
