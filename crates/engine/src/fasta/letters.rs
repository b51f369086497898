//! What stands on a line of sequence.

use crate::alphabet::Letter;
use crate::letters16::{AllPlain, Letters16};

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

/// Copies lines from the front of a text, as long as each has `width` letters that are A, C, G, T, U or N, in either case,
/// and an LF, and as there is room; gives their number. What stood in `copy` behind the letters may be lost.
pub(crate) fn copy_lines(text: &[u8], width: usize, copy: &mut [u8]) -> usize {
    match width / Letters16::COUNT {
        // The usual widths are 50, 60, 70 and 80.
        3 => copy_lines_by(copy_line_of::<3>, text, width, copy),
        4 => copy_lines_by(copy_line_of::<4>, text, width, copy),
        5 => copy_lines_by(copy_line_of::<5>, text, width, copy),
        _ => copy_lines_by(copy_line, text, width, copy),
    }
}

#[inline(always)]
fn copy_lines_by(
    copy_line: impl Fn(&[u8], &mut [u8]) -> bool,
    text: &[u8],
    width: usize,
    copy: &mut [u8],
) -> usize {
    let mut copied = 0;
    for (line, room) in text
        .chunks_exact(width + 1)
        .zip(copy.chunks_exact_mut(width.max(1)))
    {
        let Some((b'\n', line)) = line.split_last() else {
            break;
        };
        if !copy_line(line, room) {
            break;
        }
        copied += 1;
    }
    copied
}

/// Copies the letters of a line, sixteen at least, and says whether all are plain.
#[inline(always)]
fn copy_line(line: &[u8], room: &mut [u8]) -> bool {
    let mut plain = AllPlain::of_none();
    for (letters, room) in line.as_chunks().0.iter().zip(room.as_chunks_mut().0) {
        *room = *letters;
        plain.look_at(Letters16::new(letters));
    }
    // The last sixteen overlap those before.
    let (Some(letters), Some(room)) = (line.last_chunk(), room.last_chunk_mut()) else {
        return false;
    };
    *room = *letters;
    plain.look_at(Letters16::new(letters));
    plain.are()
}

/// The same for a line of so many whole sixteens, and perhaps some letters more: without a loop, and each letter is read once.
#[inline(always)]
fn copy_line_of<const SIXTEENS: usize>(line: &[u8], room: &mut [u8]) -> bool {
    let (Some(sixteens), Some(last)) = (line.as_chunks().0.first_chunk(), line.last_chunk()) else {
        return false;
    };
    let sixteens: [_; SIXTEENS] = sixteens.each_ref().map(Letters16::new);
    let last = Letters16::new(last);
    let mut plain = AllPlain::of_none();
    for (letters, room) in sixteens.into_iter().zip(room.as_chunks_mut().0) {
        *room = letters.bytes();
        plain.look_at(letters);
    }
    let Some(room) = room.last_chunk_mut() else {
        return false;
    };
    *room = last.bytes();
    plain.look_at(last);
    plain.are()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, room: usize, expected: &str) {
        let mut copy = vec![b'-'; room];
        let lines = copy_lines(text.as_bytes(), width, &mut copy);
        assert_eq!(
            std::str::from_utf8(&copy[..lines * width]),
            Ok(expected),
            "{text:?} by {width} into {room}"
        );
    }

    #[test]
    fn lines_are_copied_while_they_are_plain_and_of_one_width() {
        let line = "ACGTUNacgtunACGTTTGCA".repeat(6);
        for width in 16..=line.len() {
            let line = &line[..width];
            let two = format!("{line}\n{line}\n");
            let both = format!("{line}{line}");
            check(&two, width, 2 * width, &both);
            check(&two, width, 2 * width - 1, line);
            check(&two[..2 * width + 1], width, 2 * width, line);
            check(&two, width - 1, 2 * width, "");
            check(&two, width + 1, 2 * width + 2, "");
            check(&format!("{line}\r\n"), width, width, "");
            for place in 0..width {
                for other in ["R", " ", "-", "\n", ">"] {
                    let mut odd = line.to_owned();
                    odd.replace_range(place..=place, other);
                    check(&format!("{line}\n{odd}\n"), width, 2 * width, line);
                }
            }
        }
        check("ACG\nACG\n", 3, 6, "");
    }
}
