use serde::{Deserialize, Serialize};

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
    /// UCSC's packed genomes.
    TwoBit,
    /// A GenBank flat file.
    GenBank,
    /// An EMBL flat file.
    Embl,
    /// A web page.
    Html,
    /// Text in UTF-16.
    Utf16,
    /// A ZIP archive.
    Zip,
    /// A tar archive.
    Tar,
    /// Compressed by zstd.
    Zstd,
    /// Compressed by xz.
    Xz,
    /// Compressed by bzip2.
    Bzip2,
    /// Compressed by gzip twice.
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
    /// The gzip file ends in the middle of a member.
    TruncatedGzip {
        /// Size of what is there, in bytes.
        offset_bytes: u64,
    },
    /// The gzip file is damaged.
    CorruptGzip {
        /// Where in the file, in bytes.
        offset_bytes: u64,
    },
    /// The browser could not read the file.
    Unreadable {
        /// Where in the file, in bytes.
        offset_bytes: u64,
        /// What the browser said.
        reason: String,
    },
    /// The genome needs more memory than is to be had.
    OutOfMemory {
        /// What was asked for, in bytes.
        needed_bytes: u64,
    },
    /// A motif is wrong.
    Motif(MotifProblem),
    /// There is nothing to search.
    NoGenome,
    /// There is nothing to list.
    NoSearch,
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
