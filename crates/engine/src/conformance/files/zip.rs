//! ZIP archives.

use flate2::Crc;

use super::gzip::deflate;

/// How the files of an archive are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZipWay {
    /// As they are.
    Stored,
    /// Deflated, with checksum and sizes before the content.
    Deflated,
    /// Deflated, with checksum and sizes behind the content.
    DeflatedSizesBehind,
}

/// An archive with a file for each text, at most 255 of them: `folder/0.fna`, `folder/1.fna`, and so on.
#[must_use]
pub fn zip(texts: &[&[u8]], way: ZipWay) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (ordinal, text) in texts.iter().enumerate() {
        let name = format!("folder/{ordinal}.fna");
        let mut checksum = Crc::new();
        checksum.update(text);
        let (method, content) = match way {
            ZipWay::Stored => (0, text.to_vec()),
            ZipWay::Deflated | ZipWay::DeflatedSizesBehind => (8, deflate(text, 1)),
        };
        let facts = [checksum.sum(), content.len() as u32, text.len() as u32];
        let facts: Vec<u8> = facts.iter().flat_map(|fact| fact.to_le_bytes()).collect();
        let is_behind = way == ZipWay::DeflatedSizesBehind;
        let (flags, before) = if is_behind {
            (8, vec![0; 12])
        } else {
            (0, facts.clone())
        };
        let offset = out.len() as u32;
        let common = [20, 0, flags, 0, method, 0, 0, 0, 0, 0];
        let lengths = [name.len() as u8, 0, 0, 0];
        out.extend([b"PK\x03\x04".as_slice(), &common, &before, &lengths].concat());
        out.extend([name.as_bytes(), &content].concat());
        if is_behind {
            out.extend([b"PK\x07\x08".as_slice(), &facts].concat());
        }
        directory.extend([b"PK\x01\x02\x14\x00".as_slice(), &common, &facts].concat());
        directory.extend([lengths.as_slice(), &[0; 10], &offset.to_le_bytes()].concat());
        directory.extend(name.as_bytes());
    }
    let count = texts.len() as u8;
    let at = out.len() as u32;
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend([count, 0, count, 0]);
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}
