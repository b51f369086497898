use serde::{Deserialize, Serialize};

/// What the matched sequences of a motif look like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedSequences {
    /// Matches that were looked at.
    pub looked_at: u64,
    /// All matches; more than were looked at if those are a sample.
    pub match_count: u64,
    /// Whether all matches have the same letters.
    pub is_certain: bool,
    /// The columns of the motif, 5' to 3'; reverse matches are read on their own strand.
    pub columns: Vec<MatchedColumn>,
    /// How many matches have so many mismatches, from 0 up to the most that were allowed.
    pub mismatches: Vec<u64>,
    /// How far the next match of the same record starts behind one.
    pub distances: Vec<DistanceBin>,
}

/// A column of a motif.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatchedColumn {
    /// One letter.
    Letter {
        /// The IUPAC code that the motif has there.
        code: char,
        /// How many matches have A, C, G, T there.
        counts: [u64; 4],
        /// How many have a letter there that is no base.
        others: u64,
    },
    /// A part of variable length.
    Spacer {
        /// The IUPAC code that the motif has there.
        code: char,
        /// Its least length, in letters.
        min_bases: u32,
        /// How many matches have it so long, from the least length on.
        counts: Vec<u64>,
    },
}

/// Distances from a least one up to that of the next bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistanceBin {
    /// The least distance, in letters.
    pub least_bases: u64,
    /// How many there are.
    pub count: u64,
}
