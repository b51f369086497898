//! gzip (RFC 1952) and BGZF (SAM specification, section 4.1).

use std::io::Write;

use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{Compression, Crc};

/// Text of a member of BGZF as bgzip cuts it, in bytes.
const BGZF_TEXT_BYTES: usize = 65_280;

/// The member without text that ends every BGZF file.
pub const BGZF_END: [u8; 28] = [
    0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 6, 0, b'B', b'C', 2, 0, 27, 0, 3, 0, 0, 0, 0, 0, 0, 0,
    0, 0,
];

/// A member for each text; level 0 stores, 9 compresses most.
///
/// # Panics
/// Never: memory takes all that is written to it.
#[must_use]
pub fn gzip(texts: &[&[u8]], level: u32) -> Vec<u8> {
    let mut file = Vec::new();
    for text in texts {
        let mut member = GzEncoder::new(&mut file, Compression::new(level));
        member.write_all(text).expect("memory");
        member.finish().expect("memory");
    }
    file
}

/// A text in members of so many bytes, at most 65,280, with the end marker.
#[must_use]
pub fn bgzf(text: &[u8], member_bytes: usize) -> Vec<u8> {
    let members = text.chunks(member_bytes.clamp(1, BGZF_TEXT_BYTES));
    let mut file = members.flat_map(bgzf_member).collect::<Vec<u8>>();
    file.extend(BGZF_END);
    file
}

/// One member of BGZF, of a text of at most 65,280 bytes.
///
/// # Panics
/// If the text is longer.
#[must_use]
pub fn bgzf_member(text: &[u8]) -> Vec<u8> {
    assert!(text.len() <= BGZF_TEXT_BYTES);
    let deflated = deflate(text, 1);
    let bytes = (18 + deflated.len() + 8 - 1) as u16;
    let mut checksum = Crc::new();
    checksum.update(text);
    let mut member = BGZF_END[..16].to_vec();
    member.extend(bytes.to_le_bytes());
    member.extend(deflated);
    member.extend(checksum.sum().to_le_bytes());
    member.extend((text.len() as u32).to_le_bytes());
    member
}

/// The text deflated, without a frame.
pub(super) fn deflate(text: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(level));
    encoder.write_all(text).expect("memory");
    encoder.finish().expect("memory")
}
