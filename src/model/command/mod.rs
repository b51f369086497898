//! The same search as a command of another program: `seqkit locate`, or `fuzznuc` of EMBOSS where seqkit cannot say it.
//!
//! - seqkit knows no part of variable length but in regular expressions, which give one match for each start; so it is given
//!   every length as a pattern of its own. Where several parts vary, two of these may match the same place: fuzznuc counts
//!   as we do.
//! - seqkit takes mismatches with plain bases only, fuzznuc with all letters; but fuzznuc misses some where the number of
//!   letters varies that may differ.
//! - Both count a motif that is its own reverse complement on each strand, so that it is sought on one.
//!
//! The tests below run the commands.

mod pattern;
mod shell;

use protocol::{Compression, GenomeSummary, MotifCounts, SearchSettings, StrandChoice};

use self::pattern::Pattern;
use self::shell::{file, quoted};
use super::files::PASTED;

/// The file that a sequence that was pasted is to be saved as.
const PASTED_FILE: &str = "pasted.fa";

/// seqkit is given at most so many patterns of one motif.
const MOST_LENGTHS: usize = 64;

/// What is said of a search as a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Commands {
    /// The commands, one a line, those of several motifs below their names; none if there is none for any motif.
    pub(crate) text: Option<String>,
    /// What differs, and what is to be done before, or why there is none; in sentences.
    pub(crate) remark: String,
}

/// The search for these motifs as commands, a line each.
pub(crate) fn commands(
    genome: &GenomeSummary,
    settings: &SearchSettings,
    motifs: &[&MotifCounts],
) -> Commands {
    let source = match Source::of(genome) {
        Ok(source) => source,
        Err(reason) => {
            return Commands {
                text: None,
                remark: reason.to_owned(),
            };
        }
    };
    let mut lines = Vec::new();
    let mut remarks: Vec<&str> = Vec::new();
    let mut is_any = false;
    for motif in motifs {
        if motifs.len() > 1 {
            let name = motif.name.as_ref().unwrap_or(&motif.motif);
            lines.push(format!("# {name}"));
        }
        match line(&source, settings, &motif.motif) {
            Ok(line) => {
                is_any = true;
                lines.push(line.text);
                remarks.extend(line.remarks);
            }
            Err(reason) if motifs.len() > 1 => lines.push(format!("# {reason}")),
            Err(reason) => remarks.push(reason),
        }
    }
    remarks.extend(is_any.then(|| source.remark()).flatten());
    let mut told = Vec::new();
    for remark in remarks {
        if !told.contains(&remark) {
            told.push(remark);
        }
    }
    Commands {
        text: is_any.then(|| lines.join("\n")),
        remark: told.join(" "),
    }
}

/// Where the other program gets the sequence from.
struct Source {
    /// The files, as words of a command.
    words: String,
    compression: Compression,
    is_one: bool,
    is_pasted: bool,
}

impl Source {
    fn of(genome: &GenomeSummary) -> Result<Self, &'static str> {
        match genome.compression {
            Compression::Zip => {
                return Err(
                    "There is no command: neither seqkit nor fuzznuc reads ZIP archives. Unpack it, open its FASTA file, and copy again.",
                );
            }
            Compression::TwoBit => {
                return Err(
                    "There is no command: neither seqkit nor fuzznuc reads 2bit. Make FASTA of it (twoBitToFa), open that, and copy again.",
                );
            }
            _ => {}
        }
        let is_pasted = genome.file_names == [PASTED];
        let words: Vec<String> = match is_pasted {
            true => vec![PASTED_FILE.to_owned()],
            false => genome.file_names.iter().map(|name| file(name)).collect(),
        };
        Ok(Self {
            is_one: words.len() == 1,
            words: words.join(" "),
            compression: genome.compression,
            is_pasted,
        })
    }

    /// The program reads the files itself.
    fn read_by(&self, program: &str) -> String {
        match self.compression {
            // Only newer versions of seqkit know it.
            Compression::Zstd => self.piped_to(program),
            _ => format!("{program} {}", self.words),
        }
    }

    /// The program is given the text.
    fn piped_to(&self, program: &str) -> String {
        match self.compression {
            Compression::Zstd => format!("zstd -cdqf {} | {program}", self.words),
            Compression::Plain if self.is_one => format!("{program} < {}", self.words),
            // What is not compressed goes through as it is.
            _ => format!("gzip -cdf {} | {program}", self.words),
        }
    }

    fn remark(&self) -> Option<&'static str> {
        self.is_pasted.then_some(
            "Save the pasted sequence, below a line that begins with >, as pasted.fa first.",
        )
    }
}

/// A command, and what differs from what we find.
struct Line {
    text: String,
    remarks: Vec<&'static str>,
}

fn line(source: &Source, settings: &SearchSettings, motif: &str) -> Result<Line, &'static str> {
    let Some(pattern) = Pattern::read(motif) else {
        return Err("There is no command for a motif that is written so.");
    };
    let mismatches = settings.mismatches as usize;
    if mismatches >= pattern.shortest() {
        return Err(
            "There is no command: with as many mismatches as letters, everything matches, which the other programs do not report.",
        );
    }
    let is_both = settings.strands == StrandChoice::Both;
    let on_one_strand = !is_both || pattern.is_self_reverse_complement();
    let sought = match settings.strands {
        StrandChoice::Reverse => pattern.reverse_complement(),
        _ => pattern.clone(),
    };
    let patterns = sought
        .by_length()
        .filter(|patterns| patterns.len() <= MOST_LENGTHS);
    let mut remarks = Vec::new();
    let text = match patterns {
        Some(patterns) if mismatches == 0 || !pattern.is_ambiguous() => {
            remarks.push(
                "seqkit gives BED, 0-based and half-open, with overlapping matches, as we do; in letters that are no base (N, R, …) nothing matches.",
            );
            source.read_by(&seqkit(&patterns, &sought, mismatches, on_one_strand))
        }
        _ if mismatches > 0 && sought.varies_in_bases() => {
            return Err(
                "There is no command: seqkit takes mismatches with plain bases only, and fuzznuc misses some where a part other than N has no fixed length.",
            );
        }
        _ => {
            remarks.push(
                "fuzznuc counts from 1, both ends included, with overlapping matches; letters of the file that are no base (N, R, …) may match in it, so that it may find more.",
            );
            source.piped_to(&fuzznuc(&sought, mismatches, on_one_strand))
        }
    };
    if is_both && on_one_strand {
        remarks.push("Its strand + is our “.”: the motif is its own reverse complement.");
    }
    if settings.strands == StrandChoice::Reverse {
        remarks.push(
            "It is given the reverse complement, so that its strand + is the reverse strand.",
        );
    }
    Ok(Line { text, remarks })
}

fn seqkit(
    patterns: &[String],
    pattern: &Pattern,
    mismatches: usize,
    on_one_strand: bool,
) -> String {
    let mut words = vec!["seqkit locate --bed --ignore-case".to_owned()];
    if pattern.is_ambiguous() {
        words.push("--degenerate".to_owned());
    }
    if mismatches > 0 {
        words.push(format!("--max-mismatch {mismatches}"));
    }
    if on_one_strand {
        words.push("--only-positive-strand".to_owned());
    }
    words.extend(
        patterns
            .iter()
            .map(|letters| format!("--pattern {letters}")),
    );
    words.join(" ")
}

fn fuzznuc(pattern: &Pattern, mismatches: usize, on_one_strand: bool) -> String {
    let pattern = quoted(&pattern.to_string());
    let mut words = vec![format!("fuzznuc -sequence fasta::stdin -pattern {pattern}")];
    if mismatches > 0 {
        words.push(format!("-pmismatch {mismatches}"));
    }
    if !on_one_strand {
        words.push("-complement".to_owned());
    }
    words.push("-rformat seqtable -stdout -auto".to_owned());
    words.join(" ")
}

#[cfg(test)]
mod tests;
