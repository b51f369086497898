//! Records in other orders than that of the file: by their names, or by what was found in them.

mod natural;

use std::cmp::Ordering;

pub use natural::natural_order;

use crate::coordinates::RecordId;
use crate::hits::Hits;
use crate::stats::Chance;

/// What is shown of a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Number of matches.
    #[default]
    Count,
    /// Matches per million letters that were searched.
    PerMb,
    /// Matches for each that chance alone would give.
    ObservedToExpected,
}

/// In which order records are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// As in the file.
    #[default]
    File,
    /// By name, numbers in names as numbers: `chr2` before `chr10`.
    Name,
    /// By the measure, the greatest first; records of which it says nothing last.
    Value,
}

/// The ordinals of all records in an order; equals as in the file. None for the order of the file itself.
///
/// `O(n log n)` for `n` records, and less where they are nearly in order.
#[must_use]
pub fn ranked(hits: &Hits, chance: &Chance, measure: Measure, order: Order) -> Option<Vec<u32>> {
    let genome = hits.genome();
    let ordinals = 0..genome.record_count() as u32;
    match order {
        Order::File => None,
        Order::Name => {
            let mut ranked: Vec<u32> = ordinals.collect();
            let name = |ordinal: u32| genome.record(RecordId::new(ordinal)).name;
            ranked.sort_by(|&one, &other| natural_order(name(one), name(other)));
            Some(ranked)
        }
        Order::Value => {
            let value = |ordinal| value(hits, chance, RecordId::new(ordinal), measure);
            let mut ranked: Vec<(Option<f64>, u32)> =
                ordinals.map(|ordinal| (value(ordinal), ordinal)).collect();
            ranked.sort_by(|(one, _), (other, _)| greatest_first(*one, *other));
            Some(ranked.into_iter().map(|(_, ordinal)| ordinal).collect())
        }
    }
}

/// The measure of a record; none where it says nothing, as of one without letters.
///
/// # Panics
/// If there is no such record.
#[must_use]
pub fn value(hits: &Hits, chance: &Chance, record: RecordId, measure: Measure) -> Option<f64> {
    let genome = hits.genome();
    let scope = &hits.query().scope;
    let count = hits.record_count(record) as f64;
    let (share, of) = match measure {
        Measure::Count => return Some(count),
        Measure::PerMb => (count * 1e6, scope.searched_letters(genome, record) as f64),
        Measure::ObservedToExpected => {
            let expected = chance.in_record(genome, scope, record);
            (count, expected.matches)
        }
    };
    (of > 0.0).then(|| share / of)
}

/// The ordinals of the records with the most matches, at most so many, in the file's order; of equals the first.
#[must_use]
pub fn most_matches(hits: &Hits, most: usize) -> Vec<u32> {
    let mut ordinals: Vec<u32> = (0..hits.genome().record_count() as u32).collect();
    if ordinals.len() > most {
        let count = |ordinal: u32| hits.record_count(RecordId::new(ordinal));
        if most > 0 {
            ordinals.select_nth_unstable_by_key(most - 1, |&ordinal| {
                (std::cmp::Reverse(count(ordinal)), ordinal)
            });
        }
        ordinals.truncate(most);
        ordinals.sort_unstable();
    }
    ordinals
}

fn greatest_first(one: Option<f64>, other: Option<f64>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => other.total_cmp(&one),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}
