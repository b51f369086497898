use serde::{Deserialize, Serialize};

use crate::RegionsSummary;

/// The strand of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Strand {
    /// The strand that the file gives.
    Forward,
    /// Its reverse complement.
    Reverse,
    /// Both: the motif is its own reverse complement.
    Both,
}

impl Strand {
    /// The sign that BED and GFF3 use.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Forward => "+",
            Self::Reverse => "-",
            Self::Both => ".",
        }
    }
}

/// The outcome of a search, or of the part of it that is shown; single matches are asked for by [`Request::MatchRows`](crate::Request::MatchRows).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SearchSummary {
    /// Number of matches.
    pub match_count: u64,
    /// The regions that were searched; none if it was the whole genome.
    pub regions: Option<RegionsSummary>,
    /// Number of records with at least one match.
    pub records_with_matches: u64,
    /// The motifs of the whole search, in the order of the list.
    pub motifs: Vec<MotifCounts>,
    /// The motif that alone is shown, by its ordinal in `motifs`: all other numbers here are of its matches. None when
    /// all are shown together.
    pub shown: Option<u32>,
    /// Time that the search took when it was run, in ms.
    pub search_ms: f64,
    /// Whether the same was searched before, so that the answer was there already.
    pub is_from_cache: bool,
    /// Time until this answer was there, in ms: that of the search, or of looking it up.
    pub answer_ms: f64,
    /// Threads that took part.
    pub threads: u32,
}

/// How often a motif of the list was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MotifCounts {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The motif in one way of writing of many: upper-case, without white space.
    pub motif: String,
    /// Matches on the strand that the file gives.
    pub forward: u64,
    /// Matches on its reverse complement.
    pub reverse: u64,
    /// Matches on both at once: the motif is its own reverse complement and was searched once.
    pub both: u64,
    /// Whether that is so.
    pub is_self_reverse_complement: bool,
    /// Matches to be expected by the genome's base composition.
    pub expected_matches: f64,
}

impl MotifCounts {
    /// All its matches.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.forward + self.reverse + self.both
    }
}

/// A row of the table of matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchRow {
    /// Ordinal of the record in the genome, from 0.
    pub record_ordinal: u32,
    /// Name of the record.
    pub record: String,
    /// First base in forward coordinates, 1-based.
    pub first: u64,
    /// Last base in forward coordinates, 1-based, included.
    pub last: u64,
    /// Strand of the match.
    pub strand: Strand,
    /// The matched letters, 5'→3' on the strand of the match.
    pub sequence: String,
    /// Ordinal of the motif in the list, from 0.
    pub motif: u32,
    /// Letters of `sequence` that differ from the motif, by their index from 0, in order. Where a motif of variable
    /// length can be laid on the match in several ways, those of one with the fewest.
    pub mismatches: Vec<u32>,
}
