use serde::{Deserialize, Serialize};

/// How a file held its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compression {
    /// As text.
    Plain,
    /// gzip, of one member or many.
    Gzip,
    /// Blocked gzip, as bgzip writes it.
    Bgzf,
    /// zstd.
    Zstd,
    /// A ZIP archive.
    Zip,
    /// UCSC's packed genome.
    TwoBit,
}

/// Where a genome is while it is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holding {
    /// Packed in memory.
    #[default]
    InMemory,
    /// In its files, which are read again for each search: memory has no room for it.
    ReadAgain,
}

/// How often each base occurs, case apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseCounts {
    /// Adenine.
    pub a: u64,
    /// Cytosine.
    pub c: u64,
    /// Guanine.
    pub g: u64,
    /// Thymine, or uracil.
    pub t: u64,
}

/// Where the time of opening went. The stages take turns in the engine while the browser, or another thread, reads ahead, so
/// that their sum is the total but for little.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct OpenTimes {
    /// Waiting for the bytes of the file, in ms.
    pub read_ms: f64,
    /// Inflating, in ms; 0 for a plain file.
    pub decompress_ms: f64,
    /// Finding records, stripping line ends, packing, in ms; of a kept genome, verifying and copying.
    pub parse_ms: f64,
    /// From the request to the opened genome, in ms.
    pub total_ms: f64,
}

/// The opened genome, in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GenomeSummary {
    /// Names of the files.
    pub file_names: Vec<String>,
    /// Size of the files as they are on disk, in bytes.
    pub file_bytes: u64,
    /// Size of the FASTA text, in bytes.
    pub text_bytes: u64,
    /// Size of the kept file, in bytes, if the genome was opened from the library.
    pub kept_bytes: Option<u64>,
    /// How the first file was compressed.
    pub compression: Compression,
    /// Number of records, also those without sequence.
    pub record_count: u64,
    /// Number of records without sequence.
    pub empty_record_count: u64,
    /// Number of records whose name an earlier record has already.
    pub duplicate_name_count: u64,
    /// Letters in all records, also those that are no base.
    pub length_bases: u64,
    /// How often each base occurs.
    pub base_counts: BaseCounts,
    /// Letters that are no base (N, R, …), with how often each occurs.
    pub other_letters: Vec<(char, u64)>,
    /// Letters in lower case, which tells repeats.
    pub soft_masked_bases: u64,
    /// Where it is.
    pub holding: Holding,
    /// Memory that the packed genome takes, in bytes.
    pub store_bytes: u64,
    /// About how long a search for one motif takes with all threads, in ms, as far as that is known before one is tried.
    pub typical_search_ms: Option<f64>,
    /// Where the time went.
    pub times: OpenTimes,
}

impl GenomeSummary {
    /// Letters that are no base.
    #[must_use]
    pub fn other_letter_count(&self) -> u64 {
        self.other_letters.iter().map(|&(_, count)| count).sum()
    }

    /// Share of G and C among the bases, 0 to 1; none when there is no base.
    #[must_use]
    pub fn gc_share(&self) -> Option<f64> {
        let BaseCounts { a, c, g, t } = self.base_counts;
        let bases = a + c + g + t;
        (bases > 0).then(|| (c + g) as f64 / bases as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(base_counts: BaseCounts, other_letters: Vec<(char, u64)>) -> GenomeSummary {
        GenomeSummary {
            file_names: Vec::new(),
            file_bytes: 0,
            text_bytes: 0,
            kept_bytes: None,
            compression: Compression::Plain,
            record_count: 0,
            empty_record_count: 0,
            duplicate_name_count: 0,
            length_bases: 0,
            base_counts,
            other_letters,
            soft_masked_bases: 0,
            holding: Holding::InMemory,
            store_bytes: 0,
            typical_search_ms: None,
            times: OpenTimes::default(),
        }
    }

    #[test]
    fn gc_share_counts_bases_only() {
        let counts = BaseCounts {
            a: 1,
            c: 2,
            g: 3,
            t: 4,
        };
        assert_eq!(summary(counts, vec![('N', 90)]).gc_share(), Some(0.5));
        assert_eq!(
            summary(BaseCounts::default(), vec![('N', 90)]).gc_share(),
            None
        );
    }

    #[test]
    fn other_letters_add_up() {
        assert_eq!(
            summary(BaseCounts::default(), vec![('N', 90), ('R', 2)]).other_letter_count(),
            92
        );
    }
}
