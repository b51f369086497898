//! A block as a scan sees it.

use std::ops::Range;

use super::block::{BLOCK_BASES, BlockPlanes, Gaps, block_start};
use super::genome::Genome;
use super::transpose::{ROW_WORDS, Row, plane_to_row};
use crate::coordinates::RecordId;
use crate::motif::Motif;
use crate::scope::Scope;

/// In a decoded text, stands where no record is.
pub const OUTSIDE: u8 = 0x80;

/// Positions after a block's end that a match which starts in it may cover.
pub const OVERLAP_BASES: usize = Motif::LONGEST - 1;

/// A block of a genome, with its neighbours and the records that it holds.
///
/// Positions within a block count from 0 to [`BLOCK_BASES`]. Between two records, and after the last, stands at
/// least one position without a base, so that nothing can match across the end of a record. Nothing can match where a
/// [`Scope`] excludes it either.
#[derive(Debug, Clone, Copy)]
pub struct BlockView<'genome> {
    genome: &'genome Genome,
    index: usize,
    scope: Option<&'genome Scope>,
}

/// A block's share of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The record.
    pub record: RecordId,
    /// The positions of the block that belong to it, half-open.
    pub positions: Range<usize>,
    /// How many letters of the record lie before these.
    pub record_offset: u64,
}

impl Segment {
    /// Where in the record a position of the block is, 0-based.
    #[must_use]
    pub fn in_record(&self, position: usize) -> u64 {
        self.record_offset + (position - self.positions.start) as u64
    }
}

impl<'genome> BlockView<'genome> {
    pub(crate) fn new(genome: &'genome Genome, index: usize) -> Self {
        Self {
            genome,
            index,
            scope: None,
        }
    }

    /// The same block, in which only what the scope has may match.
    #[must_use]
    pub fn within(self, scope: &'genome Scope) -> Self {
        Self {
            scope: (!scope.is_whole()).then_some(scope),
            ..self
        }
    }

    /// The positions of the block and of the [`OVERLAP_BASES`] after it that no match may reach over: in order, and apart
    /// from one another. None without a scope.
    pub(crate) fn excluded(&self) -> impl Iterator<Item = Range<usize>> + use<'genome> {
        let start = block_start(self.index);
        let range = start..start + (BLOCK_BASES + OVERLAP_BASES) as u64;
        let genome = self.genome;
        let excluded = self.scope.map(|scope| scope.excluded(genome, range));
        let excluded = excluded.into_iter().flatten();
        excluded.map(move |range| (range.start - start) as usize..(range.end - start) as usize)
    }

    /// Whether no match may start in the block.
    pub(crate) fn is_excluded(&self) -> bool {
        let first = self.excluded().next();
        first.is_some_and(|first| first.start == 0 && first.end >= self.end())
    }

    /// The planes; none if no position is a base.
    #[must_use]
    pub fn planes(&self) -> Option<BlockPlanes<'genome>> {
        self.genome.planes(self.index)
    }

    /// The planes of the next block; none if no position there is a base, or if there is no such block.
    #[must_use]
    pub fn next_planes(&self) -> Option<BlockPlanes<'genome>> {
        self.genome.planes(self.index + 1)
    }

    /// Number of segments.
    #[must_use]
    pub fn segment_count(&self) -> usize {
        self.genome.segment_range(self.index).len()
    }

    /// The segments, in order. Records without letters have none.
    pub fn segments(&self) -> impl Iterator<Item = Segment> + use<'genome> {
        let block = *self;
        (0..self.segment_count()).filter_map(move |index| block.segment(index))
    }

    /// A segment, by its index from 0.
    #[must_use]
    pub fn segment(&self, index: usize) -> Option<Segment> {
        let segment = self.genome.segment_range(self.index).nth(index)?;
        let (record, entry) = self.genome.segment_record(segment);
        let block_start = block_start(self.index);
        let start = entry.start.max(block_start);
        let end = entry.end().min(block_start + BLOCK_BASES as u64);
        Some(Segment {
            record,
            positions: (start - block_start) as usize..(end - block_start) as usize,
            record_offset: start - entry.start,
        })
    }

    /// Letters of the block that belong to records.
    #[must_use]
    pub fn length_bases(&self) -> u64 {
        self.segments()
            .map(|segment| segment.positions.len() as u64)
            .sum()
    }

    /// One past the last position that belongs to a record: all of a block but, mostly, the genome's last.
    #[must_use]
    pub fn end(&self) -> usize {
        match self.segment_count().checked_sub(1) {
            Some(last) => self.segment(last).map_or(0, |last| last.positions.end),
            None => 0,
        }
    }

    /// The positions that hold no base, as ranges in no order, some perhaps twice: those of other letters, and those that
    /// belong to no record.
    pub fn gaps(self) -> impl Iterator<Item = Range<usize>> + use<'genome> {
        self.genome.other_ranges(self.index).chain(self.outside())
    }

    /// Decodes the block and the [`OVERLAP_BASES`] positions after it: a byte each, as
    /// [`BaseSet`](crate::alphabet::BaseSet) has its bits; 0 where there is no base, [`OUTSIDE`] where no record is, and where
    /// the scope excludes it.
    pub fn decode(&self, text: &mut Vec<u8>) {
        text.clear();
        text.resize(BLOCK_BASES + OVERLAP_BASES, 0);
        let (block, overlap) = text.split_at_mut(BLOCK_BASES);
        if let Some(planes) = self.planes() {
            decode_block(planes, block);
            if matches!(planes.gaps, Gaps::Ranges) {
                self.gaps().for_each(|gap| block[gap].fill(0));
            }
        }
        if let Some(planes) = self.next_planes() {
            let is_base = self.starts_of_next();
            for (position, mask) in overlap.iter_mut().enumerate() {
                *mask = is_base[position] << planes.code(position);
            }
        }
        self.for_each_outside(|position| text[position] = OUTSIDE);
        self.excluded()
            .for_each(|excluded| text[excluded].fill(OUTSIDE));
    }

    /// Which of the first positions of the next block hold a base: 1, or 0. None if there is no such block.
    pub(crate) fn starts_of_next(&self) -> [u8; OVERLAP_BASES] {
        let mut is_base = [1; OVERLAP_BASES];
        match self.next_planes().map(|next| next.gaps) {
            Some(Gaps::Plane(plane)) => {
                for (position, is_base) in is_base.iter_mut().enumerate() {
                    *is_base = u8::from(plane.bit(position));
                }
            }
            Some(Gaps::Ranges) => {
                for gap in self.next().into_iter().flat_map(Self::gaps) {
                    let positions = gap.start.min(OVERLAP_BASES)..gap.end.min(OVERLAP_BASES);
                    is_base[positions].fill(0);
                }
            }
            Some(Gaps::None) => {}
            None => is_base.fill(0),
        }
        is_base
    }

    /// Calls with the positions, in order, that belong to no record: between two of them, and after the last; of the
    /// block and the [`OVERLAP_BASES`] positions after it.
    pub(crate) fn for_each_outside(&self, mut outside: impl FnMut(usize)) {
        self.outside().flatten().for_each(&mut outside);
        let last = BLOCK_BASES + OVERLAP_BASES;
        let Some(next) = self.next() else {
            return (BLOCK_BASES..last).for_each(outside);
        };
        next.outside()
            .map(|range| BLOCK_BASES + range.start..BLOCK_BASES + range.end)
            .take_while(|range| range.start < last)
            .for_each(|range| (range.start..range.end.min(last)).for_each(&mut outside));
    }

    /// The positions of the block that belong to no record, in order.
    fn outside(self) -> impl Iterator<Item = Range<usize>> + use<'genome> {
        let starts = self.segments().map(|segment| segment.positions.start);
        let ends = self.segments().map(|segment| segment.positions.end);
        let ranges = std::iter::once(0)
            .chain(ends)
            .zip(starts.chain(std::iter::once(BLOCK_BASES)));
        ranges
            .map(|(start, end)| start..end)
            .filter(|range| !range.is_empty())
    }

    fn next(&self) -> Option<Self> {
        let index = self.index + 1;
        (index < self.genome.block_count()).then_some(Self { index, ..*self })
    }
}

fn decode_block(planes: BlockPlanes<'_>, text: &mut [u8]) {
    let mut low: Row = [0; ROW_WORDS];
    let mut high: Row = [0; ROW_WORDS];
    plane_to_row(planes.low, &mut low);
    plane_to_row(planes.high, &mut high);
    let (words, _) = text.as_chunks_mut::<64>();
    for ((word, low), high) in words.iter_mut().zip(low.iter()).zip(high.iter()) {
        for (index, bases) in word.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let low = low >> (4 * index) & 15;
            let high = high >> (4 * index) & 15;
            *bases = MASKS[(high << 4 | low) as usize];
        }
    }
    if let Gaps::Plane(is_base) = planes.gaps {
        let mut row: Row = [0; ROW_WORDS];
        plane_to_row(is_base, &mut row);
        for (word, bits) in words.iter_mut().zip(row.iter()) {
            if *bits != !0 {
                for (index, mask) in word.iter_mut().enumerate() {
                    *mask *= (bits >> index & 1) as u8;
                }
            }
        }
    }
}

/// The masks of four bases, by their upper bits (in bits 4 to 7) and lower bits (0 to 3).
const MASKS: [[u8; 4]; 256] = {
    let mut masks = [[0; 4]; 256];
    let mut index = 0;
    while index < 256 {
        let mut base = 0;
        while base < 4 {
            let (low, high) = (index >> base & 1, index >> (4 + base) & 1);
            masks[index][base] = 1 << (2 * high + low);
            base += 1;
        }
        index += 1;
    }
    masks
};
