//! The result of a search: counts, and rows made on demand.

use std::ops::ControlFlow;

use crate::coordinates::{Match, RecordId};
use crate::search::Query;
use crate::store::Genome;

/// The matches of a finished search: counts per block and record, from which the positions are made again by
/// scanning just the blocks that are asked for.
pub struct Hits {}

/// How many matches lie on which strand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StrandCounts {
    /// On the strand that the file gives.
    pub forward: u64,
    /// On its reverse complement.
    pub reverse: u64,
    /// On both at once ([`Strand::Both`](crate::Strand::Both)).
    pub both: u64,
}

impl StrandCounts {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.forward + self.reverse + self.both
    }
}

impl Hits {
    /// The genome that was searched.
    #[must_use]
    pub fn genome(&self) -> &Genome {
        unimplemented!()
    }

    /// What was searched for.
    #[must_use]
    pub fn query(&self) -> &Query {
        unimplemented!()
    }

    /// Number of matches.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.strand_counts().total()
    }

    /// Number of matches by strand.
    #[must_use]
    pub fn strand_counts(&self) -> StrandCounts {
        unimplemented!()
    }

    /// Number of records with at least one match.
    #[must_use]
    pub fn records_with_matches(&self) -> usize {
        unimplemented!()
    }

    /// Number of matches in a record, by strand, in constant time.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn record_counts(&self, record: RecordId) -> StrandCounts {
        let _ = record;
        unimplemented!()
    }

    /// Number of matches in a record, in constant time.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn record_count(&self, record: RecordId) -> u64 {
        self.record_counts(record).total()
    }

    /// Up to `count` matches from row `from` on, rows counted from 0. Costs a binary search and a scan of the
    /// blocks that the rows lie in.
    #[must_use]
    pub fn rows(&self, from: u64, count: usize) -> Vec<Match> {
        let _ = (from, count);
        unimplemented!()
    }

    /// The row of the first match in `record` that starts at `start` (0-based) or later, or of the first match
    /// after that record; [`Hits::total`] if there is none. Costs a scan of one block.
    #[must_use]
    pub fn row_at(&self, record: RecordId, start: u64) -> u64 {
        let _ = (record, start);
        unimplemented!()
    }

    /// Passes the matches from row `from` on to `sink`, in order, until there are no more or the sink breaks off.
    /// Blocks without matches are skipped.
    pub fn for_each_from(
        &self,
        from: u64,
        sink: &mut dyn FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let _ = (from, sink);
        unimplemented!()
    }
}
