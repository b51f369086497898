//! Where matches count.
//!
//! A match counts if all its letters lie in one region, and, where soft-masked letters are left out, if none of them is
//! soft-masked. A match that lies there in part is left out, since its letters outside are just what was not to be looked
//! at: half a binding site in a repeat is a match of the repeat. (`bedtools intersect -f 1` asks for the same.)
//!
//! So both are one question: whether the match reaches over an *excluded* position. Scans see excluded positions as if
//! there were no record, and so does every count, row and file that follows from a scan.

mod places;
mod ranges;

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use crate::coordinates::RecordId;
use crate::store::{Genome, Windows};

pub use places::Places;
use ranges::{between, united};

/// The part of a genome in which matches count: all of it by default. Copies share what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    part: Option<Arc<Part>>,
}

/// A part of a genome.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    places: Option<Arc<Places>>,
    skips_soft_masked: bool,
    windows: Windows,
}

impl Scope {
    /// The scope in which a match counts if it lies wholly in one of these places (all, if none are given), and, if
    /// soft-masked letters are to be skipped, has no such letter. Costs a look at each run of soft-masked letters, and of
    /// letters that are no base.
    #[must_use]
    pub fn new(genome: &Genome, places: Option<Arc<Places>>, skips_soft_masked: bool) -> Self {
        if places.is_none() && !skips_soft_masked {
            return Self::default();
        }
        let excluded = excluded(
            places.as_deref(),
            skips_soft_masked,
            genome,
            genome.global_extent(),
        );
        let windows = windows(genome, excluded, genome.global_extent());
        let part = Part {
            places,
            skips_soft_masked,
            windows,
        };
        Self {
            part: Some(Arc::new(part)),
        }
    }

    /// The regions; none if all of the genome counts.
    #[must_use]
    pub fn places(&self) -> Option<&Places> {
        self.part.as_ref()?.places.as_deref()
    }

    /// Whether matches with a soft-masked letter are left out.
    #[must_use]
    pub fn skips_soft_masked(&self) -> bool {
        self.part
            .as_ref()
            .is_some_and(|part| part.skips_soft_masked)
    }

    /// For each length, the number of places where so many bases stand in a row, in all records of the genome that the
    /// scope was made for.
    #[must_use]
    pub fn windows<'scope>(&'scope self, genome: &'scope Genome) -> &'scope Windows {
        match &self.part {
            Some(part) => &part.windows,
            None => genome.windows(),
        }
    }

    /// The same for one record.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn record_windows(&self, genome: &Genome, record: RecordId) -> Windows {
        if self.part.is_none() {
            return genome.record_windows(record);
        }
        let range = genome.global_record(record);
        windows(genome, self.excluded(genome, range.clone()), range)
    }

    /// Number of letters of a record that a match may cover.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn searched_letters(&self, genome: &Genome, record: RecordId) -> u64 {
        let letters = genome.record(record).length_bases;
        if self.is_whole() {
            return letters;
        }
        let excluded = self.excluded(genome, genome.global_record(record));
        letters - excluded.map(|gap| gap.end - gap.start).sum::<u64>()
    }

    /// Lengths of the stretches of bases of a record that count, in order; some may be 0.
    pub(crate) fn stretches<'scope>(
        &'scope self,
        genome: &'scope Genome,
        record: RecordId,
    ) -> impl Iterator<Item = u64> + use<'scope> {
        let range = genome.global_record(record);
        stretches(genome, self.excluded(genome, range.clone()), range)
    }

    /// Whether every position counts.
    pub(crate) fn is_whole(&self) -> bool {
        self.part.is_none()
    }

    /// The global positions of this range that no match may reach over: in order, and apart from one another.
    pub(crate) fn excluded<'scope>(
        &'scope self,
        genome: &'scope Genome,
        range: Range<u64>,
    ) -> impl Iterator<Item = Range<u64>> + use<'scope> {
        excluded(self.places(), self.skips_soft_masked(), genome, range)
    }
}

/// What is equal has these in common.
impl Hash for Scope {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.places().hash(state);
        self.skips_soft_masked().hash(state);
    }
}

fn excluded<'genome>(
    places: Option<&'genome Places>,
    skips_soft_masked: bool,
    genome: &'genome Genome,
    range: Range<u64>,
) -> impl Iterator<Item = Range<u64>> + use<'genome> {
    let soft_masked = skips_soft_masked.then(|| genome.global_soft_masked(range.clone()));
    let elsewhere = places.map(|places| places.elsewhere(range));
    united(
        elsewhere.into_iter().flatten(),
        soft_masked.into_iter().flatten(),
    )
}

/// The windows of the stretches of bases in this range that are not excluded.
fn windows(
    genome: &Genome,
    excluded: impl Iterator<Item = Range<u64>>,
    range: Range<u64>,
) -> Windows {
    Windows::of_stretches(stretches(genome, excluded, range))
}

/// The lengths of those stretches.
fn stretches<'genome, E: Iterator<Item = Range<u64>>>(
    genome: &'genome Genome,
    excluded: E,
    range: Range<u64>,
) -> impl Iterator<Item = u64> + use<'genome, E> {
    let gaps = united(
        genome.global_others(range.clone()),
        genome.global_borders(range.clone()),
    );
    let gaps = united(excluded, gaps);
    between(gaps, range).map(|stretch| stretch.end - stretch.start)
}
