//! The words of a block, and those after them.

use crate::store::{BLOCK_BASES, BlockView, Gaps, OVERLAP_BASES, Plane, STRIPE_BASES, Word};

/// Words that follow those of a block: after the last word of a stripe come the first words of the next lane, and for
/// the last lane those of the next block's first lane.
#[derive(Debug, Default)]
pub(crate) struct Seam {
    low: Vec<Word>,
    high: Vec<Word>,
    is_base: Vec<Word>,
    /// Made of ranges, where the block has no such plane.
    is_base_plane: Option<Box<Plane>>,
    excluded: Option<Box<Excluded>>,
    outside: Option<Box<Outside>>,
}

/// Positions that no match may reach over.
#[derive(Debug)]
struct Excluded {
    block: Plane,
    /// The same for the positions after the block: 1, or 0.
    after: [u8; OVERLAP_BASES],
    /// The bases that are left.
    is_base: Plane,
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
static ALL: Plane = Plane::ALL;

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
        join(&mut self.low, low, after, |word| {
            next.map_or(0, |next| next.low.0[word][0])
        });
        join(&mut self.high, high, after, |word| {
            next.map_or(0, |next| next.high.0[word][0])
        });
        let gaps = own.map(|own| own.gaps);
        let has_gaps = |gaps| !matches!(gaps, Some(Gaps::None));
        let excluded = excluded(&mut self.excluded, block);
        let has_others =
            excluded.is_some() || has_gaps(gaps) || has_gaps(next.map(|next| next.gaps));
        let mut is_base = match gaps {
            None => &ZERO,
            Some(Gaps::None) => &ALL,
            Some(Gaps::Plane(is_base)) => is_base,
            Some(Gaps::Ranges) => {
                let plane = self
                    .is_base_plane
                    .get_or_insert_with(|| Box::new(Plane::ALL));
                plane.0.fill([!0; 2]);
                block.gaps().for_each(|gap| plane.clear(gap));
                &**plane
            }
        };
        let excluded = excluded.map(|excluded| excluded.without(is_base));
        if has_others {
            let entering = block.starts_of_next();
            let entering = |word: usize| match excluded {
                Some(excluded) => entering[word] & !excluded.after[word],
                None => entering[word],
            };
            is_base = excluded.map_or(is_base, |excluded| &excluded.is_base);
            join(&mut self.is_base, is_base, after, |word| {
                entering(word).into()
            });
        }
        let has_outside = has_others && wants_outside;
        let outside = has_outside.then(|| {
            let outside = self.outside.get_or_insert_with(Outside::boxed);
            outside.fill(block, excluded, after);
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

/// What the block's scope excludes; none if that is nothing.
fn excluded<'seam>(
    seam: &'seam mut Option<Box<Excluded>>,
    block: &BlockView<'_>,
) -> Option<&'seam mut Excluded> {
    let mut ranges = block.excluded().peekable();
    ranges.peek()?;
    let excluded = seam.get_or_insert_with(|| {
        Box::new(Excluded {
            block: Plane::ZERO,
            after: [0; OVERLAP_BASES],
            is_base: Plane::ZERO,
        })
    });
    excluded.fill(ranges);
    Some(excluded)
}

impl Excluded {
    fn fill(&mut self, ranges: impl Iterator<Item = std::ops::Range<usize>>) {
        self.after.fill(0);
        let after = &mut self.after;
        self.block.set_only(ranges.map(|range| {
            let from = range.start.max(BLOCK_BASES);
            if from < range.end {
                after[from - BLOCK_BASES..range.end - BLOCK_BASES].fill(1);
            }
            range.start.min(BLOCK_BASES)..range.end.min(BLOCK_BASES)
        }));
    }

    /// Takes what is excluded out of the bases of the block.
    fn without(&mut self, is_base: &Plane) -> &Self {
        let words = is_base.0.iter().zip(&self.block.0);
        for (left, (is_base, excluded)) in self.is_base.0.iter_mut().zip(words) {
            *left = [is_base[0] & !excluded[0], is_base[1] & !excluded[1]];
        }
        self
    }
}

impl Outside {
    fn boxed() -> Box<Self> {
        Box::new(Self {
            block: Plane::ZERO,
            seam: Vec::new(),
        })
    }

    fn fill(&mut self, block: &BlockView<'_>, excluded: Option<&Excluded>, after: usize) {
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
        if let Some(excluded) = excluded {
            for (word, excluded) in self.block.0.iter_mut().zip(&excluded.block.0) {
                *word = [word[0] | excluded[0], word[1] | excluded[1]];
            }
            for (entering, excluded) in entering.iter_mut().zip(excluded.after) {
                *entering |= u64::from(excluded);
            }
        }
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
