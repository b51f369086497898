//! Bit planes: 128 alignments at a time, and no shift at all.
//!
//! Lane `l` of a plane's word `i` is base `i` of the stripe that starts at `l · 1024`
//! ([`Plane`](crate::store::Plane)). The class of a motif's letter is one or two Boolean operations on the words of both
//! planes, and the letter one further along stands in the next word. So the alignments that match a motif of `m`
//! letters and start at word `i` are
//!
//! ```text
//! hits[i] = class₀(i) AND class₁(i + 1) AND … AND classₘ₋₁(i + m − 1)
//! ```
//!
//! for all 128 lanes at once. The rarest letters are tried first, some words together, and the loop ends as soon as no
//! alignment is left, in a random text after four or five letters. Repeats of variable length follow all lengths that
//! the parts so far can have, a row of words for each, and only where an alignment is left.
//!
//! Words past the end of a stripe are the first words of the next lane: a seam of at most 2 · 255 words is made of
//! them for each block. Letters that are no base read as `A` in the planes; where a block has such, the alignments
//! that are left at the end are checked against the third plane.
//!
//! `O(n / 128 · d)` word operations for `n` positions, where `d` is the number of letters until no alignment is left.

mod class;
mod hits;
mod kernel;
mod program;
mod seam;

use std::ops::ControlFlow;

use super::{MatchSink, Scan, Scratch, SegmentCount, StrandMotifs};
use crate::coordinates::Strand;
use crate::store::{BlockView, STRIPE_BASES};
pub(crate) use hits::HitRows;
use hits::{Counter, Recorder, Tally};
pub(crate) use kernel::Reached;
use kernel::{Planes, scan};
use program::Program;
pub(crate) use seam::Seam;

/// The search on the bit planes themselves.
#[derive(Debug)]
pub struct BitPlanes {
    programs: Vec<(Program, Strand)>,
}

impl BitPlanes {
    /// A scan for these motifs.
    #[must_use]
    pub fn new(motifs: &StrandMotifs) -> Self {
        let programs = motifs.motifs().iter();
        Self {
            programs: programs
                .map(|(motif, strand)| (Program::new(motif), *strand))
                .collect(),
        }
    }
}

impl Scan for BitPlanes {
    fn matches(
        &self,
        block: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        let Scratch {
            seam,
            reached,
            rows,
            ..
        } = scratch;
        rows.clear();
        for (program, strand) in &self.programs {
            run(
                program,
                block,
                seam,
                reached,
                &mut Recorder {
                    rows,
                    strand: *strand,
                },
            );
        }
        rows.matches(sink)
    }

    fn count(&self, block: &BlockView<'_>, scratch: &mut Scratch, counts: &mut [SegmentCount]) {
        let Scratch {
            seam,
            reached,
            rows,
            ..
        } = scratch;
        if let [count] = counts {
            for (program, strand) in &self.programs {
                let mut counter = Counter::default();
                run(program, block, seam, reached, &mut counter);
                *on_strand(count, *strand) += counter.count;
            }
            return;
        }
        for (program, strand) in &self.programs {
            rows.clear();
            run(
                program,
                block,
                seam,
                reached,
                &mut Recorder {
                    rows,
                    strand: *strand,
                },
            );
            rows.count(block, |segment, count| {
                *on_strand(&mut counts[segment], *strand) += count
            });
        }
    }
}

fn on_strand(count: &mut SegmentCount, strand: Strand) -> &mut u32 {
    match strand {
        Strand::Forward | Strand::Both => &mut count.forward,
        Strand::Reverse => &mut count.reverse,
    }
}

/// Runs a program over a block: on the planes as they are as long as a match ends within its stripe, then on the seam.
fn run(
    program: &Program,
    block: &BlockView<'_>,
    seam: &mut Seam,
    reached: &mut Reached,
    tally: &mut impl Tally,
) {
    let Some(planes) = block.planes() else { return };
    let within = STRIPE_BASES + 1 - program.max_length();
    let whole = Planes::of_block(planes);
    scan(program, &whole, reached, within, |word, length, lanes| {
        tally.add(word, length, lanes);
    });
    if within < STRIPE_BASES {
        let seam = seam.join(block, planes, within, program.max_length() - 1);
        let rest = STRIPE_BASES - within;
        scan(program, &seam, reached, rest, |word, length, lanes| {
            tally.add(within + word, length, lanes);
        });
    }
}
