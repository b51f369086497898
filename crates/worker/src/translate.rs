//! The engine's words in the words of the protocol, and back.

use engine::{Format, Genome, MotifListError, OpenError, Pool, Query};
use protocol::{
    BaseCounts, Failure, FileFormat, GenomeSummary, Holding, MotifProblem, OpenTimes, Refusal,
};

use crate::pool::pool;

/// What opening found out besides the genome itself.
pub(crate) struct Opened {
    pub(crate) file_names: Vec<String>,
    pub(crate) file_bytes: u64,
    pub(crate) text_bytes: u64,
    pub(crate) compression: engine::Compression,
    pub(crate) typical_search_ms: Option<f64>,
    pub(crate) times: OpenTimes,
}

/// The genome in short.
pub(crate) fn genome_summary(genome: &Genome, opened: Opened) -> GenomeSummary {
    let composition = genome.composition();
    let [a, c, g, t] = composition.bases;
    GenomeSummary {
        file_names: opened.file_names,
        file_bytes: opened.file_bytes,
        text_bytes: opened.text_bytes,
        kept_bytes: None,
        compression: compression(opened.compression),
        record_count: genome.record_count() as u64,
        empty_record_count: genome.empty_record_count() as u64,
        duplicate_name_count: genome.duplicate_name_count() as u64,
        length_bases: genome.length_bases(),
        base_counts: BaseCounts { a, c, g, t },
        other_letters: composition
            .others
            .iter()
            .map(|&(letter, count)| (char::from(letter), count))
            .collect(),
        soft_masked_bases: genome.soft_masked_bases(),
        holding: if genome.is_whole() {
            Holding::InMemory
        } else {
            Holding::ReadAgain
        },
        store_bytes: genome.store_bytes(),
        typical_search_ms: opened.typical_search_ms,
        times: opened.times,
    }
}

/// Why the file could not be opened.
pub(crate) fn open_error(error: &OpenError) -> Failure {
    match error {
        OpenError::Empty => Failure::EmptyFile,
        OpenError::NoSequence { .. } => Failure::NoSequence,
        OpenError::Unsupported { format } => Failure::OtherFormat(file_format(*format)),
        OpenError::NotFasta {
            line,
            column,
            letter,
        } => Failure::NotFasta {
            line: *line,
            column: *column,
            found: quoted(*letter),
        },
        OpenError::Protein {
            line,
            letter,
            record,
            ..
        } => Failure::Protein {
            line: *line,
            letter: char::from(*letter),
            record: record.clone(),
        },
        OpenError::HeaderTooLong { line, .. } => Failure::HeaderTooLong { line: *line },
        OpenError::Truncated {
            compression,
            offset,
        } => Failure::Truncated {
            compression: self::compression(*compression),
            offset_bytes: *offset,
        },
        OpenError::Corrupt { offset, fault } => Failure::Corrupt {
            compression: compression(fault.compression()),
            offset_bytes: *offset,
        },
        OpenError::Refused { refusal, .. } => refused(refusal),
        OpenError::Changed => Failure::FileChanged,
        OpenError::OutOfMemory { needed_bytes } => Failure::OutOfMemory {
            needed_bytes: *needed_bytes,
        },
        other => Failure::EngineStopped {
            reason: other.to_string(),
        },
    }
}

const fn compression(compression: engine::Compression) -> protocol::Compression {
    match compression {
        engine::Compression::Plain => protocol::Compression::Plain,
        engine::Compression::Gzip => protocol::Compression::Gzip,
        engine::Compression::Bgzf => protocol::Compression::Bgzf,
        engine::Compression::Zstd => protocol::Compression::Zstd,
        engine::Compression::Zip => protocol::Compression::Zip,
        engine::Compression::TwoBit => protocol::Compression::TwoBit,
    }
}

/// What a whole file has that is not taken.
fn refused(refusal: &engine::Refusal) -> Failure {
    use engine::Refusal as Had;
    Failure::Refused(match refusal.clone() {
        Had::ZstdWindow {
            window_bytes,
            limit_bytes,
        } => Refusal::ZstdWindow {
            window_bytes,
            limit_bytes,
        },
        Had::ZstdDictionary { .. } => Refusal::ZstdDictionary,
        Had::ZipWithoutFasta => Refusal::ZipWithoutFasta,
        Had::ZipEncrypted { name } => Refusal::ZipEncrypted { name },
        Had::ZipMethod { name, .. } | Had::ZipLengthUnknown { name } => Refusal::ZipMethod { name },
        Had::ZipCompressedTwice { name } => Refusal::ZipCompressedTwice { name },
        Had::ZipWithoutHeader { name } => Refusal::ZipWithoutHeader { name },
        Had::TwoBitVersion { got } => Refusal::TwoBitVersion { version: got },
        other => {
            return Failure::EngineStopped {
                reason: other.to_string(),
            };
        }
    })
}

/// A byte as a person can read it.
fn quoted(byte: u8) -> String {
    if byte.is_ascii_graphic() {
        format!("“{}”", char::from(byte))
    } else {
        format!("the byte {byte:#04x}")
    }
}

fn file_format(format: Format) -> FileFormat {
    match format {
        Format::Fastq => FileFormat::Fastq,
        Format::Sam => FileFormat::Sam,
        Format::Bam => FileFormat::Bam,
        Format::Cram => FileFormat::Cram,
        Format::Vcf => FileFormat::Vcf,
        Format::Gff => FileFormat::Gff,
        Format::TwoBit => FileFormat::TwoBit,
        Format::GenBank => FileFormat::GenBank,
        Format::Embl => FileFormat::Embl,
        Format::Html => FileFormat::Html,
        Format::Utf16 => FileFormat::Utf16,
        Format::Zip => FileFormat::Zip,
        Format::Tar => FileFormat::Tar,
        Format::Zstd => FileFormat::Zstd,
        Format::Xz => FileFormat::Xz,
        Format::Bzip2 => FileFormat::Bzip2,
        Format::GzipTwice => FileFormat::GzipTwice,
        _ => FileFormat::Other,
    }
}

/// What is wrong with a motif.
pub(crate) fn motif_error(error: MotifListError) -> MotifProblem {
    MotifProblem {
        line: error.line as u32,
        column: error.column as u32,
        message: error.fault.to_string(),
    }
}

/// On which strands to search.
pub(crate) const fn strand_choice(strands: protocol::StrandChoice) -> engine::StrandChoice {
    match strands {
        protocol::StrandChoice::Both => engine::StrandChoice::Both,
        protocol::StrandChoice::Forward => engine::StrandChoice::Forward,
        protocol::StrandChoice::Reverse => engine::StrandChoice::Reverse,
    }
}

/// The strand of a match.
pub(crate) const fn strand(strand: engine::Strand) -> protocol::Strand {
    match strand {
        engine::Strand::Forward => protocol::Strand::Forward,
        engine::Strand::Reverse => protocol::Strand::Reverse,
        engine::Strand::Both => protocol::Strand::Both,
    }
}

/// How the search is programmed.
pub(crate) const fn version(version: protocol::Version) -> engine::Version {
    match version {
        protocol::Version::Naive => engine::Version::Naive,
        protocol::Version::ShiftAnd => engine::Version::ShiftAnd,
        protocol::Version::BitPlanes => engine::Version::BitPlanes,
    }
}

/// Threads that take part in a search.
pub(crate) fn threads(query: &Query) -> u32 {
    let most = pool().threads();
    let threads = match (query.sharing, query.threads) {
        (engine::Sharing::OneThread, _) => 1,
        (_, 0) => most,
        (_, threads) => threads.min(most),
    };
    threads as u32
}

/// How the work is shared.
pub(crate) const fn sharing(sharing: protocol::Sharing) -> engine::Sharing {
    match sharing {
        protocol::Sharing::OneThread => engine::Sharing::OneThread,
        protocol::Sharing::PerRecord => engine::Sharing::PerRecord,
        protocol::Sharing::Blocks => engine::Sharing::Blocks,
    }
}
