//! What can be measured on the opened genome.

use serde::{Deserialize, Serialize};

use crate::SearchSettings;

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
    /// A moving mean along the longest record.
    MovingMean(MovingMean),
    /// Parsing a sample of the genome, which is written as FASTA text before: tells parsing from packing, which take turns
    /// while a genome is opened.
    Parse {
        /// Whether the letters are packed too, as when a genome is opened; else they are dropped.
        packs: bool,
    },
}

/// How to compute a moving mean along the longest record of the opened genome; of its first letters if it is very long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovingMean {
    /// What the mean is of.
    pub of: MeanOf,
    /// Values in a window.
    pub window: u32,
    /// Parts that the means are cut into; none: there are no parts.
    pub parts: Option<u32>,
    /// Whether the parts are shared out among the threads of the pool; else one thread does them one after another.
    pub is_on_pool: bool,
}

/// What a moving mean is of: a number for each letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeanOf {
    /// 1 for G and C, 0 for all others.
    Gc,
    /// How many matches of this search start at the letter.
    Matches(SearchSettings),
}
