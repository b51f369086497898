use serde::{Deserialize, Serialize};

/// A genome that is kept in this browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptGenome {
    /// Names it in requests. The same genome of the same files has the same id.
    pub id: String,
    /// Names of the files that it was opened from.
    pub file_names: Vec<String>,
    /// Letters in all records, also those that are no base.
    pub length_bases: u64,
    /// Number of records, also those without sequence.
    pub record_count: u64,
    /// Size of the kept file, in bytes.
    pub file_bytes: u64,
    /// When it was kept, in ms since 1970 (UTC).
    pub kept_at_ms: u64,
}

/// Why an entry was removed from the library without being asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemovalCause {
    /// Writing it was broken off.
    HalfWritten,
    /// Its checksum is wrong, or it is shorter or longer than it says.
    Damaged,
    /// It was written by an earlier version of this page, in another format.
    EarlierVersion,
}

/// An entry that could never be opened, and is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedEntry {
    /// What the genome was called, as far as is known.
    pub name: String,
    /// What was wrong with it.
    pub cause: RemovalCause,
}

/// What is kept in this browser.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    /// The kept genomes, the latest first. One that is being written is not among them.
    pub genomes: Vec<KeptGenome>,
    /// Entries that were found useless just now, and removed.
    pub removed: Vec<RemovedEntry>,
    /// Number of entries that only a later version of this page can open.
    pub later_version_count: u64,
    /// Room that all entries take, in bytes.
    pub used_bytes: u64,
    /// Room that the browser would still give, in bytes; none if it does not say.
    pub left_bytes: Option<u64>,
}
