//! The ground that the engine stands on: WebAssembly in a worker, with and without threads.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[cfg(feature = "threads")]
#[wasm_bindgen_test]
async fn a_pool_shares_work_and_memory() {
    use rayon::prelude::*;

    wasm_bindgen_futures::JsFuture::from(worker::init_thread_pool(2))
        .await
        .expect("a pool of two threads");
    assert_eq!(rayon::current_num_threads(), 2);
    let sum: u64 = (0..1_000_000_u64).into_par_iter().sum();
    assert_eq!(sum, 499_999_500_000);
}

#[cfg(not(feature = "threads"))]
#[wasm_bindgen_test]
fn one_thread_does_the_whole_work() {
    let sum: u64 = (0..1_000_000_u64).sum();
    assert_eq!(sum, 499_999_500_000);
}
