//! Members of gzip and BGZF, whole or damaged: the same text or the same error in pieces and on threads; and what opens is
//! what flate2 inflates.
//!
//! The bytes: how to cut, how many to change; for each of these a place and a difference; then members, each a kind, a
//! length and so many bytes of text.

#![no_main]

use std::io::Read;

use engine::conformance::files::{BGZF_END, bgzf_member, gzip};
use engine::{Compression, Decoder, OpenError};
use flate2::bufread::MultiGzDecoder;
use fuzz::{SharedPool, decode, pieces};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&[cut, changes], rest)) = bytes.split_first_chunk() else {
        return;
    };
    // Half of all files are left as they are.
    let changes = usize::from(changes % 8).saturating_sub(4) * 3;
    let Some((changes, members)) = rest.split_at_checked(changes) else {
        return;
    };
    let made = Made::of(members);
    let mut file = made.file;
    for change in changes.as_chunks::<3>().0 {
        let place = usize::from(u16::from_le_bytes([change[0], change[1]]));
        let length = file.len().max(1);
        if let Some(byte) = file.get_mut(place % length) {
            *byte ^= change[2];
        }
    }

    let whole = decode(Decoder::new(), [file.as_slice()]);
    assert_eq!(decode(Decoder::new(), pieces(&file, cut)), whole);
    let threads = || Decoder::new().on(Box::new(SharedPool));
    assert_eq!(decode(threads(), [file.as_slice()]), whole);
    assert_eq!(decode(threads(), pieces(&file, cut)), whole);

    let is_gzip = file.starts_with(&[0x1f, 0x8b]);
    if let (Ok(text), true) = (&whole, is_gzip) {
        // Zeros at the end are padding to us.
        let end = file
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1);
        let inflated = (end..=file.len()).find_map(|end| {
            let mut inflated = Vec::new();
            let read = MultiGzDecoder::new(&file[..end]).read_to_end(&mut inflated);
            read.is_ok().then_some(inflated)
        });
        assert_eq!(inflated.as_ref(), Some(text));
    }
    if changes.is_empty() && is_gzip {
        let expected = match made.end {
            End::Right => Ok(made.text),
            End::Missing => Err(OpenError::Truncated {
                compression: Compression::Gzip,
                offset: file.len() as u64,
            }),
            End::Unknown => return,
        };
        assert_eq!(whole, expected);
    }
});

struct Made {
    file: Vec<u8>,
    text: Vec<u8>,
    end: End,
}

/// How the file ends.
enum End {
    Right,
    /// BGZF, and the last member has text.
    Missing,
    /// Something else is in it.
    Unknown,
}

impl Made {
    fn of(mut members: &[u8]) -> Self {
        let mut made = Self {
            file: Vec::new(),
            text: Vec::new(),
            end: End::Right,
        };
        let (mut is_bgzf, mut is_odd, mut is_padded) = (None, false, false);
        let mut last_has_text = false;
        while let Some((&[kind, length], rest)) = members.split_first_chunk() {
            let (text, rest) = rest.split_at(usize::from(length).min(rest.len()));
            members = rest;
            // Some texts repeat themselves, so that there is more than one block of them.
            let text = text.repeat(if kind >= 248 { 200 } else { 1 });
            let member = match kind % 8 {
                0..=2 => gzip(&[&text], u32::from(kind / 8 % 10)),
                3 | 4 => bgzf_member(&text),
                5 => BGZF_END.to_vec(),
                6 => vec![0; text.len()],
                _ => text.clone(),
            };
            match kind % 8 {
                6 => is_padded |= !member.is_empty(),
                7 => is_odd |= !member.is_empty(),
                _ => {
                    is_odd |= is_padded;
                    is_bgzf.get_or_insert(matches!(kind % 8, 3..=5));
                    last_has_text = kind % 8 != 5 && !text.is_empty();
                    if last_has_text {
                        made.text.extend(text);
                    }
                }
            }
            made.file.extend(member);
        }
        made.end = match is_bgzf {
            _ if is_odd => End::Unknown,
            Some(true) if last_has_text => End::Missing,
            _ => End::Right,
        };
        made
    }
}
