//! Regions of a genome, put in order.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::ranges::between;
use crate::coordinates::RecordId;
use crate::store::Genome;

/// Regions of a genome. Those that overlap or touch are one: a match may lie across their border.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Global positions, in order, apart from one another, none empty.
    ranges: Box<[Range<u64>]>,
    region_count: u64,
    length_bases: u64,
}

impl Places {
    /// The places of these regions, given in any order, each as letters of a record: 0-based, half-open, cut at the
    /// record's end.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn new(genome: &Genome, regions: impl IntoIterator<Item = (RecordId, Range<u64>)>) -> Self {
        let global = |(record, region): (RecordId, Range<u64>)| {
            let Range { start, end } = genome.global_record(record);
            let at = |position: u64| start + position.min(end - start);
            at(region.start)..at(region.end)
        };
        Self::of_ranges(regions.into_iter().map(global).collect())
    }

    /// The places of these global positions, each within one record.
    pub(crate) fn of_ranges(mut ranges: Vec<Range<u64>>) -> Self {
        let region_count = ranges.len() as u64;
        ranges.retain(|range| range.start < range.end);
        ranges.sort_unstable_by_key(|range| range.start);
        // In place, as there may be millions.
        ranges.dedup_by(|next, range| {
            let is_one = next.start <= range.end;
            if is_one {
                range.end = range.end.max(next.end);
            }
            is_one
        });
        Self {
            length_bases: ranges.iter().map(|range| range.end - range.start).sum(),
            ranges: ranges.into_boxed_slice(),
            region_count,
        }
    }

    /// Number of regions as given.
    #[must_use]
    pub fn region_count(&self) -> u64 {
        self.region_count
    }

    /// Number of stretches that they are together: regions that overlap or touch are one.
    #[must_use]
    pub fn stretch_count(&self) -> u64 {
        self.ranges.len() as u64
    }

    /// Letters that lie in a region.
    #[must_use]
    pub fn length_bases(&self) -> u64 {
        self.length_bases
    }

    /// The global positions of this range that lie in no region.
    pub(super) fn elsewhere(&self, range: Range<u64>) -> impl Iterator<Item = Range<u64>> {
        let first = self
            .ranges
            .partition_point(|place| place.end <= range.start);
        let places = self.ranges[first..].iter().cloned();
        let end = range.end;
        between(places.take_while(move |place| place.start < end), range)
    }
}

/// What is equal has these in common: to look at a million places would take too long.
impl Hash for Places {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.region_count.hash(state);
        self.length_bases.hash(state);
        self.ranges.len().hash(state);
    }
}
