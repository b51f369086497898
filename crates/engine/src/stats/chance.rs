//! Mean and variance of the number of matches in a random genome.

use std::fmt;

use super::add_letter;
use super::covariance::{SetProbabilities, both, set_probabilities};
use super::stretches::Weights;
use crate::alphabet::BaseSet;
use crate::coordinates::{RecordId, StrandChoice};
use crate::motif::Motif;
use crate::scan::{MOST_MISMATCHES, StrandMotifs};
use crate::scope::Scope;
use crate::store::{Genome, Windows};

/// Most steps that the variance may cost: what an engine does in some ten milliseconds.
const MOST_STEPS: usize = 20_000_000;

/// What chance alone would give, for any stretches of bases.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    mean: Weights,
    variance: Result<Weights, NoVariance>,
}

/// What chance alone would give in a genome or a part of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expectation {
    /// Expected number of matches.
    pub matches: f64,
    /// Variance of that number; none where it is not known.
    pub variance: Option<f64>,
}

/// Why there is no variance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoVariance {
    /// A motif has two or more parts of variable length, which may give the same match in several ways.
    SeveralVariableParts,
    /// There are too many words, or too long ones, to compare each with each.
    TooManyWords,
}

/// A motif on one strand and of one length, as it reads from left to right.
struct Word {
    sets: Vec<BaseSet>,
    probability: f64,
}

impl Chance {
    /// Chance for these motifs together, where the bases A, C, G, T occur so often.
    #[must_use]
    pub fn new(
        base_counts: [u64; 4],
        motifs: &[&Motif],
        mismatches: usize,
        strands: StrandChoice,
    ) -> Self {
        let mismatches = mismatches.min(MOST_MISMATCHES);
        let frequencies = frequencies(base_counts);
        let mut mean = Vec::new();
        for motif in motifs {
            add_means(&mut mean, motif, mismatches, strands, frequencies);
        }
        Self {
            mean: Weights::new(mean),
            variance: variance_weights(motifs, mismatches, strands, frequencies).map(Weights::new),
        }
    }

    /// Why there is no variance, if there is none.
    #[must_use]
    pub fn no_variance(&self) -> Option<NoVariance> {
        self.variance.as_ref().err().copied()
    }

    /// What is expected within the scope in a genome; its length does not matter for the cost.
    #[must_use]
    pub fn in_genome(&self, genome: &Genome, scope: &Scope) -> Expectation {
        self.in_windows(scope.windows(genome))
    }

    /// What is expected where so many bases stand in a row.
    #[must_use]
    pub fn in_windows(&self, windows: &Windows) -> Expectation {
        self.expectation(&|weights| weights.in_windows(windows))
    }

    /// What is expected within the scope in a record. Costs a look at each run of letters in it that are no base, or that do not
    /// count.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn in_record(&self, genome: &Genome, scope: &Scope, record: RecordId) -> Expectation {
        if scope.is_whole() {
            self.in_stretches(genome.stretches(record))
        } else {
            self.in_stretches(scope.stretches(genome, record))
        }
    }

    /// What is expected in stretches of so many bases.
    #[must_use]
    pub fn in_stretches(&self, bases: impl Iterator<Item = u64>) -> Expectation {
        let mut sum = self.expectation(&|_| 0.0);
        for bases in bases {
            let one = self.expectation(&|weights| weights.in_stretch(bases));
            sum.matches += one.matches;
            sum.variance = sum.variance.zip(one.variance).map(|(sum, one)| sum + one);
        }
        sum
    }

    fn expectation(&self, of: &dyn Fn(&Weights) -> f64) -> Expectation {
        Expectation {
            matches: of(&self.mean),
            variance: self.variance.as_ref().ok().map(of),
        }
    }
}

impl Expectation {
    /// How many standard deviations more there are than expected; none where the variance is not known, or where chance leaves
    /// no choice (as for `N`, which matches everywhere).
    #[must_use]
    pub fn z_score(&self, observed: u64) -> Option<f64> {
        // What is left of a variance of 0 by rounding.
        const NOTHING: f64 = 1e-9;
        let variance = self.variance?;
        (variance > NOTHING * self.matches.max(NOTHING))
            .then(|| (observed as f64 - self.matches) / variance.sqrt())
    }
}

/// The share of each base; 0 where there is none at all.
pub(super) fn frequencies(base_counts: [u64; 4]) -> [f64; 4] {
    let bases: u64 = base_counts.iter().sum();
    base_counts.map(|count| count as f64 / bases.max(1) as f64)
}

/// What a motif adds to the mean for each place of each length.
pub(super) fn mean_weights(
    motif: &Motif,
    mismatches: usize,
    strands: StrandChoice,
    frequencies: [f64; 4],
) -> Weights {
    let mut mean = Vec::new();
    add_means(&mut mean, motif, mismatches, strands, frequencies);
    Weights::new(mean)
}

fn add_means(
    mean: &mut Vec<f64>,
    motif: &Motif,
    mismatches: usize,
    strands: StrandChoice,
    frequencies: [f64; 4],
) {
    if mean.len() <= motif.max_length() {
        mean.resize(motif.max_length() + 1, 0.0);
    }
    for (motif, _) in StrandMotifs::new(motif, strands).motifs() {
        let by_length = probabilities_by_length(motif, mismatches, frequencies);
        let sums = mean.iter_mut().zip(by_length);
        sums.for_each(|(sum, probability)| *sum += probability);
    }
}

/// For each length, the sum of the probabilities of the motif's expansions of that length.
fn probabilities_by_length(motif: &Motif, mismatches: usize, frequencies: [f64; 4]) -> Vec<f64> {
    let probabilities = set_probabilities(frequencies);
    // For each length and number of mismatches so far.
    let none = vec![vec![0.0; mismatches + 1]; motif.max_length() + 1];
    let mut by_length = none.clone();
    by_length[0][0] = 1.0;
    let mut longest = 0;
    for part in motif.parts() {
        let probability = probabilities[usize::from(part.bases.bits())];
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

/// For each number of bases in a row, the sum of the covariances of all pairs of words that cover so many together.
fn variance_weights(
    motifs: &[&Motif],
    mismatches: usize,
    strands: StrandChoice,
    frequencies: [f64; 4],
) -> Result<Vec<f64>, NoVariance> {
    let probabilities = set_probabilities(frequencies);
    let words = words(motifs, mismatches, strands, &probabilities)?;
    let letters: usize = words.iter().map(|word| word.sets.len()).sum();
    // Each word, at each shift, column by column of it and of each other word.
    let steps = words.iter().map(|word| {
        let columns = letters + words.len() * word.sets.len();
        word.sets.len().saturating_mul(columns)
    });
    let steps = steps.fold(0, usize::saturating_add);
    if steps.saturating_mul((mismatches + 1).pow(2)) > MOST_STEPS {
        return Err(NoVariance::TooManyWords);
    }
    let longest = words.iter().map(|word| word.sets.len()).max().unwrap_or(0);
    let mut by_span = vec![0.0; (2 * longest).max(1)];
    for first in &words {
        for second in &words {
            for shift in 0..first.sets.len() {
                let joint = both(&first.sets, &second.sets, shift, mismatches, &probabilities);
                let covariance = joint - first.probability * second.probability;
                // What lies to the left of a word is seen from there.
                let times = if shift == 0 { 1.0 } else { 2.0 };
                let span = first.sets.len().max(shift + second.sets.len());
                by_span[span] += times * covariance;
            }
        }
    }
    Ok(by_span)
}

/// All that is looked for from left to right, each of one length.
fn words(
    motifs: &[&Motif],
    mismatches: usize,
    strands: StrandChoice,
    probabilities: &SetProbabilities,
) -> Result<Vec<Word>, NoVariance> {
    let mut words = Vec::new();
    for motif in motifs {
        for (motif, _) in StrandMotifs::new(motif, strands).motifs() {
            let expansions = if motif.is_fixed_length() {
                vec![motif.clone()]
            } else {
                motif.by_length().ok_or(NoVariance::SeveralVariableParts)?
            };
            words.extend(expansions.iter().map(|motif| {
                let sets = motif.positions();
                Word {
                    probability: both(&sets, &[], 0, mismatches, probabilities),
                    sets,
                }
            }));
        }
    }
    Ok(words)
}

impl fmt::Display for NoVariance {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::SeveralVariableParts => "several parts of variable length",
            Self::TooManyWords => "too many words",
        })
    }
}
