//! Genomes that are made for a test: always the same ones.

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Numbers that look random (xorshift64, Marsaglia 2003).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 16) as usize % bound
    }

    /// So many random bases.
    pub(crate) fn bases(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b"ACGT"[self.below(4)]))
            .collect()
    }
}

/// Writes a file and gives its path.
pub(crate) fn file(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// A record in lines of 60 letters with these line ends.
pub(crate) fn record(header: &str, sequence: &str, line_end: &str) -> String {
    let mut text = format!(">{header}{line_end}");
    for line in sequence.as_bytes().chunks(60) {
        text.push_str(str::from_utf8(line).unwrap());
        text.push_str(line_end);
    }
    text
}

/// An assembly of so many contigs of 100 to 500 bases.
pub(crate) fn contigs(count: usize) -> String {
    let mut random = Random::new(20_000);
    let mut text = String::new();
    for number in 1..=count {
        let length = 100 + random.below(400);
        let _ = writeln!(
            text,
            ">contig_{number} length {length}\n{}",
            random.bases(length)
        );
    }
    text
}

/// A plain genome of about so many bytes, in records of 2^20 bases: `large.fa`.
pub(crate) fn large_genome(folder: &Path, bytes: usize) -> PathBuf {
    let path = folder.join("large.fa");
    let mut random = Random::new(300);
    let record = record("large", &random.bases(1 << 20), "\n");
    let mut file = BufWriter::new(std::fs::File::create(&path).unwrap());
    for _ in 0..bytes / record.len() {
        file.write_all(record.as_bytes()).unwrap();
    }
    file.into_inner().unwrap();
    path
}

/// A plain genome of so many records of so many bases: `short.fa`.
pub(crate) fn short_records(folder: &Path, count: usize, length: usize) -> PathBuf {
    let path = folder.join("short.fa");
    let mut random = Random::new(100);
    let bases = random.bases(100_000);
    let mut file = BufWriter::new(std::fs::File::create(&path).unwrap());
    for number in 1..=count {
        let from = random.below(bases.len() - length);
        writeln!(file, ">contig_{number}\n{}", &bases[from..from + length]).unwrap();
    }
    file.into_inner().unwrap();
    path
}
