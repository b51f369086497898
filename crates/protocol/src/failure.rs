use serde::{Deserialize, Serialize};

use crate::Compression;

/// A format that is recognised but not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// Reads with qualities.
    Fastq,
    /// Aligned reads, as text.
    Sam,
    /// Aligned reads.
    Bam,
    /// Aligned reads, compressed against a reference.
    Cram,
    /// Variants.
    Vcf,
    /// Features of a genome.
    Gff,
    /// UCSC's packed genome, within another compression.
    TwoBit,
    /// A GenBank flat file.
    GenBank,
    /// An EMBL flat file.
    Embl,
    /// A web page.
    Html,
    /// Text in UTF-16.
    Utf16,
    /// A ZIP archive, within another compression.
    Zip,
    /// A tar archive.
    Tar,
    /// Compressed by zstd, within another compression.
    Zstd,
    /// Compressed by xz.
    Xz,
    /// Compressed by bzip2.
    Bzip2,
    /// Compressed by gzip, within another compression.
    GzipTwice,
    /// Something newer than this page.
    Other,
}

/// Why a request failed. The page turns it into a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// One of several files could not be opened.
    InFile {
        /// Its name.
        file_name: String,
        /// Why it could not be opened.
        failure: Box<Failure>,
    },
    /// The file has no bytes.
    EmptyFile,
    /// There are headers, but no sequence below them.
    NoSequence,
    /// The text is no FASTA.
    NotFasta {
        /// Line of the first offence, from 1.
        line: u64,
        /// Column of the first offence, from 1.
        column: u64,
        /// What stands there.
        found: String,
    },
    /// The letters are amino acids.
    Protein {
        /// Line of the first letter that is no nucleotide code, from 1.
        line: u64,
        /// The letter.
        letter: char,
        /// Name of the record.
        record: String,
    },
    /// A header goes on for longer than any header would.
    HeaderTooLong {
        /// Its line, from 1.
        line: u64,
    },
    /// The file is of a format that is not opened.
    OtherFormat(FileFormat),
    /// The file ends in the middle of its compressed or packed data.
    Truncated {
        /// What the data are; BGZF counts as gzip.
        compression: Compression,
        /// Size of what is there, in bytes.
        offset_bytes: u64,
    },
    /// The compressed or packed data are damaged.
    Corrupt {
        /// What the data are.
        compression: Compression,
        /// Where in the file, in bytes.
        offset_bytes: u64,
    },
    /// The file is whole, but has something that is not taken.
    Refused(Refusal),
    /// The browser could not read the file.
    Unreadable {
        /// Where in the file, in bytes.
        offset_bytes: u64,
        /// What the browser said.
        reason: String,
    },
    /// A file that is read again is another than it was.
    FileChanged,
    /// Only what is in memory can be measured or kept, and this genome is read again for each search.
    NotInMemory,
    /// The genome needs more memory than is to be had.
    OutOfMemory {
        /// What was asked for, in bytes.
        needed_bytes: u64,
    },
    /// The genome is there as a whole, and memory is left for nothing that a search takes.
    NoRoomToSearch {
        /// What was looked for, in bytes.
        needed_bytes: u64,
    },
    /// This browser, or this window of it, has no place where the page may keep files.
    LibraryUnavailable {
        /// What is missing, or what the browser said.
        reason: String,
    },
    /// The library has no room for the genome.
    LibraryFull {
        /// Size of the kept file, in bytes.
        needed_bytes: u64,
        /// Room that the browser would give, in bytes; none if it does not say.
        left_bytes: Option<u64>,
    },
    /// The browser could not write or remove an entry of the library.
    LibraryFault {
        /// What the browser said.
        reason: String,
    },
    /// The kept genome is damaged, and was removed.
    KeptDamaged {
        /// Where in the kept file, in bytes.
        offset_bytes: u64,
    },
    /// The kept genome was written by another version of this page.
    KeptOtherVersion,
    /// The genome is no longer in the library.
    KeptGone,
    /// The kept genome is being read or written by another tab.
    KeptInUse,
    /// A motif is wrong.
    Motif(MotifProblem),
    /// There is nothing to search.
    NoGenome,
    /// There is nothing to list.
    NoSearch,
    /// The regions that a search asks for are not there.
    NoRegions,
    /// The part of the engine that comes later could not be loaded.
    PartNotLoaded,
    /// The engine could not be started.
    EngineNotStarted {
        /// What the browser said.
        reason: String,
    },
    /// The engine has stopped, by a fault of its own.
    EngineStopped {
        /// What is known of the fault.
        reason: String,
    },
}

impl Failure {
    /// Whether more memory would help.
    #[must_use]
    pub fn is_out_of_memory(&self) -> bool {
        match self {
            Self::OutOfMemory { .. } | Self::NoRoomToSearch { .. } => true,
            Self::InFile { failure, .. } => failure.is_out_of_memory(),
            _ => false,
        }
    }
}

/// What a whole and undamaged file has that is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// zstd that needs more memory than is given to it.
    ZstdWindow {
        /// How much it needs, in bytes.
        window_bytes: u64,
        /// How much is given, in bytes.
        limit_bytes: u64,
    },
    /// zstd with a dictionary, which is not in the file.
    ZstdDictionary,
    /// A ZIP archive without a FASTA file of a genome.
    ZipWithoutFasta,
    /// An encrypted file in a ZIP archive.
    ZipEncrypted {
        /// Its name.
        name: String,
    },
    /// A file in a ZIP archive that is compressed by an unusual method, or does not say how long it is.
    ZipMethod {
        /// Its name.
        name: String,
    },
    /// A file in a ZIP archive that is compressed once more.
    ZipCompressedTwice {
        /// Its name.
        name: String,
    },
    /// A file in a ZIP archive, and not the first one, that does not begin with a header.
    ZipWithoutHeader {
        /// Its name.
        name: String,
    },
    /// A 2bit file of a version that is not known.
    TwoBitVersion {
        /// The version.
        version: u32,
    },
}

/// What is wrong with a motif.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MotifProblem {
    /// Line of the text as typed, from 1.
    pub line: u32,
    /// Column in that line, from 1; one past the end when something is missing there.
    pub column: u32,
    /// What was expected there, and what stands there instead.
    pub message: String,
}
