//! The inner loops.

use super::lanes::Lanes;
use super::program::Program;
use super::tail::{self, Reached};
use super::tile::Tile;
use crate::stats::add_letter;

/// Words that are handled together when nothing is counted: enough to hide the test for an early end, few enough to stay
/// in registers. Counters take registers too, so that their groups are smaller.
const GROUP_WORDS: usize = 8;

/// It is asked for the first time whether an alignment of a group is left when so many are to be expected: a branch that
/// goes either way costs more than a letter.
const LEFT_AT_FIRST_TEST: f64 = 0.25;

/// Takes the matches of a pattern: word of the start, length, lanes. A word may come several times, each time with
/// another length.
pub(super) trait Tally {
    fn add(&mut self, word: usize, length: usize, lanes: Lanes);
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
        1 => scan_counting::<1, 4>(program, mismatches, tile, starts, reached, tally),
        2..=3 => scan_counting::<2, 4>(program, mismatches, tile, starts, reached, tally),
        4..=7 => scan_counting::<3, 2>(program, mismatches, tile, starts, reached, tally),
        _ => scan_counting::<4, 2>(program, mismatches, tile, starts, reached, tally),
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
    let (pairs, last) = letters.as_chunks::<2>();
    let (first, rest) = pairs.split_at(program.first_test.div_ceil(2).min(pairs.len()));
    for word in (0..starts).step_by(GROUP_WORDS) {
        let mut missed = [Lanes::NONE; GROUP_WORDS];
        for pair in first {
            unite_pair(&mut missed, tile, pair, word);
        }
        let has_more = !is_full(&missed)
            && rest.iter().all(|pair| {
                unite_pair(&mut missed, tile, pair, word);
                !is_full(&missed)
            });
        if !has_more {
            continue;
        }
        for at in last {
            unite(&mut missed, misses(tile, at + word));
        }
        for (index, missed) in missed.iter().enumerate() {
            let left = !*missed;
            if !left.is_empty() {
                pass_on(program, 0, tile, word + index, left, reached, tally);
            }
        }
    }
}

/// Unites the misses of two letters with those so far.
#[inline(always)]
fn unite_pair<const WORDS: usize>(
    missed: &mut [Lanes; WORDS],
    tile: &Tile,
    [one, other]: &[usize; 2],
    word: usize,
) {
    let one = misses::<WORDS>(tile, one + word);
    let other = misses::<WORDS>(tile, other + word);
    for (missed, (one, other)) in missed.iter_mut().zip(one.iter().zip(other)) {
        *missed = *missed | *one | *other;
    }
}

/// Counts mismatches in counters of `BITS` bits, sliced: bit `b` of the counters of 128 alignments is a word. They begin
/// at such a number that one mismatch too many makes them overflow.
fn scan_counting<const BITS: usize, const WORDS: usize>(
    program: &Program,
    mismatches: usize,
    tile: &Tile,
    starts: usize,
    reached: &mut Reached,
    tally: &mut impl Tally,
) {
    let begin = (1 << BITS) - 1 - mismatches;
    let begin: [[Lanes; WORDS]; BITS] = std::array::from_fn(|bit| {
        let is_set = begin >> bit & 1 == 1;
        [if is_set { Lanes::ALL } else { Lanes::NONE }; WORDS]
    });
    let letters = program.head.to_test(tile.is_all_bases);
    let (first, rest) = letters.split_at((program.first_test & !1).min(letters.len() & !1));
    for word in (0..starts).step_by(WORDS) {
        let mut counters = begin;
        let mut missed = [Lanes::NONE; WORDS];
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
            let left = !*missed;
            if !left.is_empty() {
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
    counters: &mut [[Lanes; WORDS]; BITS],
    missed: &mut [Lanes; WORDS],
    tile: &Tile,
    [one, other]: &[usize; 2],
    word: usize,
) {
    let one = misses::<WORDS>(tile, one + word);
    let other = misses::<WORDS>(tile, other + word);
    let mut carry = [Lanes::NONE; WORDS];
    for index in 0..WORDS {
        let lowest = counters[0][index];
        let differ = lowest ^ one[index];
        carry[index] = lowest & one[index] | differ & other[index];
        counters[0][index] = differ ^ other[index];
    }
    count_from::<BITS, WORDS>(1, counters, missed, carry);
}

/// Adds the misses of a letter.
#[inline(always)]
fn count<const BITS: usize, const WORDS: usize>(
    counters: &mut [[Lanes; WORDS]; BITS],
    missed: &mut [Lanes; WORDS],
    carry: [Lanes; WORDS],
) {
    count_from::<BITS, WORDS>(0, counters, missed, carry);
}

/// Adds a carry into the bits from `first` on; what overflows is missed.
#[inline(always)]
fn count_from<const BITS: usize, const WORDS: usize>(
    first: usize,
    counters: &mut [[Lanes; WORDS]; BITS],
    missed: &mut [Lanes; WORDS],
    mut carry: [Lanes; WORDS],
) {
    for counter in &mut counters[first..] {
        for (counter, carry) in counter.iter_mut().zip(&mut carry) {
            let both = *counter & *carry;
            *counter = *counter ^ *carry;
            *carry = both;
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
    left: Lanes,
    reached: &mut Reached,
    tally: &mut impl Tally,
) {
    if !program.tail.is_empty() {
        return tail::follow(program, mismatches, tile, word, left, reached, tally);
    }
    let length = program.head.length;
    let left = tile.inside(word, length, left);
    if !left.is_empty() {
        tally.add(word, length, left);
    }
}

/// `WORDS` words of a tile.
#[inline(always)]
fn misses<const WORDS: usize>(tile: &Tile, at: usize) -> &[Lanes; WORDS] {
    match tile.words()[at..].first_chunk() {
        Some(words) => words,
        None => panic!("the tile ends within a group"),
    }
}

#[inline(always)]
fn unite<const WORDS: usize>(missed: &mut [Lanes; WORDS], misses: &[Lanes; WORDS]) {
    for (missed, misses) in missed.iter_mut().zip(misses) {
        *missed |= *misses;
    }
}

#[inline(always)]
fn is_full<const WORDS: usize>(missed: &[Lanes; WORDS]) -> bool {
    missed
        .iter()
        .fold(Lanes::ALL, |all, lanes| all & *lanes)
        .is_full()
}

/// How many letters to test before it is worth asking whether an alignment of a group is left: in a text whose letters
/// match with these probabilities, rarest first, and where so many mismatches are allowed. (Where mismatches are counted,
/// groups are smaller, but a letter costs more: the same number is right for both.)
pub(super) fn first_test(probabilities: &[f64], mismatches: usize) -> usize {
    let alignments = 128 * GROUP_WORDS;
    // The probability of each number of mismatches so far; of more than allowed, none.
    let mut so_far = vec![0.0; mismatches + 1];
    so_far[0] = 1.0;
    for (index, probability) in probabilities.iter().enumerate() {
        add_letter(&mut so_far, *probability);
        if so_far.iter().sum::<f64>() * alignments as f64 <= LEFT_AT_FIRST_TEST {
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
        // 1024 alignments: 1024 / 4⁶ is a quarter.
        assert_eq!(first_test(&quarter, 0), 6);
        assert_eq!(first_test(&[0.26; 20], 0), 7);
        assert_eq!(first_test(&quarter[..3], 0), 3);
        assert_eq!(first_test(&[], 0), 0);
        // Of which (1 + 3 n) / 4ⁿ are left: 25 / 64 for n = 8, 28 / 256 for n = 9.
        assert_eq!(first_test(&quarter, 1), 9);
    }
}
