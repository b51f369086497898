//! The genome as one row of global positions.

use std::ops::Range;

use super::genome::Genome;
use super::records::RecordEntry;
use crate::coordinates::RecordId;

impl Genome {
    /// The global positions of a record.
    pub(crate) fn global_record(&self, record: RecordId) -> Range<u64> {
        let entry = &self.packed().records.entries()[record.index()];
        entry.start..entry.end()
    }

    /// The global positions from the first record to the end of the last.
    pub(crate) fn global_extent(&self) -> Range<u64> {
        0..self
            .packed()
            .records
            .entries()
            .last()
            .map_or(0, RecordEntry::end)
    }

    /// The soft-masked stretches of this range of global positions, in order.
    pub(crate) fn global_soft_masked(
        &self,
        range: Range<u64>,
    ) -> impl Iterator<Item = Range<u64>> + use<'_> {
        let runs = self.packed().soft_masked.after(range.start);
        runs.take_while(move |run| run.start < range.end)
            .map(move |run| run.start.max(range.start)..run.end().min(range.end))
    }

    /// The runs of letters that are no base, of this range of global positions and perhaps beyond, in order.
    pub(crate) fn global_others(
        &self,
        range: Range<u64>,
    ) -> impl Iterator<Item = Range<u64>> + use<'_> {
        let runs = self.packed().others.after(range.start);
        runs.map(|(run, _)| run.start..run.end())
            .take_while(move |run| run.start < range.end)
    }

    /// What lies between the records of this range of global positions, and perhaps beyond, in order.
    pub(crate) fn global_borders(
        &self,
        range: Range<u64>,
    ) -> impl Iterator<Item = Range<u64>> + use<'_> {
        let entries = self.packed().records.entries();
        let first = entries.partition_point(|entry| entry.end() < range.start);
        let pairs = entries[first..].windows(2);
        pairs
            .map(|pair| pair[0].end()..pair[1].start)
            .take_while(move |border| border.start < range.end)
    }
}
