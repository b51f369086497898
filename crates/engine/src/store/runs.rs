//! Runs: stretches of the genome that have something in common.

use super::segmented::Segmented;
use crate::input::OpenError;

/// Runs in ascending order that do not overlap, in 8 bytes each.
///
/// A run is kept as 32 bits of its start and 32 bits of its length; it ends at the latest where the upper bits of
/// the start change, and goes on in the next run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RunList {
    runs: Segmented<(u32, u32), { 1 << 16 }>,
    /// For each value of the upper bits, the first run that has it.
    first_runs: Vec<usize>,
}

/// A stretch of the genome, in global positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) start: u64,
    pub(crate) length: u64,
}

impl Run {
    pub(crate) fn end(self) -> u64 {
        self.start + self.length
    }
}

const LOW_BITS: u32 = 32;

impl RunList {
    pub(crate) fn new() -> Self {
        Self {
            runs: Segmented::new(),
            first_runs: vec![0],
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.runs.len()
    }

    /// Appends a run that starts where the last one ends, or later. `may_join` says whether it may be one with it.
    /// Gives the number of new entries.
    pub(crate) fn push(&mut self, run: Run, may_join: bool) -> Result<usize, OpenError> {
        let Run { mut start, length } = run;
        let end = start + length;
        let before = self.len();
        while start < end {
            let piece_end = end.min(((start >> LOW_BITS) + 1) << LOW_BITS);
            self.push_piece(start, piece_end, may_join)?;
            start = piece_end;
        }
        Ok(self.len() - before)
    }

    fn push_piece(&mut self, start: u64, end: u64, may_join: bool) -> Result<(), OpenError> {
        let upper = (start >> LOW_BITS) as usize;
        let mut is_first = false;
        while self.first_runs.len() <= upper {
            self.first_runs.push(self.runs.len());
            is_first = true;
        }
        let (low, mut length) = (start as u32, end - start);
        if may_join
            && !is_first
            && let Some((last_start, last_length)) = self.runs.last_mut()
            && u64::from(*last_start) + u64::from(*last_length) == u64::from(low)
            && let Ok(joined) = u32::try_from(u64::from(*last_length) + length)
        {
            *last_length = joined;
            return Ok(());
        }
        // Only a run over all of the 2³² positions exceeds 32 bits.
        if length > u64::from(u32::MAX) {
            self.runs.push((low, 1))?;
            length -= 1;
            return self.runs.push((low + 1, length as u32));
        }
        self.runs.push((low, length as u32))
    }

    pub(crate) fn get(&self, index: usize) -> Run {
        let upper = self.first_runs.partition_point(|&first| first <= index) - 1;
        let (low, length) = self.runs[index];
        Run {
            start: (upper as u64) << LOW_BITS | u64::from(low),
            length: u64::from(length),
        }
    }

    /// The runs that end after this position.
    pub(crate) fn after(&self, position: u64) -> impl Iterator<Item = Run> {
        (self.first_after(position)..self.len()).map(|index| self.get(index))
    }

    /// The first run that ends after this position; [`RunList::len`] if there is none.
    pub(crate) fn first_after(&self, position: u64) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle).end() <= position {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub(crate) fn shrink(&mut self) {
        self.runs.shrink();
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.runs.bytes() + (self.first_runs.capacity() * size_of::<usize>()) as u64
    }
}

/// Runs of letters that are no base.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LetterRuns {
    runs: RunList,
    /// The letter of each run, upper-case.
    letters: Segmented<u8, { 1 << 16 }>,
}

impl LetterRuns {
    pub(crate) fn new() -> Self {
        Self {
            runs: RunList::new(),
            letters: Segmented::new(),
        }
    }

    pub(crate) fn push(&mut self, run: Run, letter: u8) -> Result<(), OpenError> {
        let may_join = self.letters.last_mut().is_some_and(|last| *last == letter);
        for _ in 0..self.runs.push(run, may_join)? {
            self.letters.push(letter)?;
        }
        Ok(())
    }

    /// The runs that end after this position, with their letters.
    pub(crate) fn after(&self, position: u64) -> impl Iterator<Item = (Run, u8)> {
        let indices = self.runs.first_after(position)..self.runs.len();
        indices.map(|index| (self.runs.get(index), self.letters[index]))
    }

    pub(crate) fn shrink(&mut self) {
        self.runs.shrink();
        self.letters.shrink();
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.runs.bytes() + self.letters.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pushed: &[(u64, u64)], expected: &[(u64, u64)]) {
        let mut list = RunList::new();
        for &(start, length) in pushed {
            list.push(Run { start, length }, true).expect("memory");
        }
        let runs: Vec<(u64, u64)> = list.after(0).map(|run| (run.start, run.length)).collect();
        assert_eq!(runs, expected);
        for (index, &(start, length)) in expected.iter().enumerate() {
            assert_eq!(list.first_after(start), index);
            assert_eq!(list.first_after(start + length - 1), index);
            assert!(list.first_after(start + length) > index);
        }
    }

    #[test]
    fn runs_join_where_they_touch() {
        check(&[(0, 5), (5, 2), (9, 1)], &[(0, 7), (9, 1)]);
    }

    #[test]
    fn runs_end_where_the_upper_bits_change() {
        const TURN: u64 = 1 << 32;
        check(&[(TURN - 2, 5)], &[(TURN - 2, 2), (TURN, 3)]);
        check(&[(TURN - 2, 2), (TURN, 3)], &[(TURN - 2, 2), (TURN, 3)]);
        check(&[(7, 1), (3 * TURN + 1, 4)], &[(7, 1), (3 * TURN + 1, 4)]);
        check(
            &[(0, 2 * TURN)],
            &[(0, 1), (1, TURN - 1), (TURN, 1), (TURN + 1, TURN - 1)],
        );
    }
}
