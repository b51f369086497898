//! Measuring: what the page's comparison and the benchmark ask for, and what they make of it.

mod spread;
mod turns;

use serde::{Deserialize, Serialize};

use crate::SearchSettings;

pub use spread::{Spread, digits};
pub use turns::{Calibration, Turn, Turns, least_ms};

/// What to measure: a workload, run again until the clock can tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    /// What to run.
    pub workload: Workload,
    /// Runs follow one another until they have taken so long together, in ms; there is at least one.
    pub least_ms: f64,
}

/// Work on the opened genome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Workload {
    /// A search, without the cache of results.
    Search {
        /// What for, and how.
        settings: SearchSettings,
        /// How many parts the genome is thought in, of which one is searched: the same share of each record. 1 for the
        /// whole genome.
        one_in: u32,
    },
    /// A pass that only reads the planes: the least time that any search on them could take.
    ReadPlanes {
        /// How many threads may work at once; at least 1.
        threads: u32,
    },
    /// The moving mean of the genome's share of G and C.
    MovingMean(MovingMean),
}

/// How to compute a moving mean of the opened genome's G and C.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovingMean {
    /// Values in a window.
    pub window: u32,
    /// Parts that the means are cut into; none: there are no parts.
    pub parts: Option<u32>,
    /// Whether the parts are shared out among the threads of the pool; else one thread does them one after another.
    pub is_on_pool: bool,
}

/// What a measurement gave.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Number of runs.
    pub runs: u32,
    /// Their time together, in ms.
    pub total_ms: f64,
    /// Matches of one run, in the part that was searched; 0 for what is no search.
    pub match_count: u64,
    /// Threads that took part.
    pub threads: u32,
    /// Letters that one run worked on; values, for a moving mean.
    pub done_bases: u64,
    /// A hash of what one run counted, in each block and record and for each motif; of the means, for a moving mean.
    pub hash: u64,
}

impl Measured {
    /// Time of one run, in ms.
    #[must_use]
    pub fn ms(&self) -> f64 {
        self.total_ms / f64::from(self.runs)
    }
}
