//! Measuring: what the page's comparison and the benchmark ask for, and what they make of it.

mod spread;
mod turns;
mod workload;

use serde::{Deserialize, Serialize};

pub use spread::{Spread, digits};
pub use turns::{Calibration, Turn, Turns, least_ms};
pub use workload::{MeanOf, MovingMean, Workload};

/// What to measure: a workload, run again until the clock can tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    /// What to run.
    pub workload: Workload,
    /// Runs follow one another until they have taken so long together, in ms; there is at least one.
    pub least_ms: f64,
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
