//! How far it is from the start of one match to the start of the next.

use crate::coordinates::RecordId;

/// The least distance of each bin, in letters: 0, 1, 2, 5, 10, 20, 50 and so on. A bin ends where the next begins.
pub const DISTANCE_BINS: [u64; 32] = {
    let mut bins = [0; 32];
    let (mut bin, mut power) = (1, 1);
    while bin < bins.len() {
        bins[bin] = match bin % 3 {
            1 => power,
            2 => 2 * power,
            _ => 5 * power,
        };
        if bin % 3 == 0 {
            power *= 10;
        }
        bin += 1;
    }
    bins
};

/// The bin of a distance, by its place in [`DISTANCE_BINS`].
#[must_use]
pub fn distance_bin(distance: u64) -> usize {
    DISTANCE_BINS.partition_point(|&least| least <= distance) - 1
}

/// Where a match starts.
type Start = (RecordId, u64);

/// The first and the last match of a block.
#[derive(Debug, Clone, Copy)]
struct Ends {
    block: usize,
    first: Start,
    last: Start,
}

/// Distances within blocks, and the ends of blocks, from which those across their borders follow.
#[derive(Debug, Clone, Default)]
pub(super) struct Distances {
    counts: [u64; DISTANCE_BINS.len()],
    block: usize,
    /// Of the blocks that had a match, the one in hand last.
    ends: Vec<Ends>,
}

impl Distances {
    /// Matches of this block come next, in order.
    pub(super) fn begin_block(&mut self, block: usize) {
        self.block = block;
    }

    pub(super) fn add(&mut self, record: RecordId, start: u64) {
        let start = (record, start);
        match self.ends.last_mut().filter(|ends| ends.block == self.block) {
            Some(ends) => {
                count(&mut self.counts, ends.last, start);
                ends.last = start;
            }
            None => self.ends.push(Ends {
                block: self.block,
                first: start,
                last: start,
            }),
        }
    }

    /// Adds what was found in other blocks.
    pub(super) fn add_all(&mut self, other: Self) {
        for (sum, more) in self.counts.iter_mut().zip(other.counts) {
            *sum += more;
        }
        self.ends.extend(other.ends);
    }

    /// All distances. Two blocks are neighbours if there is no match between them.
    pub(super) fn finish(mut self, are_neighbours: impl Fn(usize, usize) -> bool) -> Vec<u64> {
        self.ends.sort_unstable_by_key(|ends| ends.block);
        for pair in self.ends.windows(2) {
            if are_neighbours(pair[0].block, pair[1].block) {
                count(&mut self.counts, pair[0].last, pair[1].first);
            }
        }
        self.counts.to_vec()
    }
}

fn count(counts: &mut [u64], one: Start, next: Start) {
    if one.0 == next.0 {
        counts[distance_bin(next.1 - one.1)] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_begin_at_round_numbers() {
        assert_eq!(DISTANCE_BINS[..9], [0, 1, 2, 5, 10, 20, 50, 100, 200]);
        assert!(DISTANCE_BINS.is_sorted_by(|one, next| one < next));
        for (bin, &least) in DISTANCE_BINS.iter().enumerate() {
            assert_eq!(distance_bin(least), bin);
            assert_eq!(distance_bin(least.saturating_sub(1)), bin.saturating_sub(1));
        }
        // Farther than any record is long.
        assert_eq!(distance_bin(u64::MAX), DISTANCE_BINS.len() - 1);
    }
}
