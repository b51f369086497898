//! What is wrong with a compressed or packed file.

use std::fmt;

use super::Compression;

/// What is wrong with a compressed or packed file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// In a gzip stream.
    Gzip(GzipFault),
    /// In a zstd stream.
    Zstd(ZstdFault),
    /// In a ZIP archive.
    Zip(ZipFault),
    /// In a 2bit file.
    TwoBit(TwoBitFault),
}

/// What is wrong with a gzip stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GzipFault {
    /// Expected compression method 8 (deflate), got another.
    Method {
        /// The method's number.
        got: u8,
    },
    /// Reserved flags are set in a member's header.
    Flags {
        /// The flags.
        got: u8,
    },
    /// The header's own checksum is wrong.
    HeaderChecksum,
    /// The compressed data are not deflate.
    Deflate,
    /// The text's checksum (CRC-32) is wrong.
    Checksum {
        /// As the file says.
        expected: u32,
        /// Of the text that came out.
        got: u32,
    },
    /// The text's length (modulo 2³²) is wrong.
    Length {
        /// As the file says.
        expected: u32,
        /// Of the text that came out.
        got: u32,
    },
    /// Expected another member, zeros or the end after a member, got something else.
    TrailingBytes {
        /// The first such byte.
        got: u8,
    },
}

/// What is wrong with a zstd stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ZstdFault {
    /// The reserved bit of a frame's header is set.
    ReservedBit,
    /// A block is not what zstd would write.
    Block,
    /// The text's checksum (XXH64, its lower half) is wrong.
    Checksum {
        /// As the file says.
        expected: u32,
        /// Of the text that came out.
        got: u32,
    },
    /// A frame's text has another length than its header says.
    Length {
        /// As the file says.
        expected: u64,
        /// Of the text that came out.
        got: u64,
    },
    /// Expected another frame or the end after a frame, got something else.
    TrailingBytes,
}

/// What is wrong with a ZIP archive.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ZipFault {
    /// Expected an entry or the central directory, got something else.
    Signature {
        /// The four bytes, as a number of the least byte first.
        got: u32,
    },
    /// The compressed data of an entry are not deflate.
    Deflate {
        /// The entry's name.
        name: String,
    },
    /// The checksum (CRC-32) of an entry's content is wrong.
    Checksum {
        /// The entry's name.
        name: String,
        /// As the file says.
        expected: u32,
        /// Of the content that came out.
        got: u32,
    },
    /// The size of an entry, compressed or not, is wrong.
    Length {
        /// The entry's name.
        name: String,
        /// As the file says.
        expected: u64,
        /// Of what is there.
        got: u64,
    },
    /// The central directory lists another number of entries than there are.
    EntryCount {
        /// As the central directory says.
        expected: u64,
        /// As there are.
        got: u64,
    },
    /// There is something after the end of the archive.
    TrailingBytes,
}

/// What is wrong with a 2bit file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TwoBitFault {
    /// A name holds a control character.
    Name {
        /// The character.
        got: u8,
    },
    /// A record would begin within the index or another record.
    Offset {
        /// Where it would begin.
        got: u64,
        /// The first place where it may.
        least: u64,
    },
    /// A run of N or of lower case overlaps the one before it, or goes past the end of its record.
    Run {
        /// Its first letter, from 0.
        start: u64,
        /// The first letter after it.
        end: u64,
    },
    /// There is something after the last record.
    TrailingBytes,
}

impl Fault {
    /// What kind of data it is in.
    #[must_use]
    pub const fn compression(&self) -> Compression {
        match self {
            Self::Gzip(_) => Compression::Gzip,
            Self::Zstd(_) => Compression::Zstd,
            Self::Zip(_) => Compression::Zip,
            Self::TwoBit(_) => Compression::TwoBit,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gzip(fault) => fault.fmt(out),
            Self::Zstd(fault) => fault.fmt(out),
            Self::Zip(fault) => fault.fmt(out),
            Self::TwoBit(fault) => fault.fmt(out),
        }
    }
}

impl fmt::Display for GzipFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Method { got } => write!(out, "expected gzip method 8, got {got}"),
            Self::Flags { got } => write!(out, "expected no reserved gzip flags, got {got:#04x}"),
            Self::HeaderChecksum => write!(out, "the checksum of the gzip header is wrong"),
            Self::Deflate => write!(out, "expected deflate data, got something else"),
            Self::Checksum { expected, got } => {
                write!(
                    out,
                    "expected text with checksum {expected:08x}, got {got:08x}"
                )
            }
            Self::Length { expected, got } => {
                write!(out, "expected {expected} bytes of text, got {got}")
            }
            Self::TrailingBytes { got } => {
                write!(
                    out,
                    "expected another gzip member or the end, got byte {got:#04x}"
                )
            }
        }
    }
}

impl fmt::Display for ZstdFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReservedBit => write!(out, "the reserved bit of the zstd frame is set"),
            Self::Block => write!(out, "expected a zstd block, got something else"),
            Self::Checksum { expected, got } => {
                write!(
                    out,
                    "expected text with checksum {expected:08x}, got {got:08x}"
                )
            }
            Self::Length { expected, got } => {
                write!(out, "expected {expected} bytes of text, got {got}")
            }
            Self::TrailingBytes => {
                write!(
                    out,
                    "expected another zstd frame or the end, got something else"
                )
            }
        }
    }
}

impl fmt::Display for ZipFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signature { got } => {
                write!(
                    out,
                    "expected the next part of a ZIP archive, got {got:#010x}"
                )
            }
            Self::Deflate { name } => {
                write!(out, "{name}: expected deflate data, got something else")
            }
            Self::Checksum {
                name,
                expected,
                got,
            } => {
                write!(
                    out,
                    "{name}: expected content with checksum {expected:08x}, got {got:08x}"
                )
            }
            Self::Length {
                name,
                expected,
                got,
            } => write!(out, "{name}: expected {expected} bytes, got {got}"),
            Self::EntryCount { expected, got } => {
                write!(out, "expected {expected} ZIP entries, got {got}")
            }
            Self::TrailingBytes => {
                write!(
                    out,
                    "expected the end after the ZIP archive, got something else"
                )
            }
        }
    }
}

impl fmt::Display for TwoBitFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { got } => write!(out, "expected a name, got byte {got:#04x} in it"),
            Self::Offset { got, least } => {
                write!(
                    out,
                    "expected a record at byte {least} or later, got one at byte {got}"
                )
            }
            Self::Run { start, end } => {
                write!(
                    out,
                    "expected a run of letters within the record and after the last run, got {start} to {end}"
                )
            }
            Self::TrailingBytes => {
                write!(
                    out,
                    "expected the end after the last 2bit record, got something else"
                )
            }
        }
    }
}
