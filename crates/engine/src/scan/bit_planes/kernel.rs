//! The inner loops.

use super::class::Class;
use super::program::Program;
use crate::motif::Motif;
use crate::store::{BlockPlanes, Word};

/// Words that are handled together: enough to hide the test for an early end, few enough to stay in registers.
const GROUP_WORDS: usize = 8;

/// Words of both planes, and of the third where some position holds no base.
#[derive(Clone, Copy)]
pub(super) struct Planes<'words> {
    pub(super) low: &'words [Word],
    pub(super) high: &'words [Word],
    pub(super) is_base: Option<&'words [Word]>,
}

impl<'words> Planes<'words> {
    pub(super) fn of_block(planes: BlockPlanes<'words>) -> Self {
        Self {
            low: &planes.low.0,
            high: &planes.high.0,
            is_base: planes.is_base.map(|plane| plane.0.as_slice()),
        }
    }

    /// Keeps the alignments whose letter in these words is of the class.
    #[inline(always)]
    fn restrict<const WORDS: usize>(&self, left: &mut [Word; WORDS], class: Class, word: usize) {
        class.restrict(left, words(self.low, word), words(self.high, word));
    }

    /// Keeps the alignments with bases only in all words from `word` on.
    fn restrict_to_bases<const WORDS: usize>(
        &self,
        left: &mut [Word; WORDS],
        word: usize,
        length: usize,
    ) {
        let Some(is_base) = self.is_base else { return };
        for offset in 0..length {
            for (left, is_base) in left.iter_mut().zip(words::<WORDS>(is_base, word + offset)) {
                left[0] &= is_base[0];
                left[1] &= is_base[1];
            }
        }
    }
}

/// Passes the matches that start in the first `starts` words on: word of the start, length, lanes. A word may come
/// several times, each time with another length.
pub(super) fn scan(
    program: &Program,
    planes: &Planes<'_>,
    reached: &mut Reached,
    starts: usize,
    mut hit: impl FnMut(usize, usize, Word),
) {
    let in_groups = starts - starts % GROUP_WORDS;
    for word in (0..in_groups).step_by(GROUP_WORDS) {
        scan_group::<GROUP_WORDS>(program, planes, reached, word, &mut hit);
    }
    for word in in_groups..starts {
        scan_group::<1>(program, planes, reached, word, &mut hit);
    }
}

#[inline(always)]
fn scan_group<const WORDS: usize>(
    program: &Program,
    planes: &Planes<'_>,
    reached: &mut Reached,
    word: usize,
    hit: &mut impl FnMut(usize, usize, Word),
) {
    let mut left = [[!0; 2]; WORDS];
    for letter in &program.head {
        planes.restrict(&mut left, letter.class, word + letter.offset);
        if is_zero(&left) {
            return;
        }
    }
    planes.restrict_to_bases(&mut left, word, program.head_length);
    for (index, lanes) in left.iter().enumerate() {
        if *lanes == [0; 2] {
            continue;
        }
        if program.tail.is_empty() {
            hit(word + index, program.head_length, *lanes);
        } else {
            follow_tail(program, planes, reached, word + index, *lanes, hit);
        }
    }
}

/// Alignments by the number of letters that the parts so far can have. Two ways to the same length meet in the same
/// item, so that they count once.
#[derive(Debug)]
pub(crate) struct Reached {
    now: Box<ByLength>,
    next: Box<ByLength>,
}

type ByLength = [Word; Motif::LONGEST + 1];

impl Default for Reached {
    fn default() -> Self {
        let none = || Box::new([[0; 2]; Motif::LONGEST + 1]);
        Self {
            now: none(),
            next: none(),
        }
    }
}

/// Follows the parts from the first variable repeat on.
#[inline(never)]
fn follow_tail(
    program: &Program,
    planes: &Planes<'_>,
    reached: &mut Reached,
    word: usize,
    left: Word,
    hit: &mut impl FnMut(usize, usize, Word),
) {
    let (mut shortest, mut longest) = (program.head_length, program.head_length);
    reached.now[shortest] = left;
    for repeat in &program.tail {
        let Reached { now, next } = &mut *reached;
        next[shortest + repeat.min..=longest + repeat.max].fill([0; 2]);
        for (length, left) in (shortest..).zip(&now[shortest..=longest]) {
            let mut left = [*left];
            for repeats in 0..=repeat.max {
                if is_zero(&left) {
                    break;
                }
                let end = length + repeats;
                if repeats >= repeat.min {
                    next[end][0] |= left[0][0];
                    next[end][1] |= left[0][1];
                }
                if repeats < repeat.max {
                    planes.restrict(&mut left, repeat.class, word + end);
                    planes.restrict_to_bases(&mut left, word + end, 1);
                }
            }
        }
        std::mem::swap(now, next);
        shortest += repeat.min;
        longest += repeat.max;
    }
    for (length, lanes) in (shortest..).zip(&reached.now[shortest..=longest]) {
        if *lanes != [0; 2] {
            hit(word, length, *lanes);
        }
    }
}

#[inline(always)]
fn is_zero<const WORDS: usize>(left: &[Word; WORDS]) -> bool {
    let any = left
        .iter()
        .fold([0; 2], |any, lanes| [any[0] | lanes[0], any[1] | lanes[1]]);
    any[0] | any[1] == 0
}

/// `WORDS` words from `word` on.
#[inline(always)]
fn words<const WORDS: usize>(plane: &[Word], word: usize) -> &[Word; WORDS] {
    match plane[word..].first_chunk() {
        Some(words) => words,
        None => panic!("the plane ends within a group"),
    }
}
