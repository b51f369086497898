//! What a whole and undamaged file may have that is not taken.

use std::fmt;

/// What a whole and undamaged file has that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// A zstd frame looks back farther than memory is given for.
    ZstdWindow {
        /// How far, in bytes.
        window_bytes: u64,
        /// The farthest that is taken, in bytes.
        limit_bytes: u64,
    },
    /// A zstd frame was compressed with a dictionary, which is not in the file.
    ZstdDictionary {
        /// The dictionary's number.
        id: u32,
    },
    /// A ZIP archive holds no FASTA file of a genome.
    ZipWithoutFasta,
    /// A FASTA file of a ZIP archive is encrypted.
    ZipEncrypted {
        /// Its name.
        name: String,
    },
    /// A FASTA file of a ZIP archive is compressed by another method than deflate.
    ZipMethod {
        /// Its name.
        name: String,
        /// The method's number.
        method: u16,
    },
    /// An entry of a ZIP archive does not say where it ends.
    ZipLengthUnknown {
        /// Its name.
        name: String,
    },
    /// A FASTA file of a ZIP archive is compressed once more.
    ZipCompressedTwice {
        /// Its name.
        name: String,
    },
    /// A FASTA file of a ZIP archive, and not the first one, does not begin with a header.
    ZipWithoutHeader {
        /// Its name.
        name: String,
    },
    /// A 2bit file of a version that is not known.
    TwoBitVersion {
        /// The version.
        got: u32,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ZstdWindow {
                window_bytes,
                limit_bytes,
            } => write!(
                out,
                "expected a zstd window of at most {limit_bytes} bytes, got {window_bytes}"
            ),
            Self::ZstdDictionary { id } => {
                write!(out, "expected zstd without a dictionary, got number {id}")
            }
            Self::ZipWithoutFasta => {
                write!(
                    out,
                    "expected a FASTA file in the ZIP archive, got none of a genome"
                )
            }
            Self::ZipEncrypted { name } => {
                write!(out, "{name}: expected a plain ZIP entry, got encryption")
            }
            Self::ZipMethod { name, method } => {
                write!(
                    out,
                    "{name}: expected ZIP method 0 or 8, got method {method}"
                )
            }
            Self::ZipLengthUnknown { name } => {
                write!(out, "{name}: expected a ZIP entry that says its length")
            }
            Self::ZipCompressedTwice { name } => {
                write!(out, "{name}: expected FASTA, got a file compressed twice")
            }
            Self::ZipWithoutHeader { name } => {
                write!(out, "{name}: expected a FASTA header first, got none")
            }
            Self::TwoBitVersion { got } => {
                write!(out, "expected 2bit of version 0 or 1, got {got}")
            }
        }
    }
}
