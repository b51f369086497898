//! What a comparison gave, as it is shown, kept in a file, and read from one.

use protocol::Timeline;
use serde::{Deserialize, Serialize};

/// Says what a file is.
pub(crate) const FORMAT: &str = "motif-matcher comparison 1";
/// What a moving mean of G and C is called.
pub(crate) const MEAN_OF_GC: &str = "GC";
/// What a moving mean of the motif's matches is called.
pub(crate) const MEAN_OF_MATCHES: &str = "Matches";
/// More lines than this has no comparison.
const MOST_LINES: usize = 1_000;

/// A comparison, with all that its numbers depend on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Report {
    /// [`FORMAT`].
    pub(crate) format: String,
    /// When it was measured, as in ISO 8601.
    pub(crate) date: String,
    /// The browser, as it names itself.
    pub(crate) browser: String,
    /// The build of the engine: its folder in the site.
    pub(crate) engine: String,
    /// Threads of the engine.
    pub(crate) threads: u32,
    /// Whether the page was isolated, so that its clock is fine and there are threads.
    pub(crate) is_isolated: bool,
    /// What the engine's clock can tell, in ms.
    pub(crate) clock_resolution_ms: f64,
    /// Runs were repeated until they had taken so long together, in ms.
    pub(crate) least_ms: f64,
    /// What takes longer was run on a part, in ms.
    pub(crate) most_ms: f64,
    /// Rounds that count.
    pub(crate) rounds: u32,
    /// How often measuring waited because the page was hidden.
    pub(crate) pauses: u32,
    /// What was searched.
    pub(crate) genome: GenomeFacts,
    /// What for.
    pub(crate) sought: SoughtFacts,
    /// The ways to search.
    pub(crate) lines: Vec<Line>,
    /// The ways to compute a moving mean.
    pub(crate) means: Vec<MeanLine>,
    /// What tells parsing from packing; none if that was not measured.
    #[serde(default)]
    pub(crate) opening: Option<OpeningSample>,
    /// Which thread did what.
    pub(crate) timelines: Vec<TimelineLine>,
    /// Whether all found the same.
    pub(crate) agreement: Agreement,
    /// What else is to be said, a sentence each.
    pub(crate) notes: Vec<String>,
}

/// What was searched, and how long it took to open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct GenomeFacts {
    /// What it is called.
    pub(crate) name: String,
    /// Letters.
    pub(crate) bases: u64,
    /// Records.
    pub(crate) records: u64,
    /// Size of its files, in bytes.
    pub(crate) file_bytes: u64,
    /// Whether it came from the library, packed.
    pub(crate) is_kept: bool,
    /// Waiting for bytes, in ms.
    pub(crate) read_ms: f64,
    /// Inflating, in ms.
    pub(crate) decompress_ms: f64,
    /// Parsing and packing, in ms; verifying, for a kept genome.
    pub(crate) parse_ms: f64,
    /// All of opening, in ms.
    pub(crate) open_ms: f64,
}

/// What was searched for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SoughtFacts {
    /// The motifs as typed.
    pub(crate) motifs: String,
    /// Substitutions that a match may have.
    pub(crate) mismatches: u32,
    /// On which strands.
    pub(crate) strands: String,
}

/// One way to search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// What searched.
    pub(crate) version: String,
    /// How the work was shared.
    pub(crate) sharing: String,
    /// Threads that took part.
    pub(crate) threads: u32,
    /// Letters that a run worked on: all, or a part.
    pub(crate) part_bases: u64,
    /// Matches in them.
    pub(crate) matches: u64,
    /// All that was run before measuring, in ms.
    pub(crate) warm_up_ms: f64,
    /// Making text of the letters before they could be searched, in ms, if that was needed.
    pub(crate) text_ms: Option<f64>,
    /// A run in each round, in ms.
    pub(crate) ms: Vec<f64>,
    /// How many runs each of these is the mean of.
    pub(crate) runs: Vec<u32>,
}

/// One way to compute a moving mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct MeanLine {
    /// The way.
    pub(crate) way: String,
    /// What the mean is of: [`MEAN_OF_GC`] or [`MEAN_OF_MATCHES`].
    #[serde(default = "gc")]
    pub(crate) of: String,
    /// Threads that took part.
    pub(crate) threads: u32,
    /// Values that the means are of.
    pub(crate) values: u64,
    /// Values in a window.
    pub(crate) window: u32,
    /// A hash of the means.
    pub(crate) hash: String,
    /// All that was run before measuring, in ms.
    pub(crate) warm_up_ms: f64,
    /// A run in each round, in ms.
    pub(crate) ms: Vec<f64>,
    /// How many runs each of these is the mean of.
    #[serde(default)]
    pub(crate) runs: Vec<u32>,
}

fn gc() -> String {
    MEAN_OF_GC.into()
}

/// Letters of the genome, written as FASTA text and parsed again: alone, and with packing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct OpeningSample {
    /// Letters of the sample.
    pub(crate) bases: u64,
    /// Threads that packed.
    pub(crate) threads: u32,
    /// Parsing alone.
    pub(crate) parse: Timed,
    /// Parsing and packing.
    pub(crate) parse_and_pack: Timed,
}

/// Times of the same, round by round.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Timed {
    /// All that was run before measuring, in ms.
    pub(crate) warm_up_ms: f64,
    /// A run in each round, in ms.
    pub(crate) ms: Vec<f64>,
    /// How many runs each of these is the mean of.
    pub(crate) runs: Vec<u32>,
}

/// Which thread did what, in one way to search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct TimelineLine {
    /// The way.
    pub(crate) way: String,
    /// What the threads did.
    pub(crate) timeline: Timeline,
}

/// Whether all found the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Agreement {
    /// Whether they did.
    pub(crate) is_same: bool,
    /// What was compared, or the first difference.
    pub(crate) sentence: String,
}

impl Report {
    /// Whether the numbers can be ones that were measured; a file may hold anything.
    pub(crate) fn is_sound(&self) -> bool {
        let times = |ms: &[f64]| !ms.is_empty() && ms.iter().all(|ms| ms.is_finite() && *ms >= 0.0);
        let opening = [
            self.genome.read_ms,
            self.genome.decompress_ms,
            self.genome.parse_ms,
            self.genome.open_ms,
        ];
        let lines = self.lines.iter().all(|line| {
            times(&line.ms)
                && line.threads > 0
                && line.part_bases > 0
                && line.part_bases <= self.genome.bases
                && times(&[line.warm_up_ms, line.text_ms.unwrap_or(0.0)])
        });
        let stretches = self.timelines.iter().all(|line| {
            let timeline = &line.timeline;
            timeline.threads <= 1_000
                && times(&[timeline.total_ms])
                && timeline.stretches.iter().all(|stretch| {
                    stretch.thread < timeline.threads
                        && times(&[stretch.begin_ms.max(0.0), stretch.end_ms, stretch.busy_ms])
                })
        });
        let opening_sample = self.opening.as_ref().is_none_or(|sample| {
            let both = [&sample.parse, &sample.parse_and_pack];
            both.iter()
                .all(|timed| times(&timed.ms) && times(&[timed.warm_up_ms]))
        });
        self.format == FORMAT
            && (1..=MOST_LINES).contains(&self.lines.len())
            && self.means.len() + self.timelines.len() <= MOST_LINES
            && times(&opening)
            && lines
            && opening_sample
            && self.means.iter().all(|mean| times(&mean.ms))
            && stretches
    }

    /// What a file of it is called, without the ending.
    pub(crate) fn file_stem(&self) -> String {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        let name: String = self
            .genome
            .name
            .chars()
            .filter(|&letter| plain(letter))
            .collect();
        let day = self.date.split('T').next().unwrap_or_default();
        format!("comparison.{name}.{day}")
    }
}

/// Why a file could not be read as a comparison.
pub(crate) fn not_a_comparison(file_name: &str) -> String {
    format!(
        "{file_name} is no comparison that this page has saved: choose a file from “Download JSON” here."
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn line(version: &str, sharing: &str, threads: u32, ms: &[f64]) -> Line {
        Line {
            version: version.into(),
            sharing: sharing.into(),
            threads,
            part_bases: 4_000_000,
            matches: 12,
            warm_up_ms: 50.0,
            text_ms: None,
            ms: ms.to_vec(),
            runs: vec![3; ms.len()],
        }
    }

    pub(crate) fn report() -> Report {
        Report {
            format: FORMAT.into(),
            date: "2026-11-22T21:00:00.000Z".into(),
            browser: "Firefox 140".into(),
            engine: "engines/ab12/".into(),
            threads: 2,
            is_isolated: true,
            clock_resolution_ms: 0.005,
            least_ms: 20.0,
            most_ms: 1_000.0,
            rounds: 3,
            pauses: 0,
            genome: GenomeFacts {
                name: "my genome.fa".into(),
                bases: 4_000_000,
                records: 2,
                file_bytes: 1_200_000,
                is_kept: false,
                read_ms: 10.0,
                decompress_ms: 20.0,
                parse_ms: 5.0,
                open_ms: 40.0,
            },
            sought: SoughtFacts {
                motifs: "GAATTC".into(),
                mismatches: 0,
                strands: "Both".into(),
            },
            lines: vec![
                line("Naive", "One thread", 1, &[40.0, 41.0, 42.0]),
                line("Bit planes", "One thread", 1, &[1.0, 1.1, 1.2]),
                line("Bit planes", "Blocks", 2, &[0.5, 0.6, 0.7]),
            ],
            means: Vec::new(),
            opening: None,
            timelines: Vec::new(),
            agreement: Agreement {
                is_same: true,
                sentence: "All the same.".into(),
            },
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_report_comes_back_from_its_file() {
        let report = report();
        let text = serde_json::to_string(&report).expect("JSON");
        assert_eq!(serde_json::from_str::<Report>(&text).ok(), Some(report));
    }

    /// Files of the page's first version know less.
    #[test]
    fn a_report_without_a_sample_is_read() {
        let mut value = serde_json::to_value(report()).expect("JSON");
        let fields = value.as_object_mut().expect("an object");
        assert!(fields.remove("opening").is_some());
        fields["means"] = serde_json::json!([{
            "way": "Sequential", "threads": 1, "values": 9, "window": 3, "hash": "ab", "warm_up_ms": 1.0, "ms": [1.0],
        }]);
        let report: Report = serde_json::from_value(value).expect("a report");
        assert!(report.is_sound());
        assert_eq!(report.means[0].of, MEAN_OF_GC);
    }

    #[test]
    fn what_was_never_measured_is_not_sound() {
        assert!(report().is_sound());
        let spoil = |spoil: fn(&mut Report)| {
            let mut report = report();
            spoil(&mut report);
            assert!(!report.is_sound(), "{report:?}");
        };
        spoil(|report| report.format = "something else".into());
        spoil(|report| report.lines.clear());
        spoil(|report| report.lines[0].ms.clear());
        spoil(|report| report.lines[0].ms[0] = -1.0);
        spoil(|report| report.lines[1].threads = 0);
        spoil(|report| report.lines[1].part_bases = 0);
        spoil(|report| report.lines[1].part_bases = 5_000_000);
        spoil(|report| report.genome.read_ms = f64::NAN);
        spoil(|report| report.opening = Some(OpeningSample::default()));
    }

    #[test]
    fn a_file_is_called_by_genome_and_day() {
        assert_eq!(report().file_stem(), "comparison.mygenome.fa.2026-11-22");
    }
}
