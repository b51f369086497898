//! Files of the matches: what each format is called, what it is, and how large it will be.

use protocol::{ExportFormat, GenomeSummary, MOST_FLANKING_BASES, RecordRow, SearchSummary};

use super::motifs::called;

/// A file of more bytes is written straight to the disk, where the browser can do that.
pub(crate) const LARGE_BYTES: u64 = 32_000_000;

/// A format as a person chooses it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// BED6.
    #[default]
    Bed,
    /// GFF3.
    Gff3,
    /// The table.
    Tsv,
    /// Sequences.
    Fasta,
    /// Counts per record.
    Csv,
}

impl Format {
    /// All formats.
    pub(crate) const ALL: [Self; 5] = [Self::Bed, Self::Gff3, Self::Tsv, Self::Fasta, Self::Csv];

    /// What it is called.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Bed => "BED",
            Self::Gff3 => "GFF3",
            Self::Tsv => "TSV",
            Self::Fasta => "FASTA",
            Self::Csv => "CSV",
        }
    }

    /// What it is called among choices.
    pub(crate) const fn choice(self) -> &'static str {
        match self {
            Self::Bed => "BED",
            Self::Gff3 => "GFF3",
            Self::Tsv => "TSV: the table",
            Self::Fasta => "FASTA: the sequences",
            Self::Csv => "CSV: counts per chromosome",
        }
    }

    /// How its files end.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Bed => "bed",
            Self::Gff3 => "gff3",
            Self::Tsv => "tsv",
            Self::Fasta => "fa",
            Self::Csv => "csv",
        }
    }

    /// What should be known to read it.
    pub(crate) const fn note(self) -> &'static str {
        match self {
            Self::Bed => "BED6: positions are 0-based, the end is not included.",
            Self::Gff3 => "Version 3: positions are 1-based, both ends included.",
            Self::Tsv => "With a header; positions are 1-based, both ends included.",
            Self::Fasta => {
                "5'→3' on the strand of the match; positions in the headers are 1-based, both ends included."
            }
            Self::Csv => "With a header; all matches on each strand and per Mb.",
        }
    }

    /// The same for the engine.
    pub(crate) const fn with_flanks(self, flanking_bases: u32) -> ExportFormat {
        match self {
            Self::Bed => ExportFormat::Bed,
            Self::Gff3 => ExportFormat::Gff3,
            Self::Tsv => ExportFormat::Tsv,
            Self::Fasta => ExportFormat::Fasta { flanking_bases },
            Self::Csv => ExportFormat::CountsCsv,
        }
    }
}

/// The number of flanking letters that was typed: none if it is none that can be used.
pub(crate) fn flanking_bases(text: &str) -> Option<u32> {
    let number = text.trim().parse().ok();
    number.filter(|&number| number <= MOST_FLANKING_BASES)
}

/// About how large a file of so many rows will be, in bytes.
pub(crate) fn estimated_bytes(
    format: ExportFormat,
    row_count: u64,
    genome: &GenomeSummary,
    summary: &SearchSummary,
    records: &[RecordRow],
) -> u64 {
    let names = records.iter();
    let name = mean(
        names.map(|row| (row.name.len(), row.figures.match_count())),
        10.0,
    );
    // Sets and repeats are longer than what they match, or shorter; it is about the size.
    let motifs = || summary.motifs.iter();
    let letters = mean(
        motifs().map(|motif| (motif.motif.len(), motif.total())),
        10.0,
    );
    let label = mean(
        motifs().map(|motif| (called(motif).len(), motif.total())),
        10.0,
    );
    let mean_length = genome.length_bases as f64 / genome.record_count.max(1) as f64;
    let digits = mean_length.max(10.0).log10().ceil();
    let row = match format {
        ExportFormat::Bed => name + 2.0 * digits + label + 8.0,
        ExportFormat::Gff3 => name + 2.0 * digits + 2.0 * letters + label + digits + 92.0,
        ExportFormat::Tsv => name + 2.0 * digits + label + letters + 9.0,
        ExportFormat::Fasta { flanking_bases } => {
            let sequence = letters + 2.0 * f64::from(flanking_bases);
            name + 2.0 * digits + label + sequence * 61.0 / 60.0 + 9.0
        }
        ExportFormat::CountsCsv => name + 2.0 * digits + 20.0,
    };
    (row * row_count as f64) as u64
}

/// The mean of lengths with weights.
fn mean(lengths: impl Iterator<Item = (usize, u64)>, otherwise: f64) -> f64 {
    let mut sum = 0.0;
    let mut weights = 0.0;
    for (length, weight) in lengths {
        sum += length as f64 * weight as f64;
        weights += weight as f64;
    }
    if weights > 0.0 {
        sum / weights
    } else {
        otherwise
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flanks_are_numbers_within_reason() {
        let check = |text, expected| assert_eq!(flanking_bases(text), expected, "{text}");
        check("0", Some(0));
        check(" 30 ", Some(30));
        check("10000", Some(10_000));
        check("10001", None);
        check("-1", None);
        check("", None);
    }

    #[test]
    fn endings_and_names_are_all_different() {
        for (i, format) in Format::ALL.into_iter().enumerate() {
            for other in &Format::ALL[i + 1..] {
                assert_ne!(format.ending(), other.ending());
                assert_ne!(format.label(), other.label());
            }
        }
    }
}
