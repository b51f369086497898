//! What becomes of the hits of a block: a count, or rows of bits from which positions are read.

use std::ops::ControlFlow;

use crate::coordinates::Strand;
use crate::scan::{BlockMatch, MatchSink};
use crate::store::{BlockView, Plane, ROW_WORDS, Row, Word, count_bits, plane_to_row};

/// Takes hits: the word of their start, their length, and their lanes.
pub(super) trait Tally {
    fn add(&mut self, word: usize, length: usize, lanes: Word);
}

/// Counts.
#[derive(Debug, Default)]
pub(super) struct Counter {
    pub(super) count: u32,
}

impl Tally for Counter {
    #[inline(always)]
    fn add(&mut self, _word: usize, _length: usize, lanes: Word) {
        self.count += lanes[0].count_ones() + lanes[1].count_ones();
    }
}

/// Keeps hits as planes.
pub(super) struct Recorder<'rows> {
    pub(super) rows: &'rows mut HitRows,
    pub(super) strand: Strand,
}

impl Tally for Recorder<'_> {
    fn add(&mut self, word: usize, length: usize, lanes: Word) {
        let kept = &mut self.rows.plane(length, self.strand).0[word];
        kept[0] |= lanes[0];
        kept[1] |= lanes[1];
    }
}

/// The hits of a block, a plane for each length and strand that occurs.
#[derive(Debug, Default)]
pub(crate) struct HitRows {
    used: Vec<HitRow>,
    spare: Vec<HitRow>,
}

#[derive(Debug)]
struct HitRow {
    length: usize,
    strand: Strand,
    plane: Box<Plane>,
    row: Box<Row>,
}

impl HitRows {
    pub(super) fn clear(&mut self) {
        for used in &mut self.used {
            used.plane.0.fill([0; 2]);
        }
        self.spare.append(&mut self.used);
    }

    fn plane(&mut self, length: usize, strand: Strand) -> &mut Plane {
        let known = self
            .used
            .iter()
            .position(|row| row.length == length && row.strand == strand);
        let index = known.unwrap_or_else(|| {
            let spare = self.spare.pop();
            let mut row = spare.unwrap_or_else(|| HitRow {
                length,
                strand,
                plane: Box::new(Plane::ZERO),
                row: Box::new([0; ROW_WORDS]),
            });
            row.length = length;
            row.strand = strand;
            self.used.push(row);
            self.used.len() - 1
        });
        &mut self.used[index].plane
    }

    /// Passes the hits on, in order of start, length, strand.
    pub(super) fn matches(&mut self, sink: &mut MatchSink<'_>) -> ControlFlow<()> {
        self.used
            .sort_unstable_by_key(|row| (row.length, row.strand));
        self.transpose();
        for word in 0..ROW_WORDS {
            let mut any = self.used.iter().fold(0, |any, row| any | row.row[word]);
            while any != 0 {
                let bit = any.trailing_zeros() as usize;
                any &= any - 1;
                for row in &self.used {
                    if row.row[word] >> bit & 1 == 1 {
                        sink(BlockMatch {
                            start: word * 64 + bit,
                            length: row.length,
                            strand: row.strand,
                        })?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Counts the hits that start in each segment of the block: index of the segment, count.
    pub(super) fn count(&mut self, block: &BlockView<'_>, mut add: impl FnMut(usize, u32)) {
        if self.used.is_empty() {
            return;
        }
        self.transpose();
        for (index, segment) in block.segments().enumerate() {
            let counts = self
                .used
                .iter()
                .map(|row| count_bits(&row.row, segment.positions.clone()));
            add(index, counts.sum());
        }
    }

    fn transpose(&mut self) {
        for HitRow { plane, row, .. } in &mut self.used {
            plane_to_row(plane, row);
        }
    }
}
