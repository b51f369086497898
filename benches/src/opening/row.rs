//! A line of the table, and of JSON.

use protocol::GenomeSummary;
use serde_json::{Value, json};

use super::floor::Floor;
use crate::report::with_commas;
use protocol::measure::{Spread, digits};

/// A line of the table.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) what: String,
    pub(super) threads: Option<u32>,
    pub(super) ms: Option<Spread>,
    /// At the median, in MB/s.
    pub(super) file_rate: Option<f64>,
    pub(super) text_rate: Option<f64>,
    /// Times as long as the fastest way to read took in the same round.
    pub(super) of_fastest_read: Option<Spread>,
    /// Times as fast as on one thread in the same round.
    pub(super) of_one_thread: Option<Spread>,
    /// The most of all rounds, in bytes.
    pub(super) memory_bytes: Option<u64>,
    pub(super) floor: String,
    pub(super) is_met: Option<bool>,
}

impl Row {
    pub(super) const HEADERS: [&str; 10] = [
        "what",
        "threads",
        "ms",
        "MB/s of file",
        "MB/s of text",
        "times the fastest read",
        "of one thread",
        "MB of memory",
        "floor",
        "",
    ];

    pub(super) fn cells(&self) -> Vec<String> {
        let nothing = || "–".to_owned();
        let spread = |value: Option<Spread>| value.map_or_else(nothing, Spread::text);
        let rate = |value: Option<f64>| value.map_or_else(nothing, digits);
        vec![
            self.what.clone(),
            self.threads.map_or_else(nothing, |count| count.to_string()),
            spread(self.ms),
            rate(self.file_rate),
            rate(self.text_rate),
            spread(self.of_fastest_read),
            spread(self.of_one_thread),
            self.memory_bytes
                .map_or_else(nothing, |bytes| with_commas(bytes.div_ceil(1_000_000))),
            self.floor.clone(),
            match self.is_met {
                Some(true) => "met".to_owned(),
                Some(false) => "MISSED".to_owned(),
                None => nothing(),
            },
        ]
    }

    pub(super) fn json(&self, browser: &str, genome: &GenomeSummary) -> Value {
        let median = |value: Option<Spread>| value.map(|spread| spread.median);
        json!({
            "what": self.what,
            "browser": browser,
            "threads": self.threads,
            "genome": genome.file_names.join(", "),
            "compression": format!("{:?}", genome.compression),
            "genome_bases": genome.length_bases,
            "file_bytes": genome.file_bytes,
            "text_bytes": genome.text_bytes,
            "ms": median(self.ms),
            "ms_least": self.ms.map(|spread| spread.least),
            "ms_greatest": self.ms.map(|spread| spread.greatest),
            "file_mb_per_s": self.file_rate,
            "text_mb_per_s": self.text_rate,
            "times_fastest_read": median(self.of_fastest_read),
            "of_one_thread": median(self.of_one_thread),
            "memory_bytes": self.memory_bytes,
            "floor": (!self.floor.is_empty()).then_some(&self.floor),
            "is_floor_met": self.is_met,
        })
    }

    /// A line with times.
    pub(super) fn timed(what: impl Into<String>, ms: &[f64]) -> Self {
        Self {
            what: what.into(),
            ms: Spread::of(ms.iter().copied()),
            ..Self::default()
        }
    }

    /// The line beside what it must reach, if that is said.
    pub(super) fn with_floor(mut self, floor: Option<Floor>) -> Self {
        if let Some(floor) = floor {
            self.floor = floor.text;
            self.is_met = Some(floor.is_met);
        }
        self
    }
}
