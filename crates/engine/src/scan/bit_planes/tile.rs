//! Tiles: some words of a block, as misses of each class of letters.

use super::class::{Class, Words};
use super::lanes::Lanes;
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
    words: Vec<Lanes>,
    /// Whether all positions are bases.
    pub(super) is_all_bases: bool,
    /// Where the plane of what lies outside begins, if anything does.
    outside: Option<usize>,
}

impl Layout {
    pub(super) fn new(classes: Vec<Class>, max_length: usize) -> Self {
        let stride = |starts: usize| starts + max_length - 1;
        let fits =
            |starts: &usize| classes.len() * stride(*starts) * size_of::<Lanes>() <= TILE_BYTES;
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
            .resize((layout.classes.len() + 1) * stride, Lanes::NONE);
        let words = first..first + stride;
        let pieces = [
            source.low.pieces(words.clone()),
            source.high.pieces(words.clone()),
        ];
        let is_base = source.is_base.as_ref();
        let is_base = is_base.map(|stretch| stretch.pieces(words.clone()));
        let is_base = is_base.filter(has_zero);
        self.is_all_bases = is_base.is_none();
        let in_block = pieces[0][0].len();
        for (index, range) in [0..in_block, in_block..stride].into_iter().enumerate() {
            let words = Words {
                low: pieces[0][index],
                high: pieces[1][index],
                is_base: is_base.map(|pieces| pieces[index]),
            };
            let planes = self.words.chunks_exact_mut(stride);
            let mut planes = planes.map(|plane| &mut plane[range.clone()]);
            let mut classes = layout.classes.as_slice();
            if let Some(others) = classes.strip_prefix(&Class::BASES)
                && let [Some(a), Some(c), Some(g), Some(t)] = [(); 4].map(|()| planes.next())
            {
                Class::write_misses_of_bases(words, [a, c, g, t]);
                classes = others;
            }
            for (class, misses) in classes.iter().zip(planes) {
                class.write_misses(words, misses);
            }
        }
        self.outside = None;
        if let Some(outside) = source.outside.as_ref().filter(|_| !self.is_all_bases) {
            self.copy_outside(outside.pieces(words), layout.classes.len() * stride);
        }
    }

    fn copy_outside(&mut self, pieces: [&[Word]; 2], at: usize) {
        let words = pieces.into_iter().flatten();
        let mut is_empty = true;
        for (lanes, word) in self.words[at..].iter_mut().zip(words) {
            *lanes = Lanes::new(*word);
            is_empty &= lanes.is_empty();
        }
        self.outside = (!is_empty).then_some(at);
    }

    /// All planes; [`Layout::at`] tells where which begins.
    #[inline]
    pub(super) fn words(&self) -> &[Lanes] {
        &self.words
    }

    /// Whether some position of the tile lies outside of the records.
    #[inline]
    pub(super) fn has_outside(&self) -> bool {
        self.outside.is_some()
    }

    /// Those of the alignments in `lanes` that stay within a record for `length` letters from `word` on.
    #[inline]
    pub(super) fn inside(&self, word: usize, length: usize, lanes: Lanes) -> Lanes {
        match self.outside {
            Some(at) => self.words[at + word..][..length]
                .iter()
                .fold(lanes, |lanes, outside| lanes.without(*outside)),
            None => lanes,
        }
    }
}

/// `WORDS` words of a tile.
#[inline(always)]
pub(super) fn misses<const WORDS: usize>(tile: &Tile, at: usize) -> &[Lanes; WORDS] {
    match tile.words()[at..].first_chunk() {
        Some(words) => words,
        None => panic!("the tile ends within a group"),
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
