//! What stands on a line of sequence.

use crate::alphabet::Letter;

/// Whether a line holds nothing but A, C, G, T, U and N, in either case: true for almost every line of almost
/// every file. Written so that the compiler makes vector code of it.
pub(super) fn is_plain(line: &[u8]) -> bool {
    let is_foreign = |letter: &u8| {
        let upper = letter & 0xdf;
        // The first mask leaves A and C equal, the second T and U.
        !((upper & 0xfd == b'A') | (upper == b'G') | (upper & 0xfe == b'T') | (upper == b'N'))
    };
    // In pieces, since one flag for all of a long line would not be kept in a vector.
    let (pieces, rest) = line.as_chunks::<32>();
    let foreign_in = |letters: &[u8]| {
        let flags = letters.iter().map(|letter| u8::from(is_foreign(letter)));
        flags.fold(0, |any, flag| any | flag)
    };
    pieces.iter().all(|piece| foreign_in(piece) == 0) && foreign_in(rest) == 0
}

/// Splits a line at its blanks and passes the letters between them on. Gives the place (from 0) and kind of the
/// first byte that is no letter of a nucleotide sequence.
pub(super) fn split<E>(
    line: &[u8],
    mut letters: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<Option<(usize, Letter)>, E> {
    let mut from = 0;
    for (index, &byte) in line.iter().enumerate() {
        match Letter::of(byte) {
            Letter::Base | Letter::Other => continue,
            Letter::Blank => {
                letters(&line[from..index])?;
                from = index + 1;
            }
            offence => return Ok(Some((index, offence))),
        }
    }
    letters(&line[from..])?;
    Ok(None)
}
