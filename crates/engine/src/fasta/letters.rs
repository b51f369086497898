//! What stands on a line of sequence.

use crate::alphabet::Letter;
use crate::letters16::Letters16;

/// Copies letters from the front of a text, as long as they are A, C, G, T, U or N, in either case, and as there is room;
/// gives their number. What stood in `copy` behind them may be lost.
pub(crate) fn copy_plain(text: &[u8], copy: &mut [u8]) -> usize {
    let mut done = 0;
    while let (Some(letters), Some(room)) =
        (text[done..].first_chunk(), copy[done..].first_chunk_mut())
    {
        *room = *letters;
        let others = !Letters16::new(letters).bases_or_n();
        if others != 0 {
            return done + others.trailing_zeros() as usize;
        }
        done += Letters16::COUNT;
    }
    for (letter, room) in text[done..].iter().zip(&mut copy[done..]) {
        if !b"ACGTUN".contains(&letter.to_ascii_uppercase()) {
            break;
        }
        *room = *letter;
        done += 1;
    }
    done
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
