//! Files of every kind that is opened, written here so that a genome can be had in all of them.

mod gzip;
mod two_bit;
mod zip;

use ruzstd::encoding::{CompressionLevel, compress_to_vec};

pub use gzip::{BGZF_END, bgzf, bgzf_member, gzip};
pub use two_bit::two_bit;
pub use zip::{ZipWay, zip};

/// FASTA of records, each a name and its letters, in lines of so many letters that end with `line_end`.
#[must_use]
pub fn fasta(records: &[(String, Vec<u8>)], width: usize, line_end: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    for (name, letters) in records {
        text.extend([b">", name.as_bytes(), line_end].concat());
        for line in letters.chunks(width) {
            text.extend([line, line_end].concat());
        }
    }
    text
}

/// zstd, a frame for each text.
#[must_use]
pub fn zstd(texts: &[&[u8]]) -> Vec<u8> {
    let frames = texts
        .iter()
        .map(|text| compress_to_vec(*text, CompressionLevel::Fastest));
    frames.collect::<Vec<_>>().concat()
}
