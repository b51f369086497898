//! What the matched sequences look like: bases in each column of the motif, lengths of spacers, mismatches, and distances from
//! one match to the next.
//!
//! Every match is looked at again, on the pool, in a [`MatchPass`]. The result takes as much memory as the motif has columns,
//! and some bytes for each block that is looked at, to know the distances across the borders of blocks.

mod columns;
mod distances;

use std::sync::Arc;

pub use columns::Column;
pub use distances::{DISTANCE_BINS, distance_bin};

use columns::Columns;
use distances::Distances;

use crate::coordinates::{Match, Strand};
use crate::hits::Hits;
use crate::motif::Motif;
use crate::pass::{MatchPass, Progress, Stepwise, Tally};
use crate::share::Pool;
use crate::store::Genome;

/// What was found out of the matches of a motif.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedSequences {
    /// Matches that were looked at: all, or those of a sample of blocks.
    pub match_count: u64,
    /// The columns of the motif, 5' to 3'; reverse matches are read on their own strand.
    pub columns: Vec<Column>,
    /// How many matches have so many mismatches, from 0 on, up to what was allowed.
    pub mismatches: Vec<u64>,
    /// How many times the next match of the same record starts so far behind one, in the bins of [`DISTANCE_BINS`].
    pub distances: Vec<u64>,
}

/// A look at the matches of a search for one motif.
#[derive(Debug)]
pub struct MatchedPass {
    hits: Hits,
    pass: MatchPass<Looked>,
    empty: Looked,
}

/// What one thread has found out.
#[derive(Debug, Clone)]
struct Looked {
    match_count: u64,
    columns: Columns,
    distances: Distances,
    /// The letters of a match.
    letters: Vec<u8>,
}

impl MatchedPass {
    /// A look at about so many matches: at all of them if they are no more, else at those of every second, third, …
    /// block.
    ///
    /// # Panics
    /// If the search was not for one motif.
    #[must_use]
    pub fn new(hits: &Hits, most: u64) -> Self {
        let query = hits.query();
        let [named] = query.motifs.as_slice() else {
            panic!("a search for one motif, not for {}", query.motifs.len());
        };
        let empty = Looked::new(&named.motif, query.mismatches);
        let step = hits.total().div_ceil(most.max(1)).max(1);
        let step = usize::try_from(step).unwrap_or(usize::MAX);
        let blocks = (0..hits.genome().block_count()).step_by(step);
        Self {
            hits: hits.clone(),
            pass: MatchPass::new(hits, blocks, empty.clone()),
            empty,
        }
    }

    /// What was found out.
    ///
    /// # Panics
    /// If the pass is not finished.
    #[must_use]
    pub fn into_result(self) -> MatchedSequences {
        let Self { hits, pass, empty } = self;
        let mut all = empty;
        for looked in pass.into_tallies() {
            all.match_count += looked.match_count;
            all.columns.add_all(&looked.columns);
            all.distances.add_all(looked.distances);
        }
        let are_neighbours = |one: usize, next: usize| hits.count_in_blocks(one + 1..next) == 0;
        MatchedSequences {
            match_count: all.match_count,
            distances: all.distances.finish(are_neighbours),
            mismatches: all.columns.mismatches().to_vec(),
            columns: all.columns.into_columns(),
        }
    }
}

impl Stepwise for MatchedPass {
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        self.pass.step(pool, pause)
    }

    fn turn_to(&mut self, window: Arc<Genome>) {
        self.pass.turn_to(window);
    }
}

impl Looked {
    fn new(motif: &Motif, mismatches: usize) -> Self {
        Self {
            match_count: 0,
            columns: Columns::new(motif, mismatches),
            distances: Distances::default(),
            letters: Vec::new(),
        }
    }
}

impl Tally for Looked {
    fn begin_block(&mut self, block: usize) {
        self.distances.begin_block(block);
    }

    fn add(&mut self, genome: &Genome, found: &Match) {
        self.match_count += 1;
        self.distances.add(found.record, found.start);
        if self.columns.are_certain() {
            self.columns.add_certain();
            return;
        }
        self.letters.clear();
        genome.sequence(found.record, found.start..found.end, &mut self.letters);
        self.columns
            .add(&mut self.letters, found.strand == Strand::Reverse);
    }
}
