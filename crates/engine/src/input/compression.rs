//! How a file holds its letters, known by its first bytes and never by its name.

use std::fmt;

/// How a file holds its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// As text.
    Plain,
    /// gzip, of one member or many.
    Gzip,
    /// BGZF, as bgzip writes it: gzip in blocks that say their size.
    Bgzf,
    /// zstd, of one frame or many.
    Zstd,
    /// A ZIP archive with FASTA files in it.
    Zip,
    /// UCSC's packed genome.
    TwoBit,
}

/// Magic bytes; none is the beginning of another.
const MAGIC: [(&[u8], Compression); 7] = [
    (b"\x1f\x8b", Compression::Gzip),
    (b"\x28\xb5\x2f\xfd", Compression::Zstd),
    (b"PK\x03\x04", Compression::Zip),
    // An archive without an entry.
    (b"PK\x05\x06", Compression::Zip),
    (b"\x43\x27\x41\x1a", Compression::TwoBit),
    (b"\x1a\x41\x27\x43", Compression::TwoBit),
    // A skippable frame of zstd, which may come first; its first byte is any from 0x50 to 0x5f.
    (b"P\x2a\x4d\x18", Compression::Zstd),
];

impl Compression {
    /// What a file that begins with these bytes is; none if more of them could tell. [`Compression::Bgzf`] looks like
    /// [`Compression::Gzip`] so far.
    #[must_use]
    pub fn of_head(head: &[u8]) -> Option<Self> {
        let folded = |index: usize, byte: u8| match (index, byte) {
            (0, 0x50..=0x5f) if head.get(1) == Some(&0x2a) => 0x50,
            _ => byte,
        };
        let mut is_open = false;
        for (magic, compression) in MAGIC {
            let mut pairs = magic.iter().zip(head).enumerate();
            if pairs.all(|(index, (magic, byte))| folded(index, *byte) == *magic) {
                if head.len() >= magic.len() {
                    return Some(compression);
                }
                is_open = true;
            }
        }
        // The first byte of a skippable frame alone.
        is_open |= matches!(head, [0x50..=0x5f]);
        (!is_open).then_some(Self::Plain)
    }
}

impl fmt::Display for Compression {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Plain => "plain",
            Self::Gzip | Self::Bgzf => "gzip",
            Self::Zstd => "zstd",
            Self::Zip => "ZIP",
            Self::TwoBit => "2bit",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], expected: Option<Compression>) {
        assert_eq!(Compression::of_head(head), expected, "{head:?}");
    }

    #[test]
    fn first_bytes_tell() {
        check(b"", None);
        check(b">chr1", Some(Compression::Plain));
        check(b"\x1f", None);
        check(b"\x1f\x8b\x08\x04", Some(Compression::Gzip));
        check(b"\x1f\x8c", Some(Compression::Plain));
        check(b"\x28\xb5\x2f", None);
        check(b"\x28\xb5\x2f\xfd", Some(Compression::Zstd));
        check(b"P", None);
        check(b"PK\x03\x04", Some(Compression::Zip));
        check(b"PK\x01", Some(Compression::Plain));
        check(b"T", None);
        check(b"TT", Some(Compression::Plain));
        check(b"T\x2a\x4d", None);
        check(b"T\x2a\x4d\x18", Some(Compression::Zstd));
        check(b"O\x2a\x4d\x18", Some(Compression::Plain));
        check(b"C", None);
        check(b"CA", Some(Compression::Plain));
        check(b"\x43\x27\x41\x1a", Some(Compression::TwoBit));
        check(b"\x1a\x41\x27\x43", Some(Compression::TwoBit));
    }
}
