//! What several tests need.

use engine::RayonPool;

/// A pool of this many threads.
pub(crate) fn pool(threads: usize) -> RayonPool {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    RayonPool::new(pool.build().expect("threads"))
}
