//! Matches that are known by their ends, put in the order of their starts.

use std::ops::ControlFlow;

use crate::coordinates::Strand;
use crate::motif::Motif;
use crate::scan::lengths::Lengths;
use crate::scan::{BlockMatch, MatchSink};

/// Starts that may have a match still to be passed on lie less than this far apart.
const SLOTS: usize = (Motif::LONGEST + 1).next_power_of_two();

/// The matches of the last few starts, by start and strand: no more than the longest match is long, so that the order
/// costs neither memory for all of them nor a sort.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    slots: Vec<[Lengths; 2]>,
    /// The first start that was not passed on.
    first: usize,
    /// One past the last start that has a match.
    beyond: usize,
    longest: usize,
    limit: usize,
}

impl Pending {
    /// Forgets everything; `longest` is the length of the longest matches to come, and those that start at `limit` or
    /// later are not wanted.
    pub(super) fn clear(&mut self, longest: usize, limit: usize) {
        self.slots.clear();
        self.slots.resize(SLOTS, [Lengths::default(); 2]);
        (self.first, self.beyond) = (0, 0);
        self.longest = longest;
        self.limit = limit;
    }

    /// Adds the matches that end at `end`.
    pub(super) fn add(&mut self, end: usize, lengths: Lengths, strand: usize) {
        for length in lengths.iter() {
            let start = end - length;
            if start < self.limit {
                self.slots[start % SLOTS][strand].insert(length);
                self.beyond = self.beyond.max(start + 1);
            }
        }
    }

    /// Passes on the matches whose starts can have none that ends at `end` or later.
    pub(super) fn pass_on(
        &mut self,
        end: usize,
        strands: &[Strand],
        motif: u32,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        let complete = end.saturating_sub(self.longest);
        for start in self.first..complete.min(self.beyond) {
            self.pass_on_start(start, strands, motif, sink)?;
        }
        self.first = self.first.max(complete);
        ControlFlow::Continue(())
    }

    /// Passes on all that is left.
    pub(super) fn pass_on_rest(
        &mut self,
        strands: &[Strand],
        motif: u32,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        self.pass_on(usize::MAX, strands, motif, sink)
    }

    fn pass_on_start(
        &mut self,
        start: usize,
        strands: &[Strand],
        motif: u32,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        let slot = std::mem::take(&mut self.slots[start % SLOTS]);
        let [first, second] = slot;
        for length in first.union(second).iter() {
            for (lengths, &strand) in slot.iter().zip(strands) {
                if lengths.contains(length) {
                    sink(BlockMatch {
                        start,
                        length,
                        strand,
                        motif,
                    })?;
                }
            }
        }
        ControlFlow::Continue(())
    }
}
