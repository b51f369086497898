use serde::{Deserialize, Serialize};

/// What a motif says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MotifSummary {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The motif in one way of writing of many: upper-case, without white space.
    pub motif: String,
    /// Length of the shortest match, in bases.
    pub min_length_bases: u32,
    /// Length of the longest match, in bases.
    pub max_length_bases: u32,
    /// The reverse complement, in the motif language.
    pub reverse_complement: String,
    /// Whether the motif is its own reverse complement, so that both strands give the same places.
    pub is_self_reverse_complement: bool,
    /// Matches to be expected in the opened genome by its base composition; none without a genome.
    pub expected_matches: Option<f64>,
}
