//! Where the time of a whole run goes.

use protocol::Spread;
use protocol::measure::digits;

use super::super::format::{bases, duration, significant};
use super::figures::{Figures, figures_of, ms_with_spread};
use super::report::{GenomeFacts, Line, Report};

/// Stages of a run.
pub(crate) const STAGE_COUNT: usize = 6;

const LATER: &str = "later searches";
const PARSE: usize = 2;
const PACK: usize = 3;
const TEXT: usize = 4;
const SEARCH: usize = 5;

/// Where the time of a whole run goes, stage by stage, in ms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stages {
    /// What searched, in its fastest way.
    pub(crate) label: String,
    /// Which search of the same genome it is.
    pub(crate) search: &'static str,
    /// Time of each of the [`stage_names`], in ms.
    pub(crate) ms: [f64; STAGE_COUNT],
    /// Which of these are not measured as they stand, but extrapolated or divided.
    pub(crate) is_estimate: [bool; STAGE_COUNT],
    /// Whether the time of all stages together is an estimate too.
    pub(crate) is_total_estimate: bool,
}

impl Stages {
    /// Whether the genome was there already, so that there is nothing but the search.
    pub(crate) fn is_later(&self) -> bool {
        self.search == LATER
    }

    /// All stages together, in ms.
    pub(crate) fn total_ms(&self) -> f64 {
        self.ms.iter().sum()
    }
}

/// The stages of a run, in order.
pub(crate) fn stage_names(report: &Report) -> [&'static str; STAGE_COUNT] {
    let parse = match (report.genome.is_kept, parse_share(report)) {
        (true, _) => "Verify",
        (false, None) => "Parse and pack",
        (false, Some(_)) => "Parse",
    };
    ["Read", "Decompress", parse, "Pack", "Make text", "Search"]
}

/// How much of the time of parsing and packing is parsing, 0 to 1, as in the sample; none if no sample was measured.
fn parse_share(report: &Report) -> Option<f64> {
    let sample = report.opening.as_ref()?;
    let share = Spread::of_quotients(&sample.parse.ms, &sample.parse_and_pack.ms)?.median;
    share.is_finite().then_some(share.clamp(0.0, 1.0))
}

/// The stages of the first and of every later search by each version, in its fastest way. The engine reads, parses and packs
/// once; a tool that works on text and keeps nothing does it all again, but for packing.
pub(crate) fn stages(report: &Report) -> Vec<Stages> {
    let GenomeFacts {
        read_ms,
        decompress_ms,
        parse_ms,
        is_kept,
        ..
    } = report.genome;
    let share = parse_share(report).filter(|_| !is_kept);
    let (parse, pack) = match share {
        Some(share) => (parse_ms * share, parse_ms * (1.0 - share)),
        None => (parse_ms, 0.0),
    };
    let mut all: Vec<Stages> = Vec::new();
    for (line, figures) in fastest(report) {
        let whole = report.genome.bases as f64 / line.part_bases as f64;
        let is_part = figures.part.is_some();
        let search_ms = figures.ms.median;
        let is_text = line.text_ms.is_some();
        let mut push = |search, ms: [f64; STAGE_COUNT]| {
            let is_divided = share.is_some() && search != LATER;
            let mut is_estimate = [false; STAGE_COUNT];
            is_estimate[PARSE] = is_divided;
            is_estimate[PACK] = is_divided && !is_text;
            is_estimate[TEXT] = is_part && is_text;
            is_estimate[SEARCH] = is_part;
            all.push(Stages {
                label: figures.label.clone(),
                search,
                ms,
                is_estimate,
                // What is divided among both adds up to what was measured.
                is_total_estimate: is_part || (is_divided && is_text),
            });
        };
        match line.text_ms {
            None => {
                let first = [read_ms, decompress_ms, parse, pack, 0.0, search_ms];
                push("first search", first);
                push(LATER, [0.0, 0.0, 0.0, 0.0, 0.0, search_ms]);
            }
            Some(text_ms) => {
                let parse = if share.is_some() { parse } else { 0.0 };
                let all = [
                    read_ms,
                    decompress_ms,
                    parse,
                    0.0,
                    text_ms * whole,
                    search_ms,
                ];
                push("every search", all);
            }
        }
    }
    all
}

/// The fastest way of each version.
fn fastest(report: &Report) -> Vec<(&Line, Figures)> {
    let mut fastest: Vec<(&Line, Figures)> = Vec::new();
    for line in &report.lines {
        let Some(figures) = figures_of(line, report) else {
            continue;
        };
        let known = fastest
            .iter_mut()
            .find(|(known, _)| known.version == line.version);
        match known {
            Some(known) if figures.ms.median < known.1.ms.median => *known = (line, figures),
            Some(_) => {}
            None => fastest.push((line, figures)),
        }
    }
    fastest
}

/// What the stages show, in a sentence.
pub(crate) fn stages_note(report: &Report) -> Option<String> {
    let stages = stages(report);
    let first = stages
        .iter()
        .filter(|stages| stages.search == "first search")
        .min_by(|one, other| one.total_ms().total_cmp(&other.total_ms()))?;
    let search_ms = first.ms[SEARCH];
    let share = search_ms / first.total_ms().max(f64::MIN_POSITIVE);
    let times = first.total_ms() / search_ms.max(f64::MIN_POSITIVE);
    Some(format!(
        "{}: the search is {} % of the first run ({} of {}), so that no faster search could make that run more than {} times as \
         fast (Amdahl’s law). What was read and packed stays: later searches take the search alone, {} times less.",
        first.label,
        significant(share * 100.0),
        duration(search_ms),
        duration(first.total_ms()),
        digits(1.0 / (1.0 - share).max(f64::MIN_POSITIVE)),
        significant(times),
    ))
}

/// What of the stages was measured, and what was divided, in sentences.
pub(crate) fn measured_note(report: &Report) -> String {
    if report.genome.is_kept {
        return "The genome came packed from the library: it was verified instead of parsed."
            .into();
    }
    let mut note =
        "Read is the wait for bytes alone: the browser reads on beside what follows.".to_owned();
    if let Some(division) = division_note(report) {
        note.push(' ');
        note.push_str(&division);
    }
    note
}

/// How parsing was divided from packing; none if no sample was measured.
fn division_note(report: &Report) -> Option<String> {
    parse_share(report)?;
    let sample = report.opening.as_ref()?;
    let spread = |ms: &[f64]| Spread::of(ms.iter().copied()).map(ms_with_spread);
    let has_text = report.lines.iter().any(|line| line.text_ms.is_some());
    Some(format!(
        "Parsing and packing take turns, line by line, and were measured together while the genome was opened: {}. ≈ divides that \
         as in a sample, {} of this genome as FASTA text: {} ms parsed alone, {} ms parsed and packed.{}",
        duration(report.genome.parse_ms),
        bases(sample.bases),
        spread(&sample.parse.ms)?,
        spread(&sample.parse_and_pack.ms)?,
        if has_text {
            " For the regular expression, which packs nothing, reading, decompressing and parsing are the engine’s."
        } else {
            ""
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::{line, report};
    use super::super::report::{OpeningSample, Timed};
    use super::*;

    fn sample(parse: &[f64], parse_and_pack: &[f64]) -> OpeningSample {
        let timed = |ms: &[f64]| Timed {
            warm_up_ms: 3.0,
            ms: ms.to_vec(),
            runs: vec![1; ms.len()],
        };
        OpeningSample {
            bases: 4_000_000,
            threads: 2,
            parse: timed(parse),
            parse_and_pack: timed(parse_and_pack),
        }
    }

    #[test]
    fn what_packs_reads_once() {
        let mut report = report();
        let mut text = line("Regular expression", "One thread", 1, &[30.0]);
        text.text_ms = Some(4.0);
        text.part_bases = 2_000_000;
        report.lines.push(text);
        let stages = stages(&report);
        let naive = &stages[0..2];
        assert_eq!(naive[0].ms, [10.0, 20.0, 5.0, 0.0, 0.0, 41.0]);
        assert_eq!(naive[0].is_estimate, [false; STAGE_COUNT]);
        assert_eq!(naive[1].ms, [0.0, 0.0, 0.0, 0.0, 0.0, 41.0]);
        assert_eq!([0, 1].map(|at| naive[at].is_later()), [false, true]);
        assert_eq!(stages[2].label, "Bit planes, blocks, 2 threads");
        assert_eq!(stages[4].search, "every search");
        assert_eq!(stages[4].ms, [10.0, 20.0, 0.0, 0.0, 8.0, 60.0]);
        assert_eq!(stage_names(&report)[PARSE], "Parse and pack");
        assert_eq!(
            measured_note(&report),
            "Read is the wait for bytes alone: the browser reads on beside what follows."
        );
        let note = stages_note(&report).expect("a note");
        assert!(
            note.starts_with("Bit planes, blocks, 2 threads: the search is 1.69 %"),
            "{note}"
        );
        assert!(note.contains("(0.60 ms of 35.6 ms)"), "{note}");
        assert!(note.ends_with("59.3 times less."), "{note}");
    }

    #[test]
    fn parsing_is_divided_from_packing_as_in_the_sample() {
        let mut report = report();
        // Quotients of the same rounds: 0.5, 0.6, 0.8.
        report.opening = Some(sample(&[2.0, 3.0, 4.0], &[4.0, 5.0, 5.0]));
        let mut text = line("Regular expression", "One thread", 1, &[30.0]);
        text.text_ms = Some(4.0);
        report.lines.push(text);
        let stages = stages(&report);
        assert_eq!(stage_names(&report)[PARSE..=PACK], ["Parse", "Pack"]);
        assert_eq!(stages[0].ms, [10.0, 20.0, 3.0, 2.0, 0.0, 41.0]);
        assert_eq!(
            stages[0].is_estimate,
            [false, false, true, true, false, false]
        );
        assert!(
            !stages[0].is_total_estimate,
            "both add up to what was measured"
        );
        assert_eq!(stages[4].ms, [10.0, 20.0, 3.0, 0.0, 4.0, 30.0]);
        assert!(stages[4].is_total_estimate);
        let note = measured_note(&report);
        assert!(note.starts_with("Read is the wait"), "{note}");
        assert!(note.contains("4.00 Mb of this genome"), "{note}");
        assert!(
            note.contains(
                "3.00 (2.00–4.00) ms parsed alone, 5.00 (4.00–5.00) ms parsed and packed."
            ),
            "{note}"
        );

        // Noise makes no time less than none.
        report.opening = Some(sample(&[6.0], &[5.0]));
        let stages = super::stages(&report);
        assert_eq!(stages[0].ms[PARSE..=PACK], [5.0, 0.0]);
        assert!(
            stages[0].is_estimate[PACK],
            "nothing is known to take no time"
        );
    }

    #[test]
    fn a_kept_genome_is_verified() {
        let mut report = report();
        report.genome.is_kept = true;
        let stages = stages(&report);
        assert_eq!(stages[0].ms, [10.0, 20.0, 5.0, 0.0, 0.0, 41.0]);
        assert_eq!(stage_names(&report)[PARSE], "Verify");
        assert!(measured_note(&report).contains("verified instead of parsed"));
    }
}
