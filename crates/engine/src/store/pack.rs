//! Packs the letters of a block.

use std::ops::Range;

use super::block::{BLOCK_BASES, BlockKind, Plane};
use super::rows::{Bases, NOTHING, Rows, runs};
use super::stripes::{base_counts, read_bases};
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
        if self.is_plain && self.pack_bases(rows) {
            return;
        }
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
        self.made.provide_planes();
        let planes = self.made.planes.iter_mut();
        for (plane, row) in planes.zip([&rows.low, &rows.high, &rows.is_base]) {
            row_to_plane(row, plane);
        }
    }

    /// Packs the block the quick way, if it has bases of one record and nothing else; gives whether it does.
    fn pack_bases(&mut self, rows: &mut Rows) -> bool {
        let [share] = &mut *self.shares else {
            return false;
        };
        let made = &mut self.made;
        made.kind = BlockKind::AllBases;
        made.provide_planes();
        let [low, high, ..] = &mut *made.planes else {
            return false;
        };
        if !read_bases(&self.letters, [low, high], &mut rows.is_lower) {
            return false;
        }
        share.base_counts = base_counts(low, high);
        made.soft_masked.extend(runs(&rows.is_lower));
        true
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
    /// Sees to it that there are as many planes as the kind has.
    fn provide_planes(&mut self) {
        let count = self.planes.len().max(self.kind.planes());
        self.planes.resize(count, Plane::ZERO);
    }

    /// Low, high, is-base: as many as the kind has.
    pub(super) fn planes(&self) -> &[Plane] {
        &self.planes[..self.kind.planes()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a block of one record is packed to, if it is said to be plain or not.
    fn packed(letters: &[u8; BLOCK_BASES], is_plain: bool) -> Letters {
        let mut block = Letters::new();
        block.letters.copy_from_slice(letters);
        block.is_plain = is_plain;
        block.shares.push(Share {
            record: 0,
            positions: 0..BLOCK_BASES,
            base_counts: [0; 4],
        });
        block.pack(&mut Rows::new());
        block
    }

    /// The quick way gives what looking at each letter gives, and leaves alone what it cannot do.
    #[test]
    fn ways_to_pack_agree() {
        let mut letters = Box::new([b'A'; BLOCK_BASES]);
        let mut state = 1_u64;
        for (position, letter) in letters.iter_mut().enumerate() {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *letter = b"ACGTUCGA"[(state >> 61) as usize];
            // Lower case in stretches of all lengths, which also end within sixty-four letters.
            if position % 1511 < position / 100 {
                letter.make_ascii_lowercase();
            }
        }
        let mut check = |other: Option<(usize, u8)>, kind: BlockKind| {
            if let Some((position, other)) = other {
                letters[position] = other;
            }
            let [quick, slow] = [true, false].map(|is_plain| packed(&letters, is_plain));
            assert_eq!(quick.made.kind, kind);
            assert_eq!(slow.made.kind, kind);
            assert!(quick.made.planes() == slow.made.planes(), "{other:?}");
            assert_eq!(quick.made.soft_masked, slow.made.soft_masked);
            assert_eq!(quick.made.others, slow.made.others);
            assert_eq!(quick.shares[0].base_counts, slow.shares[0].base_counts);
            quick
        };
        let bases = check(None, BlockKind::AllBases);
        assert!(bases.made.soft_masked.len() > 80);
        let counts = bases.shares[0].base_counts;
        assert_eq!(counts.iter().sum::<u64>(), BLOCK_BASES as u64);
        for position in [BLOCK_BASES - 1, 77_777, 0] {
            let gap = check(Some((position, b'N')), BlockKind::FewGaps);
            assert_eq!(gap.made.others[0], (position..position + 1, b'N'));
        }
    }
}
