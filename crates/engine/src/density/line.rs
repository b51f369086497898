//! The density along a record: a moving mean, at points that may be far apart.
//!
//! The window of *w* letters around letter *i* (0-based) reaches from *i − ⌊(w − 1) / 2⌋* to *i + ⌊w / 2⌋*, both
//! included; an even window so has one more letter to the right. At the ends of the record it is cut, and the mean is over
//! what is left of it. A match counts where it starts; G and C count among the bases, so that N and other letters
//! make no window poorer.
//!
//! Between the ends of the record, the means are those of [`moving_mean`](crate::moving_mean) over the series of matches
//! that start at each letter. Parts of that series overlap by *w − 1* values. Here a window may be half a chromosome, and
//! its overlap with it; so the record is not cut into parts of the line but at every border of a window, and the pieces are
//! counted once, on all threads.

use std::ops::Range;
use std::sync::Arc;

use super::pieces::{PieceCount, PieceCounting, Pieces};
use crate::coordinates::RecordId;
use crate::hits::Hits;
use crate::pass::{Progress, Stepwise};
use crate::share::Pool;
use crate::store::Genome;

/// More points than this are not given at once.
pub const MOST_POINTS: u64 = 4096;

/// Which points of a record, and how wide the windows around them are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineSettings {
    /// The record.
    pub record: RecordId,
    /// Where the points lie: at its start and then every `step` letters, 0-based, half-open; cut at the record's end.
    pub range: Range<u64>,
    /// Letters from one point to the next, at least 1; as many as [`MOST_POINTS`] asks for if it is less.
    pub step: u64,
    /// Letters of a window, at least 1.
    pub window: u64,
}

/// What lies in the window around a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The letter, 0-based.
    pub at: u64,
    /// Matches that start in the window.
    pub matches: u64,
    /// Letters of the window: fewer at the ends of the record.
    pub letters: u64,
    /// Those that are A, C, G or T.
    pub bases: u64,
    /// Those that are G or C.
    pub gc: u64,
}

/// A line in progress.
#[derive(Debug)]
pub struct Line {
    settings: LineSettings,
    genome: Arc<Genome>,
    counting: PieceCounting,
}

/// The window around a letter (0-based), cut at the ends of a record of so many letters.
#[must_use]
pub fn window_at(at: u64, window: u64, length: u64) -> Range<u64> {
    let start = at.saturating_sub(window.saturating_sub(1) / 2);
    let end = at.saturating_add(window / 2).saturating_add(1).min(length);
    start.min(end)..end
}

impl Line {
    /// A line that has not begun.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn new(hits: &Hits, mut settings: LineSettings) -> Self {
        let genome = Arc::clone(hits.genome());
        let length = genome.record(settings.record).length_bases;
        settings.window = settings.window.max(1);
        settings.range.end = settings.range.end.min(length);
        settings.range.start = settings.range.start.min(settings.range.end);
        let letters = settings.range.end - settings.range.start;
        settings.step = settings.step.max(letters.div_ceil(MOST_POINTS)).max(1);
        let mut borders = Vec::new();
        for at in points(&settings) {
            let window = window_at(at, settings.window, length);
            borders.extend([window.start, window.end]);
        }
        borders.sort_unstable();
        borders.dedup();
        let pieces = Pieces {
            record: settings.record,
            borders,
        };
        Self {
            counting: PieceCounting::new(hits, vec![pieces], true),
            genome,
            settings,
        }
    }

    /// The points and windows, as they are taken.
    #[must_use]
    pub fn settings(&self) -> &LineSettings {
        &self.settings
    }

    /// The first block that is still to be looked at; none when all is counted.
    #[must_use]
    pub fn next_block(&self) -> Option<usize> {
        self.counting.next_block()
    }

    /// The points, in order.
    ///
    /// # Panics
    /// If the line is not finished.
    #[must_use]
    pub fn into_points(self) -> Vec<Point> {
        let record = self.settings.record;
        let length = self.genome.record(record).length_bases;
        let (pieces, counts) = self.counting.into_counts();
        let Some(borders) = pieces.first().map(|pieces| pieces.borders.as_slice()) else {
            return Vec::new();
        };
        let sums = sums(&counts);
        let others = others_before(&self.genome, record, borders);
        let index = |border: u64| borders.partition_point(|&other| other < border);
        points(&self.settings)
            .map(|at| {
                let window = window_at(at, self.settings.window, length);
                let (start, end) = (index(window.start), index(window.end));
                let letters = window.end - window.start;
                Point {
                    at,
                    matches: sums[end].matches - sums[start].matches,
                    letters,
                    bases: letters - (others[end] - others[start]),
                    gc: sums[end].gc - sums[start].gc,
                }
            })
            .collect()
    }
}

impl Stepwise for Line {
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        self.counting.step(pool, pause)
    }

    fn turn_to(&mut self, window: Arc<Genome>) {
        self.counting.turn_to(window);
    }
}

/// The letters that have a point.
fn points(settings: &LineSettings) -> impl Iterator<Item = u64> + use<> {
    let range = settings.range.clone();
    let count = (range.end - range.start).div_ceil(settings.step);
    let step = settings.step;
    (0..count).map(move |index| range.start + index * step)
}

/// For each border, what all pieces before it hold together.
fn sums(counts: &[PieceCount]) -> Vec<PieceCount> {
    let mut sum = PieceCount::default();
    let mut sums = vec![sum];
    for count in counts {
        sum += *count;
        sums.push(sum);
    }
    sums
}

/// For each border, the number of letters that are no base between the first border and it.
fn others_before(genome: &Genome, record: RecordId, borders: &[u64]) -> Vec<u64> {
    let (Some(&first), Some(&last)) = (borders.first(), borders.last()) else {
        return Vec::new();
    };
    let mut others = genome.others_within(record, first..last).peekable();
    let mut before = 0;
    borders
        .iter()
        .map(|&border| {
            while let Some(run) = others.next_if(|run| run.end <= border) {
                before += run.end - run.start;
            }
            let cut = others
                .peek()
                .map_or(0, |run| border.saturating_sub(run.start));
            before + cut
        })
        .collect()
}
