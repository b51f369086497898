//! A search in progress.

use std::fmt;
use std::sync::Arc;

use crate::coordinates::StrandChoice;
use crate::hits::Hits;
use crate::motif::Motif;
use crate::scan::Version;
use crate::share::{Pool, Sharing};
use crate::store::Genome;

/// What to search for, and how.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// What to search for.
    pub motif: Motif,
    /// On which strands.
    pub strands: StrandChoice,
    /// By which algorithm.
    pub version: Version,
    /// How the work is shared out.
    pub sharing: Sharing,
    /// How many threads share it, at most; 0 for all that the pool has. [`Sharing::OneThread`] takes one
    /// whatever stands here.
    pub threads: usize,
}

/// Why a search could not be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchError {
    /// No memory for the counts.
    OutOfMemory {
        /// What was asked for, in bytes.
        needed_bytes: u64,
    },
}

/// How far a search has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Letters searched so far, both strands being one.
    pub done_bases: u64,
    /// Letters to be searched: all of the genome.
    pub total_bases: u64,
    /// Whether all is done.
    pub finished: bool,
}

/// A search in progress: it counts matches per block and record, and stores no positions.
pub struct Search {}

impl Search {
    /// A search that has not begun.
    ///
    /// # Errors
    /// [`SearchError::OutOfMemory`].
    pub fn new(genome: Arc<Genome>, query: Query) -> Result<Self, SearchError> {
        let _ = (genome, query);
        unimplemented!()
    }

    /// Works until all is done, or until `pause` says so. It is asked before each block, from any thread of the
    /// pool. Call again to go on; drop the search to give it up.
    pub fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        let _ = (pool, pause);
        unimplemented!()
    }

    /// How far the search has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        unimplemented!()
    }

    /// The result.
    ///
    /// # Panics
    /// If the search is not finished.
    #[must_use]
    pub fn into_hits(self) -> Hits {
        unimplemented!()
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfMemory { needed_bytes } => {
                write!(out, "no memory for another {needed_bytes} bytes")
            }
        }
    }
}

impl std::error::Error for SearchError {}
