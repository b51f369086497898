//! What stands before the content of a file in a ZIP archive.

use super::Refusal;
use super::gather::number;

/// Bytes of the header, without name and extra fields.
pub(super) const HEADER_BYTES: usize = 30;

const IS_ENCRYPTED: u16 = 1 | 1 << 13;
const HAS_DESCRIPTOR: u16 = 1 << 3;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// The extra field with sizes of eight bytes, and what stands in place of them in the header.
const ZIP64_FIELD: u64 = 1;
const IN_ZIP64_FIELD: u64 = 0xffff_ffff;

/// A file in an archive.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) name: String,
    flags: u16,
    method: u16,
    pub(super) checksum: u32,
    pub(super) compressed_bytes: u64,
    pub(super) text_bytes: u64,
    /// Whether its sizes are written in eight bytes.
    pub(super) is_zip64: bool,
}

/// How to read the content of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// It is no FASTA: left out.
    Skipped,
    /// It is no FASTA and does not say where it ends: inflated to find out.
    InflatedInVain,
    /// FASTA, as it is.
    Stored,
    /// FASTA, deflated.
    Inflated,
}

impl Reading {
    /// Whether the content is text to be passed on.
    pub(super) fn is_of_fasta(self) -> bool {
        matches!(self, Self::Stored | Self::Inflated)
    }
}

/// Bytes of name and extra fields, as the header says.
pub(super) fn more_bytes(header: &[u8]) -> usize {
    (number(header, 26, 2) + number(header, 28, 2)) as usize
}

impl Entry {
    /// Reads a header with name and extra fields.
    pub(super) fn read(header: &[u8]) -> Self {
        let (fixed, rest) = header.split_at(HEADER_BYTES.min(header.len()));
        let (name, mut extra) = rest.split_at(rest.len().min(number(fixed, 26, 2) as usize));
        let mut entry = Self {
            name: String::from_utf8_lossy(name).into_owned(),
            flags: number(fixed, 6, 2) as u16,
            method: number(fixed, 8, 2) as u16,
            checksum: number(fixed, 14, 4) as u32,
            compressed_bytes: number(fixed, 18, 4),
            text_bytes: number(fixed, 22, 4),
            is_zip64: false,
        };
        while let [_, _, _, _, rest @ ..] = extra {
            let length = rest.len().min(number(extra, 2, 2) as usize);
            let (field, after) = rest.split_at(length);
            if number(extra, 0, 2) == ZIP64_FIELD {
                entry.read_zip64(field);
            }
            extra = after;
        }
        entry
    }

    fn read_zip64(&mut self, field: &[u8]) {
        self.is_zip64 = true;
        let mut at = 0;
        for size in [&mut self.text_bytes, &mut self.compressed_bytes] {
            if *size == IN_ZIP64_FIELD {
                *size = number(field, at, 8);
                at += 8;
            }
        }
    }

    /// Whether checksum and sizes follow the content.
    pub(super) fn has_descriptor(&self) -> bool {
        self.flags & HAS_DESCRIPTOR != 0
    }

    /// Length of the content as it lies in the archive; none if only its end tells.
    pub(super) fn known_bytes(&self) -> Option<u64> {
        let is_known = !self.has_descriptor() || self.compressed_bytes > 0;
        is_known.then_some(self.compressed_bytes)
    }

    /// How to read the content.
    pub(super) fn reading(&self) -> Result<Reading, Refusal> {
        let is_encrypted = self.flags & IS_ENCRYPTED != 0;
        let name = || self.name.clone();
        let is_known = self.known_bytes().is_some();
        match (kind(&self.name), self.method) {
            (Kind::Other, _) if is_known => Ok(Reading::Skipped),
            (Kind::Other, DEFLATED) if !is_encrypted => Ok(Reading::InflatedInVain),
            (Kind::Other, _) => Err(Refusal::ZipLengthUnknown { name: name() }),
            (Kind::CompressedFasta, _) => Err(Refusal::ZipCompressedTwice { name: name() }),
            (Kind::Fasta, _) if is_encrypted => Err(Refusal::ZipEncrypted { name: name() }),
            (Kind::Fasta, DEFLATED) => Ok(Reading::Inflated),
            (Kind::Fasta, STORED) if is_known => Ok(Reading::Stored),
            (Kind::Fasta, STORED) => Err(Refusal::ZipLengthUnknown { name: name() }),
            (Kind::Fasta, method) => Err(Refusal::ZipMethod {
                name: name(),
                method,
            }),
        }
    }
}

/// What a name says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fasta,
    CompressedFasta,
    Other,
}

/// Ends of the names of FASTA files with nucleotides.
const FASTA: [&str; 4] = [".fna", ".fa", ".fasta", ".fas"];
const COMPRESSED: [&str; 5] = [".gz", ".bgz", ".zst", ".bz2", ".xz"];
/// Parts of a genome that NCBI Datasets lays beside it, without the end of the name: they would be counted twice.
const PARTS: [&str; 5] = ["rna", "cds", "gene", "rna_from_genomic", "cds_from_genomic"];

fn kind(path: &str) -> Kind {
    let path = path.to_ascii_lowercase();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    // What macOS lays beside each file.
    if name.starts_with("._") {
        return Kind::Other;
    }
    let compressed = COMPRESSED.iter().find_map(|end| name.strip_suffix(end));
    let Some(stem) = FASTA
        .iter()
        .find_map(|end| compressed.unwrap_or(name).strip_suffix(end))
    else {
        return Kind::Other;
    };
    let is_part = PARTS.iter().any(|part| {
        let before = stem.strip_suffix(part);
        before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
    });
    match compressed {
        _ if is_part => Kind::Other,
        Some(_) => Kind::CompressedFasta,
        None => Kind::Fasta,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Kind) {
        assert_eq!(kind(path), expected, "{path}");
    }

    #[test]
    fn names_say_what_is_of_the_genome() {
        let folder = "ncbi_dataset/data/GCF_000006745.1";
        let of = |name: &str| format!("{folder}/{name}");
        check(&of("GCF_000006745.1_ASM674v1_genomic.fna"), Kind::Fasta);
        check(&of("cds_from_genomic.fna"), Kind::Other);
        check(&of("rna.fna"), Kind::Other);
        check(
            &of("GCF_000006745.1_ASM674v1_cds_from_genomic.fna"),
            Kind::Other,
        );
        check(&of("protein.faa"), Kind::Other);
        check(&of("genomic.gff"), Kind::Other);
        check("README.md", Kind::Other);
        check("folder.fa/", Kind::Other);
        check("CHR1.FA", Kind::Fasta);
        check("chrna.fa", Kind::Fasta);
        check("a.fasta", Kind::Fasta);
        check("b.fas", Kind::Fasta);
        check("chr1.fa.gz", Kind::CompressedFasta);
        check("rna.fna.gz", Kind::Other);
        check("__MACOSX/._chr1.fa", Kind::Other);
    }
}
