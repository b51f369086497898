//! The result of a search: counts, and rows made on demand.

use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use crate::coordinates::{Match, RecordId, StrandCounts};
use crate::scan::{MatchSink, Scan, Scratch, SegmentCursor};
use crate::search::Query;
use crate::store::Genome;

/// The matches of a finished search: counts per block and record, from which the positions are made again by
/// scanning just the blocks that are asked for.
#[derive(Clone)]
pub struct Hits {
    genome: Arc<Genome>,
    counted: Arc<Counted>,
}

/// What was counted, whatever part of the genome is in memory.
struct Counted {
    query: Query,
    scan: Arc<dyn Scan>,
    /// Counts of each segment.
    segments: Vec<StrandCounts>,
    /// For each block, the number of matches in all blocks before it; the total last.
    before_block: Vec<u64>,
    /// Counts of each record.
    records: Vec<StrandCounts>,
    records_with_matches: usize,
    /// Counts of each motif.
    motifs: Vec<StrandCounts>,
    total: StrandCounts,
}

impl Hits {
    pub(crate) fn new(
        genome: Arc<Genome>,
        query: Query,
        scan: Arc<dyn Scan>,
        segments: Vec<StrandCounts>,
        motifs: Vec<StrandCounts>,
    ) -> Self {
        let mut records = vec![StrandCounts::default(); genome.record_count()];
        let mut total = StrandCounts::default();
        for (segment, count) in segments.iter().enumerate() {
            let (record, _) = genome.segment_record(segment);
            records[record.index()] += *count;
            total += *count;
        }
        let mut before_block = vec![0];
        let mut before = 0;
        for block in 0..genome.block_count() {
            let counts = &segments[genome.segment_range(block)];
            before += counts.iter().map(StrandCounts::total).sum::<u64>();
            before_block.push(before);
        }
        let has_matches = |counts: &&StrandCounts| counts.total() > 0;
        let counted = Counted {
            records_with_matches: records.iter().filter(has_matches).count(),
            query,
            scan,
            segments,
            before_block,
            records,
            motifs,
            total,
        };
        Self {
            genome,
            counted: Arc::new(counted),
        }
    }

    /// The same matches, of which those in the blocks of this window can be listed.
    #[must_use]
    pub fn in_window(&self, window: Arc<Genome>) -> Self {
        Self {
            genome: window,
            counted: Arc::clone(&self.counted),
        }
    }

    /// The block that the match of this row starts in; none if there is no such row.
    #[must_use]
    pub fn block_of_row(&self, row: u64) -> Option<usize> {
        let before_block = &self.counted.before_block;
        (row < self.total()).then(|| before_block.partition_point(|&before| before <= row) - 1)
    }

    /// The genome that was searched.
    #[must_use]
    pub fn genome(&self) -> &Arc<Genome> {
        &self.genome
    }

    /// What was searched for.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.counted.query
    }

    /// Number of matches.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counted.total.total()
    }

    /// Number of matches by strand.
    #[must_use]
    pub fn strand_counts(&self) -> StrandCounts {
        self.counted.total
    }

    /// Number of matches of a motif, by strand.
    ///
    /// # Panics
    /// If there is no such motif in the query.
    #[must_use]
    pub fn motif_counts(&self, motif: u32) -> StrandCounts {
        self.counted.motifs[motif as usize]
    }

    /// Letters of a match that differ from its motif, as indices into
    /// [`Genome::match_sequence`](crate::Genome::match_sequence), in order. Where a motif of variable length can be
    /// laid on the match in several ways, those of one with the fewest.
    ///
    /// # Panics
    /// If this is no match of these.
    #[must_use]
    pub fn mismatches(&self, found: &Match) -> Vec<usize> {
        if self.counted.query.mismatches == 0 {
            return Vec::new();
        }
        let motif = &self.counted.query.motifs[found.motif as usize].motif;
        let letters = self.genome.match_sequence(found);
        let mismatches = motif.mismatches(letters.as_bytes());
        mismatches.unwrap_or_else(|| panic!("{found:?} is no match of {motif}"))
    }

    /// Number of matches in a segment, by strand.
    pub(crate) fn segment_counts(&self, segment: usize) -> StrandCounts {
        self.counted.segments[segment]
    }

    /// Number of records with at least one match.
    #[must_use]
    pub fn records_with_matches(&self) -> usize {
        self.counted.records_with_matches
    }

    /// Number of matches in a record, by strand, in constant time.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn record_counts(&self, record: RecordId) -> StrandCounts {
        self.counted.records[record.index()]
    }

    /// Number of matches in a record, in constant time.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn record_count(&self, record: RecordId) -> u64 {
        self.record_counts(record).total()
    }

    /// Up to `count` matches from row `from` on, rows counted from 0. Costs a binary search and a scan of the
    /// blocks that the rows lie in.
    #[must_use]
    pub fn rows(&self, from: u64, count: usize) -> Vec<Match> {
        let mut rows = Vec::new();
        if count == 0 {
            return rows;
        }
        let _ = self.for_each_from(from, &mut |found| {
            rows.push(found);
            if rows.len() < count {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        rows
    }

    /// The row of the first match in `record` that starts at `start` (0-based) or later, or of the first match
    /// after that record; [`Hits::total`] if there is none. Costs a scan of one block.
    ///
    /// # Panics
    /// If there is no such record.
    #[must_use]
    pub fn row_at(&self, record: RecordId, start: u64) -> u64 {
        let (block, position) = self.genome.block_of(record, start);
        let Some(&before) = self.counted.before_block.get(block) else {
            return self.total();
        };
        let mut row = before;
        let mut scratch = Scratch::default();
        let _ = self.matches_in_block(&self.genome, block, &mut scratch, &mut |found| {
            if found.start >= position {
                return ControlFlow::Break(());
            }
            row += 1;
            ControlFlow::Continue(())
        });
        row
    }

    /// A hash of all that was counted: per segment and motif, by strand (FNV-1a, 64 bits, over words instead of bytes).
    #[must_use]
    pub fn counts_hash(&self) -> u64 {
        let counts = self.counted.segments.iter().chain(&self.counted.motifs);
        let words = counts.flat_map(|counts| [counts.forward, counts.reverse, counts.both]);
        words.fold(0xcbf2_9ce4_8422_2325, |hash, word| {
            let hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3);
            hash ^ hash >> 29
        })
    }

    /// Memory that the counts take, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let counts =
            self.counted.segments.len() + self.counted.records.len() + self.counted.motifs.len();
        let bytes =
            counts * size_of::<StrandCounts>() + size_of_val(self.counted.before_block.as_slice());
        bytes as u64
    }

    /// Passes the matches from row `from` on to `sink`, in order, until there are no more (in this window of the genome)
    /// or the sink breaks off. Blocks without matches are skipped.
    pub fn for_each_from(
        &self,
        from: u64,
        sink: &mut dyn FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(first_block) = self.block_of_row(from) else {
            return ControlFlow::Continue(());
        };
        let mut scratch = Scratch::default();
        let mut to_skip = from - self.counted.before_block[first_block];
        for block in first_block..self.genome.searchable().end {
            self.for_each_in_block(&self.genome, block, &mut scratch, &mut |found| {
                if to_skip > 0 {
                    to_skip -= 1;
                    return ControlFlow::Continue(());
                }
                sink(found)
            })?;
        }
        ControlFlow::Continue(())
    }

    /// Number of matches that start in these blocks, in constant time.
    ///
    /// # Panics
    /// If the genome does not have these blocks.
    #[must_use]
    pub fn count_in_blocks(&self, blocks: Range<usize>) -> u64 {
        let before_block = &self.counted.before_block;
        before_block[blocks.end] - before_block[blocks.start]
    }

    /// Number of matches that start in a segment, in constant time.
    pub(crate) fn segment_count(&self, segment: usize) -> u64 {
        self.counted.segments[segment].total()
    }

    /// Passes the matches that start in a block on to `sink`, in order.
    pub(crate) fn for_each_in_block(
        &self,
        genome: &Genome,
        block: usize,
        scratch: &mut Scratch,
        sink: &mut dyn FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let view = genome.block(block);
        let mut cursor = SegmentCursor::new(&view);
        self.matches_in_block(genome, block, scratch, &mut |found| {
            let (_, segment) = cursor.segment_of(found.start);
            let start = segment.in_record(found.start);
            sink(Match {
                record: segment.record,
                start,
                end: start + found.length as u64,
                strand: found.strand,
                motif: found.motif,
            })
        })
    }

    /// Scans a block once more, if it has matches.
    fn matches_in_block(
        &self,
        genome: &Genome,
        block: usize,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        let range = self.counted.before_block.get(block..block + 2);
        if range.is_none_or(|range| range[0] == range[1]) {
            return ControlFlow::Continue(());
        }
        let block = genome.block(block).within(&self.counted.query.scope);
        self.counted.scan.matches(&block, scratch, sink)
    }
}

impl std::fmt::Debug for Hits {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Hits")
            .field("query", &self.counted.query)
            .field("total", &self.counted.total)
            .field("segments", &self.counted.segments.len())
            .finish_non_exhaustive()
    }
}
