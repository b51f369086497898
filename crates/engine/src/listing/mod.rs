//! The matches of a search in another order, or only some of them.
//!
//! Like the search itself, a listing stores no positions. What is left of each block is known from counts, so that a row is
//! found by a binary search over blocks and a scan of one block:
//!
//! ```text
//! a record                  a range of the rows of the search
//! a strand                  matches of each block on it, as the search counted them
//! a number of mismatches    matches of each block with it: `MismatchCounting`, once for a search
//! fewest mismatches first   the lists for 0, 1, 2, … mismatches, one after another
//! ```

mod counts;

use std::fmt;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

pub use counts::{MismatchCounting, MismatchCounts};

use crate::coordinates::{Match, RecordId, Strand};
use crate::hits::Hits;
use crate::motif::MismatchCounter;
use crate::scan::Scratch;
use crate::store::Genome;

/// Which matches are listed: those that all of this is true of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// They lie in this record.
    pub record: Option<RecordId>,
    /// They lie on this strand.
    pub strand: Option<Strand>,
    /// They have exactly this number of mismatches.
    pub mismatches: Option<usize>,
}

/// In which order matches are listed. Those that are equal in it are in the order of [`Match`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// By position.
    #[default]
    Position,
    /// Those with the fewest mismatches first.
    FewestMismatches,
    /// Those with the most mismatches first.
    MostMismatches,
}

/// A list of matches of a finished search.
#[derive(Clone)]
pub struct Listing {
    hits: Hits,
    filter: Filter,
    order: Order,
    rows: Rows,
}

#[derive(Clone)]
enum Rows {
    /// These rows of the search.
    Range(Range<u64>),
    /// One group after another.
    Groups(Arc<[Group]>),
}

/// Matches in order of position.
#[derive(Debug)]
struct Group {
    /// With exactly so many mismatches; with any number if none.
    mismatches: Option<usize>,
    first_block: usize,
    /// For each block from the first on, the matches of the group in all blocks before it; the total last.
    before_block: Vec<u64>,
}

/// Whether a listing needs to know the mismatches of all matches of a search.
#[must_use]
pub fn needs_mismatch_counts(hits: &Hits, filter: Filter, order: Order) -> bool {
    hits.query().mismatches > 0 && (filter.mismatches.is_some() || order != Order::Position)
}

impl Listing {
    /// Lists matches. Costs a look at each segment of the blocks concerned.
    ///
    /// # Panics
    /// If there is no such record, or if it [needs counts](needs_mismatch_counts) of mismatches that are not there.
    #[must_use]
    pub fn new(hits: &Hits, counts: Option<&MismatchCounts>, filter: Filter, order: Order) -> Self {
        let rows = if needs_mismatch_counts(hits, filter, order) {
            let Some(counts) = counts else {
                panic!("the mismatches were not counted");
            };
            let mut numbers: Vec<usize> = match filter.mismatches {
                Some(number) => vec![number],
                None => (0..=hits.query().mismatches).collect(),
            };
            if order == Order::MostMismatches {
                numbers.reverse();
            }
            let group = |number| {
                let count = |segment| counts.count(segment, filter.strand, number);
                Group::new(hits, Some(number), filter.record, count)
            };
            Rows::Groups(numbers.into_iter().map(group).collect())
        } else if filter.mismatches.is_some_and(|number| number > 0) {
            Rows::Range(0..0)
        } else if let Some(strand) = filter.strand {
            let count = |segment| hits.segment_counts(segment).on(strand);
            Rows::Groups([Group::new(hits, None, filter.record, count)].into())
        } else {
            Rows::Range(rows_of(hits, filter.record))
        };
        Self {
            hits: hits.clone(),
            filter,
            order,
            rows,
        }
    }

    /// All matches of a search, by position.
    #[must_use]
    pub fn all(hits: &Hits) -> Self {
        Self::new(hits, None, Filter::default(), Order::default())
    }

    /// The search.
    #[must_use]
    pub fn hits(&self) -> &Hits {
        &self.hits
    }

    /// The same list, of which the rows in the blocks of this window can be listed.
    #[must_use]
    pub fn in_window(&self, window: Arc<Genome>) -> Self {
        Self {
            hits: self.hits.in_window(window),
            ..self.clone()
        }
    }

    /// Number of rows.
    #[must_use]
    pub fn total(&self) -> u64 {
        match &self.rows {
            Rows::Range(range) => range.end - range.start,
            Rows::Groups(groups) => groups.iter().map(Group::total).sum(),
        }
    }

    /// The block that the match of this row starts in; none if there is no such row.
    #[must_use]
    pub fn block_of_row(&self, row: u64) -> Option<usize> {
        match &self.rows {
            Rows::Range(range) if row < self.total() => self.hits.block_of_row(range.start + row),
            Rows::Range(_) => None,
            Rows::Groups(groups) => {
                let (group, row) = group_of(groups, row)?;
                Some(group.block_of(row).0)
            }
        }
    }

    /// Up to `count` rows from row `from` on, counted from 0.
    #[must_use]
    pub fn rows(&self, from: u64, count: usize) -> Vec<Match> {
        let mut rows = Vec::new();
        if count == 0 {
            return rows;
        }
        self.for_each_from(from, &mut |found| {
            rows.push(found);
            if rows.len() < count {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        rows
    }

    /// Passes the rows from `from` on to `sink`, in order, until there are no more, the next one lies outside of this
    /// window of the genome, or the sink breaks off.
    pub fn for_each_from(&self, from: u64, sink: &mut dyn FnMut(Match) -> ControlFlow<()>) {
        let _ = match &self.rows {
            Rows::Range(range) => self.range_from(range, from, sink),
            Rows::Groups(groups) => self.groups_from(groups, from, sink),
        };
    }

    /// The row of the first match at this place (0-based) or after it; [`Listing::total`] if there is none. None at all if the list
    /// is not in the order of positions. Costs a scan of the place's [block](Listing::block_of_place).
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn row_at(&self, record: RecordId, start: u64) -> Option<u64> {
        match &self.rows {
            Rows::Range(range) => {
                let row = self.hits.row_at(record, start);
                Some(row.clamp(range.start, range.end) - range.start)
            }
            Rows::Groups(groups) => match &**groups {
                [group] => Some(self.row_of_group_at(group, record, start)),
                _ => None,
            },
        }
    }

    /// The block of a place: letter `start` (0-based) of a record.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn block_of_place(&self, record: RecordId, start: u64) -> usize {
        self.hits.genome().block_of(record, start).0
    }

    fn range_from(
        &self,
        range: &Range<u64>,
        from: u64,
        sink: &mut dyn FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut left = (range.end - range.start).saturating_sub(from);
        if left == 0 {
            return ControlFlow::Continue(());
        }
        self.hits.for_each_from(range.start + from, &mut |found| {
            sink(found)?;
            left -= 1;
            if left > 0 {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })
    }

    fn groups_from(
        &self,
        groups: &[Group],
        mut from: u64,
        sink: &mut dyn FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let genome = self.hits.genome();
        let mut scratch = Scratch::default();
        let mut counter = MismatchCounter::new(&self.hits.query().motifs);
        for group in groups {
            if from >= group.total() {
                from -= group.total();
                continue;
            }
            let (first_block, mut to_skip) = group.block_of(from);
            from = 0;
            for block in (first_block..group.end()).filter(|&block| group.count_in(block) > 0) {
                if !genome.searchable().contains(&block) {
                    return ControlFlow::Break(());
                }
                if group.mismatches.is_some() {
                    counter.turn_to_block(genome, block);
                }
                let on_match = &mut |found: Match| {
                    if !self.lists(group, &found, &mut counter) {
                        ControlFlow::Continue(())
                    } else if to_skip > 0 {
                        to_skip -= 1;
                        ControlFlow::Continue(())
                    } else {
                        sink(found)
                    }
                };
                self.hits
                    .for_each_in_block(genome, block, &mut scratch, on_match)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn row_of_group_at(&self, group: &Group, record: RecordId, start: u64) -> u64 {
        let block = self.block_of_place(record, start);
        if block < group.first_block {
            return 0;
        }
        if block >= group.end() {
            return group.total();
        }
        let mut row = group.before_block[block - group.first_block];
        if group.count_in(block) == 0 {
            return row;
        }
        let mut counter = MismatchCounter::new(&self.hits.query().motifs);
        let mut scratch = Scratch::default();
        let genome = self.hits.genome();
        counter.turn_to_block(genome, block);
        let _ = self
            .hits
            .for_each_in_block(genome, block, &mut scratch, &mut |found| {
                if (found.record, found.start) >= (record, start) {
                    return ControlFlow::Break(());
                }
                row += u64::from(self.lists(group, &found, &mut counter));
                ControlFlow::Continue(())
            });
        row
    }

    /// Whether a match is of the group.
    fn lists(&self, group: &Group, found: &Match, counter: &mut MismatchCounter) -> bool {
        let Filter { record, strand, .. } = self.filter;
        record.is_none_or(|record| record == found.record)
            && strand.is_none_or(|strand| strand == found.strand)
            && group
                .mismatches
                .is_none_or(|number| counter.count_in_block(self.hits.genome(), found) == number)
    }
}

impl Group {
    /// `count` gives the matches of a segment that are of the group.
    fn new(
        hits: &Hits,
        mismatches: Option<usize>,
        record: Option<RecordId>,
        count: impl Fn(usize) -> u64,
    ) -> Self {
        let genome = hits.genome();
        let blocks = match record {
            Some(record) => genome.blocks_of(record, 0..u64::MAX),
            None => 0..genome.block_count(),
        };
        let mut before = 0;
        let mut before_block = vec![0];
        for block in blocks.clone() {
            let segments = genome.segment_range(block);
            let is_listed = |&segment: &usize| {
                record.is_none_or(|record| genome.segment_record(segment).0 == record)
            };
            before += segments.filter(is_listed).map(&count).sum::<u64>();
            before_block.push(before);
        }
        Self {
            mismatches,
            first_block: blocks.start,
            before_block,
        }
    }

    fn total(&self) -> u64 {
        self.before_block.last().copied().unwrap_or(0)
    }

    /// One past the last block.
    fn end(&self) -> usize {
        self.first_block + self.before_block.len() - 1
    }

    fn count_in(&self, block: usize) -> u64 {
        let index = block - self.first_block;
        self.before_block[index + 1] - self.before_block[index]
    }

    /// The block of a row of the group, and how many rows of the block come before it.
    fn block_of(&self, row: u64) -> (usize, u64) {
        let index = self.before_block.partition_point(|&before| before <= row) - 1;
        (self.first_block + index, row - self.before_block[index])
    }
}

/// The group that a row is in, and which of its rows it is.
fn group_of(groups: &[Group], mut row: u64) -> Option<(&Group, u64)> {
    for group in groups {
        if row < group.total() {
            return Some((group, row));
        }
        row -= group.total();
    }
    None
}

/// The rows of a record, or all.
fn rows_of(hits: &Hits, record: Option<RecordId>) -> Range<u64> {
    let Some(record) = record else {
        return 0..hits.total();
    };
    let before =
        (0..record.index()).map(|ordinal| hits.record_count(RecordId::new(ordinal as u32)));
    let start = before.sum();
    start..start + hits.record_count(record)
}

impl fmt::Debug for Listing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Listing")
            .field("filter", &self.filter)
            .field("order", &self.order)
            .field("total", &self.total())
            .finish_non_exhaustive()
    }
}
