//! The lines of the table, and of JSON.

use protocol::GenomeSummary;
use serde_json::{Value, json};

use super::Measurements;
use super::line::version_name;
use crate::report::with_commas;
use protocol::measure::{Spread, digits};

/// A line of the table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) version: Option<&'static str>,
    pub(crate) threads: Option<u32>,
    pub(crate) matches: Option<u64>,
    pub(crate) ms: Option<Spread>,
    /// Billion bases per second, at the median.
    pub(crate) rate: Option<f64>,
    pub(crate) of_read_pass: Option<Spread>,
    pub(crate) of_one_thread: Option<Spread>,
    pub(crate) floor: String,
    pub(crate) is_met: Option<bool>,
}

/// Passes that only read the planes.
pub(crate) struct Read {
    pub(crate) threads: u32,
    pub(crate) ms: Vec<f64>,
}

impl Row {
    pub(crate) const HEADERS: [&str; 10] = [
        "what",
        "version",
        "threads",
        "matches",
        "ms",
        "Gbases/s",
        "of the read pass",
        "of one thread",
        "floor",
        "",
    ];

    pub(crate) fn cells(&self) -> Vec<String> {
        let nothing = || "–".to_owned();
        let spread = |value: Option<Spread>| value.map_or_else(nothing, Spread::text);
        vec![
            self.what.clone(),
            self.version.map_or_else(nothing, str::to_owned),
            self.threads.map_or_else(nothing, |count| count.to_string()),
            self.matches.map_or_else(nothing, with_commas),
            spread(self.ms),
            self.rate.map_or_else(nothing, digits),
            spread(self.of_read_pass),
            spread(self.of_one_thread),
            self.floor.clone(),
            match self.is_met {
                Some(true) => "met".to_owned(),
                Some(false) => "MISSED".to_owned(),
                None => nothing(),
            },
        ]
    }

    pub(crate) fn json(&self, genome: &str, bases: u64) -> Value {
        let median = |value: Option<Spread>| value.map(|spread| spread.median);
        json!({
            "what": self.what,
            "version": self.version,
            "threads": self.threads,
            "genome": genome,
            "genome_bases": bases,
            "matches": self.matches,
            "ms": median(self.ms),
            "ms_least": self.ms.map(|spread| spread.least),
            "ms_greatest": self.ms.map(|spread| spread.greatest),
            "gbases_per_s": self.rate,
            "of_read_pass": median(self.of_read_pass),
            "of_one_thread": median(self.of_one_thread),
            "floor": (!self.floor.is_empty()).then_some(&self.floor),
            "is_floor_met": self.is_met,
        })
    }
}

/// Opening the file.
pub(crate) fn opened(genome: &GenomeSummary) -> Row {
    let ms = genome.times.total_ms;
    Row {
        what: "open the file".into(),
        ms: Spread::of([ms]),
        rate: Some(rate(genome.length_bases, ms)),
        ..Row::default()
    }
}

/// A pass that only reads the planes.
pub(crate) fn read(read: &Read, bases: u64) -> Row {
    let ms = Spread::of(read.ms.iter().copied());
    Row {
        what: "read the planes".into(),
        threads: Some(read.threads),
        ms,
        rate: ms.map(|ms| rate(bases, ms.median)),
        ..Row::default()
    }
}

/// A search; `one_thread` is the same on one thread.
pub(crate) fn searched(
    measured: &Measurements,
    one_thread: Option<&Measurements>,
    reads: &[Read],
    bases: u64,
) -> Row {
    let line = &measured.line;
    let per_motif: Vec<f64> = measured
        .ms
        .iter()
        .map(|ms| ms / f64::from(line.motif_count))
        .collect();
    let ms = Spread::of(per_motif.iter().copied());
    let rate = ms.map(|ms| rate(bases, ms.median));
    let read = reads
        .iter()
        .find(|read| read.threads == line.settings.threads);
    let of_read_pass = read.and_then(|read| Spread::of_quotients(&read.ms, &per_motif));
    let of_one_thread = one_thread.and_then(|one| Spread::of_quotients(&one.ms, &measured.ms));
    let mut floors = Vec::new();
    let mut are_met = Vec::new();
    if let Some(floor) = line.floor {
        floors.push(format!("≥ {} Gbases/s", floor.rate));
        floors.push(format!("≥ {} of the read pass", floor.of_read_pass));
        are_met.push(rate.is_some_and(|rate| rate >= floor.rate));
        are_met.push(of_read_pass.is_some_and(|share| share.median >= floor.of_read_pass));
    }
    if let Some(floor) = line.speed_up_floor {
        floors.push(format!("≥ {floor} of one thread"));
        are_met.push(of_one_thread.is_some_and(|times| times.median >= floor));
    }
    Row {
        what: line.what.clone(),
        version: Some(version_name(line.settings.version)),
        threads: measured.last.map(|(threads, _)| threads),
        matches: measured.last.map(|(_, matches)| matches),
        ms,
        rate,
        of_read_pass,
        of_one_thread,
        floor: floors.join(", "),
        is_met: (!are_met.is_empty()).then(|| are_met.iter().all(|&is_met| is_met)),
    }
}

/// Billion bases per second.
fn rate(bases: u64, ms: f64) -> f64 {
    bases as f64 / ms / 1e6
}
