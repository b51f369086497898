//! From the letters of a block without gaps to its planes, without rows of bits in between.

use super::block::{BLOCK_BASES, LANES, Plane, STRIPE_BASES};
use super::rows::Sixteens;
use super::transpose::Row;
use crate::letters16::{Lanes8, Letters16, lanes_to_words};

/// Letters that are read at once of each lane.
const CHUNK: usize = 64;
const CHUNKS: usize = STRIPE_BASES / CHUNK;
const SIXTEENS: usize = CHUNK / Letters16::COUNT;
const EIGHTS: usize = LANES / 8;

/// Makes the planes of a block of nothing but bases, and notes which are lower-case. Gives false if there is an N or a
/// [`NOTHING`](super::rows::NOTHING): then planes and notes mean nothing. Other letters are not told from bases.
///
/// The bits of eight lanes make a byte, and sixteen such bytes a word.
pub(super) fn read_bases(
    letters: &[u8; BLOCK_BASES],
    [low, high]: [&mut Plane; 2],
    is_lower: &mut Row,
) -> bool {
    let (pieces, _) = letters.as_chunks::<CHUNK>();
    let mut rows = [[[Lanes8::ZERO; EIGHTS]; SIXTEENS]; 2];
    for chunk in 0..CHUNKS {
        let mut all = Letters16::NONE;
        for eight in 0..EIGHTS {
            let piece = |lane: usize| (8 * eight + lane) * CHUNKS + chunk;
            for lane in 0..8 {
                let letters = Sixteens::new(&pieces[piece(lane)]);
                is_lower[piece(lane)] = letters.gather(Letters16::lower_case);
                all = all.or(letters.union());
            }
            let [lows, highs] = &mut rows;
            for (sixteen, (lows, highs)) in lows.iter_mut().zip(highs).enumerate() {
                let letters =
                    |lane: usize| Letters16::new(&pieces[piece(lane)].as_chunks().0[sixteen]);
                [lows[eight], highs[eight]] =
                    Letters16::codes([0, 1, 2, 3, 4, 5, 6, 7].map(letters));
            }
        }
        if all.any_has(Sixteens::NO_BASE) {
            return false;
        }
        for (plane, rows) in [&mut *low, &mut *high].into_iter().zip(&rows) {
            let words = &mut plane.0[chunk * CHUNK..][..CHUNK];
            for (words, rows) in words.as_chunks_mut().0.iter_mut().zip(rows) {
                lanes_to_words(rows, words);
            }
        }
    }
    true
}

/// How many A, C, G, T a block has that has nothing else.
pub(super) fn base_counts(low: &Plane, high: &Plane) -> [u64; 4] {
    let (mut low_set, mut high_set, mut both_set) = (0, 0, 0);
    for (low, high) in low.0.iter().zip(&high.0) {
        // As one number each: of two the compiler makes vectors, which count nothing and must be taken apart.
        let [low, high] =
            [low, high].map(|&[first, second]| u128::from(first) | u128::from(second) << 64);
        low_set += low.count_ones();
        high_set += high.count_ones();
        both_set += (low & high).count_ones();
    }
    let [low_set, high_set, both_set] = [low_set, high_set, both_set].map(u64::from);
    let (c, g) = (low_set - both_set, high_set - both_set);
    [BLOCK_BASES as u64 - c - g - both_set, c, g, both_set]
}
