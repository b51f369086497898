//! Pieces of records as text, for programs that search in text, and sums to compare what they find.

use std::ops::{ControlFlow, Range};

use super::Part;
use crate::coordinates::{RecordId, Strand};
use crate::hits::Hits;
use crate::pass::record_tasks;
use crate::scan::Scratch;
use crate::store::{BLOCK_BASES, Genome};

/// The most letters of a piece.
pub const LONGEST_PIECE: u64 = 1 << 22;
const BLOCKS_TOGETHER: usize = LONGEST_PIECE as usize / BLOCK_BASES;

/// Letters of a record that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The record.
    pub record: RecordId,
    /// Its letters, 0-based, half-open; never more than [`LONGEST_PIECE`].
    pub letters: Range<u64>,
    /// The blocks that they lie in.
    pub blocks: Range<usize>,
}

/// Number of matches that start in a piece, and a sum over them that does not depend on their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PieceSum {
    /// Number of matches.
    pub count: u64,
    /// The sum of a hash of each, wrapping.
    pub sum: u32,
}

/// The pieces of a part of a genome: together they hold the letters of its blocks, each once.
pub fn pieces(genome: &Genome, part: Part) -> Vec<Piece> {
    let mut all = Vec::new();
    for blocks in record_tasks(genome) {
        let blocks = part.of(&blocks);
        let mut from = blocks.start;
        while from < blocks.end {
            let to = blocks.end.min(from + BLOCKS_TOGETHER);
            push_pieces(genome, from..to, &mut all);
            from = to;
        }
    }
    all
}

fn push_pieces(genome: &Genome, blocks: Range<usize>, all: &mut Vec<Piece>) {
    let first = all.len();
    for block in blocks {
        for segment in genome.block(block).segments() {
            let end = segment.record_offset + segment.positions.len() as u64;
            match all[first..].last_mut() {
                Some(last) if last.record == segment.record => {
                    last.letters.end = end;
                    last.blocks.end = block + 1;
                }
                _ => all.push(Piece {
                    record: segment.record,
                    letters: segment.record_offset..end,
                    blocks: block..block + 1,
                }),
            }
        }
    }
}

impl PieceSum {
    /// The matches of a search that start in the piece.
    #[must_use]
    pub fn of(hits: &Hits, piece: &Piece) -> Self {
        let mut sum = Self::default();
        let mut scratch = Scratch::default();
        let genome = hits.genome();
        for block in piece.blocks.clone() {
            let _ = hits.for_each_in_block(genome, block, &mut scratch, &mut |found| {
                if found.record == piece.record && piece.letters.contains(&found.start) {
                    let start = found.start - piece.letters.start;
                    let length = found.end - found.start;
                    sum.add(start as u32, length as u32, found.strand, found.motif);
                }
                ControlFlow::Continue(())
            });
        }
        sum
    }

    /// Adds a match that starts so many letters behind the piece's first. All is in 32 bits, so that a program without
    /// larger numbers can do the same.
    pub fn add(&mut self, start: u32, length: u32, strand: Strand, motif: u32) {
        let mut hash = 0x811c_9dc5_u32;
        for word in [start, length, strand as u32, motif] {
            hash = (hash ^ word).wrapping_mul(0x9e37_79b1);
            hash ^= hash >> 15;
        }
        self.count += 1;
        self.sum = self.sum.wrapping_add(hash);
    }
}
