//! The naive search: the specification of all others.

use std::ops::ControlFlow;

use super::lengths::match_lengths;
use super::{BlockMatch, MatchSink, Pattern, Scan, Scratch};
use crate::store::{BlockView, OUTSIDE};

/// Compares each motif with the text at every position, letter by letter, and goes on to the next when more letters
/// differ than may.
///
/// `O(n m)` for `n` positions and `m` letters in the worst case; in a random text a motif of exact letters costs about
/// 1⅓ (k + 1) comparisons a position and strand for k mismatches.
#[derive(Debug)]
pub struct Naive {
    patterns: Vec<NaivePattern>,
    mismatches: usize,
}

#[derive(Debug)]
struct NaivePattern {
    pattern: Pattern,
    /// The set at each position, if all matches have the same length.
    fixed: Option<Vec<u8>>,
}

impl Naive {
    /// A scan for these patterns.
    #[must_use]
    pub fn new(patterns: Vec<Pattern>, mismatches: usize) -> Self {
        let patterns = patterns.into_iter().map(|pattern| {
            let motif = &pattern.motif;
            let bits = || motif.positions().iter().map(|set| set.bits()).collect();
            NaivePattern {
                fixed: motif.is_fixed_length().then(bits),
                pattern,
            }
        });
        Self {
            patterns: patterns.collect(),
            mismatches,
        }
    }
}

impl Scan for Naive {
    fn matches(
        &self,
        block: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        block.decode(&mut scratch.text);
        let text = scratch.text.as_slice();
        let found = &mut scratch.unordered;
        found.clear();
        for start in 0..block.end() {
            for pattern in &self.patterns {
                pattern.matches_at(text, start, self.mismatches, found);
            }
            if !found.is_empty() {
                found.sort_unstable();
                for found in found.drain(..) {
                    sink(found)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn matches_without_bases(&self) -> bool {
        self.mismatches > 0
    }
}

impl NaivePattern {
    /// Adds the matches that start here.
    #[inline]
    fn matches_at(
        &self,
        text: &[u8],
        start: usize,
        mismatches: usize,
        found: &mut Vec<BlockMatch>,
    ) {
        let found_with = |length| BlockMatch {
            start,
            length,
            strand: self.pattern.strand,
            motif: self.pattern.index,
        };
        match &self.fixed {
            Some(sets) => {
                if differ_at_most(sets, &text[start..], mismatches) {
                    found.push(found_with(sets.len()));
                }
            }
            None => {
                let parts = self.pattern.motif.parts().iter();
                let lengths = match_lengths(parts, mismatches, |index| text[start + index]);
                found.extend(lengths.iter().map(found_with));
            }
        }
    }
}

/// Whether the text begins with letters of which at most so many are not in their sets.
#[inline]
fn differ_at_most(sets: &[u8], text: &[u8], mismatches: usize) -> bool {
    let mut left = mismatches;
    for (set, letter) in sets.iter().zip(text) {
        if set & letter == 0 {
            if left == 0 || letter & OUTSIDE != 0 {
                return false;
            }
            left -= 1;
        }
    }
    true
}
