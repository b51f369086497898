use serde::{Deserialize, Serialize};

use crate::MatchList;

/// What is written to a file, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportSettings {
    /// The format.
    pub format: ExportFormat,
    /// The matches that are written, and their order.
    pub list: MatchList,
}

/// The format of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportFormat {
    /// BED6.
    #[default]
    Bed,
    /// GFF3.
    Gff3,
    /// A tab-separated table with a header.
    Tsv,
    /// The sequences of the matches.
    Fasta {
        /// Letters on each side of a match; more than [`MOST_FLANKING_BASES`] count as so many.
        flanking_bases: u32,
    },
    /// The number of matches of each record, whatever the list; comma-separated with a header.
    CountsCsv,
}

/// The most flanking letters on each side.
pub const MOST_FLANKING_BASES: u32 = 10_000;
