//! How many matches chance alone would give.
//!
//! In a text whose bases are drawn independently of each other with the frequencies *f* that they have in the genome
//! (a model of order 0), a place matches an expansion of the motif with sets *S₁ … Sₙ* with probability
//!
//! ```text
//! p = Π f(Sᵢ),   f(S) = Σ f(b) over the bases b in S
//! ```
//!
//! or, where mismatches are allowed, with the sum of such products over all choices of at most *k* of the letters, in
//! which *1 − f(Sᵢ)* stands for the chosen ones,
//!
//! and the expected number of matches is the sum, over all expansions and strands, of *p* times the number of places
//! where *n* bases stand in a row in the genome. That number is exact: record ends, N and other letters are no places.
//! (With mismatches a match may have other letters in it; such places are not counted.)
//! Sums of expectations need no independence, so that overlaps do not matter. Three things to know:
//!
//! - Where a [`Scope`] narrows the search, only places within it are counted; the frequencies stay those of the whole genome
//!   (or record).
//! - A motif that is its own reverse complement counts once, as it is searched once.
//! - Expansions that give the same match (as in `A(1,2)M(1,2)`: `A`+`MM` and `AA`+`M`) count for each, so that for motifs
//!   with two or more variable parts the result is an upper bound. With one such part it is exact.

use crate::coordinates::{RecordId, StrandChoice};
use crate::motif::Motif;
use crate::scan::StrandMotifs;
use crate::scope::Scope;
use crate::store::{Genome, Windows};

/// Expected number of matches within the scope in a random genome with the same stretches of bases and the same composition as this one.
/// `O(m² k)` for a motif of at most `m` letters and `k` mismatches; the genome's length does not matter.
#[must_use]
pub fn expected_matches(
    genome: &Genome,
    scope: &Scope,
    motif: &Motif,
    mismatches: usize,
    strands: StrandChoice,
) -> f64 {
    let counts = genome.composition().bases;
    expected(counts, scope.windows(genome), motif, mismatches, strands)
}

/// The same for one record and its own composition.
///
/// # Panics
/// If there is no such record.
#[must_use]
pub fn expected_matches_in_record(
    genome: &Genome,
    scope: &Scope,
    record: RecordId,
    motif: &Motif,
    mismatches: usize,
    strands: StrandChoice,
) -> f64 {
    let counts = genome.record(record).base_counts;
    let windows = scope.record_windows(genome, record);
    expected(counts, &windows, motif, mismatches, strands)
}

fn expected(
    base_counts: [u64; 4],
    windows: &Windows,
    motif: &Motif,
    mismatches: usize,
    strands: StrandChoice,
) -> f64 {
    let bases: u64 = base_counts.iter().sum();
    if bases == 0 {
        return 0.0;
    }
    let frequencies = base_counts.map(|count| count as f64 / bases as f64);
    let motifs = StrandMotifs::new(motif, strands);
    let each = motifs.motifs().iter().map(|(motif, _)| {
        let by_length = probabilities_by_length(motif, mismatches, frequencies).into_iter();
        let terms = by_length.enumerate();
        terms
            .map(|(length, probability)| probability * windows.of_length(length) as f64)
            .sum::<f64>()
    });
    each.sum()
}

/// For each length, the sum of the probabilities of the motif's expansions of that length.
fn probabilities_by_length(motif: &Motif, mismatches: usize, frequencies: [f64; 4]) -> Vec<f64> {
    // For each length and number of mismatches so far.
    let none = vec![vec![0.0; mismatches + 1]; motif.max_length() + 1];
    let mut by_length = none.clone();
    by_length[0][0] = 1.0;
    let mut longest = 0;
    for part in motif.parts() {
        let bases = frequencies.iter().enumerate();
        let accepted = bases.filter(|(code, _)| part.bases.bits() >> code & 1 == 1);
        let probability: f64 = accepted.map(|(_, frequency)| frequency).sum();
        let mut next = none.clone();
        for length in 0..=longest {
            let mut so_far = by_length[length].clone();
            for repeats in 0..=part.max {
                if repeats >= part.min {
                    let sums = next[length + usize::from(repeats)].iter_mut();
                    sums.zip(&so_far).for_each(|(sum, more)| *sum += more);
                }
                add_letter(&mut so_far, probability);
            }
        }
        by_length = next;
        longest += usize::from(part.max);
    }
    by_length.iter().map(|so_far| so_far.iter().sum()).collect()
}

/// The probabilities of each number of mismatches with a letter more, which matches with this probability.
pub(crate) fn add_letter(by_mismatches: &mut [f64], probability: f64) {
    for number in (0..by_mismatches.len()).rev() {
        let fewer = number
            .checked_sub(1)
            .map_or(0.0, |fewer| by_mismatches[fewer]);
        by_mismatches[number] = by_mismatches[number] * probability + fewer * (1.0 - probability);
    }
}
