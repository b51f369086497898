//! Records by their names.

use std::num::NonZeroU32;

use xxhash_rust::xxh3::xxh3_64;

use super::RegionFault;
use crate::coordinates::RecordId;
use crate::store::Genome;

/// Finds records by name, in 8 to 16 bytes a record: a hash table of ordinals, with linear probing.
#[derive(Debug)]
pub(super) struct Names<'genome> {
    genome: &'genome Genome,
    /// Each the ordinal of a record, from 1.
    slots: Vec<Option<NonZeroU32>>,
    /// Names of which there are several, in order.
    several: Vec<&'genome str>,
}

/// So many names are told to whoever has used another.
const FIRST_NAMES: usize = 3;

impl<'genome> Names<'genome> {
    pub(super) fn new(genome: &'genome Genome) -> Self {
        let mut names = Self {
            genome,
            slots: vec![None; (2 * genome.record_count()).next_power_of_two()],
            several: Vec::new(),
        };
        for ordinal in 0..genome.record_count() as u32 {
            let name = names.name(ordinal);
            match names.slot(name) {
                (_, Some(_)) => names.several.push(name),
                (slot, None) => names.slots[slot] = NonZeroU32::new(ordinal + 1),
            }
        }
        names.several.sort_unstable();
        names
    }

    /// The record of this name; none if there is none.
    ///
    /// # Errors
    /// If there are several.
    pub(super) fn record(&self, name: &str) -> Result<Option<RecordId>, RegionFault> {
        let (_, ordinal) = self.slot(name);
        if ordinal.is_some() && self.several.binary_search(&name).is_ok() {
            return Err(RegionFault::SeveralRecords {
                name: name.to_owned(),
            });
        }
        Ok(ordinal.map(RecordId::new))
    }

    /// That no record has this name.
    pub(super) fn unknown(&self, name: &str) -> RegionFault {
        let all = || self.genome.records().map(|record| record.name);
        RegionFault::UnknownRecord {
            name: name.to_owned(),
            similar: self.similar(name).map(str::to_owned),
            first_names: all().take(FIRST_NAMES).map(str::to_owned).collect(),
            record_count: self.genome.record_count() as u64,
        }
    }

    /// The name of a record that someone may mean who writes this one: with or without `chr`, in another case, or with
    /// another version of the accession.
    fn similar(&self, name: &str) -> Option<&'genome str> {
        let bare = |name: &str| {
            let lower = name.to_ascii_lowercase();
            let bare = lower.strip_prefix("chr").unwrap_or(&lower);
            let bare = bare
                .split_once('.')
                .map_or(bare, |(accession, _)| accession);
            if bare == "mt" {
                "m".to_owned()
            } else {
                bare.to_owned()
            }
        };
        let wanted = bare(name);
        let mut names = self.genome.records().map(|record| record.name);
        names.find(|name| bare(name) == wanted)
    }

    fn name(&self, ordinal: u32) -> &'genome str {
        self.genome.record(RecordId::new(ordinal)).name
    }

    /// The slot of a name, and the ordinal in it; a free slot if there is no such name.
    fn slot(&self, name: &str) -> (usize, Option<u32>) {
        let mask = self.slots.len() - 1;
        let mut slot = xxh3_64(name.as_bytes()) as usize & mask;
        loop {
            let ordinal = self.slots[slot].map(|ordinal| ordinal.get() - 1);
            match ordinal {
                Some(other) if self.name(other) != name => slot = (slot + 1) & mask,
                ordinal => return (slot, ordinal),
            }
        }
    }
}
