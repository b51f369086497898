//! Generated genomes as gzip files, of one member and in blocks.

use std::fs::File;
use std::io::{self, Read, Write};
use std::thread;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

/// What `gzip` and `bgzip` take unless told otherwise.
const LEVEL: Compression = Compression::new(6);
/// Text of a block, as `bgzip` cuts it.
const BLOCK_BYTES: usize = 65_280;
/// Blocks that a thread is given at once.
const BLOCKS_PER_SHARE: usize = 64;
/// A block without text: what ends a file of blocks.
const LAST_BLOCK: [u8; 28] = [
    0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 6, 0, b'B', b'C', 2, 0, 27, 0, 3, 0, 0, 0, 0, 0, 0, 0,
    0, 0,
];
/// The header of a block without its length, which are the next two bytes.
const HEADER: usize = 16;

/// Writes the text as gzip of one member.
///
/// # Errors
/// If the text cannot be read, or nothing written.
pub(crate) fn write_gzip(text: &mut File, out: &mut impl Write) -> io::Result<()> {
    let mut encoder = GzEncoder::new(out, LEVEL);
    io::copy(
        &mut io::BufReader::with_capacity(1 << 20, text),
        &mut encoder,
    )?;
    encoder.finish().map(drop)
}

/// Writes the text as blocked gzip (BGZF), compressed on all cores.
///
/// # Errors
/// If the text cannot be read, or nothing written.
pub(crate) fn write_bgzf(text: &mut impl Read, out: &mut impl Write) -> io::Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share_bytes = BLOCKS_PER_SHARE * BLOCK_BYTES;
    loop {
        let mut part = Vec::new();
        text.by_ref()
            .take((threads * share_bytes) as u64)
            .read_to_end(&mut part)?;
        if part.is_empty() {
            break;
        }
        let shares: Vec<io::Result<Vec<u8>>> = thread::scope(|scope| {
            let workers: Vec<_> = part
                .chunks(share_bytes)
                .map(|share| scope.spawn(|| blocks(share)))
                .collect();
            let ends = workers.into_iter().map(thread::ScopedJoinHandle::join);
            ends.map(|end| end.unwrap_or_else(|_| Err(io::Error::other("a thread stopped"))))
                .collect()
        });
        for share in shares {
            out.write_all(&share?)?;
        }
    }
    out.write_all(&LAST_BLOCK)
}

fn blocks(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut blocks = Vec::with_capacity(text.len() / 2);
    for text in text.chunks(BLOCK_BYTES) {
        let start = blocks.len();
        blocks.extend_from_slice(&LAST_BLOCK[..HEADER]);
        blocks.extend_from_slice(&[0, 0]);
        let mut encoder = DeflateEncoder::new(&mut blocks, LEVEL);
        encoder.write_all(text)?;
        encoder.finish()?;
        let mut check = flate2::Crc::new();
        check.update(text);
        blocks.extend_from_slice(&check.sum().to_le_bytes());
        blocks.extend_from_slice(&check.amount().to_le_bytes());
        let last = u16::try_from(blocks.len() - start - 1)
            .map_err(|_| io::Error::other("a block became too large"))?;
        blocks[start + HEADER..][..2].copy_from_slice(&last.to_le_bytes());
    }
    Ok(blocks)
}

#[cfg(test)]
mod tests {
    use flate2::read::MultiGzDecoder;

    use super::*;
    use crate::random::Random;

    fn check(length: usize) {
        let mut random = Random::new(length as u64);
        let text: Vec<u8> = (0..length).map(|_| random.pick(b"ACGTacgt\n")).collect();
        let mut file = Vec::new();
        write_bgzf(&mut text.as_slice(), &mut file).expect("writes");

        let mut back = Vec::new();
        let read = MultiGzDecoder::new(file.as_slice()).read_to_end(&mut back);
        assert_eq!(read.ok(), Some(length));
        assert!(back == text, "{length} bytes came back as others");

        // Every block says where the next begins; the last one is empty.
        let (mut at, mut blocks) = (0, 0);
        let mut last = &file[..];
        while at < file.len() {
            last = &file[at..];
            assert_eq!(last[..HEADER], LAST_BLOCK[..HEADER], "at {at} of {length}");
            at += usize::from(u16::from_le_bytes([last[HEADER], last[HEADER + 1]])) + 1;
            blocks += 1;
        }
        assert_eq!(last, LAST_BLOCK);
        assert_eq!(blocks, length.div_ceil(BLOCK_BYTES) + 1);
    }

    #[test]
    fn blocks_hold_the_text() {
        for length in [0, 1, BLOCK_BYTES, BLOCK_BYTES + 1] {
            check(length);
        }
        check(3 * BLOCKS_PER_SHARE * BLOCK_BYTES + 5);
    }
}
