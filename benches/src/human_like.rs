//! Generated genomes that are, to a search, like the human one: chromosomes of the same proportions and contigs that nobody
//! could place, as many G and C, repeats in many altered copies, half of it soft-masked, gaps of N long and short, now and
//! then another letter.
//!
//! The same size gives the same bytes, always.

use std::io::{self, Write};

use crate::random::Random;

/// The chromosomes' sizes, in millions of bases.
const CHROMOSOMES: [(&str, u64); 24] = [
    ("chr1", 249),
    ("chr2", 242),
    ("chr3", 198),
    ("chr4", 190),
    ("chr5", 182),
    ("chr6", 171),
    ("chr7", 159),
    ("chr8", 145),
    ("chr9", 138),
    ("chr10", 134),
    ("chr11", 135),
    ("chr12", 133),
    ("chr13", 114),
    ("chr14", 107),
    ("chr15", 102),
    ("chr16", 90),
    ("chr17", 83),
    ("chr18", 80),
    ("chr19", 59),
    ("chr20", 64),
    ("chr21", 47),
    ("chr22", 51),
    ("chrX", 156),
    ("chrY", 57),
];
/// Contigs without a place, and their size together, in millions of bases.
const CONTIGS: u64 = 170;
const CONTIGS_SIZE: u64 = 11;
const LINE_BASES: usize = 60;
const SEED: u64 = 2_024;
/// Families of repeats, and their lengths.
const FAMILIES: usize = 40;
const FAMILY_BASES: std::ops::Range<u64> = 300..6_000;
/// Of 256 letters of a repeat so many are drawn anew.
const ALTERED_OF_256: u8 = 40;
/// Stretches between soft-masked ones are up to so long, and so are these.
const STRETCH_BASES: u64 = 3_000;
/// A stretch in so many is followed by a gap, and one by a letter that is no base.
const STRETCHES_PER_GAP: u64 = 2_000;
const LONGEST_GAP_BASES: u64 = 50_000;
const TELOMERE_BASES: u64 = 10_000;

/// Writes a genome of so many letters as FASTA.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write(out: &mut impl Write, bases: u64) -> io::Result<()> {
    let mut generator = Generator::new();
    let chromosomes: u64 = CHROMOSOMES.iter().map(|(_, size)| size).sum();
    let whole = chromosomes + CONTIGS_SIZE;
    let mut parts = 0;
    for (name, size) in CHROMOSOMES {
        let from = share(bases, parts, whole);
        parts += size;
        let length = share(bases, parts, whole) - from;
        let mut lines = Lines::begin(&mut *out, name, length)?;
        generator.chromosome(length, &mut lines)?;
        lines.finish()?;
    }
    let contigs_bases = bases - share(bases, parts, whole);
    // Each is longer than the one before: a few are long, most are short.
    let end_of = |number: u64| share(contigs_bases, number.pow(3), CONTIGS.pow(3));
    for number in 1..=CONTIGS {
        let length = end_of(number) - end_of(number - 1);
        let mut lines = Lines::begin(&mut *out, &format!("chrUn_{number}"), length)?;
        generator.arm(length, &mut lines)?;
        lines.finish()?;
    }
    Ok(())
}

fn share(bases: u64, part: u64, whole: u64) -> u64 {
    (u128::from(bases) * u128::from(part) / u128::from(whole)) as u64
}

struct Generator {
    random: Random,
    /// The base for every byte, so that 41 % are G or C.
    bases: [u8; 256],
    families: Vec<Vec<u8>>,
    stretch: Vec<u8>,
}

impl Generator {
    fn new() -> Self {
        let mut bases = [b'A'; 256];
        bases[75..128].fill(b'C');
        bases[128..181].fill(b'G');
        bases[181..].fill(b'T');
        let mut generator = Self {
            random: Random::new(SEED),
            bases,
            families: Vec::new(),
            stretch: Vec::new(),
        };
        for _ in 0..FAMILIES {
            let spread = FAMILY_BASES.end - FAMILY_BASES.start;
            let length = FAMILY_BASES.start + generator.random.below(spread);
            generator.stretch.clear();
            generator.add_bases(length as usize);
            generator.families.push(generator.stretch.clone());
        }
        generator
    }

    fn chromosome(&mut self, length: u64, lines: &mut Lines<impl Write>) -> io::Result<()> {
        let telomere = TELOMERE_BASES.min(length / 200);
        let centromere = length / 50;
        lines.push_gap(telomere)?;
        self.arm(length * 2 / 5 - telomere, lines)?;
        lines.push_gap(centromere)?;
        self.arm(length - length * 2 / 5 - centromere - telomere, lines)?;
        lines.push_gap(telomere)
    }

    /// Stretches in upper case and soft-masked ones in turn.
    fn arm(&mut self, length: u64, lines: &mut Lines<impl Write>) -> io::Result<()> {
        let mut left = length;
        let mut is_masked = false;
        while left > 0 {
            let wanted = (1 + self.random.below(STRETCH_BASES)).min(left) as usize;
            self.stretch.clear();
            if is_masked {
                self.add_masked(wanted);
                self.stretch.make_ascii_lowercase();
            } else {
                self.add_bases(wanted);
            }
            lines.push(&self.stretch)?;
            left -= wanted as u64;
            is_masked = !is_masked;
            match self.random.below(STRETCHES_PER_GAP) {
                0 => {
                    let gap = self.random.of_any_magnitude(LONGEST_GAP_BASES).min(left);
                    lines.push_gap(gap)?;
                    left -= gap;
                }
                1 if left > 0 => {
                    lines.push(&[self.random.pick(b"RYKMSWBV")])?;
                    left -= 1;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn add_bases(&mut self, count: usize) {
        self.stretch.reserve(count + 8);
        let end = self.stretch.len() + count;
        while self.stretch.len() < end {
            let bytes = self.random.next().to_le_bytes();
            self.stretch
                .extend(bytes.map(|byte| self.bases[usize::from(byte)]));
        }
        self.stretch.truncate(end);
    }

    /// An altered copy of a part of a repeat, a short unit over and over, or neither.
    fn add_masked(&mut self, count: usize) {
        match self.random.below(10) {
            0 => {
                let unit = 1 + self.random.below(6) as usize;
                self.add_bases(unit.min(count));
                for index in unit..count.min(200) {
                    self.stretch.push(self.stretch[index - unit]);
                }
                self.add_bases(count - self.stretch.len());
            }
            1..7 => {
                let family = self.random.below(FAMILIES as u64) as usize;
                let family = &self.families[family];
                let from = self.random.below(family.len() as u64) as usize;
                for &base in family.iter().cycle().skip(from).take(count) {
                    let [chance, other, ..] = self.random.next().to_le_bytes();
                    let is_altered = chance < ALTERED_OF_256;
                    self.stretch.push(if is_altered {
                        self.bases[usize::from(other)]
                    } else {
                        base
                    });
                }
            }
            _ => self.add_bases(count),
        }
    }
}

/// Sequence in lines of equal length.
struct Lines<W> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> Lines<W> {
    /// Writes the header of a record, whose lines follow.
    fn begin(mut out: W, name: &str, length: u64) -> io::Result<Self> {
        writeln!(out, ">{name} generated, {length} bases")?;
        Ok(Self {
            out,
            line: Vec::with_capacity(LINE_BASES + 1),
        })
    }

    fn push(&mut self, mut letters: &[u8]) -> io::Result<()> {
        while !letters.is_empty() {
            let fitting = letters.len().min(LINE_BASES - self.line.len());
            let (now, later) = letters.split_at(fitting);
            self.line.extend_from_slice(now);
            letters = later;
            if self.line.len() == LINE_BASES {
                self.finish()?;
            }
        }
        Ok(())
    }

    fn push_gap(&mut self, length: u64) -> io::Result<()> {
        let gap = [b'N'; 1 << 10];
        let mut left = length;
        while left > 0 {
            let now = left.min(gap.len() as u64);
            self.push(&gap[..now as usize])?;
            left -= now;
        }
        Ok(())
    }

    /// Ends the line, if it has begun.
    fn finish(&mut self) -> io::Result<()> {
        if !self.line.is_empty() {
            self.line.push(b'\n');
            self.out.write_all(&self.line)?;
            self.line.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn genome(bases: u64) -> String {
        let mut text = Vec::new();
        write(&mut text, bases).expect("memory can be written to");
        String::from_utf8(text).expect("letters")
    }

    fn check(bases: u64) {
        let text = genome(bases);
        let (headers, lines): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.starts_with('>'));
        assert_eq!(headers.len(), CHROMOSOMES.len() + CONTIGS as usize);
        let letters: usize = lines.iter().map(|line| line.len()).sum();
        assert_eq!(letters as u64, bases);
        assert!(
            lines
                .iter()
                .all(|line| (1..=LINE_BASES).contains(&line.len()))
        );
    }

    #[test]
    fn genomes_have_the_size_that_was_asked_for() {
        for bases in [0, 1, 1_000, 1_234_567] {
            check(bases);
        }
    }

    #[test]
    fn genomes_are_like_the_human_one() {
        let text = genome(3_000_000);
        let share = |is: fn(u8) -> bool| {
            text.bytes().filter(|&byte| is(byte)).count() as f64 / text.len() as f64
        };
        assert!((0.35..0.55).contains(&share(|byte| byte.is_ascii_lowercase())));
        assert!((0.01..0.15).contains(&share(|byte| byte == b'N')));
        let gc = share(|byte| b"GCgc".contains(&byte));
        assert!((0.34..0.44).contains(&gc), "{gc}");
        assert_eq!(text, genome(3_000_000));
    }
}
