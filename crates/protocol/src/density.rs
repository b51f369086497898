use serde::{Deserialize, Serialize};

use crate::Strand;

/// What is asked about the density of the matches that are shown. All positions are 0-based, and ranges half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DensityRequest {
    /// The longest records side by side. Answered by [`Density::Lanes`].
    Lanes,
    /// Means along a record. Answered by [`Density::Line`].
    Line {
        /// Ordinal of the record, from 0.
        record: u32,
        /// First letter that has a point.
        from: u64,
        /// One past the last letter that may have one; cut at the record's end.
        to: u64,
        /// Letters from one point to the next, at least 1.
        step: u64,
        /// Letters of the window around each point, at least 1.
        window: u64,
    },
    /// The letters of a part of a record, with the matches there. Answered by [`Density::Bases`].
    Bases {
        /// Ordinal of the record, from 0.
        record: u32,
        /// First letter.
        from: u64,
        /// One past the last letter; cut at the record's end, and after [`DensityBases::MOST_LETTERS`].
        to: u64,
    },
}

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Density {
    /// The longest records side by side.
    Lanes(DensityLanes),
    /// Means along a record.
    Line(DensityLine),
    /// Letters and matches.
    Bases(DensityBases),
}

/// The longest records, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DensityLanes {
    /// A lane for each of them.
    pub lanes: Vec<DensityLane>,
    /// Records with letters that have no lane.
    pub other_record_count: u64,
}

/// A record that is cut into bins of about the same length in all lanes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DensityLane {
    /// Ordinal of the record, from 0.
    pub record: u32,
    /// Its name.
    pub name: String,
    /// Its letters.
    pub length_bases: u64,
    /// Its matches.
    pub match_count: u64,
    /// The bins in order; the first begins with the record.
    pub bins: Vec<DensityBin>,
}

/// A bin of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DensityBin {
    /// One past its last letter.
    pub end: u64,
    /// Matches that start in it.
    pub match_count: u64,
}

/// Means along a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DensityLine {
    /// Ordinal of the record, from 0.
    pub record: u32,
    /// The first point's letter.
    pub from: u64,
    /// Letters from one point to the next: more than was asked for if that would have been too many points.
    pub step: u64,
    /// Letters of a window that is not cut at an end of the record.
    pub window: u64,
    /// The points.
    pub points: Vec<DensityPoint>,
}

/// What lies in the window around a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DensityPoint {
    /// Matches that start in the window.
    pub match_count: u64,
    /// Letters of the window: fewer at the ends of the record.
    pub length_bases: u64,
    /// Those that are A, C, G or T.
    pub base_count: u64,
    /// Those that are G or C.
    pub gc_count: u64,
}

impl DensityPoint {
    /// Matches per letter.
    #[must_use]
    pub fn matches_per_base(&self) -> f64 {
        self.match_count as f64 / self.length_bases.max(1) as f64
    }

    /// Share of G and C among the bases, 0 to 1; none where there is no base.
    #[must_use]
    pub fn gc_share(&self) -> Option<f64> {
        (self.base_count > 0).then(|| self.gc_count as f64 / self.base_count as f64)
    }
}

/// The letters of a part of a record, with the matches there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DensityBases {
    /// Ordinal of the record, from 0.
    pub record: u32,
    /// The first letter.
    pub from: u64,
    /// The letters on the strand that the file gives: soft-masked ones in lower case, `T` for `U`.
    pub letters: String,
    /// Matches that have a letter here, in order.
    pub matches: Vec<PlacedMatch>,
    /// Further matches that have a letter here: there were too many.
    pub other_match_count: u64,
}

impl DensityBases {
    /// The most letters that are given at once.
    pub const MOST_LETTERS: u64 = 4000;
    /// The most matches that are given at once.
    pub const MOST_MATCHES: usize = 10_000;
}

/// A match and where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedMatch {
    /// First letter.
    pub start: u64,
    /// One past the last letter.
    pub end: u64,
    /// Its strand.
    pub strand: Strand,
    /// Ordinal of its motif in the list, from 0.
    pub motif: u32,
    /// Letters that differ from the motif, as their distance from `start`, in order.
    pub mismatches: Vec<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gc_is_a_share_of_the_bases() {
        let point = |base_count, gc_count| DensityPoint {
            match_count: 5,
            length_bases: 100,
            base_count,
            gc_count,
        };
        assert_eq!(point(50, 20).gc_share(), Some(0.4));
        assert_eq!(point(0, 0).gc_share(), None);
        assert_eq!(point(0, 0).matches_per_base(), 0.05);
    }
}
