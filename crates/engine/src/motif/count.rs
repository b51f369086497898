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
    letters: Vec<u8>,
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
            letters: Vec::new(),
            fewest: Fewest::default(),
        }
    }

    /// Letters of a match that differ from its motif: the fewest, if it can be laid on it in several ways. `O(m)` for
    /// `m` letters, unless the motif has several parts of variable length.
    ///
    /// # Panics
    /// If this is no match of these motifs, or if its letters are not in this window of the genome.
    pub fn count(&mut self, genome: &Genome, found: &Match) -> usize {
        self.letters.clear();
        genome.sequence(found.record, found.start..found.end, &mut self.letters);
        let is_reverse = found.strand == Strand::Reverse;
        match &self.motifs[found.motif as usize][usize::from(is_reverse)] {
            Form::ByLength(lengths) => {
                let shortest = lengths[0].len();
                let sets = &lengths[self.letters.len() - shortest];
                let pairs = sets.iter().zip(&self.letters);
                pairs
                    .filter(|(set, letter)| differs(**set, **letter))
                    .count()
            }
            Form::Variable(motif) => self.fewest.of(motif, &self.letters),
        }
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

fn differs(set: BaseSet, letter: u8) -> bool {
    let base = match letter {
        b'A' => 1,
        b'C' => 2,
        b'G' => 4,
        b'T' => 8,
        _ => 0,
    };
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
    fn of(&mut self, motif: &Motif, letters: &[u8]) -> usize {
        self.so_far.clear();
        self.so_far.resize(letters.len() + 1, None);
        self.so_far[0] = Some(0);
        for part in motif.parts() {
            self.differing.clear();
            self.differing.push(0);
            let mut differing = 0;
            for &letter in letters {
                differing += u32::from(differs(part.bases, letter));
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
            self.with_part.extend((0..=letters.len()).map(fewest_at));
            std::mem::swap(&mut self.so_far, &mut self.with_part);
        }
        match self.so_far.last() {
            Some(&Some(fewest)) => fewest as usize,
            _ => panic!("no match of {motif}"),
        }
    }
}
