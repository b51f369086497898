use serde::{Deserialize, Serialize};

use crate::Strand;

/// Which of the matches that are shown are listed, and in which order. As it comes: all, by position.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MatchList {
    /// Only those in this record, by its ordinal in the genome, from 0.
    pub record: Option<u32>,
    /// Only those on this strand.
    pub strand: Option<Strand>,
    /// Only those with exactly so many mismatches.
    pub mismatches: Option<u32>,
    /// In which order.
    pub order: MatchOrder,
}

impl MatchList {
    /// Whether some matches may be left out.
    #[must_use]
    pub const fn is_filtered(&self) -> bool {
        self.record.is_some() || self.strand.is_some() || self.mismatches.is_some()
    }
}

/// An order of matches. Those that are equal in it are in the order of their positions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MatchOrder {
    /// By position: record, start, end, strand.
    #[default]
    Position,
    /// Those with the fewest mismatches first.
    FewestMismatches,
    /// Those with the most mismatches first.
    MostMismatches,
}

/// A place that a row is sought for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoughtPlace {
    /// The record.
    pub record: RecordKey,
    /// A base in forward coordinates, 1-based.
    pub position: u64,
}

/// A record, as a person or the page knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordKey {
    /// Its name; of several records with the same name the first.
    Name(String),
    /// Its ordinal in the genome, from 0.
    Ordinal(u32),
}

/// Why there is no row for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaceProblem {
    /// The genome has no such record.
    NoRecord,
    /// The record ends before it.
    PastEnd {
        /// Letters of the record.
        length_bases: u64,
    },
    /// Only another record is listed.
    OtherRecord,
    /// No match is listed that begins there or later.
    NoneAfter,
    /// The list is not in the order of positions.
    OtherOrder,
}
