//! What the person looks at: a record, and a match in it.

use leptos::prelude::*;
use protocol::{MatchRow, Strand};

/// The record that is selected everywhere, and the match that is looked at. Both end with the genome, and the match with its search.
#[derive(Clone, Copy)]
pub(crate) struct Selection {
    /// Ordinal of the record; none until the person, or a view that shows one record, has chosen.
    record: RwSignal<Option<u32>>,
    place: RwSignal<Option<Place>>,
}

/// Where a match lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Ordinal of the record.
    pub(crate) record: u32,
    /// First base in forward coordinates, 1-based.
    pub(crate) first: u64,
    /// Last base in forward coordinates, 1-based, included.
    pub(crate) last: u64,
    /// Strand of the match.
    pub(crate) strand: Strand,
}

impl Place {
    /// Where the match of this row lies.
    pub(crate) fn of(row: &MatchRow) -> Self {
        Self {
            record: row.record_ordinal,
            first: row.first,
            last: row.last,
            strand: row.strand,
        }
    }
}

impl Selection {
    pub(super) fn new() -> Self {
        Self {
            record: RwSignal::new(None),
            place: RwSignal::new(None),
        }
    }

    /// The selected record.
    pub(crate) fn record(&self) -> Option<u32> {
        self.record.get()
    }

    /// Selects a record; what was looked at in another one is no longer.
    pub(crate) fn select_record(&self, record: Option<u32>) {
        self.record.set(record);
        if self.place.get_untracked().map(|place| place.record) != record {
            self.place.set(None);
        }
    }

    /// The match that is looked at.
    pub(crate) fn place(&self) -> Option<Place> {
        self.place.get()
    }

    /// Looks at a match, and selects its record.
    pub(crate) fn look_at(&self, place: Place) {
        self.record.set(Some(place.record));
        self.place.set(Some(place));
    }

    /// Looks at no match any more.
    pub(crate) fn look_away(&self) {
        self.place.set(None);
    }

    /// Nothing is selected: there is another genome.
    pub(super) fn clear(&self) {
        self.select_record(None);
    }
}
