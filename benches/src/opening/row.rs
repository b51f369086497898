//! The lines of the table, and of JSON.

use browser_tests::browser::Program;
use protocol::{Compression, GenomeSummary};
use serde_json::{Value, json};

use super::floor::{self, Floor};
use super::round::{Opened, Round};
use crate::genome::GenomeFile;
use crate::page::WAYS;
use crate::report::with_commas;
use crate::spread::{Spread, digits};

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

    fn timed(what: impl Into<String>, ms: &[f64]) -> Self {
        Self {
            what: what.into(),
            ms: Spread::of(ms.iter().copied()),
            ..Self::default()
        }
    }

    fn with_floor(mut self, floor: Option<Floor>) -> Self {
        if let Some(floor) = floor {
            self.floor = floor.text;
            self.is_met = Some(floor.is_met);
        }
        self
    }
}

/// All lines for one file.
pub(super) fn rows(program: Program, file: &GenomeFile, rounds: &[Round]) -> Vec<Row> {
    let Some(last) = rounds.last() else {
        return Vec::new();
    };
    let table = Table {
        program,
        file,
        rounds,
        genome: last.genome(),
    };
    let mut rows = table.reads();
    rows.extend(table.openings(last));
    rows.extend(table.memory(last));
    rows
}

/// What all lines of a table share.
struct Table<'a> {
    program: Program,
    file: &'a GenomeFile,
    rounds: &'a [Round],
    genome: &'a GenomeSummary,
}

impl Table<'_> {
    fn reads(&self) -> Vec<Row> {
        let fastest = (
            "fastest of each round".to_owned(),
            self.each(Round::fastest_read_ms),
        );
        let ways = WAYS.into_iter().map(|way| {
            let ms = self.rounds.iter().filter_map(|round| round.read_ms(way));
            (way.name(), ms.collect())
        });
        let rows = ways.chain([fastest]).map(|(name, ms)| Row {
            text_rate: None,
            ..self.rated(format!("read: {name}"), &ms)
        });
        rows.collect()
    }

    fn openings(&self, last: &Round) -> Vec<Row> {
        let threads = Some(last.there.plan.threads);
        let there = |of: fn(&Opened) -> f64| self.each(|round| of(&round.there));
        let chosen = |of: fn(&Opened) -> f64| self.each(|round| of(&round.chosen));
        let open_ms = there(|opened| opened.genome.times.total_ms);
        let one_thread_ms: Vec<f64> = self
            .rounds
            .iter()
            .filter_map(|round| Some(round.one_thread.as_ref()?.genome.times.total_ms))
            .collect();
        let mut rows = vec![
            Row::timed(
                "open: waiting for bytes",
                &there(|o| o.genome.times.read_ms),
            ),
            Row::timed("open: decompress", &there(|o| o.genome.times.decompress_ms)),
            Row::timed("open: parse and pack", &there(|o| o.genome.times.parse_ms)),
            self.whole_opening(&open_ms, &one_thread_ms, last.there.plan.threads),
            Row::timed("first search", &there(|opened| opened.search_ms)),
            self.rated(
                "first answer of an engine that was there",
                &there(Opened::first_answer_ms),
            ),
            Row::timed("start an engine for the file", &chosen(|o| o.start_ms)),
            self.answer_from_choosing(&chosen(Opened::first_answer_ms)),
        ];
        rows.iter_mut().for_each(|row| row.threads = threads);
        if !one_thread_ms.is_empty() {
            let row = self.rated("open: whole", &one_thread_ms);
            rows.push(Row {
                threads: Some(1),
                ..row
            });
        }
        rows
    }

    fn whole_opening(&self, ms: &[f64], one_thread_ms: &[f64], threads: u32) -> Row {
        let of_one_thread = Spread::of_quotients(one_thread_ms, ms);
        let row = Row {
            of_one_thread,
            ..self.rated("open: whole", ms)
        };
        let floor = match self.genome.compression {
            Compression::Gzip => row.text_rate.map(floor::gzip),
            Compression::Bgzf => of_one_thread.and_then(|of| floor::blocks(of.median, threads)),
            _ => None,
        };
        row.with_floor(floor)
    }

    fn answer_from_choosing(&self, ms: &[f64]) -> Row {
        let row = self.rated("first answer from choosing the file", ms);
        let times = row.of_fastest_read.filter(|_| self.is_plain());
        row.with_floor(times.map(|times| floor::first_answer(self.program, times.median)))
    }

    fn memory(&self, last: &Round) -> Vec<Row> {
        let bases = self.genome.length_bases;
        let row = |what: &str, bytes: u64| Row {
            what: format!("engine memory: {what}"),
            memory_bytes: Some(bytes),
            ..Row::default()
        };
        let given = last.chosen.plan.memory_bytes;
        let touched = self
            .rounds
            .iter()
            .filter_map(|round| round.chosen.touched_bytes);
        // What a compressed file may hold is not known before, so that it is given more than it will use.
        let is_known = self.is_plain();
        let given =
            row("given", given).with_floor(floor::memory(bases, given as f64).filter(|_| is_known));
        let touched = touched
            .max()
            .map(|bytes| row("touched", bytes).with_floor(floor::memory(bases, bytes as f64)));
        let packed = row("the packed genome", self.genome.store_bytes);
        [Some(given), touched, Some(packed)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// A line with rates, and beside the fastest read.
    fn rated(&self, what: impl Into<String>, ms: &[f64]) -> Row {
        let row = Row::timed(what, ms);
        let rate = |bytes: u64| row.ms.map(|ms| bytes as f64 / ms.median / 1e3);
        Row {
            file_rate: rate(self.file.facts.size_bytes),
            text_rate: rate(self.genome.text_bytes),
            of_fastest_read: Spread::of_quotients(ms, &self.each(Round::fastest_read_ms)),
            ..row
        }
    }

    fn each(&self, of: impl Fn(&Round) -> f64) -> Vec<f64> {
        self.rounds.iter().map(of).collect()
    }

    fn is_plain(&self) -> bool {
        self.genome.compression == Compression::Plain
    }
}
