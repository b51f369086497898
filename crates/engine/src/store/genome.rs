//! The genome as others see it.

use std::ops::Range;
use std::sync::Arc;

use super::block::{BLOCK_BASES, BlockKind, BlockPlanes, Gaps, block_start};
use super::records::RecordEntry;
use super::tables::{Packed, Planes};
use super::view::BlockView;
use super::{Composition, Windows};
use crate::alphabet::{BASES, complement_letter};
use crate::coordinates::{Match, RecordId, Strand};

/// A packed genome.
///
/// Its records lie one after another in one row of global positions, at least one position apart; the row is cut
/// into blocks of [`BLOCK_BASES`] positions, and a block's share of a record is a *segment*. A block takes two
/// bits a base; three where it has very many letters that are no base, or ends of records; none where it holds no base
/// at all.
///
/// The planes of a genome that memory has no room for are made again from its text, a window at a time: see
/// [`Rereader`](super::Rereader). All else is there without them.
#[derive(Debug, PartialEq, Eq)]
pub struct Genome {
    tables: Arc<GenomeTables>,
    /// The planes of some blocks; none if the tables have those of all.
    window: Option<PlaneWindow>,
}

/// What all windows of a genome have in common.
#[derive(Debug, PartialEq, Eq)]
struct GenomeTables {
    packed: Packed,
    composition: Composition,
    windows: Windows,
    duplicate_names: usize,
    /// For each block the checksum of its planes, if these do not stay.
    plane_checksums: Option<Vec<u64>>,
}

/// The planes of some blocks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlaneWindow {
    pub(super) blocks: Range<usize>,
    pub(super) planes: Planes,
}

/// A record of a genome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordInfo<'genome> {
    /// Which record this is.
    pub id: RecordId,
    /// The first word of its header; `unnamed_` and its ordinal from 1 where the header is empty.
    pub name: &'genome str,
    /// What follows the name in the header.
    pub description: &'genome str,
    /// Letters, also those that are no base.
    pub length_bases: u64,
    /// How often A, C, G, T occur.
    pub base_counts: [u64; 4],
}

impl Genome {
    pub(crate) fn new(packed: Packed, plane_checksums: Option<Vec<u64>>) -> Self {
        let no_planes = PlaneWindow {
            blocks: 0..0,
            planes: Planes::new(),
        };
        let all = 0..packed.records.entries().len();
        Self {
            window: plane_checksums.is_some().then_some(no_planes),
            tables: Arc::new(GenomeTables {
                composition: composition(&packed),
                windows: Windows::of_stretches(all.flat_map(|record| stretches(&packed, record))),
                duplicate_names: packed.records.duplicate_names(),
                packed,
                plane_checksums,
            }),
        }
    }

    /// The same genome with these planes.
    pub(super) fn window(&self, window: PlaneWindow) -> Self {
        Self {
            tables: Arc::clone(&self.tables),
            window: Some(window),
        }
    }

    pub(super) fn packed(&self) -> &Packed {
        &self.tables.packed
    }

    /// The checksum of a block's planes, if these do not stay and there is such a block.
    pub(super) fn plane_checksum(&self, block: usize) -> Option<u64> {
        self.tables.plane_checksums.as_ref()?.get(block).copied()
    }

    /// Whether all planes are in memory.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.window.is_none()
    }

    /// The blocks that can be searched: all, or of a window those that are there and have the next one there too.
    #[must_use]
    pub fn searchable(&self) -> Range<usize> {
        match &self.window {
            None => 0..self.block_count(),
            Some(PlaneWindow { blocks, .. }) if blocks.end == self.block_count() => blocks.clone(),
            Some(PlaneWindow { blocks, .. }) => {
                blocks.start..blocks.end.saturating_sub(1).max(blocks.start)
            }
        }
    }

    /// Whether the planes of a block are in memory.
    pub(super) fn has_planes_of(&self, block: usize) -> bool {
        let window = self.window.as_ref();
        window.is_none_or(|window| window.blocks.contains(&block))
    }

    /// The global position of a record's first letter.
    pub(super) fn record_start(&self, record: RecordId) -> u64 {
        self.packed().records.entries()[record.index()].start
    }

    /// Number of records, also those without sequence.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.packed().records.entries().len()
    }

    /// The records in order.
    pub fn records(&self) -> impl ExactSizeIterator<Item = RecordInfo<'_>> {
        (0..self.record_count()).map(|ordinal| self.record(RecordId::new(ordinal as u32)))
    }

    /// A record, in constant time.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn record(&self, id: RecordId) -> RecordInfo<'_> {
        let entry = &self.packed().records.entries()[id.index()];
        RecordInfo {
            id,
            name: self.packed().records.name(id.index()),
            description: self.packed().records.description(id.index()),
            length_bases: entry.length,
            base_counts: entry.base_counts,
        }
    }

    /// Letters in all records, also those that are no base.
    #[must_use]
    pub fn length_bases(&self) -> u64 {
        self.packed().length_bases
    }

    /// How often each letter occurs in all records.
    #[must_use]
    pub fn composition(&self) -> &Composition {
        &self.tables.composition
    }

    /// Number of records whose name an earlier record has already.
    #[must_use]
    pub fn duplicate_name_count(&self) -> usize {
        self.tables.duplicate_names
    }

    /// Number of records without sequence.
    #[must_use]
    pub fn empty_record_count(&self) -> usize {
        let entries = self.packed().records.entries().iter();
        entries.filter(|entry| entry.length == 0).count()
    }

    /// Memory that the genome takes, in bytes: planes, runs and records.
    #[must_use]
    pub fn store_bytes(&self) -> u64 {
        let packed = self.packed();
        let tables = size_of_val(packed.blocks.as_slice())
            + size_of_val(packed.segment_records.as_slice())
            + size_of::<Self>();
        let window_bytes = self
            .window
            .as_ref()
            .map_or(0, |window| window.planes.bytes());
        packed.planes.bytes()
            + window_bytes
            + packed.records.bytes()
            + packed.others.bytes()
            + packed.soft_masked.bytes()
            + tables as u64
    }

    /// Appends the letters of a record from `range` (0-based, half-open, cut at the record's end) to `letters`:
    /// upper-case, `T` for `U`, and letters that are no base as the file has them.
    ///
    /// # Panics
    /// If there is no such record.
    pub fn sequence(&self, record: RecordId, range: Range<u64>, letters: &mut Vec<u8>) {
        let entry = &self.packed().records.entries()[record.index()];
        let start = entry.start + range.start.min(entry.length);
        let end = (entry.start + range.end.min(entry.length)).max(start);
        let appended_from = letters.len();
        for global in start..end {
            let (block, position) = block_position(global);
            let code = self.planes(block).map_or(0, |planes| planes.code(position));
            letters.push(BASES[usize::from(code)]);
        }
        let appended = &mut letters[appended_from..];
        let others = self.packed().others.after(start);
        for (run, letter) in others.take_while(|(run, _)| run.start < end) {
            let from = run.start.max(start) - start;
            let to = run.end().min(end) - start;
            appended[from as usize..to as usize].fill(letter);
        }
    }

    /// The stretches of a record that are soft-masked (in lower case), in order: 0-based, half-open, in letters of the
    /// record. Two of them may touch.
    ///
    /// # Panics
    /// If there is no such record.
    pub fn soft_masked(&self, record: RecordId) -> impl Iterator<Item = Range<u64>> {
        self.soft_masked_within(record, 0..u64::MAX)
    }

    /// The same for a part of the record (0-based, half-open), and cut at its ends.
    ///
    /// # Panics
    /// If there is no such record.
    pub fn soft_masked_within(
        &self,
        record: RecordId,
        range: Range<u64>,
    ) -> impl Iterator<Item = Range<u64>> {
        let (start, end, offset) = self.global_range(record, range);
        let runs = self.packed().soft_masked.after(start);
        let runs = runs.take_while(move |run| run.start < end);
        runs.map(move |run| run.start.max(start) - offset..run.end().min(end) - offset)
    }

    /// The stretches of a part of a record (0-based, half-open) that hold letters that are no base, in order and cut at its
    /// ends; in letters of the record. Two of them may touch.
    ///
    /// # Panics
    /// If there is no such record.
    pub fn others_within(
        &self,
        record: RecordId,
        range: Range<u64>,
    ) -> impl Iterator<Item = Range<u64>> {
        let (start, end, offset) = self.global_range(record, range);
        let runs = self.packed().others.after(start).map(|(run, _)| run);
        let runs = runs.take_while(move |run| run.start < end);
        runs.map(move |run| run.start.max(start) - offset..run.end().min(end) - offset)
    }

    /// The global positions of a part of a record, cut at its end: start, end, and the position of the record's first letter.
    fn global_range(&self, record: RecordId, range: Range<u64>) -> (u64, u64, u64) {
        let entry = &self.packed().records.entries()[record.index()];
        let start = entry.start + range.start.min(entry.length);
        let end = entry.start + range.end.min(entry.length);
        (start, end.max(start), entry.start)
    }

    /// Letters that are soft-masked (in lower case). Costs a look at each stretch of them.
    #[must_use]
    pub fn soft_masked_bases(&self) -> u64 {
        self.packed()
            .soft_masked
            .after(0)
            .map(|run| run.length)
            .sum()
    }

    /// The letters of a match, 5' to 3' on its own strand (on the forward strand for [`Strand::Both`]).
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn match_sequence(&self, found: &Match) -> String {
        let mut letters = Vec::new();
        self.sequence(found.record, found.start..found.end, &mut letters);
        if found.strand == Strand::Reverse {
            letters.reverse();
            letters
                .iter_mut()
                .for_each(|letter| *letter = complement_letter(*letter));
        }
        letters.into_iter().map(char::from).collect()
    }

    /// For each length, the number of places in all records where so many bases stand in a row: what a motif of
    /// that length can match at most, on one strand.
    #[must_use]
    pub fn windows(&self) -> &Windows {
        &self.tables.windows
    }

    /// The same for one record. Costs a look at each run of letters that are no base in it.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn record_windows(&self, record: RecordId) -> Windows {
        Windows::of_stretches(stretches(self.packed(), record.index()))
    }

    /// Lengths of the stretches of a record that hold nothing but bases, in order; some may be 0.
    ///
    /// # Panics
    /// If there is no such record.
    pub fn stretches(&self, record: RecordId) -> impl Iterator<Item = u64> {
        stretches(self.packed(), record.index())
    }

    /// Number of blocks.
    #[must_use]
    pub fn block_count(&self) -> usize {
        self.packed().blocks.len()
    }

    /// A block.
    ///
    /// # Panics
    /// If there is no such block.
    #[must_use]
    pub fn block(&self, index: usize) -> BlockView<'_> {
        assert!(index < self.block_count(), "no block {index}");
        BlockView::new(self, index)
    }

    /// Number of segments of all blocks.
    pub(crate) fn segment_count(&self) -> usize {
        self.packed().segment_records.len()
    }

    /// The segments of a block, as indices into those of all blocks.
    pub(crate) fn segment_range(&self, block: usize) -> Range<usize> {
        let first = |block: usize| match self.packed().blocks.get(block) {
            Some(entry) => entry.first_segment as usize,
            None => self.segment_count(),
        };
        first(block)..first(block + 1)
    }

    pub(crate) fn segment_record(&self, segment: usize) -> (RecordId, &RecordEntry) {
        let record = self.packed().segment_records[segment];
        let entry = &self.packed().records.entries()[record as usize];
        (RecordId::new(record), entry)
    }

    /// The block and the position in it of a record's letter; for `start` past the record's end, of the position
    /// right after it.
    pub(crate) fn block_of(&self, record: RecordId, start: u64) -> (usize, usize) {
        let entry = &self.packed().records.entries()[record.index()];
        block_position(entry.start + start.min(entry.length))
    }

    /// The blocks that these letters of a record (0-based, half-open, cut at the record's end) lie in; it may share the
    /// first and the last with other records. A range without letters has none.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn blocks_of(&self, record: RecordId, range: Range<u64>) -> Range<usize> {
        let length = self.record(record).length_bases;
        let (start, end) = (range.start.min(length), range.end.min(length));
        let (first, _) = self.block_of(record, start);
        if start >= end {
            return first..first;
        }
        let (last, _) = self.block_of(record, end - 1);
        first..last + 1
    }

    /// The planes of a block; none if it holds no base, or if there is no such block.
    pub(super) fn planes(&self, block: usize) -> Option<BlockPlanes<'_>> {
        let entry = self.packed().blocks.get(block)?;
        let (planes, before) = match &self.window {
            None => (&self.packed().planes, 0),
            Some(window) => {
                let blocks = &window.blocks;
                assert!(blocks.contains(&block), "block {block} is not in memory");
                let first = self.packed().blocks[blocks.start].first_plane;
                (&window.planes, first)
            }
        };
        let plane = |offset: u32| &planes[(entry.first_plane - before + offset) as usize];
        Some(BlockPlanes {
            gaps: match entry.kind {
                BlockKind::NoBase => return None,
                BlockKind::AllBases => Gaps::None,
                BlockKind::FewGaps => Gaps::Ranges,
                BlockKind::ManyGaps => Gaps::Plane(plane(2)),
            },
            low: plane(0),
            high: plane(1),
        })
    }

    /// The positions of a block that hold a letter that is no base, in order.
    pub(super) fn other_ranges(
        &self,
        block: usize,
    ) -> impl Iterator<Item = Range<usize>> + use<'_> {
        let start = block_start(block);
        let end = start + BLOCK_BASES as u64;
        let runs = self.packed().others.after(start);
        runs.map(|(run, _)| run)
            .take_while(move |run| run.start < end)
            .map(move |run| {
                (run.start.max(start) - start) as usize..(run.end().min(end) - start) as usize
            })
    }
}

/// Lengths of the stretches of a record that hold nothing but bases.
fn stretches(packed: &Packed, record: usize) -> impl Iterator<Item = u64> {
    let entry = packed.records.entries()[record];
    let others = packed.others.after(entry.start);
    let others = others.take_while(move |(run, _)| run.start < entry.end());
    let ends = others.map(|(run, _)| (run.start, run.end()));
    let mut start = entry.start;
    ends.chain(std::iter::once((entry.end(), 0)))
        .map(move |(end, next_start)| {
            let length = end - start;
            start = next_start;
            length
        })
}

fn block_position(global: u64) -> (usize, usize) {
    let block = global / BLOCK_BASES as u64;
    let position = global % BLOCK_BASES as u64;
    (block as usize, position as usize)
}

fn composition(packed: &Packed) -> Composition {
    let mut bases = [0; 4];
    for entry in packed.records.entries() {
        let sums = bases.iter_mut().zip(entry.base_counts);
        sums.for_each(|(sum, count)| *sum += count);
    }
    let counts = packed.other_counts.iter().enumerate();
    let others = counts
        .filter(|&(_, &count)| count > 0)
        .map(|(letter, &count)| (letter as u8, count))
        .collect();
    Composition { bases, others }
}
