//! Whether two ways to search find the same, match by match.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::Part;
use crate::coordinates::Match;
use crate::pass::{Pass, Progress, Stepwise, Work};
use crate::scan::{self, BlockMatch, Scan, Scratch, SegmentCursor};
use crate::search::Query;
use crate::share::{Pool, Sharing};
use crate::store::{BlockView, Genome};

/// Matches that are looked at together to find the first that differs.
const MATCHES_TOGETHER: usize = 4096;

/// A pass that scans each block in two ways and compares what they find, in order.
pub struct Agreement {
    pass: Pass<Comparing>,
}

/// The first match, in the genome's order, that only one of two ways finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The match.
    pub found: Match,
    /// Whether the first way finds it, and the second does not; else it is the other way round.
    pub is_of_first: bool,
}

struct Comparing {
    ways: [Arc<dyn Scan>; 2],
}

#[derive(Default)]
struct Lane {
    scratch: Scratch,
    /// Matches of the first way.
    matches: u64,
    /// The first block where they differ.
    differs: Option<usize>,
}

impl Agreement {
    /// Compares the versions of two queries that ask for the same, in a part of the genome, whatever their scopes.
    #[must_use]
    pub fn new(genome: Arc<Genome>, queries: [&Query; 2], part: Part) -> Self {
        let scans = queries.map(|query| {
            let task = scan::Task {
                motifs: &query.motifs,
                strands: query.strands,
                mismatches: query.mismatches.min(scan::MOST_MISMATCHES),
            };
            scan::compile(query.version, task, genome.composition())
        });
        Self::of_scans(genome, scans, part)
    }

    /// Compares two ways to scan, in a part of the genome.
    #[must_use]
    pub fn of_scans(genome: Arc<Genome>, ways: [Arc<dyn Scan>; 2], part: Part) -> Self {
        let comparing = Comparing { ways };
        Self {
            pass: Pass::over_part(genome, comparing, Sharing::Blocks, 0, part),
        }
    }

    /// How many matches both find.
    ///
    /// # Errors
    /// The first match that only one finds.
    ///
    /// # Panics
    /// If the pass is not finished.
    pub fn into_outcome(self) -> Result<u64, Difference> {
        let (genome, comparing, lanes) = self.pass.into_parts();
        match lanes.iter().filter_map(|lane| lane.differs).min() {
            None => Ok(lanes.iter().map(|lane| lane.matches).sum()),
            Some(block) => Err(comparing.difference(&genome, block)),
        }
    }
}

impl Stepwise for Agreement {
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        self.pass.step(pool, pause)
    }

    fn turn_to(&mut self, window: Arc<Genome>) {
        self.pass.turn_to(window);
    }
}

impl Work for Comparing {
    type Lane = Lane;

    fn work_on(&self, genome: &Genome, block: usize, lane: &mut Lane) {
        let view = genome.block(block);
        let sums = [0, 1].map(|way| {
            let mut sum = Sum::default();
            let _ = self.matches(way, &view, &mut lane.scratch, &mut |found| {
                sum.add(found);
                ControlFlow::Continue(())
            });
            sum
        });
        if sums[0] == sums[1] {
            lane.matches += sums[0].count;
        } else if lane.differs.is_none_or(|first| block < first) {
            lane.differs = Some(block);
        }
    }
}

impl Comparing {
    fn matches(
        &self,
        way: usize,
        view: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut scan::MatchSink<'_>,
    ) -> ControlFlow<()> {
        let scan = &self.ways[way];
        if view.planes().is_none() && !scan.matches_without_bases() {
            return ControlFlow::Continue(());
        }
        scan.matches(view, scratch, sink)
    }

    /// The first difference in a block that has one.
    fn difference(&self, genome: &Genome, block: usize) -> Difference {
        let view = genome.block(block);
        let mut scratch = Scratch::default();
        let mut before = 0;
        loop {
            let [one, other] = [0, 1].map(|way| {
                let mut to_skip = before;
                let mut found = Vec::new();
                let _ = self.matches(way, &view, &mut scratch, &mut |next| {
                    if to_skip > 0 {
                        to_skip -= 1;
                    } else {
                        found.push(next);
                    }
                    if found.len() < MATCHES_TOGETHER {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(())
                    }
                });
                found
            });
            let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
            let (found, is_of_first) = match (one.get(same), other.get(same)) {
                (Some(a), Some(b)) => (*a.min(b), a < b),
                (Some(a), None) => (*a, true),
                (None, Some(b)) => (*b, false),
                // All of these are the same: the difference comes later.
                (None, None) => {
                    assert!(same > 0, "block {block} has no difference");
                    before += same;
                    continue;
                }
            };
            return Difference {
                found: in_record(&view, found),
                is_of_first,
            };
        }
    }
}

fn in_record(view: &BlockView<'_>, found: BlockMatch) -> Match {
    let mut cursor = SegmentCursor::new(view);
    let (_, segment) = cursor.segment_of(found.start);
    let start = segment.in_record(found.start);
    Match {
        record: segment.record,
        start,
        end: start + found.length as u64,
        strand: found.strand,
        motif: found.motif,
    }
}

/// Number of matches, and a hash of all in their order (FNV-1a, 64 bits, over words instead of bytes).
#[derive(Debug, PartialEq, Eq)]
struct Sum {
    count: u64,
    hash: u64,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            count: 0,
            hash: 0xcbf2_9ce4_8422_2325,
        }
    }
}

impl Sum {
    fn add(&mut self, found: BlockMatch) {
        self.count += 1;
        let words = [
            found.start as u64,
            found.length as u64,
            found.strand as u64,
            found.motif.into(),
        ];
        for word in words {
            self.hash = (self.hash ^ word).wrapping_mul(0x0000_0100_0000_01b3);
            self.hash ^= self.hash >> 29;
        }
    }
}

impl fmt::Debug for Agreement {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Agreement")
            .field("pass", &self.pass)
            .finish_non_exhaustive()
    }
}
