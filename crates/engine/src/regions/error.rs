//! What is wrong with regions.

use std::fmt;

/// What is wrong with a text of regions, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionsError {
    /// Line, from 1.
    pub line: u64,
    /// Column in that line, from 1, in characters.
    pub column: u64,
    /// What is wrong there.
    pub fault: RegionFault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegionFault {
    /// It is not text, or text in UTF-16.
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
    /// No memory for so many regions.
    OutOfMemory {
        /// What was asked for, in bytes.
        needed_bytes: u64,
    },
}

impl fmt::Display for RegionsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "line {}, column {}: {:?}",
            self.line, self.column, self.fault
        )
    }
}

impl std::error::Error for RegionsError {}
