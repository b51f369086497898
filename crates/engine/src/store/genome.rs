//! The genome as others see it.

use std::ops::Range;

use super::Composition;
use crate::coordinates::{Match, RecordId};

/// A packed genome.
#[derive(Debug)]
pub struct Genome {}

/// A record of a genome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordInfo<'genome> {
    /// Which record this is.
    pub id: RecordId,
    /// The first word of its header; `unnamed_` and its ordinal from 1 where the header is empty.
    pub name: &'genome str,
    /// What follows the name in the header.
    pub description: &'genome str,
    /// Letters, also those that are no base.
    pub length_bases: u64,
    /// How often A, C, G, T occur.
    pub base_counts: [u64; 4],
}

impl Genome {
    /// Number of records, also those without sequence.
    #[must_use]
    pub fn record_count(&self) -> usize {
        unimplemented!()
    }

    /// The records in order.
    pub fn records(&self) -> impl ExactSizeIterator<Item = RecordInfo<'_>> {
        (0..self.record_count()).map(|ordinal| self.record(RecordId::new(ordinal as u32)))
    }

    /// A record, in constant time.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn record(&self, id: RecordId) -> RecordInfo<'_> {
        let _ = id;
        unimplemented!()
    }

    /// Letters in all records, also those that are no base.
    #[must_use]
    pub fn length_bases(&self) -> u64 {
        unimplemented!()
    }

    /// How often each letter occurs in all records.
    #[must_use]
    pub fn composition(&self) -> &Composition {
        unimplemented!()
    }

    /// Number of records whose name an earlier record has already.
    #[must_use]
    pub fn duplicate_name_count(&self) -> usize {
        unimplemented!()
    }

    /// Number of records without sequence.
    #[must_use]
    pub fn empty_record_count(&self) -> usize {
        self.records()
            .filter(|record| record.length_bases == 0)
            .count()
    }

    /// Memory that the genome takes, in bytes: planes, runs and records.
    #[must_use]
    pub fn store_bytes(&self) -> u64 {
        unimplemented!()
    }

    /// Appends the letters of a record from `range` (0-based, half-open, cut at the record's end) to `letters`:
    /// upper-case, `T` for `U`, and letters that are no base as the file has them.
    pub fn sequence(&self, record: RecordId, range: Range<u64>, letters: &mut Vec<u8>) {
        let _ = (record, range, letters);
        unimplemented!()
    }

    /// The letters of a match, 5' to 3' on its own strand (on the forward strand for
    /// [`Strand::Both`](crate::Strand::Both)).
    #[must_use]
    pub fn match_sequence(&self, found: &Match) -> String {
        let _ = found;
        unimplemented!()
    }

    /// Number of places where `length` bases stand in a row, in all records: what a motif of that length can match
    /// at most, on one strand. For lengths from 1 to [`Motif::LONGEST`](crate::Motif::LONGEST).
    #[must_use]
    pub fn windows(&self, length: usize) -> u64 {
        let _ = length;
        unimplemented!()
    }
}
