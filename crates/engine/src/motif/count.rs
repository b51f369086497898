//! How many letters of a match differ from its motif, without memory for each match.

use std::sync::Arc;

use super::{Motif, NamedMotif};
use crate::alphabet::BaseSet;
use crate::coordinates::{Match, Strand};
use crate::store::Genome;

/// Counts the letters of matches that differ from their motif: as many as [`Hits::mismatches`](crate::Hits::mismatches)
/// would list. Clones share the motifs.
#[derive(Debug, Clone)]
pub struct MismatchCounter {
    /// Of each motif the forms that it has on the forward strand: of a forward match, and of a reverse one.
    motifs: Arc<[[Form; 2]]>,
    /// The letters of a match as sets of one base, or of none.
    bases: Vec<u8>,
    /// The block that was turned to, as [`BlockView::decode`](crate::store::BlockView::decode) gives it.
    block: Vec<u8>,
    fewest: Fewest,
}

/// A motif as it lies on the forward strand.
#[derive(Debug)]
enum Form {
    /// Of one length, or of several of which each can be laid in one way only: the sets of bases for each length, from
    /// the shortest on.
    ByLength(Vec<Vec<BaseSet>>),
    /// Of several parts of variable length.
    Variable(Motif),
}

impl MismatchCounter {
    /// Counts for matches of these motifs.
    #[must_use]
    pub fn new(motifs: &[NamedMotif]) -> Self {
        let forms = |named: &NamedMotif| {
            let motif = &named.motif;
            [Form::new(motif), Form::new(&motif.reverse_complement())]
        };
        Self {
            motifs: motifs.iter().map(forms).collect(),
            bases: Vec::new(),
            block: Vec::new(),
            fewest: Fewest::default(),
        }
    }

    /// Letters of a match that differ from its motif: the fewest, if it can be laid on it in several ways. `O(m)` for
    /// `m` letters, unless the motif has several parts of variable length.
    ///
    /// # Panics
    /// If this is no match of these motifs, or if its letters are not in this window of the genome.
    pub fn count(&mut self, genome: &Genome, found: &Match) -> usize {
        self.bases.clear();
        genome.sequence(found.record, found.start..found.end, &mut self.bases);
        for letter in &mut self.bases {
            *letter = base(*letter);
        }
        count(&self.motifs, &mut self.fewest, found, &self.bases)
    }

    /// Counts for matches that start in this block from now on.
    pub(crate) fn turn_to_block(&mut self, genome: &Genome, block: usize) {
        genome.block(block).decode(&mut self.block);
    }

    /// The same as [`MismatchCounter::count`] for a match that starts in the block that was turned to: many times as fast.
    pub(crate) fn count_in_block(&mut self, genome: &Genome, found: &Match) -> usize {
        let (_, start) = genome.block_of(found.record, found.start);
        let length = (found.end - found.start) as usize;
        let bases = &self.block[start..start + length];
        count(&self.motifs, &mut self.fewest, found, bases)
    }
}

fn count(motifs: &[[Form; 2]], fewest: &mut Fewest, found: &Match, bases: &[u8]) -> usize {
    let is_reverse = found.strand == Strand::Reverse;
    match &motifs[found.motif as usize][usize::from(is_reverse)] {
        Form::ByLength(lengths) => {
            let sets = &lengths[bases.len() - lengths[0].len()];
            let pairs = sets.iter().zip(bases);
            pairs.filter(|(set, base)| differs(**set, **base)).count()
        }
        Form::Variable(motif) => fewest.of(motif, bases),
    }
}

impl Form {
    fn new(motif: &Motif) -> Self {
        if motif.is_fixed_length() {
            return Self::ByLength(vec![motif.positions()]);
        }
        match motif.by_length() {
            Some(motifs) => Self::ByLength(motifs.iter().map(Motif::positions).collect()),
            None => Self::Variable(motif.clone()),
        }
    }
}

/// The base of a letter, as a set of one; no set for a letter that is no base.
fn base(letter: u8) -> u8 {
    match letter {
        b'A' => 1,
        b'C' => 2,
        b'G' => 4,
        b'T' => 8,
        _ => 0,
    }
}

fn differs(set: BaseSet, base: u8) -> bool {
    set.bits() & base == 0
}

/// The fewest differing letters of a motif of variable length, part by part.
#[derive(Debug, Clone, Default)]
struct Fewest {
    /// For each number of letters, the fewest that differ when the parts so far take all of them; none if they cannot.
    so_far: Vec<Option<u32>>,
    with_part: Vec<Option<u32>>,
    /// For each number of letters, how many of them differ from the part.
    differing: Vec<u32>,
}

impl Fewest {
    fn of(&mut self, motif: &Motif, bases: &[u8]) -> usize {
        self.so_far.clear();
        self.so_far.resize(bases.len() + 1, None);
        self.so_far[0] = Some(0);
        for part in motif.parts() {
            self.differing.clear();
            self.differing.push(0);
            let mut differing = 0;
            for &base in bases {
                differing += u32::from(differs(part.bases, base));
                self.differing.push(differing);
            }
            let fewest_at = |end: usize| {
                let starts = end.checked_sub(usize::from(part.min))?;
                let first = end.saturating_sub(usize::from(part.max));
                let with_start = |start: usize| {
                    let before = self.so_far[start]?;
                    Some(before + self.differing[end] - self.differing[start])
                };
                (first..=starts).filter_map(with_start).min()
            };
            self.with_part.clear();
            self.with_part.extend((0..=bases.len()).map(fewest_at));
            std::mem::swap(&mut self.so_far, &mut self.with_part);
        }
        match self.so_far.last() {
            Some(&Some(fewest)) => fewest as usize,
            _ => panic!("no match of {motif}"),
        }
    }
}
