//! Between rows (bits in the order of the sequence) and planes (transposed).

use super::block::{BLOCK_BASES, Plane, STRIPE_BASES, Word};

/// Words of a row.
pub(crate) const ROW_WORDS: usize = BLOCK_BASES / 64;

/// Words of a lane's stripe in a row.
const STRIPE_WORDS: usize = STRIPE_BASES / 64;

/// One bit of each base of a block in the order of the sequence: base `i` is bit `i % 64` of word `i / 64`.
pub(crate) type Row = [u64; ROW_WORDS];

/// Makes a plane of a row.
pub(crate) fn row_to_plane(row: &Row, plane: &mut Plane) {
    let (lower, upper) = row.split_at(ROW_WORDS / 2);
    for group in 0..STRIPE_WORDS {
        let mut squares = std::array::from_fn(|lane| {
            let word = lane * STRIPE_WORDS + group;
            [lower[word], upper[word]]
        });
        transpose(&mut squares);
        plane.0[group * 64..][..64].copy_from_slice(&squares);
    }
}

/// Makes a row of a plane.
pub(crate) fn plane_to_row(plane: &Plane, row: &mut Row) {
    let (lower, upper) = row.split_at_mut(ROW_WORDS / 2);
    for (group, words) in plane.0.as_chunks::<64>().0.iter().enumerate() {
        let mut squares = *words;
        transpose(&mut squares);
        for (lane, bits) in squares.into_iter().enumerate() {
            let word = lane * STRIPE_WORDS + group;
            [lower[word], upper[word]] = bits;
        }
    }
}

/// Transposes two squares of 64 × 64 bits side by side: swaps the off-diagonal quarters, then those of each quarter, and
/// so on (Warren, Hacker's Delight, 2nd edition, section 7-3).
fn transpose(squares: &mut [Word; 64]) {
    swap_quarters::<32>(squares, 0x0000_0000_ffff_ffff);
    swap_quarters::<16>(squares, 0x0000_ffff_0000_ffff);
    swap_quarters::<8>(squares, 0x00ff_00ff_00ff_00ff);
    swap_quarters::<4>(squares, 0x0f0f_0f0f_0f0f_0f0f);
    swap_quarters::<2>(squares, 0x3333_3333_3333_3333);
    swap_quarters::<1>(squares, 0x5555_5555_5555_5555);
}

fn swap_quarters<const SIZE: usize>(squares: &mut [Word; 64], mask: u64) {
    for rows in squares.chunks_exact_mut(2 * SIZE) {
        let (upper, lower) = rows.split_at_mut(SIZE);
        for (above, below) in upper.iter_mut().zip(lower) {
            for half in 0..2 {
                let difference = (above[half] >> SIZE ^ below[half]) & mask;
                above[half] ^= difference << SIZE;
                below[half] ^= difference;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every position of a block lands where `Plane` says, and comes back.
    #[test]
    fn each_base_has_its_lane_and_word() {
        let mut row: Box<Row> = Box::new([0; ROW_WORDS]);
        let mut back: Box<Row> = Box::new([0; ROW_WORDS]);
        let mut plane = Box::new(Plane::ZERO);
        let mut state = 1_u64;
        for word in row.iter_mut() {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *word = state ^ state >> 33;
        }
        row_to_plane(&row, &mut plane);
        for position in 0..BLOCK_BASES {
            let expected = row[position / 64] >> (position % 64) & 1 == 1;
            assert_eq!(plane.bit(position), expected, "position {position}");
        }
        plane_to_row(&plane, &mut back);
        assert_eq!(row, back);
    }
}
