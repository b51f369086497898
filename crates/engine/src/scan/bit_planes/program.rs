//! Patterns as the kernels run them.

use super::ahead::Landmark;
use super::class::Class;
use super::kernel::first_test;
use super::tile::Layout;
use crate::alphabet::BaseSet;
use crate::coordinates::Strand;
use crate::motif::{Motif, Part};
use crate::scan::Pattern;
use crate::store::Composition;

/// A pattern, with the letters before its first repeat of variable length in the order in which they are tested.
#[derive(Debug)]
pub(super) struct Program {
    /// The strand of its matches.
    pub(super) strand: Strand,
    /// Ordinal of its motif.
    pub(super) motif: u32,
    /// The letters before the first variable repeat.
    pub(super) head: Letters,
    /// How many of them are tested before it is first asked whether an alignment is left.
    pub(super) first_test: usize,
    /// All parts from the first variable repeat on.
    pub(super) tail: Vec<TailPart>,
    /// What to look for ahead, as too many alignments would have to be followed otherwise.
    pub(super) landmarks: Vec<Landmark>,
}

/// Letters at fixed distances from where they begin.
#[derive(Debug)]
pub(super) struct Letters {
    /// Where in a tile the misses of each letter stand for the tile's first word: rarest letters first, `N` last.
    at: Vec<usize>,
    without_n: usize,
    /// Number of letters.
    pub(super) length: usize,
}

/// A letter repeated any number of times up to some, and the letters after it up to the next such.
#[derive(Debug)]
pub(super) struct TailPart {
    /// Where in a tile the misses of the repeated letter stand for the tile's first word.
    pub(super) repeated: usize,
    /// Whether it is `N`.
    pub(super) is_spacer: bool,
    /// At most so many repeats; there may be none.
    pub(super) most: usize,
    /// The letters after the repeats.
    pub(super) run: Letters,
}

/// How rare each set of bases is.
pub(super) struct Rarity {
    frequencies: [f64; 4],
}

/// If more alignments of a word are to be expected after the first letters, it is worth looking ahead.
const MOST_FOLLOWED: f64 = 0.1;

/// A landmark that more of all alignments have within reach tells too little.
const MOST_WITH_LANDMARK: f64 = 0.5;

impl Rarity {
    pub(super) fn new(composition: &Composition) -> Self {
        // One more of each, so that no base is impossible.
        let bases = composition.base_count() as f64 + 4.0;
        let frequency = |count: u64| (count as f64 + 1.0) / bases;
        Self {
            frequencies: composition.bases.map(frequency),
        }
    }

    fn probability(&self, set: BaseSet) -> f64 {
        let codes = (0..4).filter(|code| set.bits() >> code & 1 == 1);
        codes.map(|code| self.frequencies[code]).sum()
    }
}

impl Program {
    pub(super) fn new(
        pattern: &Pattern,
        mismatches: usize,
        layout: &Layout,
        rarity: &Rarity,
    ) -> Self {
        let parts = split_repeats(pattern.motif.parts());
        let variable = |part: &Part| part.is_variable();
        let split = parts.iter().position(variable).unwrap_or(parts.len());
        let (fixed, mut rest) = parts.split_at(split);
        let mut tail = Vec::new();
        while let Some((repeated, after)) = rest.split_first() {
            let split = after.iter().position(variable).unwrap_or(after.len());
            let (run, others) = after.split_at(split);
            tail.push(TailPart {
                repeated: layout.at(Class::of(repeated.bases), 0),
                is_spacer: repeated.bases == BaseSet::ANY,
                most: repeated.max.into(),
                run: Letters::new(run, layout, rarity),
            });
            rest = others;
        }
        let mut probabilities: Vec<f64> = sets(fixed)
            .filter(|set| *set != BaseSet::ANY)
            .map(|set| rarity.probability(set))
            .collect();
        probabilities.sort_by(f64::total_cmp);
        let head = Letters::new(fixed, layout, rarity);
        let followed: f64 = 128.0 * probabilities.iter().product::<f64>();
        let landmarks = match mismatches {
            0 if followed > MOST_FOLLOWED => landmarks(&parts, layout, rarity),
            _ => Vec::new(),
        };
        Self {
            strand: pattern.strand,
            motif: pattern.index,
            head,
            first_test: first_test(&probabilities, mismatches),
            tail,
            landmarks,
        }
    }
}

/// Runs of fixed letters after the first variable repeat that few alignments have within reach.
fn landmarks(parts: &[Part], layout: &Layout, rarity: &Rarity) -> Vec<Landmark> {
    let (mut first, mut last) = (0, 0);
    let mut landmarks = Vec::new();
    for run in parts.chunk_by(|one, other| !one.is_variable() && !other.is_variable()) {
        let probability: f64 = sets(run).map(|set| rarity.probability(set)).product();
        let has_it = probability * (last - first + 1) as f64;
        if !run[0].is_variable() && first < last && has_it < MOST_WITH_LANDMARK {
            landmarks.push(Landmark {
                run: Letters::new(run, layout, rarity),
                first,
                last,
            });
        }
        first += run.iter().map(|part| usize::from(part.min)).sum::<usize>();
        last += run.iter().map(|part| usize::from(part.max)).sum::<usize>();
    }
    landmarks
}

impl Letters {
    fn new(parts: &[Part], layout: &Layout, rarity: &Rarity) -> Self {
        let mut letters: Vec<(usize, BaseSet)> = sets(parts).enumerate().collect();
        letters.sort_by(|(_, one), (_, other)| {
            f64::total_cmp(&rarity.probability(*one), &rarity.probability(*other))
                .then(one.count().cmp(&other.count()))
        });
        let is_n = |(_, set): &&(usize, BaseSet)| *set == BaseSet::ANY;
        let at = letters
            .iter()
            .map(|(offset, set)| layout.at(Class::of(*set), *offset));
        Self {
            at: at.collect(),
            without_n: letters.len() - letters.iter().filter(is_n).count(),
            length: letters.len(),
        }
    }

    /// The letters to be tested: `N` only where there are other letters than bases.
    #[inline]
    pub(super) fn to_test(&self, is_all_bases: bool) -> &[usize] {
        if is_all_bases {
            &self.at[..self.without_n]
        } else {
            &self.at
        }
    }
}

/// The parts with each `X(min,max)` as `X(min)X(0,max - min)`: what must be there in any case is tested first.
fn split_repeats(parts: &[Part]) -> Vec<Part> {
    let split = |part: &Part| {
        let must_be = Part {
            max: part.min,
            ..*part
        };
        let may_be = Part {
            min: 0,
            max: part.max - part.min,
            ..*part
        };
        [must_be, may_be]
    };
    let halves = parts.iter().flat_map(split);
    halves.filter(|part| part.max > 0).collect()
}

/// The set at each position of parts of fixed length.
fn sets(parts: &[Part]) -> impl Iterator<Item = BaseSet> {
    let repeat = |part: &Part| std::iter::repeat_n(part.bases, part.max.into());
    parts.iter().flat_map(repeat)
}

/// Every class of the motifs' letters once, in order.
pub(super) fn classes<'motif>(motifs: impl Iterator<Item = &'motif Motif>) -> Vec<Class> {
    let parts = motifs.flat_map(Motif::parts);
    let mut classes: Vec<Class> = parts.map(|part| Class::of(part.bases)).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}
