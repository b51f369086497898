//! Why a genome could not be opened.

use std::fmt;

use super::{Compression, Fault, Format, Refusal};

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
    /// The file ends in the middle, or the end marker of a BGZF file is missing.
    Truncated {
        /// What the file is; BGZF counts as gzip.
        compression: Compression,
        /// Size of what is there, in bytes.
        offset: u64,
    },
    /// The compressed or packed data are damaged.
    Corrupt {
        /// Where it was noticed: at or shortly after the damage.
        offset: u64,
        /// What is wrong there.
        fault: Fault,
    },
    /// The file is whole, but has something that is not taken.
    Refused {
        /// Where that was noticed.
        offset: u64,
        /// What it has.
        refusal: Refusal,
    },
    /// The text is read once more, and is another than it was.
    Changed,
    /// The genome needs more memory than is to be had.
    OutOfMemory {
        /// What was asked for last, in bytes.
        needed_bytes: u64,
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
            Self::Truncated {
                compression,
                offset,
            } => write!(
                out,
                "byte {offset}: expected more {compression} data, got the end of the file"
            ),
            Self::Corrupt { offset, fault } => write!(out, "byte {offset}: {fault}"),
            Self::Refused { offset, refusal } => write!(out, "byte {offset}: {refusal}"),
            Self::Changed => write!(out, "expected what was read before, got another text"),
            Self::OutOfMemory { needed_bytes } => {
                write!(out, "no memory for another {needed_bytes} bytes")
            }
        }
    }
}

impl std::error::Error for OpenError {}
