//! Kinds of files, known by their first bytes and never by their names.

use std::fmt;

/// A kind of file that is recognised but not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Reads with qualities.
    Fastq,
    /// Aligned reads, as text.
    Sam,
    /// Aligned reads, BGZF-compressed.
    Bam,
    /// Aligned reads, compressed against a reference.
    Cram,
    /// Variants.
    Vcf,
    /// Features of a genome.
    Gff,
    /// UCSC's packed genome.
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
}

/// Magic bytes at the start of the text.
const MAGIC: &[(&[u8], Format)] = &[
    (b"BAM\x01", Format::Bam),
    // With the version's first number: "CRAM" alone could be sequence.
    (b"CRAM\x01", Format::Cram),
    (b"CRAM\x02", Format::Cram),
    (b"CRAM\x03", Format::Cram),
    (b"CRAM\x04", Format::Cram),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"\x28\xb5\x2f\xfd", Format::Zstd),
    (b"\xfd7zXZ\x00", Format::Xz),
    (b"BZh", Format::Bzip2),
    (b"\x43\x27\x41\x1a", Format::TwoBit),
    (b"\x1a\x41\x27\x43", Format::TwoBit),
    (b"\x1f\x8b", Format::GzipTwice),
    (b"\xff\xfe", Format::Utf16),
    (b"\xfe\xff", Format::Utf16),
];

/// First words of text formats, after white space and in either case.
const WORDS: &[(&[u8], Format)] = &[
    (b"LOCUS  ", Format::GenBank),
    (b"ID   ", Format::Embl),
    (b"##fileformat=VCF", Format::Vcf),
    (b"##gff-version", Format::Gff),
    (b"@HD\t", Format::Sam),
    (b"@SQ\t", Format::Sam),
    (b"@RG\t", Format::Sam),
    (b"@PG\t", Format::Sam),
    (b"@", Format::Fastq),
    (b"<", Format::Html),
];

/// Where a tar archive says that it is one.
const TAR_MAGIC_AT: usize = 257;

impl Format {
    /// Bytes that suffice to know the format, white space at the start apart.
    pub(crate) const HEAD_BYTES: usize = TAR_MAGIC_AT + 5;

    /// The format that text with these first bytes has, if it is none that is opened.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        let by_magic = MAGIC.iter().find(|(magic, _)| head.starts_with(magic));
        if let Some(&(_, format)) = by_magic {
            return Some(format);
        }
        if head.get(TAR_MAGIC_AT..TAR_MAGIC_AT + 5) == Some(b"ustar") {
            return Some(Self::Tar);
        }
        let text = head.trim_ascii_start();
        let starts_with = |word: &[u8]| {
            text.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        let by_word = WORDS.iter().find(|(word, _)| starts_with(word));
        by_word.map(|&(_, format)| format)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Fastq => "FASTQ",
            Self::Sam => "SAM",
            Self::Bam => "BAM",
            Self::Cram => "CRAM",
            Self::Vcf => "VCF",
            Self::Gff => "GFF",
            Self::TwoBit => "2bit",
            Self::GenBank => "GenBank",
            Self::Embl => "EMBL",
            Self::Html => "HTML",
            Self::Utf16 => "UTF-16 text",
            Self::Zip => "ZIP",
            Self::Tar => "tar",
            Self::Zstd => "zstd",
            Self::Xz => "xz",
            Self::Bzip2 => "bzip2",
            Self::GzipTwice => "gzip within gzip",
        })
    }
}
