use serde::{Deserialize, Serialize};

use crate::SearchScope;

/// On which strands to search.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StrandChoice {
    /// Both strands; a motif that is its own reverse complement is searched once.
    #[default]
    Both,
    /// The strand that the file gives.
    Forward,
    /// The reverse complement of the strand that the file gives.
    Reverse,
}

/// How the search is programmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    /// Compares at every position.
    Naive,
    /// A bit-parallel automaton.
    ShiftAnd,
    /// The packed genome itself, 128 alignments at a time.
    #[default]
    BitPlanes,
}

/// How the work is shared between threads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sharing {
    /// One thread does it all.
    OneThread,
    /// A task for every record.
    PerRecord,
    /// A task for every block of the genome.
    #[default]
    Blocks,
}

/// All that a search depends on besides the genome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchSettings {
    /// The motifs as typed: one a line, with or without a name, or FASTA.
    pub motifs: String,
    /// Substitutions that a match may have, 0 to [`SearchSettings::MOST_MISMATCHES`].
    pub mismatches: u32,
    /// On which strands to search.
    pub strands: StrandChoice,
    /// Where.
    pub scope: SearchScope,
    /// How the search is programmed.
    pub version: Version,
    /// How the work is shared.
    pub sharing: Sharing,
    /// How many threads may work at once; at least 1.
    pub threads: u32,
}

impl SearchSettings {
    /// The most substitutions that a match may be allowed.
    pub const MOST_MISMATCHES: u32 = 8;
}
