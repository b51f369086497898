use serde::{Deserialize, Serialize};

/// Names regions that the engine was given by [`Request::SetRegions`](crate::Request::SetRegions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionsId(pub u32);

/// Where matches count: wholly in one of the regions, and without a soft-masked letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchScope {
    /// The regions; none for the whole genome.
    pub regions: Option<RegionsId>,
    /// Whether matches with a soft-masked letter are left out.
    pub skips_soft_masked: bool,
}

/// Regions in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionsSummary {
    /// Number of regions as given.
    pub region_count: u64,
    /// Number of stretches that they are together: regions that overlap or touch are one.
    pub stretch_count: u64,
    /// Letters that lie in a region.
    pub length_bases: u64,
}

/// Regions that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionsRead {
    /// What they are.
    pub summary: RegionsSummary,
    /// How many reached past the end of their record, and were cut there.
    pub cut_count: u64,
}

/// What is wrong with regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionsProblem {
    /// Line, from 1.
    pub line: u64,
    /// Column in that line, from 1, in characters.
    pub column: u64,
    /// What is wrong there.
    pub fault: RegionFault,
}

/// What is wrong with a line of regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegionFault {
    /// It is not text.
    NotText,
    /// It is longer than any line of BED.
    LineTooLong,
    /// No record has this name.
    UnknownRecord {
        /// The name.
        name: String,
        /// The name of a record that may well be meant.
        similar: Option<String>,
        /// The names of the first records.
        first_names: Vec<String>,
        /// Number of records.
        record_count: u64,
    },
    /// Several records have this name.
    SeveralRecords {
        /// The name.
        name: String,
    },
    /// One record has the whole text as its name, another what stands before the last colon.
    NameOrPlace {
        /// The text.
        text: String,
    },
    /// There is no start.
    NoStart,
    /// There is no end.
    NoEnd,
    /// Something else stands where a whole number should.
    NotANumber {
        /// What stands there.
        found: String,
    },
    /// The start lies behind the end.
    StartAfterEnd {
        /// The start, as it is written.
        start: u64,
        /// The end, as it is written.
        end: u64,
    },
    /// The start lies behind the end of the record.
    StartPastRecord {
        /// The start, as it is written.
        start: u64,
        /// The name of the record.
        record: String,
        /// Its length.
        length_bases: u64,
    },
    /// A place counted from 1 is 0.
    PlaceZero,
    /// No line has a region.
    NoRegions,
}
