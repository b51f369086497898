//! How many matches chance alone would give.
//!
//! In a text whose bases are drawn independently of each other with the frequencies *f* that they have in the genome
//! (a model of order 0), a place matches an expansion of the motif with sets *S₁ … Sₙ* with probability
//!
//! ```text
//! p = Π f(Sᵢ),   f(S) = Σ f(b) over the bases b in S
//! ```
//!
//! and the expected number of matches is the sum, over all expansions and strands, of *p* times the number of places
//! where *n* bases stand in a row in the genome. That number is exact: record ends, N and other letters are no places.
//! Sums of expectations need no independence, so that overlaps do not matter. Two things to know:
//!
//! - A motif that is its own reverse complement counts once, as it is searched once.
//! - Expansions that give the same match (as in `A(1,2)M(1,2)`: `A`+`MM` and `AA`+`M`) count for each, so that for motifs
//!   with two or more variable parts the result is an upper bound. With one such part it is exact.

use crate::coordinates::{RecordId, StrandChoice};
use crate::motif::Motif;
use crate::scan::StrandMotifs;
use crate::store::{Genome, Windows};

/// Expected number of matches in a random genome with the same stretches of bases and the same composition as this one.
/// `O(m²)` for a motif of at most `m` letters; the genome's length does not matter.
#[must_use]
pub fn expected_matches(genome: &Genome, motif: &Motif, strands: StrandChoice) -> f64 {
    expected(genome.composition().bases, genome.windows(), motif, strands)
}

/// The same for one record and its own composition.
///
/// # Panics
/// If there is no such record.
#[must_use]
pub fn expected_matches_in_record(
    genome: &Genome,
    record: RecordId,
    motif: &Motif,
    strands: StrandChoice,
) -> f64 {
    let counts = genome.record(record).base_counts;
    expected(counts, &genome.record_windows(record), motif, strands)
}

fn expected(base_counts: [u64; 4], windows: &Windows, motif: &Motif, strands: StrandChoice) -> f64 {
    let bases: u64 = base_counts.iter().sum();
    if bases == 0 {
        return 0.0;
    }
    let frequencies = base_counts.map(|count| count as f64 / bases as f64);
    let motifs = StrandMotifs::new(motif, strands);
    let each = motifs.motifs().iter().map(|(motif, _)| {
        let by_length = probabilities_by_length(motif, frequencies).into_iter();
        let terms = by_length.enumerate();
        terms
            .map(|(length, probability)| probability * windows.of_length(length) as f64)
            .sum::<f64>()
    });
    each.sum()
}

/// For each length, the sum of the probabilities of the motif's expansions of that length.
fn probabilities_by_length(motif: &Motif, frequencies: [f64; 4]) -> Vec<f64> {
    let mut by_length = vec![0.0; motif.max_length() + 1];
    by_length[0] = 1.0;
    let mut longest = 0;
    for part in motif.parts() {
        let bases = frequencies.iter().enumerate();
        let accepted = bases.filter(|(code, _)| part.bases.bits() >> code & 1 == 1);
        let probability: f64 = accepted.map(|(_, frequency)| frequency).sum();
        let mut next = vec![0.0; by_length.len()];
        for length in 0..=longest {
            for repeats in part.min..=part.max {
                next[length + usize::from(repeats)] +=
                    by_length[length] * probability.powi(i32::from(repeats));
            }
        }
        by_length = next;
        longest += usize::from(part.max);
    }
    by_length
}
