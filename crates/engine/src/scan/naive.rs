//! The naive search: the specification of all others.

use std::ops::{ControlFlow, Range};

use super::lengths::match_lengths;
use super::{BlockMatch, MatchSink, Scan, Scratch, StrandMotifs};
use crate::coordinates::Strand;
use crate::motif::Motif;
use crate::store::BlockView;

/// Compares the motif with the text at every position, letter by letter, and goes on at the first that differs.
///
/// `O(n m)` for `n` positions and `m` letters in the worst case; in a random text a motif of exact letters costs about
/// 1⅓ comparisons a position and strand.
#[derive(Debug)]
pub struct Naive {
    motifs: StrandMotifs,
    /// The set at each position of each motif, if all matches have the same length.
    fixed: Option<Vec<(Vec<u8>, Strand)>>,
}

impl Naive {
    /// A scan for these motifs.
    #[must_use]
    pub fn new(motifs: StrandMotifs) -> Self {
        let bits = |motif: &Motif| motif.positions().iter().map(|set| set.bits()).collect();
        let pairs = motifs.motifs().iter();
        let fixed = pairs
            .map(|(motif, strand)| motif.is_fixed_length().then(|| (bits(motif), *strand)))
            .collect();
        Self { motifs, fixed }
    }
}

impl Scan for Naive {
    fn matches(
        &self,
        block: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        block.decode(&mut scratch.text);
        let text = scratch.text.as_slice();
        let starts = 0..block.end();
        match &self.fixed {
            Some(fixed) => matches_of_fixed_length(fixed, text, starts, sink),
            None => matches_of_any_length(&self.motifs, text, starts, sink),
        }
    }
}

fn matches_of_fixed_length(
    motifs: &[(Vec<u8>, Strand)],
    text: &[u8],
    starts: Range<usize>,
    sink: &mut MatchSink<'_>,
) -> ControlFlow<()> {
    for start in starts {
        for (sets, strand) in motifs {
            let mut pairs = sets.iter().zip(&text[start..]);
            if pairs.all(|(set, base)| set & base != 0) {
                sink(BlockMatch {
                    start,
                    length: sets.len(),
                    strand: *strand,
                })?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn matches_of_any_length(
    motifs: &StrandMotifs,
    text: &[u8],
    starts: Range<usize>,
    sink: &mut MatchSink<'_>,
) -> ControlFlow<()> {
    let mut found = Vec::new();
    for start in starts {
        for (motif, strand) in motifs.motifs() {
            let lengths = match_lengths(motif.parts().iter(), |index| text[start + index]);
            found.extend(lengths.iter().map(|length| BlockMatch {
                start,
                length,
                strand: *strand,
            }));
        }
        found.sort_unstable();
        for found in found.drain(..) {
            sink(found)?;
        }
    }
    ControlFlow::Continue(())
}
