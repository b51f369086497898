//! Parts of a genome to search in, and what lies in them by looking at every letter.

use std::ops::Range;

use super::Random;
use crate::store::{BLOCK_BASES, STRIPE_BASES};
use crate::{Genome, Match, Places, RecordId, Scope};

/// A part of a genome as a person says it.
#[derive(Debug, Default)]
pub(super) struct Narrowing {
    /// Regions, by the ordinal of their record.
    regions: Option<Vec<(u32, Range<u64>)>>,
    skips_soft_masked: bool,
}

impl Narrowing {
    /// Any part of these records, in which more letters than before may be soft-masked afterwards.
    pub(super) fn draw(random: &mut Random, records: &mut [Vec<u8>]) -> Self {
        let skips_soft_masked = random.one_in(2);
        for letters in records.iter_mut() {
            for _ in 0..random.below(4) {
                let start = random.below(letters.len() + 1);
                let end = start + random.below(letters.len() + 1 - start);
                if random.one_in(2) {
                    letters[start..end].make_ascii_lowercase();
                } else {
                    letters[start..end].make_ascii_uppercase();
                }
            }
        }
        let has_regions = !skips_soft_masked || random.one_in(2);
        Self {
            regions: has_regions.then(|| regions(random, records)),
            skips_soft_masked,
        }
    }

    /// The same part, of a genome whose first record begins with so many letters more.
    pub(super) fn further_on(mut self, bases: u64) -> Self {
        let regions = self.regions.iter_mut().flatten();
        for (_, range) in regions.filter(|(record, _)| *record == 0) {
            *range = range.start + bases..range.end + bases;
        }
        self
    }

    pub(super) fn scope(&self, genome: &Genome) -> Scope {
        let regions = self.regions.as_ref();
        let places = regions.map(|regions| {
            let regions = regions.iter().cloned();
            let regions = regions.map(|(record, range)| (RecordId::new(record), range));
            Places::new(genome, regions).into()
        });
        Scope::new(genome, places, self.skips_soft_masked)
    }

    /// For each letter of each record, whether a match may lie there.
    pub(super) fn allowed(&self, records: &[Vec<u8>]) -> Vec<Vec<bool>> {
        let mut allowed: Vec<Vec<bool>> = records
            .iter()
            .map(|letters| vec![self.regions.is_none(); letters.len()])
            .collect();
        for (record, range) in self.regions.iter().flatten() {
            let letters = allowed[*record as usize].iter_mut();
            let count = range.end.saturating_sub(range.start);
            letters
                .skip(range.start as usize)
                .take(count as usize)
                .for_each(|letter| *letter = true);
        }
        if self.skips_soft_masked {
            for (allowed, letters) in allowed.iter_mut().zip(records) {
                for (allowed, letter) in allowed.iter_mut().zip(letters) {
                    *allowed &= !letter.is_ascii_lowercase();
                }
            }
        }
        allowed
    }
}

/// Whether a match lies where it may.
pub(super) fn lies_in(allowed: &[Vec<bool>], found: &Match) -> bool {
    let letters = &allowed[found.record.index()];
    letters[found.start as usize..found.end as usize]
        .iter()
        .all(|&is_allowed| is_allowed)
}

/// Checks the numbers of places where so many bases stand in a row.
pub(super) fn check_windows(
    genome: &Genome,
    scope: &Scope,
    records: &[Vec<u8>],
    allowed: &[Vec<bool>],
    context: &str,
) {
    let places = records.iter().zip(allowed).map(|(letters, allowed)| {
        let letters = letters.iter().zip(allowed);
        let is_place = |(letter, allowed): (&u8, &bool)| *allowed && b"ACGTUacgtu".contains(letter);
        letters.map(is_place).collect::<Vec<bool>>()
    });
    let mut stretches = vec![Vec::new(); records.len()];
    for (record, places) in places.enumerate() {
        let pieces = places.split(|is_place| !is_place);
        stretches[record] = pieces.map(<[bool]>::len).collect();
    }
    for length in [1, 2, 7, 255, 256] {
        let count = |stretches: &[usize]| {
            let windows = stretches
                .iter()
                .map(|&stretch| (stretch + 1).saturating_sub(length));
            windows.sum::<usize>() as u64
        };
        let all: u64 = stretches.iter().map(|stretches| count(stretches)).sum();
        assert_eq!(
            scope.windows(genome).of_length(length),
            all,
            "windows: {context}"
        );
        for record in genome.records().take(20) {
            let windows = scope.record_windows(genome, record.id);
            let expected = count(&stretches[record.id.index()]);
            let got = windows.of_length(length);
            assert_eq!(got, expected, "windows of {}: {context}", record.name);
        }
    }
}

/// Regions of any kind: in no order, some over each other, some empty, some past the end of their record, some next to
/// borders of records, lanes and blocks.
fn regions(random: &mut Random, records: &[Vec<u8>]) -> Vec<(u32, Range<u64>)> {
    let count = random.pick(&[0, 1, 3, 40]);
    let mut regions = Vec::new();
    for _ in 0..count {
        let record = random.below(records.len());
        let length = records[record].len();
        let place = |random: &mut Random| match random.below(6) {
            0 => 0,
            1 => length,
            2 => random.below(length / STRIPE_BASES + 1) * STRIPE_BASES + random.below(3),
            3 => random.below(length / BLOCK_BASES + 1) * BLOCK_BASES + random.below(3),
            _ => random.below(length + 3),
        };
        let (one, other) = (place(random), place(random));
        let (start, mut end) = (one.min(other) as u64, one.max(other) as u64);
        if random.one_in(10) {
            end += 1_000_000;
        }
        regions.push((record as u32, start..end));
        // Another that touches it, or nearly.
        if random.one_in(3) {
            regions.push((record as u32, end..end + random.below(50) as u64));
        } else if random.one_in(3) {
            regions.push((record as u32, end + 1..end + 9));
        }
    }
    if random.one_in(4) {
        let whole = random.below(records.len());
        regions.push((whole as u32, 0..records[whole].len() as u64));
    }
    regions
}
