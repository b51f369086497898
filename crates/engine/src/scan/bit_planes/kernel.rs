//! The inner loops.

use super::program::Program;
use super::tail::{self, Reached};
use super::tile::Tile;
use crate::stats::add_letter;
use crate::store::Word;

/// Words that are handled together: enough to hide the test for an early end, few enough to stay in registers.
const GROUP_WORDS: usize = 8;

/// Alignments of a group.
pub(super) const GROUP_LANES: usize = 128 * GROUP_WORDS;

/// Takes the matches of a pattern: word of the start, length, lanes. A word may come several times, each time with
/// another length.
pub(super) trait Tally {
    fn add(&mut self, word: usize, length: usize, lanes: Word);
}

/// Passes the matches that start in the first `starts` words of the tile on.
pub(super) fn scan(
    program: &Program,
    mismatches: usize,
    tile: &Tile,
    starts: usize,
    reached: &mut Reached,
    tally: &mut impl Tally,
) {
    // The number of mismatches is counted with so many bits.
    match mismatches {
        0 => scan_exactly(program, tile, starts, reached, tally),
        1 => scan_counting::<1>(program, mismatches, tile, starts, reached, tally),
        2..=3 => scan_counting::<2>(program, mismatches, tile, starts, reached, tally),
        4..=7 => scan_counting::<3>(program, mismatches, tile, starts, reached, tally),
        _ => scan_counting::<4>(program, mismatches, tile, starts, reached, tally),
    }
}

fn scan_exactly(
    program: &Program,
    tile: &Tile,
    starts: usize,
    reached: &mut Reached,
    tally: &mut impl Tally,
) {
    let letters = program.head.to_test(tile.is_all_bases);
    let (first, rest) = letters.split_at(program.first_test.min(letters.len()));
    for word in (0..starts).step_by(GROUP_WORDS) {
        let mut missed = [[0; 2]; GROUP_WORDS];
        for at in first {
            unite(&mut missed, misses(tile, at + word));
        }
        if is_full(&missed) {
            continue;
        }
        let has_more = rest.iter().all(|at| {
            unite(&mut missed, misses(tile, at + word));
            !is_full(&missed)
        });
        if has_more {
            for (index, missed) in missed.iter().enumerate() {
                let left = [!missed[0], !missed[1]];
                if left != [0; 2] {
                    pass_on(program, 0, tile, word + index, left, reached, tally);
                }
            }
        }
    }
}

/// Counts mismatches in counters of `BITS` bits, sliced: bit `b` of the counters of 128 alignments is a word. They begin
/// at such a number that one mismatch too many makes them overflow.
fn scan_counting<const BITS: usize>(
    program: &Program,
    mismatches: usize,
    tile: &Tile,
    starts: usize,
    reached: &mut Reached,
    tally: &mut impl Tally,
) {
    const WORDS: usize = GROUP_WORDS / 2;
    let begin = (1 << BITS) - 1 - mismatches;
    let begin: [[Word; WORDS]; BITS] = std::array::from_fn(|bit| {
        let is_set = (begin >> bit & 1) as u64;
        [[is_set.wrapping_neg(); 2]; WORDS]
    });
    let letters = program.head.to_test(tile.is_all_bases);
    let (first, rest) = letters.split_at((program.first_test & !1).min(letters.len() & !1));
    for word in (0..starts).step_by(WORDS) {
        let mut counters = begin;
        let mut missed = [[0; 2]; WORDS];
        for pair in first.as_chunks::<2>().0 {
            count_pair(&mut counters, &mut missed, tile, pair, word);
        }
        if is_full(&missed) {
            continue;
        }
        let (pairs, last) = rest.as_chunks::<2>();
        let has_more = pairs.iter().all(|pair| {
            count_pair(&mut counters, &mut missed, tile, pair, word);
            !is_full(&missed)
        });
        if !has_more {
            continue;
        }
        for at in last {
            let carry = *misses::<WORDS>(tile, at + word);
            count(&mut counters, &mut missed, carry);
        }
        for (index, missed) in missed.iter().enumerate() {
            let left = [!missed[0], !missed[1]];
            if left != [0; 2] {
                pass_on(
                    program,
                    mismatches,
                    tile,
                    word + index,
                    left,
                    reached,
                    tally,
                );
            }
        }
    }
}

/// Adds the misses of two letters: a full adder for the lowest bit, half adders for those above.
#[inline(always)]
fn count_pair<const BITS: usize, const WORDS: usize>(
    counters: &mut [[Word; WORDS]; BITS],
    missed: &mut [Word; WORDS],
    tile: &Tile,
    [one, other]: &[usize; 2],
    word: usize,
) {
    let one = misses::<WORDS>(tile, one + word);
    let other = misses::<WORDS>(tile, other + word);
    let mut carry = [[0; 2]; WORDS];
    for index in 0..WORDS {
        for half in 0..2 {
            let lowest = &mut counters[0][index][half];
            let (one, other) = (one[index][half], other[index][half]);
            let differ = *lowest ^ one;
            carry[index][half] = *lowest & one | differ & other;
            *lowest = differ ^ other;
        }
    }
    count_from::<BITS, WORDS>(1, counters, missed, carry);
}

/// Adds the misses of a letter.
#[inline(always)]
fn count<const BITS: usize, const WORDS: usize>(
    counters: &mut [[Word; WORDS]; BITS],
    missed: &mut [Word; WORDS],
    carry: [Word; WORDS],
) {
    count_from::<BITS, WORDS>(0, counters, missed, carry);
}

/// Adds a carry into the bits from `first` on; what overflows is missed.
#[inline(always)]
fn count_from<const BITS: usize, const WORDS: usize>(
    first: usize,
    counters: &mut [[Word; WORDS]; BITS],
    missed: &mut [Word; WORDS],
    mut carry: [Word; WORDS],
) {
    for counter in &mut counters[first..] {
        for (counter, carry) in counter.iter_mut().zip(&mut carry) {
            for half in 0..2 {
                let both = counter[half] & carry[half];
                counter[half] ^= carry[half];
                carry[half] = both;
            }
        }
    }
    unite(missed, &carry);
}

/// What is left after the letters before the first variable repeat: matches, or what begins them.
#[inline]
fn pass_on(
    program: &Program,
    mismatches: usize,
    tile: &Tile,
    word: usize,
    left: Word,
    reached: &mut Reached,
    tally: &mut impl Tally,
) {
    if !program.tail.is_empty() {
        return tail::follow(program, mismatches, tile, word, left, reached, tally);
    }
    let length = program.head.length;
    let left = tile.inside(word, length, left);
    if left != [0; 2] {
        tally.add(word, length, left);
    }
}

/// `WORDS` words of a tile.
#[inline(always)]
fn misses<const WORDS: usize>(tile: &Tile, at: usize) -> &[Word; WORDS] {
    match tile.words()[at..].first_chunk() {
        Some(words) => words,
        None => panic!("the tile ends within a group"),
    }
}

#[inline(always)]
fn unite<const WORDS: usize>(missed: &mut [Word; WORDS], misses: &[Word; WORDS]) {
    for (missed, misses) in missed.iter_mut().zip(misses) {
        missed[0] |= misses[0];
        missed[1] |= misses[1];
    }
}

#[inline(always)]
fn is_full<const WORDS: usize>(missed: &[Word; WORDS]) -> bool {
    let all = missed
        .iter()
        .fold([!0; 2], |all, lanes| [all[0] & lanes[0], all[1] & lanes[1]]);
    all[0] & all[1] == !0
}

/// How many letters to test before it is worth asking whether one of so many alignments is left: in a text whose
/// letters match with these probabilities, rarest first, and where so many mismatches are allowed.
pub(super) fn first_test(probabilities: &[f64], mismatches: usize, alignments: usize) -> usize {
    // The probability of each number of mismatches so far; of more than allowed, none.
    let mut so_far = vec![0.0; mismatches + 1];
    so_far[0] = 1.0;
    for (index, probability) in probabilities.iter().enumerate() {
        add_letter(&mut so_far, *probability);
        if so_far.iter().sum::<f64>() * alignments as f64 <= 1.0 {
            return index + 1;
        }
    }
    probabilities.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_test_comes_when_few_are_left() {
        let quarter = [0.25; 20];
        assert_eq!(first_test(&quarter, 0, 1024), 5);
        assert_eq!(first_test(&quarter, 0, 1025), 6);
        assert_eq!(first_test(&quarter[..3], 0, 1024), 3);
        assert_eq!(first_test(&[], 0, 1024), 0);
        // With one mismatch, n + 1 quarters to the n: 4^6 = 4096 is not enough for 19 · 1024 / 4, 4^7 is.
        assert_eq!(first_test(&quarter, 1, 1024), 7);
    }
}
