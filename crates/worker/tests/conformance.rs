//! The engine's checks compiled to WebAssembly, run in a worker as on the page: on a pool of threads, or on one.
#![cfg(target_arch = "wasm32")]

use engine::Pool;
#[cfg(not(feature = "threads"))]
use engine::Sequential;
use engine::conformance::{self, Tally};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

async fn check(
    seed: u64,
    rounds: u64,
    conformance: fn(u64, u64, &dyn Pool) -> Tally,
    least_matches: u64,
) {
    // Each compares what it finds with the naive search by itself.
    #[cfg(feature = "threads")]
    let tally = conformance(seed, rounds, &threads::pool().await);
    #[cfg(not(feature = "threads"))]
    let tally = conformance(seed, rounds, &Sequential);
    assert!(
        tally.matches >= least_matches,
        "too few matches to tell: {tally:?}"
    );
}

#[wasm_bindgen_test]
async fn small_genomes() {
    check(1, 400, conformance::check_small_genomes, 10_000).await;
}

#[wasm_bindgen_test]
async fn borders() {
    check(2, 25, conformance::check_borders, 1000).await;
}

#[wasm_bindgen_test]
async fn tiny_contigs() {
    check(3, 12, conformance::check_tiny_contigs, 1000).await;
}

#[wasm_bindgen_test]
async fn many_contigs() {
    check(4, 2, conformance::check_many_contigs, 10000).await;
}

#[wasm_bindgen_test]
async fn dense() {
    check(5, 12, conformance::check_dense, 1000000).await;
}

#[wasm_bindgen_test]
async fn spacers() {
    check(6, 252, conformance::check_spacers, 5000).await;
}

#[wasm_bindgen_test]
async fn scopes() {
    check(7, 64, conformance::check_scopes, 10_000).await;
}

#[wasm_bindgen_test]
async fn beyond_32_bits() {
    check(8, 1, conformance::check_beyond_32_bits, 10).await;
}

#[cfg(feature = "threads")]
mod threads {
    use std::sync::atomic::{AtomicBool, Ordering};

    use engine::RayonPool;
    use wasm_bindgen_futures::JsFuture;

    const THREADS: usize = 3;

    /// The pool, started by the first test that asks: there can be but one.
    pub(super) async fn pool() -> RayonPool {
        static STARTED: AtomicBool = AtomicBool::new(false);
        if !STARTED.swap(true, Ordering::Relaxed) {
            let started = worker::init_thread_pool(THREADS);
            JsFuture::from(started).await.expect("a pool of threads");
        }
        assert_eq!(rayon::current_num_threads(), THREADS);
        RayonPool::global()
    }
}
