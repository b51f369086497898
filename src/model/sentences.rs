//! Failures as sentences: what happened, and what to do.

use protocol::{Compression, Failure, FileFormat, Refusal};

use super::format::{bytes, integer};
use super::library;

/// What happened to this file, and what to do.
pub(crate) fn sentence(failure: &Failure, file_name: &str) -> String {
    match failure {
        // It is all files together that need it.
        Failure::InFile { failure, .. } if matches!(**failure, Failure::OutOfMemory { .. }) => {
            sentence(failure, file_name)
        }
        Failure::InFile { file_name, failure } => sentence(failure, file_name),
        Failure::EmptyFile => format!("{file_name} is empty: choose a file that holds a sequence."),
        Failure::NoSequence => {
            format!(
                "{file_name} has headers but no sequence below them: choose the file that holds the bases."
            )
        }
        Failure::NotFasta {
            line,
            column,
            found,
        } => format!(
            "{file_name} is not FASTA: line {}, column {} holds {found}. Choose a nucleotide FASTA file.",
            integer(*line),
            integer(*column)
        ),
        Failure::Protein {
            line,
            letter,
            record,
        } => format!(
            "{file_name} looks like protein: “{letter}” in line {} (record {record}) is no nucleotide code. \
             Choose the DNA or RNA sequence instead.",
            integer(*line)
        ),
        Failure::HeaderTooLong { line } => format!(
            "{file_name} is not FASTA: the header in line {} does not end. Choose a nucleotide FASTA file.",
            integer(*line)
        ),
        Failure::OtherFormat(format) => other_format(*format, file_name),
        Failure::Truncated {
            compression,
            offset_bytes,
        } => format!(
            "{file_name} is cut off: its {} data ends too early, at byte {}. Download or copy the file again.",
            data(*compression),
            integer(*offset_bytes)
        ),
        Failure::Corrupt {
            compression,
            offset_bytes,
        } => format!(
            "{file_name} is damaged: its {} data is wrong at byte {}. Download or copy the file again.",
            data(*compression),
            integer(*offset_bytes)
        ),
        Failure::Refused(refusal) => refused(refusal, file_name),
        Failure::Unreadable {
            offset_bytes,
            reason,
        } => format!(
            "{file_name} could not be read at byte {} ({}). It may have been changed, moved or removed: choose it again.",
            integer(*offset_bytes),
            // Browsers speak in sentences.
            reason.trim_end_matches(['.', ' '])
        ),
        Failure::FileChanged => format!(
            "{file_name} has changed since it was opened, or can no longer be read: open it again."
        ),
        Failure::NotInMemory => format!(
            "{file_name} is too large for memory and is read again for each search, so that it cannot be kept in this browser."
        ),
        Failure::OutOfMemory { needed_bytes } | Failure::NoRoomToSearch { needed_bytes } => {
            format!(
                "{file_name} needs about {} of memory, more than this browser gives to a page. \
             Close other tabs, or open a smaller file.",
                bytes(*needed_bytes)
            )
        }
        Failure::LibraryUnavailable { .. }
        | Failure::LibraryFull { .. }
        | Failure::LibraryFault { .. }
        | Failure::KeptDamaged { .. }
        | Failure::KeptOtherVersion
        | Failure::KeptGone
        | Failure::KeptInUse => library::sentence(failure, file_name),
        Failure::Motif(problem) if problem.line == 1 => format!(
            "The motif is wrong at column {}: {}.",
            problem.column, problem.message
        ),
        Failure::Motif(problem) => format!(
            "The motif in line {}, column {} is wrong: {}.",
            integer(problem.line.into()),
            problem.column,
            problem.message
        ),
        Failure::NoGenome => "There is no genome yet: choose a file or open the example.".into(),
        Failure::NoRegions => {
            "The regions are not there any more: clear them, and choose them again.".into()
        }
        Failure::NoSearch => "There are no matches to list yet: search first.".into(),
        Failure::PartNotLoaded => {
            "A part of the search engine could not be loaded. Try again when the network is there; \
             if it is, the site has a newer version: load the page anew."
                .into()
        }
        Failure::EngineNotStarted { reason } => {
            format!(
                "The search engine did not start ({reason}). Reload the page, or use a current browser."
            )
        }
        Failure::EngineStopped { reason } => {
            format!("The search engine stopped ({reason}). Open the genome again to go on.")
        }
    }
}

fn other_format(format: FileFormat, file_name: &str) -> String {
    let (what, advice) = match format {
        FileFormat::Fastq => (
            "FASTQ: reads, not a genome",
            "Choose the FASTA file of the genome",
        ),
        FileFormat::Sam => (
            "SAM: aligned reads",
            "Choose the FASTA file of the reference",
        ),
        FileFormat::Bam => (
            "BAM: aligned reads",
            "Choose the FASTA file of the reference",
        ),
        FileFormat::Cram => (
            "CRAM: aligned reads",
            "Choose the FASTA file of the reference",
        ),
        FileFormat::Vcf => ("VCF: variants", "Choose the FASTA file of the reference"),
        FileFormat::Gff => (
            "GFF: features of a genome",
            "Choose the FASTA file of the same genome",
        ),
        FileFormat::TwoBit => ("2bit within another compression", "Decompress it once"),
        FileFormat::GenBank => ("a GenBank flat file", "Download the same record as FASTA"),
        FileFormat::Embl => ("an EMBL flat file", "Download the same record as FASTA"),
        FileFormat::Html => (
            "a web page, so the download went wrong",
            "Download the FASTA file itself",
        ),
        FileFormat::Utf16 => ("text in UTF-16", "Save it as plain ASCII or UTF-8 text"),
        FileFormat::Zip => (
            "a ZIP archive within another compression",
            "Decompress it once",
        ),
        FileFormat::Tar => ("a tar archive", "Unpack it and open the FASTA file inside"),
        FileFormat::Zstd => (
            "compressed by zstd within another compression",
            "Decompress it once",
        ),
        FileFormat::Xz => (
            "compressed by xz, which is not read",
            "Decompress it (unxz)",
        ),
        FileFormat::Bzip2 => (
            "compressed by bzip2, which is not read",
            "Decompress it (bunzip2)",
        ),
        FileFormat::GzipTwice => (
            "compressed by gzip within another compression",
            "Decompress it once",
        ),
        FileFormat::Other => ("of a kind that is not read", "Convert it to FASTA"),
    };
    format!("{file_name} is {what}. {advice}, and open that.")
}

/// What the data of a file are called.
const fn data(compression: Compression) -> &'static str {
    match compression {
        Compression::Plain => "plain",
        Compression::Gzip | Compression::Bgzf => "gzip",
        Compression::Zstd => "zstd",
        Compression::Zip => "ZIP",
        Compression::TwoBit => "2bit",
    }
}

fn refused(refusal: &Refusal, file_name: &str) -> String {
    match refusal {
        Refusal::ZstdWindow {
            window_bytes,
            limit_bytes,
        } => format!(
            "{file_name} needs {} to be decompressed, and {} is given to it. Decompress it (unzstd --long=31), and open that.",
            bytes(*window_bytes),
            bytes(*limit_bytes)
        ),
        Refusal::ZstdDictionary => format!(
            "{file_name} was compressed with a dictionary that is not in it. Decompress it (unzstd -D), and open that."
        ),
        Refusal::ZipWithoutFasta => format!(
            "{file_name} holds no FASTA file of a genome (.fna, .fa, .fasta or .fas). Choose the archive with the genomic sequence."
        ),
        Refusal::ZipEncrypted { name } => format!(
            "{file_name} is locked: {name} in it has a password. Unpack it, and open the FASTA file inside."
        ),
        Refusal::ZipMethod { name } => format!(
            "{file_name} is packed in an unusual way: {name} in it cannot be read. Unpack it, and open the FASTA file inside."
        ),
        Refusal::ZipCompressedTwice { name } => format!(
            "{file_name} holds {name}, which is compressed once more. Unpack the archive, and open that file."
        ),
        Refusal::ZipWithoutHeader { name } => format!(
            "{file_name} holds several files, and {name} does not begin with a header (>). Unpack the archive, and open one of them."
        ),
        Refusal::TwoBitVersion { version } => format!(
            "{file_name} is 2bit of version {}, which is not known. Convert it to FASTA (twoBitToFa), and open that.",
            integer((*version).into())
        ),
    }
}

/// That a file could not be written, with what the browser says.
pub(crate) fn not_written(reason: &str) -> String {
    format!(
        "The file could not be written ({}): nothing of it is left. Make room, or choose another place, and download it again.",
        // Browsers speak in sentences.
        reason.trim_end_matches(['.', ' '])
    )
}

/// Why there is no memory for a genome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shortage {
    /// It needs about so many bytes, which are not to be had.
    Needs(u64),
    /// All that is to be had was there, and was too little.
    AllIsTooLittle,
    /// Memory that grows did not grow any further, so that nothing is known in numbers.
    CannotGrow,
}

impl Shortage {
    /// What the genome needs, beside what is to be had.
    fn need(self, limit_bytes: u64) -> String {
        let limit = bytes(limit_bytes);
        match self {
            Self::Needs(needed_bytes) if needed_bytes > limit_bytes => {
                format!(
                    "about {} of memory, and {limit} is to be had",
                    bytes(needed_bytes)
                )
            }
            Self::Needs(needed_bytes) => format!(
                "about {} of memory, more than this browser gives to a page",
                bytes(needed_bytes)
            ),
            Self::AllIsTooLittle => {
                format!("more than {limit} of memory, which is all that is to be had")
            }
            Self::CannotGrow => "more memory than this browser gives to a page".to_owned(),
        }
    }
}

/// That a genome is read again for each search, since there is no memory for it.
pub(crate) fn too_large(file_name: &str, shortage: Shortage, limit_bytes: u64) -> String {
    format!(
        "{file_name} needs {}: it is read again for each search instead, with the same results.",
        shortage.need(limit_bytes)
    )
}

/// That a genome cannot be opened at all, since there is no memory for it.
pub(crate) fn no_memory(file_name: &str, shortage: Shortage, limit_bytes: u64) -> String {
    match shortage {
        Shortage::Needs(needed_bytes) => {
            sentence(&Failure::OutOfMemory { needed_bytes }, file_name)
        }
        Shortage::AllIsTooLittle => format!(
            "{file_name} needs {}. Open a smaller file.",
            shortage.need(limit_bytes)
        ),
        Shortage::CannotGrow => format!(
            "{file_name} needs {}. Close other tabs, or open a smaller file.",
            shortage.need(limit_bytes)
        ),
    }
}

#[cfg(test)]
mod tests {
    use protocol::MotifProblem;

    use super::*;

    fn check(failure: Failure, expected: &str) {
        assert_eq!(sentence(&failure, "a.fa"), expected);
    }

    #[test]
    fn need_of_memory_is_said_as_far_as_it_is_known() {
        const LIMIT: u64 = 4_000_000_000;
        let check = |shortage, expected_need: &str, expected_end: &str| {
            assert_eq!(
                too_large("a.fa", shortage, LIMIT),
                format!(
                    "a.fa needs {expected_need}: it is read again for each search instead, with the same results."
                )
            );
            assert_eq!(no_memory("a.fa", shortage, LIMIT), expected_end);
        };
        let end = |bytes: &str| {
            format!(
                "a.fa needs about {bytes} of memory, more than this browser gives to a page. \
                 Close other tabs, or open a smaller file."
            )
        };
        check(
            Shortage::Needs(5_000_000_000),
            "about 5.00 GB of memory, and 4.00 GB is to be had",
            &end("5.00 GB"),
        );
        check(
            Shortage::Needs(3_000_000_000),
            "about 3.00 GB of memory, more than this browser gives to a page",
            &end("3.00 GB"),
        );
        check(
            Shortage::AllIsTooLittle,
            "more than 4.00 GB of memory, which is all that is to be had",
            "a.fa needs more than 4.00 GB of memory, which is all that is to be had. Open a smaller file.",
        );
        check(
            Shortage::CannotGrow,
            "more memory than this browser gives to a page",
            "a.fa needs more memory than this browser gives to a page. Close other tabs, or open a smaller file.",
        );
    }

    #[test]
    fn a_sentence_names_the_place_and_what_to_do() {
        check(
            Failure::EmptyFile,
            "a.fa is empty: choose a file that holds a sequence.",
        );
        check(
            Failure::Truncated {
                compression: Compression::Bgzf,
                offset_bytes: 1_203_000,
            },
            "a.fa is cut off: its gzip data ends too early, at byte 1,203,000. Download or copy the file again.",
        );
        check(
            Failure::NotFasta {
                line: 1,
                column: 3,
                found: "“7”".into(),
            },
            "a.fa is not FASTA: line 1, column 3 holds “7”. Choose a nucleotide FASTA file.",
        );
        check(
            Failure::Corrupt {
                compression: Compression::TwoBit,
                offset_bytes: 1_024,
            },
            "a.fa is damaged: its 2bit data is wrong at byte 1,024. Download or copy the file again.",
        );
        check(
            Failure::Refused(Refusal::ZipEncrypted {
                name: "b.fa".into(),
            }),
            "a.fa is locked: b.fa in it has a password. Unpack it, and open the FASTA file inside.",
        );
        check(
            Failure::Unreadable {
                offset_bytes: 16_777_216,
                reason: "The operation was aborted. ".into(),
            },
            "a.fa could not be read at byte 16,777,216 (The operation was aborted). \
             It may have been changed, moved or removed: choose it again.",
        );
        check(
            Failure::Motif(MotifProblem {
                line: 1_200,
                column: 5,
                message: "“Z” is no nucleotide code".into(),
            }),
            "The motif in line 1,200, column 5 is wrong: “Z” is no nucleotide code.",
        );
        check(
            Failure::InFile {
                file_name: "chr2.fa".into(),
                failure: Box::new(Failure::EmptyFile),
            },
            "chr2.fa is empty: choose a file that holds a sequence.",
        );
        check(
            Failure::OtherFormat(FileFormat::Bam),
            "a.fa is BAM: aligned reads. Choose the FASTA file of the reference, and open that.",
        );
    }
}
