//! The engine behind a message port.
#[cfg(feature = "threads")]
pub use wasm_bindgen_rayon::init_thread_pool;
