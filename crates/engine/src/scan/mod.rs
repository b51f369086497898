//! Ways to find a motif in a block of the genome.

/// Which algorithm scans. All give the same matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Version {
    /// Compares at every position.
    Naive,
    /// The bit-parallel automaton.
    #[default]
    ShiftAnd,
}
