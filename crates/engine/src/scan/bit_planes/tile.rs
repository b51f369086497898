//! Tiles: some words of a block, as misses of each class of letters.

use super::class::{Class, Words};
use super::source::{Source, Stretch};
use crate::store::{STRIPE_BASES, Word};

/// What the planes of a tile may take together, in bytes: together with the words that they are made of they stay in
/// the first cache (L1).
const TILE_BYTES: usize = 24 << 10;

/// Fewest words that matches of a tile start in: what follows them is made again for the next tile.
const FEWEST_STARTS: usize = 128;

/// Where a tile has what.
#[derive(Debug)]
pub(super) struct Layout {
    classes: Vec<Class>,
    /// Words that matches start in; divides [`STRIPE_BASES`].
    pub(super) starts: usize,
    /// Words of a plane: the last starts, and what a match covers after them.
    stride: usize,
}

/// The misses of each class in some words of a block and in those after them that matches reach.
#[derive(Debug, Default)]
pub(crate) struct Tile {
    /// A plane for each class of the layout, and one for what lies outside of the records.
    words: Vec<Word>,
    /// Whether all positions are bases.
    pub(super) is_all_bases: bool,
    /// Where the plane of what lies outside begins, if anything does.
    outside: Option<usize>,
}

impl Layout {
    pub(super) fn new(classes: Vec<Class>, max_length: usize) -> Self {
        let stride = |starts: usize| starts + max_length - 1;
        let fits =
            |starts: &usize| classes.len() * stride(*starts) * size_of::<Word>() <= TILE_BYTES;
        let halves = std::iter::successors(Some(STRIPE_BASES), |starts| Some(starts / 2));
        let starts = halves
            .take_while(|starts| *starts > FEWEST_STARTS)
            .find(fits)
            .unwrap_or(FEWEST_STARTS);
        Self {
            stride: stride(starts),
            classes,
            starts,
        }
    }

    /// Where in a tile the misses of a class stand for a letter at `offset` from the tile's first word.
    ///
    /// # Panics
    /// If the layout does not have the class.
    pub(super) fn at(&self, class: Class, offset: usize) -> usize {
        match self.classes.binary_search(&class) {
            Ok(index) => index * self.stride + offset,
            Err(_) => panic!("no plane for {class:?}"),
        }
    }
}

impl Tile {
    /// The misses of each class from word `first` of a block on.
    pub(super) fn fill(&mut self, layout: &Layout, source: &Source<'_>, first: usize) {
        let stride = layout.stride;
        self.words
            .resize((layout.classes.len() + 1) * stride, [0; 2]);
        let words = first..first + stride;
        let pieces = [
            source.low.pieces(words.clone()),
            source.high.pieces(words.clone()),
        ];
        let is_base = source.is_base.as_ref();
        let is_base = is_base.map(|stretch| stretch.pieces(words.clone()));
        let is_base = is_base.filter(has_zero);
        self.is_all_bases = is_base.is_none();
        for (class, plane) in layout
            .classes
            .iter()
            .zip(self.words.chunks_exact_mut(stride))
        {
            let (block, seam) = plane.split_at_mut(pieces[0][0].len());
            for (index, misses) in [block, seam].into_iter().enumerate() {
                let words = Words {
                    low: pieces[0][index],
                    high: pieces[1][index],
                    is_base: is_base.map(|pieces| pieces[index]),
                };
                class.write_misses(words, misses);
            }
        }
        self.outside = None;
        if let Some(outside) = source.outside.as_ref().filter(|_| !self.is_all_bases) {
            self.copy_outside(outside.pieces(words), layout.classes.len() * stride);
        }
    }

    fn copy_outside(&mut self, pieces: [&[Word]; 2], at: usize) {
        let [block, seam] = pieces;
        let plane = &mut self.words[at..][..block.len() + seam.len()];
        plane[..block.len()].copy_from_slice(block);
        plane[block.len()..].copy_from_slice(seam);
        self.outside = plane.iter().any(|word| *word != [0; 2]).then_some(at);
    }

    /// All planes; [`Layout::at`] tells where which begins.
    #[inline]
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Those of the alignments in `lanes` that stay within a record for `length` letters from `word` on.
    #[inline]
    pub(super) fn inside(&self, word: usize, length: usize, mut lanes: Word) -> Word {
        if let Some(at) = self.outside {
            for outside in &self.words[at + word..][..length] {
                lanes[0] &= !outside[0];
                lanes[1] &= !outside[1];
            }
        }
        lanes
    }
}

fn has_zero(pieces: &[&[Word]; 2]) -> bool {
    let all = pieces.iter().flat_map(|piece| piece.iter());
    all.fold(!0, |all, word| all & word[0] & word[1]) != !0
}

impl<'words> Stretch<'words> {
    /// The words of a range: those of the block, and those after it.
    fn pieces(&self, words: std::ops::Range<usize>) -> [&'words [Word]; 2] {
        let end = words.end.min(STRIPE_BASES);
        [&self.block[words.start..end], &self.seam[..words.end - end]]
    }
}
