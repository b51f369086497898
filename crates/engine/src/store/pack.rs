//! Packs the letters of a block.

use std::ops::Range;

use super::block::{BLOCK_BASES, BlockKind, Plane};
use super::rows::{Bases, NOTHING, Rows, runs};
use super::transpose::{Row, row_to_plane};

/// A block before and after it is packed.
#[derive(Debug)]
pub(super) struct Letters {
    /// The letters; [`NOTHING`] where no record is.
    pub(super) letters: Box<[u8; BLOCK_BASES]>,
    /// Whether there are no other letters than A, C, G, T, U and N.
    pub(super) is_plain: bool,
    /// The block's shares of records, in order.
    pub(super) shares: Vec<Share>,
    /// What is made of all that.
    pub(super) made: PackedBlock,
}

/// A block's share of a record.
#[derive(Debug)]
pub(super) struct Share {
    /// Index of the record.
    pub(super) record: u32,
    /// The positions of the block.
    pub(super) positions: Range<usize>,
    /// How often A, C, G, T stand there; known when the block is packed.
    pub(super) base_counts: [u64; 4],
}

/// What is made of the letters of a block; positions are those of the block.
#[derive(Debug)]
pub(super) struct PackedBlock {
    pub(super) kind: BlockKind,
    /// As many as the kind has, and perhaps some of no meaning behind them.
    planes: Vec<Plane>,
    /// Stretches of the same letter that is no base, in upper case.
    pub(super) others: Vec<(Range<usize>, u8)>,
    /// Stretches of lower-case letters.
    pub(super) soft_masked: Vec<Range<usize>>,
}

impl Letters {
    pub(super) fn new() -> Self {
        Self {
            letters: Box::new([NOTHING; BLOCK_BASES]),
            is_plain: true,
            shares: Vec::new(),
            made: PackedBlock {
                kind: BlockKind::NoBase,
                planes: Vec::new(),
                others: Vec::new(),
                soft_masked: Vec::new(),
            },
        }
    }

    /// Forgets what the block was, for another.
    pub(super) fn clear(&mut self) {
        self.is_plain = true;
        self.shares.clear();
        self.made.others.clear();
        self.made.soft_masked.clear();
    }

    /// Packs the block.
    pub(super) fn pack(&mut self, rows: &mut Rows) {
        rows.read(&self.letters, self.is_plain);
        for share in &mut self.shares {
            share.base_counts = rows.base_counts(share.positions.clone());
        }
        let mut gaps = 0;
        if rows.bases != Bases::All {
            let is_gap: &Row = &std::array::from_fn(|index| !rows.is_base[index]);
            for gap in runs(is_gap) {
                gaps += 1;
                self.split_by_letter(gap);
            }
        }
        self.made.soft_masked.extend(runs(&rows.is_lower));
        let few = BlockKind::MOST_FEW;
        self.made.kind = match rows.bases {
            Bases::None => BlockKind::NoBase,
            Bases::All => BlockKind::AllBases,
            Bases::Some if gaps <= few && self.made.others.len() <= few => BlockKind::FewGaps,
            Bases::Some => BlockKind::ManyGaps,
        };
        let planes = &mut self.made.planes;
        planes.resize(planes.len().max(self.made.kind.planes()), Plane::ZERO);
        for (plane, row) in planes
            .iter_mut()
            .zip([&rows.low, &rows.high, &rows.is_base])
        {
            row_to_plane(row, plane);
        }
    }

    /// Splits positions without bases where the letter changes, and leaves out where there is none.
    fn split_by_letter(&mut self, gap: Range<usize>) {
        let mut start = gap.start;
        while start < gap.end {
            let letter = self.letters[start].to_ascii_uppercase();
            let differs = |other: &u8| other.to_ascii_uppercase() != letter;
            let length = self.letters[start..gap.end].iter().position(differs);
            let end = length.map_or(gap.end, |length| start + length);
            if letter != NOTHING {
                self.made.others.push((start..end, letter));
            }
            start = end;
        }
    }
}

impl PackedBlock {
    /// Low, high, is-base: as many as the kind has.
    pub(super) fn planes(&self) -> &[Plane] {
        &self.planes[..self.kind.planes()]
    }
}
