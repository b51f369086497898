//! Bit planes: 128 alignments at a time, and no shift at all.
//!
//! Lane `l` of a plane's word `i` is base `i` of the stripe that starts at `l · 1024`
//! ([`Plane`](crate::store::Plane)). The class of a motif's letter is one or two Boolean operations on the words of both
//! planes, and the letter one further along stands in the next word. So the alignments that miss a motif of `m`
//! letters and start at word `i` are
//!
//! ```text
//! missed[i] = miss₀(i) OR miss₁(i + 1) OR … OR missₘ₋₁(i + m − 1)
//! ```
//!
//! for all 128 lanes at once, where `missⱼ` has the bases that the motif's letter `j` does not accept.
//!
//! 1. A block is worked on in tiles of a few hundred words. For each class of letters that the motifs have, the misses
//!    are written down once for the tile, so that a letter costs one operation with one operand from the first cache: for
//!    both strands, and for all motifs. What is no base misses every class.
//! 2. The rarest letters are tried first, some words together, and the loop ends as soon as no alignment is left, in a
//!    random text after five or six letters.
//! 3. Mismatches are counted in bit-sliced counters: bit `b` of 128 counters is a word, and a full adder of five
//!    operations counts two letters.
//! 4. Repeats of variable length are followed only where an alignment is left ([`tail`]); where that would be nearly
//!    everywhere, what must come after them is looked for first ([`ahead`]).
//!
//! Words past the end of a stripe are the first words of the next lane ([`source`]). With mismatches, records are kept
//! apart by a plane that has the positions between them.
//!
//! `O(n / 128 · d)` word operations for `n` positions, where `d` is the number of letters until no alignment is left.

mod ahead;
mod class;
mod counters;
mod hits;
mod kernel;
mod lanes;
mod program;
mod source;
mod tail;
mod tile;

use std::ops::ControlFlow;

use super::{Counts, MatchSink, Pattern, Scan, Scratch};
use crate::store::{BlockView, Composition, STRIPE_BASES};
use ahead::Ahead;
use hits::{BlockHits, Counter, Recorder};
use kernel::Run;
use program::{Program, Rarity};
use source::Seam;
use tail::Reached;
use tile::{Layout, Tile};

/// The search on the bit planes themselves.
#[derive(Debug)]
pub struct BitPlanes {
    programs: Vec<Program>,
    layout: Layout,
    mismatches: usize,
    max_length: usize,
}

/// Memory that the bit planes need.
#[derive(Debug, Default)]
pub(crate) struct PlaneScratch {
    seam: Seam,
    tile: Tile,
    ahead: Ahead,
    reached: Reached,
    hits: BlockHits,
    /// Matches of each program.
    counts: Vec<u64>,
}

impl BitPlanes {
    /// A scan for these patterns, which are rare or not by this composition.
    #[must_use]
    pub fn new(patterns: &[Pattern], mismatches: usize, composition: &Composition) -> Self {
        let motifs = || patterns.iter().map(|pattern| &pattern.motif);
        let lengths = motifs().map(crate::Motif::max_length);
        let max_length = lengths.max().unwrap_or(1);
        let layout = Layout::new(program::classes(motifs()), max_length);
        let rarity = Rarity::new(composition);
        let program = |pattern: &Pattern| Program::new(pattern, mismatches, &layout, &rarity);
        let programs = patterns
            .iter()
            .map(|pattern| match by_length(pattern, mismatches) {
                Some(patterns) => patterns.iter().map(program).collect(),
                None => vec![program(pattern)],
            });
        Self {
            programs: programs.flatten().collect(),
            layout,
            mismatches,
            max_length,
        }
    }

    /// Calls for each tile of a block and each program with the program's index, the run, and the word of the block that the
    /// tile begins with.
    fn for_each_tile(
        &self,
        block: &BlockView<'_>,
        seam: &mut Seam,
        tile: &mut Tile,
        ahead: &mut Ahead,
        mut each: impl FnMut(usize, &Run<'_>, usize),
    ) {
        let source = seam.join(block, self.max_length - 1, self.mismatches > 0);
        for first_word in (0..STRIPE_BASES).step_by(self.layout.starts) {
            tile.fill(&self.layout, &source, first_word);
            for (index, program) in self.programs.iter().enumerate() {
                let ahead = ahead.look(&program.landmarks, tile, self.layout.starts);
                let run = Run {
                    program,
                    mismatches: self.mismatches,
                    tile,
                    starts: self.layout.starts,
                    ahead,
                };
                each(index, &run, first_word);
            }
        }
    }

    /// Finds all matches of a block.
    fn collect(&self, block: &BlockView<'_>, scratch: &mut PlaneScratch) {
        let PlaneScratch {
            seam,
            tile,
            ahead,
            reached,
            hits,
            ..
        } = scratch;
        hits.clear();
        self.for_each_tile(block, seam, tile, ahead, |_, run, first_word| {
            let mut recorder = Recorder {
                hits,
                strand: run.program.strand,
                motif: run.program.motif,
                first_word,
            };
            run.scan(reached, &mut recorder);
        });
    }
}

/// A pattern with mismatches and one spacer of variable length is soonest found as several of fixed length: its first
/// part alone would leave some alignment in nearly every word.
fn by_length(pattern: &Pattern, mismatches: usize) -> Option<Vec<Pattern>> {
    if mismatches == 0 {
        return None;
    }
    let motifs = pattern.motif.by_length()?;
    let patterns = motifs
        .into_iter()
        .map(|motif| Pattern { motif, ..*pattern });
    Some(patterns.collect())
}

impl Scan for BitPlanes {
    fn matches(
        &self,
        block: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        self.collect(block, &mut scratch.planes);
        scratch.planes.hits.matches(sink)
    }

    fn count(&self, block: &BlockView<'_>, scratch: &mut Scratch, counts: &mut Counts<'_>) {
        let scratch = &mut scratch.planes;
        let [segment] = &mut *counts.segments else {
            self.collect(block, scratch);
            return scratch.hits.count(block, counts);
        };
        let PlaneScratch {
            seam,
            tile,
            ahead,
            reached,
            counts: by_program,
            ..
        } = scratch;
        by_program.clear();
        by_program.resize(self.programs.len(), 0);
        self.for_each_tile(block, seam, tile, ahead, |index, run, _| {
            let mut counter = Counter::default();
            run.scan(reached, &mut counter);
            by_program[index] += counter.count;
        });
        for (program, count) in self.programs.iter().zip(by_program) {
            segment.add(program.strand, *count);
            counts.motifs[program.motif as usize].add(program.strand, *count);
        }
    }

    fn matches_without_bases(&self) -> bool {
        self.mismatches > 0
    }
}
