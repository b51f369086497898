//! What becomes of the matches of a block: a count, or a list in order.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::kernel::Tally;
use super::lanes::Lanes;
use crate::coordinates::Strand;
use crate::scan::{BlockMatch, Counts, MatchSink, SegmentCursor};
use crate::store::{
    BlockView, Plane, ROW_WORDS, Row, STRIPE_BASES, Word, count_bits, plane_to_row,
};

/// Counts.
#[derive(Debug, Default)]
pub(super) struct Counter {
    pub(super) count: u64,
}

impl Tally for Counter {
    #[inline(always)]
    fn add(&mut self, _word: usize, _length: usize, lanes: Lanes) {
        self.count += u64::from(lanes.count());
    }

    /// Counts without asking whether there is anything to count: where matches are many, the answer cannot be foreseen.
    #[inline(always)]
    fn add_group<const WORDS: usize>(&mut self, _: usize, _: usize, lanes: [Lanes; WORDS]) {
        let counts = lanes.into_iter().map(Lanes::count);
        self.count += u64::from(counts.sum::<u32>());
    }
}

/// Keeps the matches of a pattern.
pub(super) struct Recorder<'hits> {
    pub(super) hits: &'hits mut BlockHits,
    pub(super) strand: Strand,
    pub(super) motif: u32,
    /// The word of the block that the tile begins with.
    pub(super) first_word: usize,
}

impl Tally for Recorder<'_> {
    fn add(&mut self, word: usize, length: usize, lanes: Lanes) {
        let key = Key {
            length,
            strand: self.strand,
            motif: self.motif,
        };
        self.hits.add(key, self.first_word + word, lanes.word());
    }
}

/// A block with more matches than this keeps them as planes.
const LONGEST_LIST: usize = 1 << 15;

/// The matches of a block: a list as long as they are few, then planes.
#[derive(Debug, Default)]
pub(crate) struct BlockHits {
    list: Vec<BlockMatch>,
    planes: Option<HitPlanes>,
    spare: HitPlanes,
}

impl BlockHits {
    pub(super) fn clear(&mut self) {
        self.list.clear();
        if let Some(mut planes) = self.planes.take() {
            planes.clear();
            self.spare = planes;
        }
    }

    fn add(&mut self, key: Key, word: usize, lanes: Word) {
        if let Some(planes) = &mut self.planes {
            let kept = &mut planes.plane(key).0[word];
            kept[0] |= lanes[0];
            kept[1] |= lanes[1];
            return;
        }
        for (half, mut lanes) in lanes.into_iter().enumerate() {
            while lanes != 0 {
                let lane = half * 64 + lanes.trailing_zeros() as usize;
                lanes &= lanes - 1;
                self.list.push(BlockMatch {
                    start: lane * STRIPE_BASES + word,
                    length: key.length,
                    strand: key.strand,
                    motif: key.motif,
                });
            }
        }
        if self.list.len() > LONGEST_LIST {
            let mut planes = std::mem::take(&mut self.spare);
            for found in self.list.drain(..) {
                planes.insert(&found);
            }
            self.planes = Some(planes);
        }
    }

    /// Passes the matches on, in order.
    pub(super) fn matches(&mut self, sink: &mut MatchSink<'_>) -> ControlFlow<()> {
        match &mut self.planes {
            Some(planes) => planes.matches(sink),
            None => {
                self.list.sort_unstable();
                self.list.iter().try_for_each(|found| sink(*found))
            }
        }
    }

    /// Counts the matches that start in each segment of the block, and those of each motif.
    pub(super) fn count(&mut self, block: &BlockView<'_>, counts: &mut Counts<'_>) {
        match &mut self.planes {
            Some(planes) => planes.count(block, counts),
            None => {
                self.list.sort_unstable();
                let mut cursor = SegmentCursor::new(block);
                for found in &self.list {
                    let (segment, _) = cursor.segment_of(found.start);
                    counts.segments[segment].add(found.strand, 1);
                    counts.motifs[found.motif as usize].add(found.strand, 1);
                }
            }
        }
    }
}

/// What matches have in common that differ in their starts alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    length: usize,
    strand: Strand,
    motif: u32,
}

/// The matches of a block as bits, a plane for each key that occurs.
#[derive(Debug, Default)]
struct HitPlanes {
    used: Vec<HitPlane>,
    by_key: HashMap<Key, usize>,
    spare: Vec<HitPlane>,
}

#[derive(Debug)]
struct HitPlane {
    key: Key,
    plane: Box<Plane>,
    row: Box<Row>,
}

impl HitPlanes {
    fn clear(&mut self) {
        for used in &mut self.used {
            used.plane.0.fill([0; 2]);
        }
        self.spare.append(&mut self.used);
        self.by_key.clear();
    }

    fn plane(&mut self, key: Key) -> &mut Plane {
        let index = *self.by_key.entry(key).or_insert_with(|| {
            let mut plane = self.spare.pop().unwrap_or_else(|| HitPlane {
                key,
                plane: Box::new(Plane::ZERO),
                row: Box::new([0; ROW_WORDS]),
            });
            plane.key = key;
            self.used.push(plane);
            self.used.len() - 1
        });
        &mut self.used[index].plane
    }

    fn insert(&mut self, found: &BlockMatch) {
        let (lane, word) = (found.start / STRIPE_BASES, found.start % STRIPE_BASES);
        let plane = self.plane(Key {
            length: found.length,
            strand: found.strand,
            motif: found.motif,
        });
        plane.0[word][lane / 64] |= 1 << (lane % 64);
    }

    fn matches(&mut self, sink: &mut MatchSink<'_>) -> ControlFlow<()> {
        self.used.sort_unstable_by_key(|plane| plane.key);
        self.transpose();
        for word in 0..ROW_WORDS {
            let mut any = self.used.iter().fold(0, |any, hits| any | hits.row[word]);
            while any != 0 {
                let bit = any.trailing_zeros() as usize;
                any &= any - 1;
                for HitPlane { key, row, .. } in &self.used {
                    if row[word] >> bit & 1 == 1 {
                        sink(BlockMatch {
                            start: word * 64 + bit,
                            length: key.length,
                            strand: key.strand,
                            motif: key.motif,
                        })?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn count(&mut self, block: &BlockView<'_>, counts: &mut Counts<'_>) {
        self.transpose();
        for (segment, in_segment) in block.segments().zip(counts.segments.iter_mut()) {
            for HitPlane { key, row, .. } in &self.used {
                let count = count_bits(row, segment.positions.clone()).into();
                in_segment.add(key.strand, count);
                counts.motifs[key.motif as usize].add(key.strand, count);
            }
        }
    }

    fn transpose(&mut self) {
        for HitPlane { plane, row, .. } in &mut self.used {
            plane_to_row(plane, row);
        }
    }
}
