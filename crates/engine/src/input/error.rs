//! Why a genome could not be opened.

use std::fmt;

use super::Format;

/// Why a genome could not be opened. Lines and columns count from 1, columns in bytes; offsets count bytes of
/// the file as it is stored, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// There is nothing in the file but perhaps blank lines.
    Empty,
    /// There are headers, but no letter of sequence.
    NoSequence {
        /// Number of records (headers).
        records: u64,
    },
    /// The file is of another kind, known by its first bytes.
    Unsupported {
        /// That kind.
        format: Format,
    },
    /// Expected FASTA, got a byte that no nucleotide sequence may hold. In text without any header an
    /// amino-acid letter is reported so, too.
    NotFasta {
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// The byte that stands there.
        letter: u8,
    },
    /// Expected nucleotides, got a letter that only amino-acid sequences have.
    Protein {
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// The letter, as it stands there.
        letter: u8,
        /// Name of the record.
        record: String,
    },
    /// A header goes on for longer than any header would.
    HeaderTooLong {
        /// Line, from 1.
        line: u64,
        /// The longest header that is taken, in bytes.
        limit_bytes: usize,
    },
    /// The gzip stream ends in the middle, or the end marker of a BGZF file is missing.
    TruncatedGzip {
        /// Size of what is there, in bytes.
        offset: u64,
    },
    /// The gzip stream is damaged.
    CorruptGzip {
        /// Where it was noticed: at or shortly after the damage.
        offset: u64,
        /// What is wrong there.
        fault: GzipFault,
    },
    /// The genome needs more memory than is to be had.
    OutOfMemory {
        /// What was asked for last, in bytes.
        needed_bytes: u64,
    },
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

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(out, "expected FASTA, got nothing"),
            Self::NoSequence { records } => {
                write!(
                    out,
                    "expected sequence, got nothing but headers ({records})"
                )
            }
            Self::Unsupported { format } => write!(out, "expected FASTA, got {format}"),
            Self::NotFasta {
                line,
                column,
                letter,
            } => write!(
                out,
                "line {line}, column {column}: expected a nucleotide, got '{}'",
                letter.escape_ascii()
            ),
            Self::Protein {
                line,
                column,
                letter,
                record,
            } => write!(
                out,
                "line {line}, column {column}: expected a nucleotide, got the amino acid '{}' in record {record}",
                letter.escape_ascii()
            ),
            Self::HeaderTooLong { line, limit_bytes } => {
                write!(
                    out,
                    "line {line}: expected a header of at most {limit_bytes} bytes"
                )
            }
            Self::TruncatedGzip { offset } => {
                write!(
                    out,
                    "byte {offset}: expected more gzip data, got the end of the file"
                )
            }
            Self::CorruptGzip { offset, fault } => write!(out, "byte {offset}: {fault}"),
            Self::OutOfMemory { needed_bytes } => {
                write!(out, "no memory for another {needed_bytes} bytes")
            }
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

impl std::error::Error for OpenError {}
