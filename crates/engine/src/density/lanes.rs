//! All records side by side, each cut into bins.

use std::sync::Arc;

use super::pieces::{PieceCounting, Pieces};
use crate::coordinates::RecordId;
use crate::hits::Hits;
use crate::pass::{Progress, Stepwise};
use crate::share::Pool;
use crate::store::{BLOCK_BASES, Genome};

/// More lanes than this do not fit a page: then they are of the longest records.
pub const MOST_LANES: usize = 50;

/// Bins of the longest lane, at most, and but for the two at its ends.
const MOST_BINS: u64 = 300;
/// A longest record of so many blocks is cut where its blocks end: the search has counted them already.
const MANY_BLOCKS: u64 = 100;

/// A record and the matches in each of its bins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The record.
    pub record: RecordId,
    /// One past the last letter of each bin, 0-based, in order; the first bin begins with the record, the last ends with it.
    pub bin_ends: Vec<u64>,
    /// Matches that start in each bin.
    pub matches: Vec<u64>,
}

/// Lanes in progress.
#[derive(Debug)]
pub struct Lanes {
    counting: PieceCounting,
}

impl Lanes {
    /// Lanes of the longest records that have letters, at most [`MOST_LANES`], in the order of the file. The bins have
    /// about the same length in all of them. Nothing is counted yet.
    #[must_use]
    pub fn new(hits: &Hits) -> Self {
        let genome = hits.genome();
        let records = longest_records(genome);
        let lengths = records
            .iter()
            .map(|&record| genome.record(record).length_bases);
        let longest = lengths.max().unwrap_or(0);
        let pieces = records.into_iter().map(|record| Pieces {
            record,
            borders: borders(genome, record, longest),
        });
        Self {
            counting: PieceCounting::new(hits, pieces.collect(), false),
        }
    }

    /// The first block that is still to be looked at; none when all is counted.
    #[must_use]
    pub fn next_block(&self) -> Option<usize> {
        self.counting.next_block()
    }

    /// The lanes.
    ///
    /// # Panics
    /// If they are not finished.
    #[must_use]
    pub fn into_lanes(self) -> Vec<Lane> {
        let (pieces, counts) = self.counting.into_counts();
        let mut counts = counts.iter().map(|count| count.matches);
        let lane = |pieces: Pieces| Lane {
            record: pieces.record,
            matches: counts.by_ref().take(pieces.count()).collect(),
            bin_ends: pieces.borders[1..].to_vec(),
        };
        pieces.into_iter().map(lane).collect()
    }
}

impl Stepwise for Lanes {
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        self.counting.step(pool, pause)
    }

    fn turn_to(&mut self, window: Arc<Genome>) {
        self.counting.turn_to(window);
    }
}

fn longest_records(genome: &Genome) -> Vec<RecordId> {
    let records = genome.records().filter(|record| record.length_bases > 0);
    let mut by_length: Vec<_> = records
        .map(|record| (std::cmp::Reverse(record.length_bases), record.id))
        .collect();
    if by_length.len() > MOST_LANES {
        by_length.select_nth_unstable(MOST_LANES - 1);
        by_length.truncate(MOST_LANES);
    }
    let mut records: Vec<RecordId> = by_length.into_iter().map(|(_, record)| record).collect();
    records.sort_unstable();
    records
}

/// Where the bins of a record begin and end, given the length of the longest record.
fn borders(genome: &Genome, record: RecordId, longest: u64) -> Vec<u64> {
    let length = genome.record(record).length_bases;
    let block = BLOCK_BASES as u64;
    let blocks = longest / block;
    let (bin, first) = if blocks >= MANY_BLOCKS {
        let (_, position) = genome.block_of(record, 0);
        (blocks.div_ceil(MOST_BINS) * block, block - position as u64)
    } else {
        let bin = longest.div_ceil(MOST_BINS).max(1);
        (bin, bin)
    };
    let inner = (0..).map(|index| first + index * bin);
    let inner = inner.take_while(|border| border + bin / 2 < length);
    // What is less than half a bin at either end goes with its neighbour.
    let inner = inner.skip_while(|&border| border < bin / 2);
    let ends = [0].into_iter().chain(inner);
    ends.chain([length]).collect()
}
