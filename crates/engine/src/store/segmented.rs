//! A growing array that never moves what it holds.

use crate::input::OpenError;

/// A growing array in segments of `N` items: it never has to find room for all of them at once beside the old
/// ones, which in a memory of 4 GiB that only grows would cost half of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Segmented<T, const N: usize> {
    full_and_last: Vec<Vec<T>>,
    spare: Vec<Vec<T>>,
}

impl<T, const N: usize> Segmented<T, N> {
    /// Items of a segment.
    pub(crate) const SEGMENT_ITEMS: usize = N;

    pub(crate) fn new() -> Self {
        Self {
            full_and_last: Vec::new(),
            spare: Vec::new(),
        }
    }

    /// Takes the memory for `count` more items now.
    pub(crate) fn reserve(&mut self, count: usize) -> Result<(), OpenError> {
        while self.spare.len() < count.div_ceil(N) {
            self.spare.push(Self::segment()?);
        }
        Ok(())
    }

    /// Gives back what was reserved and not used.
    pub(crate) fn shrink(&mut self) {
        self.spare = Vec::new();
        if let Some(last) = self.full_and_last.last_mut() {
            last.shrink_to_fit();
        }
    }

    pub(crate) fn push(&mut self, item: T) -> Result<(), OpenError> {
        if self.full_and_last.last().is_none_or(|last| last.len() == N) {
            let segment = match self.spare.pop() {
                Some(segment) => segment,
                None => Self::segment()?,
            };
            self.full_and_last.push(segment);
        }
        if let Some(last) = self.full_and_last.last_mut() {
            last.push(item);
        }
        Ok(())
    }

    /// An empty segment with room for `N` items, to be filled apart.
    pub(crate) fn spare_segment(&mut self) -> Result<Vec<T>, OpenError> {
        self.spare.pop().map_or_else(Self::segment, Ok)
    }

    /// Appends a segment that was filled apart: to the end, when all before it are full.
    pub(crate) fn push_segment(&mut self, segment: Vec<T>) {
        let is_full = |last: &Vec<T>| last.len() == N;
        assert!(
            segment.len() <= N && self.full_and_last.last().is_none_or(is_full),
            "a segment out of place"
        );
        self.full_and_last.push(segment);
    }

    pub(crate) fn len(&self) -> usize {
        match self.full_and_last.last() {
            Some(last) => (self.full_and_last.len() - 1) * N + last.len(),
            None => 0,
        }
    }

    pub(crate) fn last_mut(&mut self) -> Option<&mut T> {
        self.full_and_last
            .last_mut()
            .and_then(|last| last.last_mut())
    }

    /// Memory that is taken, in bytes.
    pub(crate) fn bytes(&self) -> u64 {
        let all = self.full_and_last.iter().chain(&self.spare);
        all.map(|segment| (segment.capacity() * size_of::<T>()) as u64)
            .sum()
    }

    fn segment() -> Result<Vec<T>, OpenError> {
        let mut segment = Vec::new();
        match segment.try_reserve_exact(N) {
            Ok(()) => Ok(segment),
            Err(_) => Err(OpenError::OutOfMemory {
                needed_bytes: (N * size_of::<T>()) as u64,
            }),
        }
    }
}

impl<T, const N: usize> std::ops::Index<usize> for Segmented<T, N> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        &self.full_and_last[index / N][index % N]
    }
}
