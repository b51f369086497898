//! The engine behind a message port: the only place where the engine meets the browser.
//!
//! The coordinator runs in a worker of its own, begins requests in the order in which they come, and works in
//! slices: between two slices it hears what the page says, so that it can report and be cancelled. With the
//! feature `threads`, each slice is shared out on a rayon pool of further workers.

// The compiler for WebAssembly is of one release, and its library is compiled with the engine.
#![cfg_attr(target_arch = "wasm32", feature(alloc_error_hook))]

mod cache;
mod clock;
mod compare;
mod coordinator;
mod density;
#[cfg(feature = "threads")]
mod elsewhere;
mod export;
mod fault;
mod joining;
mod library;
mod list;
mod matched;
mod mean;
mod measure;
mod memory;
mod open;
mod packing;
mod parse;
mod pool;
mod port;
mod reader;
mod records;
mod regions;
mod reread;
mod results;
mod run;
mod search;
mod translate;
mod warm_up;

use wasm_bindgen::prelude::*;
#[cfg(feature = "threads")]
pub use wasm_bindgen_rayon::init_thread_pool;

/// Starts the engine with so many threads, and tells the page when it is ready. Faults of any thread are told
/// on the broadcast channel `faults`. If a genome is about to come, `touched_bytes` of memory are made ready for it.
///
/// # Errors
/// What the browser says if the threads cannot be started.
#[wasm_bindgen]
pub async fn start(threads: usize, faults: String, touched_bytes: usize) -> Result<(), JsValue> {
    fault::report_on(faults);
    joining::prepare()?;
    reader::prepare();
    memory::take_all();
    pool::start(threads).await?;
    let coordinator = coordinator::listen();
    let is_coming = touched_bytes > 0;
    wasm_bindgen_futures::spawn_local(async move {
        memory::touch(&coordinator, touched_bytes).await;
        warm_up::run(&coordinator, is_coming).await;
        if coordinator.is_idle() {
            // Who is cut short ends the thread that reads.
            reader::prepare();
            if is_coming {
                reader::make_buffers();
            }
        }
    });
    Ok(())
}

/// Joins the part of the engine that comes later to the instance of this thread: called by itself, when the first function
/// of it is.
#[wasm_bindgen]
pub fn join() {
    if let Err(error) = joining::join() {
        wasm_bindgen::throw_val(error);
    }
}
