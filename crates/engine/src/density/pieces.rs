//! Matches and bases in pieces of records.

use std::fmt;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use crate::coordinates::RecordId;
use crate::hits::Hits;
use crate::pass::{Pass, Progress, Stepwise, Work};
use crate::scan::Scratch;
use crate::share::Pool;
use crate::store::{BlockPlanes, Genome, Plane, ROW_WORDS, Row, Segment, count_bits, plane_to_row};

/// Pieces of a record: what its borders cut it into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces {
    /// The record.
    pub record: RecordId,
    /// Where pieces begin and end, 0-based, in ascending order; a piece reaches from one up to, but not including, the next.
    pub borders: Vec<u64>,
}

impl Pieces {
    /// Number of pieces.
    #[must_use]
    pub fn count(&self) -> usize {
        self.borders.len().saturating_sub(1)
    }

    /// All that lies between the first border and the last.
    #[must_use]
    pub fn range(&self) -> Range<u64> {
        match (self.borders.first(), self.borders.last()) {
            (Some(&first), Some(&last)) => first..last,
            _ => 0..0,
        }
    }

    /// The piece that this position is in, or will be in after the first border.
    fn piece_at(&self, position: u64) -> usize {
        let after = self.borders.partition_point(|&border| border <= position);
        after.saturating_sub(1)
    }

    /// Whether no border lies within these positions.
    fn has_whole(&self, range: &Range<u64>) -> bool {
        let next = self
            .borders
            .partition_point(|&border| border <= range.start);
        self.borders
            .get(next)
            .is_none_or(|&border| border >= range.end)
    }
}

/// What was counted in a piece.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PieceCount {
    /// Matches that start in it.
    pub matches: u64,
    /// Letters that are G or C; 0 if that was not asked for.
    pub gc: u64,
}

impl std::ops::AddAssign for PieceCount {
    fn add_assign(&mut self, other: Self) {
        self.matches += other.matches;
        self.gc += other.gc;
    }
}

/// Counts in pieces, in progress.
pub struct PieceCounting {
    pass: Pass<Counter>,
    /// What is known without a look at the genome.
    known: Vec<PieceCount>,
}

struct Counter {
    hits: Hits,
    pieces: Vec<Pieces>,
    /// For each record of `pieces`, the number of pieces before its first.
    before: Vec<usize>,
    counts_gc: bool,
}

impl PieceCounting {
    /// Counts that have not begun: matches, and G and C if that is wanted, in pieces of records. The records come in
    /// order, each once. Costs a look at each segment of these records.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn new(hits: &Hits, pieces: Vec<Pieces>, counts_gc: bool) -> Self {
        let genome = Arc::clone(hits.genome());
        let mut before = Vec::with_capacity(pieces.len());
        let mut piece_count = 0;
        for pieces in &pieces {
            before.push(piece_count);
            piece_count += pieces.count();
        }
        let mut known = vec![PieceCount::default(); piece_count];
        let mut blocks: Vec<usize> = Vec::new();
        for (pieces, &before) in pieces.iter().zip(&before) {
            let range = pieces.range();
            for index in genome.blocks_of(pieces.record, range.clone()) {
                let Some((segment, letters)) = segment_of(&genome, index, pieces.record) else {
                    continue;
                };
                let is_whole = pieces.has_whole(&letters);
                let matches = hits.segment_count(segment);
                if is_whole && range.contains(&letters.start) {
                    known[before + pieces.piece_at(letters.start)].matches += matches;
                }
                let is_to_be_scanned = !is_whole && matches > 0;
                if (counts_gc || is_to_be_scanned) && blocks.last() != Some(&index) {
                    blocks.push(index);
                }
            }
        }
        let counter = Counter {
            hits: hits.clone(),
            pieces,
            before,
            counts_gc,
        };
        Self {
            pass: Pass::over(genome, counter, blocks),
            known,
        }
    }

    /// The first block that is still to be looked at; none when all is counted.
    #[must_use]
    pub fn next_block(&self) -> Option<usize> {
        self.pass.next_block()
    }

    /// The pieces as they were given, and the count of each piece, those of one record after those of the other.
    ///
    /// # Panics
    /// If it is not finished.
    #[must_use]
    pub fn into_counts(self) -> (Vec<Pieces>, Vec<PieceCount>) {
        let mut counts = self.known;
        let (_, counter, lanes) = self.pass.into_parts();
        for lane in lanes {
            for (sum, count) in counts.iter_mut().zip(lane.counts) {
                *sum += count;
            }
        }
        (counter.pieces, counts)
    }
}

impl Stepwise for PieceCounting {
    fn step(&mut self, pool: &dyn Pool, pause: &(dyn Fn() -> bool + Sync)) -> Progress {
        self.pass.step(pool, pause)
    }

    fn turn_to(&mut self, window: Arc<Genome>) {
        self.pass.turn_to(window);
    }
}

/// The index of a record's segment in a block, and its letters in the record.
fn segment_of(genome: &Genome, block: usize, record: RecordId) -> Option<(usize, Range<u64>)> {
    let segments = genome.segment_range(block);
    let indices = segments.clone();
    let view = genome.block(block);
    // Records lie in order.
    let (mut low, mut high) = (0, indices.len());
    while low < high {
        let middle = low.midpoint(high);
        if genome.segment_record(segments.start + middle).0 < record {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let segment = view
        .segment(low)
        .filter(|segment| segment.record == record)?;
    Some((segments.start + low, letters(&segment)))
}

/// The letters of the record that a segment holds.
fn letters(segment: &Segment) -> Range<u64> {
    segment.record_offset..segment.record_offset + segment.positions.len() as u64
}

/// Where one thread counts.
#[derive(Default)]
struct Lane {
    scratch: Scratch,
    counts: Vec<PieceCount>,
    gc: Option<Box<GcScratch>>,
}

impl Counter {
    /// The record's index among the pieces.
    fn find(&self, record: RecordId) -> Option<usize> {
        let found = self
            .pieces
            .binary_search_by_key(&record, |pieces| pieces.record);
        found.ok()
    }

    fn count_matches(&self, genome: &Genome, block: usize, lane: &mut Lane) {
        // The record of the last match, unless it is counted already or not wanted; and where in its pieces it was.
        let mut record = None;
        let mut current: Option<(usize, usize)> = None;
        let Lane {
            scratch, counts, ..
        } = lane;
        let _ = self
            .hits
            .for_each_in_block(genome, block, scratch, &mut |found| {
                if record != Some(found.record) {
                    record = Some(found.record);
                    let cut = self.find(found.record).filter(|&index| {
                        let segment = segment_of(genome, block, found.record);
                        segment.is_some_and(|(_, letters)| !self.pieces[index].has_whole(&letters))
                    });
                    current = cut.map(|index| (index, self.pieces[index].piece_at(found.start)));
                }
                if let Some((index, piece)) = &mut current {
                    let borders = &self.pieces[*index].borders;
                    while *piece + 1 < borders.len() && borders[*piece + 1] <= found.start {
                        *piece += 1;
                    }
                    if *piece + 1 < borders.len() && borders[*piece] <= found.start {
                        counts[self.before[*index] + *piece].matches += 1;
                    }
                }
                ControlFlow::Continue(())
            });
    }

    fn count_gc(&self, genome: &Genome, block: usize, lane: &mut Lane) {
        let view = genome.block(block);
        let Some(planes) = view.planes() else { return };
        let scratch = lane.gc.get_or_insert_with(Box::default);
        let mut has_row = false;
        for segment in view.segments() {
            let Some(index) = self.find(segment.record) else {
                continue;
            };
            let pieces = &self.pieces[index];
            let letters = letters(&segment);
            let wanted = pieces.range();
            let wanted = wanted.start.max(letters.start)..wanted.end.min(letters.end);
            if wanted.start >= wanted.end {
                continue;
            }
            let counts = &mut lane.counts[self.before[index]..];
            let mut piece = pieces.piece_at(wanted.start);
            if view.segment_count() == 1 && wanted == letters && pieces.has_whole(&letters) {
                counts[piece].gc += gc_of_block(planes);
                continue;
            }
            if !has_row {
                scratch.read(planes);
                has_row = true;
            }
            let mut start = wanted.start;
            while start < wanted.end {
                let end = pieces.borders[piece + 1].min(wanted.end);
                let position = |at: u64| segment.positions.start + (at - letters.start) as usize;
                let bits = count_bits(&scratch.row, position(start)..position(end));
                counts[piece].gc += u64::from(bits);
                start = end;
                piece += 1;
            }
        }
    }
}

impl Work for Counter {
    type Lane = Lane;

    fn work_on(&self, genome: &Genome, block: usize, lane: &mut Lane) {
        let piece_count = self.pieces.iter().map(Pieces::count).sum();
        lane.counts.resize(piece_count, PieceCount::default());
        let is_cut = |segment: Segment| {
            let index = self.find(segment.record);
            index.is_some_and(|index| !self.pieces[index].has_whole(&letters(&segment)))
        };
        if genome.block(block).segments().any(is_cut) {
            self.count_matches(genome, block, lane);
        }
        if self.counts_gc {
            self.count_gc(genome, block, lane);
        }
    }
}

/// The letters of a block that are G or C, in the order of the sequence. G is 10 and C is 01, so that they are those whose
/// two bits differ; where there is no base, both are 0.
struct GcScratch {
    plane: Plane,
    row: Row,
}

impl Default for GcScratch {
    fn default() -> Self {
        Self {
            plane: Plane::ZERO,
            row: [0; ROW_WORDS],
        }
    }
}

impl GcScratch {
    fn read(&mut self, planes: BlockPlanes<'_>) {
        let words = planes.low.0.iter().zip(&planes.high.0);
        for (word, (low, high)) in self.plane.0.iter_mut().zip(words) {
            *word = [low[0] ^ high[0], low[1] ^ high[1]];
        }
        plane_to_row(&self.plane, &mut self.row);
    }
}

/// Letters of a whole block that are G or C.
fn gc_of_block(planes: BlockPlanes<'_>) -> u64 {
    let words = planes.low.0.iter().zip(&planes.high.0);
    let counts = words.map(|(low, high)| {
        u64::from((low[0] ^ high[0]).count_ones() + (low[1] ^ high[1]).count_ones())
    });
    counts.sum()
}

impl fmt::Debug for PieceCounting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PieceCounting")
            .field("pieces", &self.known.len())
            .field("progress", &self.pass.progress())
            .finish_non_exhaustive()
    }
}
