//! Failures as sentences: what happened, and what to do.

use protocol::{Failure, FileFormat};

use super::format::{bytes, integer};

/// What happened to this file, and what to do.
pub(crate) fn sentence(failure: &Failure, file_name: &str) -> String {
    match failure {
        Failure::EmptyFile => format!("{file_name} is empty: choose a file that holds a sequence."),
        Failure::NoSequence => {
            format!("{file_name} has headers but no sequence below them: choose the file that holds the bases.")
        }
        Failure::NotFasta { line, column, found } => format!(
            "{file_name} is not FASTA: line {}, column {} holds {found}. Choose a nucleotide FASTA file, plain or gzip.",
            integer(*line),
            integer(*column)
        ),
        Failure::Protein { line, letter, record } => format!(
            "{file_name} looks like protein: “{letter}” in line {} (record {record}) is no nucleotide code. \
             Choose the DNA or RNA sequence instead.",
            integer(*line)
        ),
        Failure::OtherFormat(format) => other_format(*format, file_name),
        Failure::TruncatedGzip { offset_bytes } => format!(
            "{file_name} is cut off: its gzip data ends too early, at byte {}. Download or copy the file again.",
            integer(*offset_bytes)
        ),
        Failure::CorruptGzip { offset_bytes } => format!(
            "{file_name} is damaged: its gzip data is wrong at byte {}. Download or copy the file again.",
            integer(*offset_bytes)
        ),
        Failure::Unreadable { offset_bytes, reason } => format!(
            "{file_name} could not be read at byte {} ({reason}). It may have been changed, moved or removed: choose it again.",
            integer(*offset_bytes)
        ),
        Failure::OutOfMemory { needed_bytes } => format!(
            "{file_name} needs about {} of memory, more than this browser gives to a page. \
             Close other tabs, or open a smaller file.",
            bytes(*needed_bytes)
        ),
        Failure::Motif(problem) => format!("The motif is wrong at column {}: {}.", problem.column, problem.message),
        Failure::NoGenome => "There is no genome yet: choose a file or open the example.".into(),
        Failure::NoSearch => "There are no matches to list yet: search first.".into(),
        Failure::EngineNotStarted { reason } => {
            format!("The search engine did not start ({reason}). Reload the page, or use a current browser.")
        }
        Failure::EngineStopped { reason } => {
            format!("The search engine stopped ({reason}). Open the genome again to go on.")
        }
    }
}

fn other_format(format: FileFormat, file_name: &str) -> String {
    match format {
        FileFormat::Fastq => format!(
            "{file_name} is FASTQ: reads, not a genome. Choose the FASTA file of the genome, or convert it (seqkit fq2fa)."
        ),
        FileFormat::Bam => {
            format!("{file_name} is BAM: aligned reads. Choose the FASTA file of the reference instead.")
        }
        FileFormat::Cram => {
            format!("{file_name} is CRAM: aligned reads. Choose the FASTA file of the reference instead.")
        }
        FileFormat::TwoBit => {
            format!("{file_name} is 2bit, which is not read yet. Convert it to FASTA (twoBitToFa) and open that.")
        }
        FileFormat::Zip => {
            format!("{file_name} is a zip archive, which is not read yet. Unpack it and open the FASTA file inside.")
        }
        FileFormat::Zstd => format!(
            "{file_name} is compressed by zstd, which is not read yet. Decompress it (unzstd) or compress it by gzip."
        ),
        FileFormat::Xz => format!(
            "{file_name} is compressed by xz, which is not read. Decompress it (unxz) or compress it by gzip."
        ),
        FileFormat::Bzip2 => format!(
            "{file_name} is compressed by bzip2, which is not read. Decompress it (bunzip2) or compress it by gzip."
        ),
        FileFormat::GenBank => {
            format!("{file_name} is a GenBank flat file. Download the same record as FASTA and open that.")
        }
        FileFormat::Html => {
            format!("{file_name} is a web page, not a genome: the download went wrong. Download the FASTA file again.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(failure: Failure, expected: &str) {
        assert_eq!(sentence(&failure, "a.fa"), expected);
    }

    #[test]
    fn a_sentence_names_the_place_and_what_to_do() {
        check(Failure::EmptyFile, "a.fa is empty: choose a file that holds a sequence.");
        check(
            Failure::TruncatedGzip { offset_bytes: 1_203_000 },
            "a.fa is cut off: its gzip data ends too early, at byte 1,203,000. Download or copy the file again.",
        );
        check(
            Failure::NotFasta { line: 1, column: 3, found: "“7”".into() },
            "a.fa is not FASTA: line 1, column 3 holds “7”. Choose a nucleotide FASTA file, plain or gzip.",
        );
    }
}
