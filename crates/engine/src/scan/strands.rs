//! Which motifs to look for on the forward strand, for each strand of the matches.

use crate::coordinates::{Strand, StrandChoice};
use crate::motif::{Motif, NamedMotif};

/// The motifs to look for, read from left to right, each with the strand of its matches: one or two, in the order
/// of their strands. All have the same lengths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrandMotifs {
    motifs: Vec<(Motif, Strand)>,
}

impl StrandMotifs {
    /// The motifs for a choice of strands.
    #[must_use]
    pub fn new(motif: &Motif, strands: StrandChoice) -> Self {
        let forward = (motif.clone(), Strand::Forward);
        let reverse = (motif.reverse_complement(), Strand::Reverse);
        let motifs = match strands {
            StrandChoice::Both if motif.is_self_reverse_complement() => {
                vec![(motif.clone(), Strand::Both)]
            }
            StrandChoice::Both => vec![forward, reverse],
            StrandChoice::Forward => vec![forward],
            StrandChoice::Reverse => vec![reverse],
        };
        Self { motifs }
    }

    /// The motifs with their strands.
    #[must_use]
    pub fn motifs(&self) -> &[(Motif, Strand)] {
        &self.motifs
    }
}

/// One of the motifs, as it reads from left to right for one strand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// What to look for.
    pub motif: Motif,
    /// The strand of its matches.
    pub strand: Strand,
    /// Ordinal of the motif, from 0.
    pub index: u32,
}

/// All that is to be looked for: motif by motif, strand by strand.
#[must_use]
pub fn patterns(motifs: &[NamedMotif], strands: StrandChoice) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for (index, named) in (0..).zip(motifs) {
        let motifs = StrandMotifs::new(&named.motif, strands).motifs;
        patterns.extend(motifs.into_iter().map(|(motif, strand)| Pattern {
            motif,
            strand,
            index,
        }));
    }
    patterns
}
