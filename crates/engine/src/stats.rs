//! How many matches chance alone would give.

use crate::coordinates::StrandChoice;
use crate::motif::Motif;
use crate::store::Genome;

/// Expected number of matches in a random text of the same composition.
#[must_use]
pub fn expected_matches(genome: &Genome, motif: &Motif, strands: StrandChoice) -> f64 {
    let _ = (genome, motif, strands);
    unimplemented!()
}
