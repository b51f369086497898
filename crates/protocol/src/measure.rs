use serde::{Deserialize, Serialize};

use crate::SearchSettings;

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
    /// A whole search, without the cache of results.
    Search(SearchSettings),
    /// A pass that only reads the planes: the least time that any search on them could take.
    ReadPlanes {
        /// How many threads may work at once; at least 1.
        threads: u32,
    },
}

/// What a measurement gave.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Number of runs.
    pub runs: u32,
    /// Their time together, in ms.
    pub total_ms: f64,
    /// Matches of one run; 0 for a pass that only reads.
    pub match_count: u64,
    /// Threads that took part.
    pub threads: u32,
}

impl Measured {
    /// Time of one run, in ms.
    #[must_use]
    pub fn ms(&self) -> f64 {
        self.total_ms / f64::from(self.runs)
    }
}
