//! The words of a block, and those after them.

use crate::store::{BLOCK_BASES, BlockView, OVERLAP_BASES, Plane, STRIPE_BASES, Word};

/// Words that follow those of a block: after the last word of a stripe come the first words of the next lane, and for
/// the last lane those of the next block's first lane.
#[derive(Debug, Default)]
pub(crate) struct Seam {
    low: Vec<Word>,
    high: Vec<Word>,
    is_base: Vec<Word>,
    outside: Option<Box<Outside>>,
}

/// Positions that belong to no record.
#[derive(Debug)]
struct Outside {
    block: Plane,
    seam: Vec<Word>,
}

/// What tiles are made of: a block's planes, with their seams.
#[derive(Debug)]
pub(super) struct Source<'words> {
    pub(super) low: Stretch<'words>,
    pub(super) high: Stretch<'words>,
    /// None where all positions are bases.
    pub(super) is_base: Option<Stretch<'words>>,
    /// None where nothing is outside, or where it is of no interest.
    pub(super) outside: Option<Stretch<'words>>,
}

/// The words of a plane, and those after them.
#[derive(Debug)]
pub(super) struct Stretch<'words> {
    pub(super) block: &'words [Word],
    pub(super) seam: &'words [Word],
}

static ZERO: Plane = Plane::ZERO;
static ALL: Plane = Plane([[!0; 2]; STRIPE_BASES]);

impl Seam {
    /// A block with `after` words more, at most [`OVERLAP_BASES`]. A block without planes reads as one without bases.
    pub(super) fn join<'words>(
        &'words mut self,
        block: &BlockView<'words>,
        after: usize,
        wants_outside: bool,
    ) -> Source<'words> {
        let own = block.planes();
        let next = block.next_planes();
        let low = own.map_or(&ZERO, |own| own.low);
        let high = own.map_or(&ZERO, |own| own.high);
        let is_base = own.map_or(Some(&ZERO), |own| own.is_base);
        join(&mut self.low, low, after, |word| {
            next.map_or(0, |next| next.low.0[word][0])
        });
        join(&mut self.high, high, after, |word| {
            next.map_or(0, |next| next.high.0[word][0])
        });
        let next_is_base = next.map_or(Some(&ZERO), |next| next.is_base);
        let has_others = is_base.or(next_is_base).is_some();
        let is_base = is_base.unwrap_or(&ALL);
        if has_others {
            join(&mut self.is_base, is_base, after, |word| {
                next_is_base.map_or(1, |plane| plane.0[word][0])
            });
        }
        let has_outside = has_others && wants_outside;
        let outside = has_outside.then(|| {
            let outside = self.outside.get_or_insert_with(Outside::boxed);
            outside.fill(block, after);
            &**outside
        });
        Source {
            low: Stretch {
                block: &low.0,
                seam: &self.low,
            },
            high: Stretch {
                block: &high.0,
                seam: &self.high,
            },
            is_base: has_others.then_some(Stretch {
                block: &is_base.0,
                seam: &self.is_base,
            }),
            outside: outside.map(|outside| Stretch {
                block: &outside.block.0,
                seam: &outside.seam,
            }),
        }
    }
}

impl Outside {
    fn boxed() -> Box<Self> {
        Box::new(Self {
            block: Plane::ZERO,
            seam: Vec::new(),
        })
    }

    fn fill(&mut self, block: &BlockView<'_>, after: usize) {
        self.block.0.fill([0; 2]);
        let mut entering = [0; OVERLAP_BASES];
        block.for_each_outside(|position| {
            if position < BLOCK_BASES {
                let (lane, word) = (position / STRIPE_BASES, position % STRIPE_BASES);
                self.block.0[word][lane / 64] |= 1 << (lane % 64);
            } else {
                entering[position - BLOCK_BASES] = 1;
            }
        });
        join(&mut self.seam, &self.block, after, |word| entering[word]);
    }
}

/// Each of the first words moved on by one lane; the lowest bit of `entering` comes into the last lane.
fn join(seam: &mut Vec<Word>, plane: &Plane, after: usize, entering: impl Fn(usize) -> u64) {
    seam.clear();
    seam.extend((0..after).map(|word| {
        let [lower, upper] = plane.0[word];
        let entering = entering(word) & 1;
        [lower >> 1 | upper << 63, upper >> 1 | entering << 63]
    }));
}
