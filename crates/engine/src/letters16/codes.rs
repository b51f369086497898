//! The codes of bases, in eight lanes at once.

use super::{Letters16, vector};

/// Sixteen bytes that have a bit for each of eight lanes.
#[derive(Clone, Copy)]
pub(crate) struct Lanes8(vector::Vector);

impl Lanes8 {
    pub(crate) const ZERO: Self = Self(vector::ZERO);
}

impl Letters16 {
    /// The lower and the upper bits of the codes of bases, in either case: bit `l` of byte `i` is that of letter `i` of
    /// lane `l`. For other letters the bits mean nothing.
    ///
    /// Bits 1 and 2 of the letters are A 00, C 01, G 11, T and U 10.
    #[inline(always)]
    pub(crate) fn codes(lanes: [Self; 8]) -> [Lanes8; 2] {
        let [zero, one, two, three, four, five, six, seven] = lanes;
        // Bit 2k is the second bit of the k-th of these lanes, and bit 2k + 1 its third.
        let even = vector::or(pair(zero, two), vector::shl::<4>(pair(four, six)));
        let odd = vector::or(pair(one, three), vector::shl::<4>(pair(five, seven)));
        let second = vector::or(
            vector::with(even, EVEN_BITS),
            vector::shl::<1>(vector::with(odd, EVEN_BITS)),
        );
        let third = vector::or(
            vector::half(vector::with(even, !EVEN_BITS)),
            vector::with(odd, !EVEN_BITS),
        );
        [Lanes8(vector::xor(second, third)), Lanes8(third)]
    }
}

const EVEN_BITS: u8 = 0b0101_0101;

/// Bits 1 and 2 of two letters as the lower half of a byte, for sixteen places.
///
/// The second is doubled before its bits are taken: of bits that stand alone the compiler knows that doubling loses none, and shifts them.
#[inline(always)]
fn pair(first: Letters16, second: Letters16) -> vector::Vector {
    vector::or(
        vector::half(vector::with(first.0, 0b0110)),
        vector::with(vector::double(second.0), 0b1100),
    )
}

/// Makes of sixteen times eight lanes sixteen words, one of each byte: lane `l` is bit `l % 64` of item `l / 64`.
///
/// Each deal moves the highest bit of a byte's place to the lowest, so that after four of them row and column have changed
/// places.
#[inline(always)]
pub(crate) fn lanes_to_words(rows: &[Lanes8; 16], words: &mut [[u64; 2]; 16]) {
    let rows = deal(deal(deal(deal(*rows))));
    for (word, row) in words.iter_mut().zip(rows) {
        *word = vector::words(row.0);
    }
}

/// Deals the rows like cards: the bytes of the upper half between those of the lower.
#[inline(always)]
fn deal(rows: [Lanes8; 16]) -> [Lanes8; 16] {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = rows;
    let front = |upper: Lanes8, lower: Lanes8| Lanes8(vector::zip_front(upper.0, lower.0));
    let back = |upper: Lanes8, lower: Lanes8| Lanes8(vector::zip_back(upper.0, lower.0));
    [
        front(a, i),
        back(a, i),
        front(b, j),
        back(b, j),
        front(c, k),
        back(c, k),
        front(d, l),
        back(d, l),
        front(e, m),
        back(e, m),
        front(f, n),
        back(f, n),
        front(g, o),
        back(g, o),
        front(h, p),
        back(h, p),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_its_lane_and_byte() {
        let letter = |lane: usize, place: usize| b"ACGTUacgtu"[(lane * 7 + place * 3) % 10];
        let code = |letter: u8| match letter.to_ascii_uppercase() {
            b'A' => 0,
            b'C' => 1,
            b'G' => 2,
            _ => 3,
        };
        let mut rows = [[Lanes8::ZERO; 16]; 2];
        let [lows, highs] = &mut rows;
        for (eight, (low, high)) in lows.iter_mut().zip(highs).enumerate() {
            let lanes = std::array::from_fn(|lane| {
                Letters16::new(&std::array::from_fn(|place| {
                    letter(8 * eight + lane, place)
                }))
            });
            [*low, *high] = Letters16::codes(lanes);
        }
        let [lows, highs] = rows.map(|rows| {
            let mut words = [[0; 2]; 16];
            lanes_to_words(&rows, &mut words);
            words
        });
        for (place, (low, high)) in lows.iter().zip(&highs).enumerate() {
            for lane in 0..128 {
                let bit = |word: &[u64; 2]| word[lane / 64] >> (lane % 64) & 1;
                let expected = code(letter(lane, place));
                assert_eq!(
                    bit(high) << 1 | bit(low),
                    expected,
                    "{place} of lane {lane}"
                );
            }
        }
    }
}
