//! Sharing work among threads.

use std::sync::{Mutex, PoisonError};

/// How a search is shared out. The matches are the same whatever the sharing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sharing {
    /// One thread does everything, in order.
    OneThread,
    /// A task per record (chromosome): the blocks that begin within it. A block that several records share
    /// belongs to the record that it begins with, so that no block is scanned twice.
    PerRecord,
    /// A task per block of the store.
    #[default]
    Blocks,
}

/// Threads that work can be given to.
pub trait Pool: Sync {
    /// Calls `lane(0)`, …, `lane(lanes - 1)`, each once, perhaps at the same time; returns when all have
    /// returned.
    fn run(&self, lanes: usize, lane: &(dyn Fn(usize) + Sync));

    /// Number of threads, at least 1.
    fn threads(&self) -> usize;
}

/// Runs both, perhaps at the same time.
pub(crate) fn both<A: Send, B: Send>(
    pool: &dyn Pool,
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    let (first, second) = (Mutex::new(Some(first)), Mutex::new(Some(second)));
    let (a, b) = (Mutex::new(None), Mutex::new(None));
    pool.run(2, &|lane| match lane {
        0 => run_once(&first, &a),
        _ => run_once(&second, &b),
    });
    (taken(a), taken(b))
}

fn run_once<T>(task: &Mutex<Option<impl FnOnce() -> T>>, outcome: &Mutex<Option<T>>) {
    let task = task.lock().unwrap_or_else(PoisonError::into_inner).take();
    let made = task.map(|task| task());
    *outcome.lock().unwrap_or_else(PoisonError::into_inner) = made;
}

fn taken<T>(outcome: Mutex<Option<T>>) -> T {
    let outcome = outcome.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcome.expect("a pool runs every lane once")
}

/// No threads but the caller's: lanes run one after another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sequential;

impl Pool for Sequential {
    fn run(&self, lanes: usize, lane: &(dyn Fn(usize) + Sync)) {
        (0..lanes).for_each(lane);
    }

    fn threads(&self) -> usize {
        1
    }
}

/// The threads of a rayon pool.
#[cfg(feature = "threads")]
#[derive(Debug, Default)]
pub struct RayonPool {
    own: Option<rayon::ThreadPool>,
}

#[cfg(feature = "threads")]
impl RayonPool {
    /// The global pool.
    #[must_use]
    pub fn global() -> Self {
        Self { own: None }
    }

    /// This pool.
    #[must_use]
    pub fn new(pool: rayon::ThreadPool) -> Self {
        Self { own: Some(pool) }
    }
}

#[cfg(feature = "threads")]
impl Pool for RayonPool {
    fn run(&self, lanes: usize, lane: &(dyn Fn(usize) + Sync)) {
        if lanes == 1 {
            return lane(0);
        }
        match &self.own {
            Some(pool) => pool.scope(|scope| spawn_all(scope, lanes, lane)),
            None => rayon::scope(|scope| spawn_all(scope, lanes, lane)),
        }
    }

    fn threads(&self) -> usize {
        match &self.own {
            Some(pool) => pool.current_num_threads(),
            None => rayon::current_num_threads(),
        }
    }
}

#[cfg(feature = "threads")]
fn spawn_all<'scope>(
    scope: &rayon::Scope<'scope>,
    lanes: usize,
    lane: &'scope (dyn Fn(usize) + Sync),
) {
    for index in 0..lanes {
        scope.spawn(move |_| lane(index));
    }
}
