//! Where something is: records, strands, matches.

use std::fmt;

/// Ordinal of a record in its file, from 0. It is the record's identity: names may occur twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(u32);

impl RecordId {
    /// The record with this ordinal, from 0.
    #[must_use]
    pub fn new(ordinal: u32) -> Self {
        Self(ordinal)
    }

    /// The ordinal as an index, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The strand that a match lies on. The order is the order of matches with the same start and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strand {
    /// The strand that the file gives.
    Forward,
    /// Its reverse complement.
    Reverse,
    /// Both at once: the motif is its own reverse complement and was searched once.
    Both,
}

impl Strand {
    /// `+`, `-` or `.`, as in BED and GFF.
    #[must_use]
    pub fn symbol(self) -> char {
        match self {
            Self::Forward => '+',
            Self::Reverse => '-',
            Self::Both => '.',
        }
    }
}

impl fmt::Display for Strand {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.symbol())
    }
}

/// On which strands to search.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum StrandChoice {
    /// Both; a motif that is its own reverse complement is searched once, and its matches have
    /// [`Strand::Both`].
    #[default]
    Both,
    /// Only the strand that the file gives; matches have [`Strand::Forward`].
    Forward,
    /// Only its reverse complement; matches have [`Strand::Reverse`].
    Reverse,
}

/// A match: a place whose letters a motif accepts, with no more substitutions than were allowed.
///
/// `start..end` is 0-based and half-open, in letters of the record, and always on the strand that the file
/// gives: `start < end` also for a match on the reverse strand. Matches are ordered by record, start, end,
/// strand, motif, and no two are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// The record that it lies in.
    pub record: RecordId,
    /// First letter, 0-based, in the record.
    pub start: u64,
    /// One past the last letter, 0-based, in the record.
    pub end: u64,
    /// The strand that the motif was found on.
    pub strand: Strand,
    /// Ordinal of the motif among those searched for, from 0.
    pub motif: u32,
}

/// How many matches lie on which strand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StrandCounts {
    /// On the strand that the file gives.
    pub forward: u64,
    /// On its reverse complement.
    pub reverse: u64,
    /// On both at once ([`Strand::Both`]).
    pub both: u64,
}

impl StrandCounts {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.forward + self.reverse + self.both
    }

    /// Those on a strand.
    #[must_use]
    pub fn on(&self, strand: Strand) -> u64 {
        match strand {
            Strand::Forward => self.forward,
            Strand::Reverse => self.reverse,
            Strand::Both => self.both,
        }
    }

    /// Counts more matches on a strand.
    pub(crate) fn add(&mut self, strand: Strand, count: u64) {
        match strand {
            Strand::Forward => self.forward += count,
            Strand::Reverse => self.reverse += count,
            Strand::Both => self.both += count,
        }
    }
}

impl std::ops::AddAssign for StrandCounts {
    fn add_assign(&mut self, other: Self) {
        self.forward += other.forward;
        self.reverse += other.reverse;
        self.both += other.both;
    }
}
