//! The moving mean of a series, by one thread or in parts that overlap.
//!
//! The mean of each window of *w* consecutive values, of whole windows only: *n* values have *n − w + 1* means, and mean
//! *i* is that of the values *i* to *i + w − 1*. A running sum gains the value that enters the window and loses the one
//! that leaves it, so that each mean costs the same, whatever the window.
//!
//! To share the work, the *means* are cut into parts. A part of *m* means needs *m + w − 1* values: its last window
//! begins with its last mean and reaches *w − 1* values further. So the values of neighbouring parts overlap by *w − 1*:
//!
//! ```text
//! values    0 1 2 3 4 5 6 7 8 9         w = 3
//! part 1    [0 1 2 3 . .]               means 0 to 3 of the values 0 to 5
//! part 2            [4 5 6 7 . .]       means 4 to 7 of the values 4 to 9: 4 and 5 are read twice
//! ```
//!
//! The values are whole numbers and so are their sums. Hence the means are the same, to the last bit, however the work is
//! shared; running sums of fractions would differ by what each rounding loses.
//!
//! Each part begins with a sum of *w − 1* values anew. That work is not shared but added: where a window is longer than a
//! part, more of the time goes into the overlap than into the part.

mod series;

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::share::Pool;
pub use series::{MatchStarts, longest_record, push_gc};

/// A part of the means, and the values that they are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The means of the part, as indices from 0.
    pub means: Range<usize>,
    /// The values that these means need: `window − 1` more than there are means.
    pub values: Range<usize>,
}

/// Number of means of so many values: of whole windows only; 0 if the window is longer than the series.
///
/// # Panics
/// If the window is 0.
#[must_use]
pub fn mean_count(values: usize, window: usize) -> usize {
    assert!(window > 0, "a window of no values");
    (values + 1).saturating_sub(window)
}

/// Cuts the means of so many values into at most so many parts of nearly the same length, in order; none is empty.
///
/// # Panics
/// If the window or the number of parts is 0.
#[must_use]
pub fn parts(values: usize, window: usize, parts: usize) -> Vec<Part> {
    assert!(parts > 0, "no part at all");
    let means = mean_count(values, window);
    let each = means.div_ceil(parts).max(1);
    (0..means)
        .step_by(each)
        .map(|start| {
            let end = (start + each).min(means);
            Part {
                means: start..end,
                values: start..end + window - 1,
            }
        })
        .collect()
}

/// The means of all windows, by one thread. `O(n)`, whatever the window.
///
/// # Panics
/// If the window is 0.
#[must_use]
pub fn moving_mean<T: Copy + Into<u64>>(series: &[T], window: usize) -> Vec<f64> {
    let mut means = vec![0.0; mean_count(series.len(), window)];
    fill(series, window, &mut means);
    means
}

/// The same means, computed in at most so many parts on the threads of a pool. `O(n + parts · window)`.
///
/// # Panics
/// If the window or the number of parts is 0.
#[must_use]
pub fn moving_mean_in_parts<T: Copy + Into<u64> + Sync>(
    series: &[T],
    window: usize,
    part_count: usize,
    pool: &dyn Pool,
) -> Vec<f64> {
    let mut means = vec![0.0; mean_count(series.len(), window)];
    let parts = parts(series.len(), window, part_count);
    let mut rest = means.as_mut_slice();
    let mut tasks = Vec::new();
    for part in parts {
        let (own, others) = rest.split_at_mut(part.means.len());
        tasks.push(Mutex::new((part, own)));
        rest = others;
    }
    pool.run(tasks.len(), &|index| {
        let mut task = tasks[index].lock().unwrap_or_else(PoisonError::into_inner);
        let (part, own) = &mut *task;
        fill(&series[part.values.clone()], window, own);
    });
    drop(tasks);
    means
}

/// Writes the mean of each window of the values: of a part, its share of the series and of the means.
///
/// # Panics
/// If the window is 0, or `means` is not as long as [`mean_count`] says.
pub fn fill<T: Copy + Into<u64>>(values: &[T], window: usize, means: &mut [f64]) {
    assert_eq!(means.len(), mean_count(values.len(), window));
    if means.is_empty() {
        return;
    }
    let (first, entering) = values.split_at(window - 1);
    let mut sum: u64 = first.iter().map(|&value| value.into()).sum();
    let length = window as f64;
    for ((mean, &enters), &leaves) in means.iter_mut().zip(entering).zip(values) {
        sum += enters.into();
        *mean = sum as f64 / length;
        sum -= leaves.into();
    }
}
