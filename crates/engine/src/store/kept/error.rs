use std::fmt;

/// Why a kept genome cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeptFault {
    /// The file is none, or writing it was broken off.
    Unfinished,
    /// It was written by another version of this program.
    OtherVersion {
        /// Its version.
        version: u32,
    },
    /// It has not as many bytes as it says.
    Truncated {
        /// What it says, in bytes.
        expected_bytes: u64,
        /// What there is, in bytes.
        got_bytes: u64,
    },
    /// A checksum does not agree with what it stands for.
    Damaged {
        /// Where that begins in the file, in bytes.
        offset: u64,
    },
    /// No memory for the genome.
    OutOfMemory {
        /// What was asked for, in bytes.
        needed_bytes: u64,
    },
}

impl fmt::Display for KeptFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfinished => write!(out, "expected a kept genome, got none, or a part of one"),
            Self::OtherVersion { version } => {
                write!(out, "expected version {}, got {version}", super::VERSION)
            }
            Self::Truncated {
                expected_bytes,
                got_bytes,
            } => write!(out, "expected {expected_bytes} bytes, got {got_bytes}"),
            Self::Damaged { offset } => {
                write!(out, "the checksum of byte {offset} and on is wrong")
            }
            Self::OutOfMemory { needed_bytes } => {
                write!(out, "no memory for another {needed_bytes} bytes")
            }
        }
    }
}

impl std::error::Error for KeptFault {}
