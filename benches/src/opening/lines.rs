//! The lines that stand for a file: reading, opening, the library, memory.

use browser_tests::browser::Program;
use protocol::{Compression, GenomeSummary};

use super::floor;
use super::round::{OfLibrary, Opened, Reopened, Round, Sample};
use super::row::Row;
use crate::genome::GenomeFile;
use crate::page::WAYS;
use crate::report::with_commas;
use protocol::measure::Spread;

/// The stage that a plain file does not have.
const DECOMPRESS: &str = "open: decompress";

/// The line that only a plain file has.
const BESIDE_SIMPLE: &str = "the same, beside the fastest simple read";

/// All lines for one file; the browser has held so much memory beside the genome, as far as is known.
pub(super) fn rows(
    program: Program,
    file: &GenomeFile,
    rounds: &[Round],
    beside_bytes: Option<u64>,
) -> Vec<Row> {
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
    rows.extend(table.library());
    rows.extend(table.memory(last));
    rows.extend(beside_bytes.map(beside_genome));
    rows
}

fn beside_genome(bytes: u64) -> Row {
    let row = Row {
        what: "browser's memory: most while opening, beside the packed genome".into(),
        memory_bytes: Some(bytes),
        ..Row::default()
    };
    row.with_floor(Some(floor::beside_genome(bytes as f64)))
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
        let simple = (
            "fastest simple one of each round".to_owned(),
            self.each(Round::fastest_simple_read_ms),
        );
        let rows = ways.chain([simple, fastest]).map(|(name, ms)| Row {
            text_rate: None,
            ..self.rated(format!("read: {name}"), &ms)
        });
        rows.collect()
    }

    fn openings(&self, last: &Round) -> Vec<Row> {
        let threads = Some(last.first.plan.threads);
        let first = |of: fn(&Opened) -> f64| self.each(|round| of(&round.first));
        let another = |of: fn(&Opened) -> f64| self.each(|round| of(&round.another));
        let open_ms = first(|opened| opened.open_ms);
        let one_thread_ms: Vec<f64> = self
            .rounds
            .iter()
            .filter_map(|round| Some(round.one_thread.as_ref()?.open_ms))
            .collect();
        let mut rows = vec![
            Row::timed(
                "open: waiting for bytes",
                &first(|o| o.genome.times.read_ms),
            ),
            Row::timed(DECOMPRESS, &first(|o| o.genome.times.decompress_ms)),
            Row::timed("open: parse and pack", &first(|o| o.genome.times.parse_ms)),
            Row::timed("open: between these", &first(Opened::between_stages_ms)),
            Row::timed(
                "open: try a search, tell the page",
                &first(Opened::around_stages_ms),
            ),
            self.whole_opening(&open_ms, &one_thread_ms, last.first.plan.threads),
            Row::timed("first search", &first(|opened| opened.search_ms)),
            self.answer_from_choosing(&first(Opened::first_answer_ms)),
            self.answer_beside_simple_reads(&first(Opened::first_answer_ms)),
            Row::timed("start an engine for another file", &another(|o| o.start_ms)),
            self.rated(
                "first answer from choosing another file",
                &another(Opened::first_answer_ms),
            ),
        ];
        if self.is_plain() {
            rows.retain(|row| row.what != DECOMPRESS);
        } else {
            rows.retain(|row| row.what != BESIDE_SIMPLE);
        }
        rows.iter_mut().for_each(|row| row.threads = threads);
        rows.extend(self.sample());
        if !one_thread_ms.is_empty() {
            let row = self.rated("open: whole", &one_thread_ms);
            rows.push(Row {
                threads: Some(1),
                ..row
            });
        }
        rows
    }

    /// Parsing and packing while nothing is read. Its rate counts letters alone, without the ends of lines.
    fn sample(&self) -> Option<Row> {
        let rounds = self.rounds.iter();
        let all: Vec<&Sample> = rounds.filter_map(|round| round.sample.as_ref()).collect();
        let last = all.last()?;
        let ms: Vec<f64> = all.iter().map(|sample| sample.ms).collect();
        let what = format!("parse and pack {} bases, alone", with_commas(last.bases));
        let row = Row::timed(what, &ms);
        let rate = row.ms.map(|ms| last.bases as f64 / ms.median / 1e3);
        let row = Row {
            threads: Some(last.threads),
            text_rate: rate,
            ..row
        };
        Some(row.with_floor(rate.map(floor::parse_and_pack)))
    }

    /// Keeping and opening again; rates are of the kept file.
    fn library(&self) -> Vec<Row> {
        if let Some(Some(OfLibrary::Missing)) = self.rounds.last().map(|round| &round.library) {
            return vec![Row {
                what: "library: none in this browser".into(),
                ..Row::default()
            }];
        }
        let all: Vec<&Reopened> = self.rounds.iter().filter_map(Round::reopened).collect();
        let Some(last) = all.last() else {
            return Vec::new();
        };
        let each =
            |of: fn(&Reopened) -> f64| -> Vec<f64> { all.iter().map(|one| of(one)).collect() };
        let threads = Some(last.opened.plan.threads);
        let rated = |what: &str, ms: &[f64]| {
            let row = Row::timed(what, ms);
            let rate = row
                .ms
                .map(|ms| last.kept.file_bytes as f64 / ms.median / 1e3);
            Row {
                file_rate: rate,
                ..row
            }
        };
        let mut rows = vec![
            rated("keep in the library", &each(|one| one.keep_ms)),
            Row::timed("reopen: start an engine", &each(|one| one.opened.start_ms)),
            Row::timed("reopen: read", &each(|one| one.opened.genome.times.read_ms)),
            Row::timed(
                "reopen: check and place",
                &each(|one| one.opened.genome.times.parse_ms),
            ),
            rated("reopen: whole", &each(|one| one.opened.open_ms)),
            Row::timed("reopen: first search", &each(|one| one.opened.search_ms)),
        ];
        let first = Row::timed(
            "first answer from the library",
            &each(|one| one.opened.first_answer_ms()),
        );
        let floor = first
            .ms
            .and_then(|ms| floor::reopening(self.genome.length_bases, ms.median));
        rows.push(first.with_floor(floor));
        rows.iter_mut().for_each(|row| row.threads = threads);
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
        row.with_floor(
            times.map(|times| floor::first_answer(self.program, times.median, "fastest read")),
        )
    }

    fn answer_beside_simple_reads(&self, ms: &[f64]) -> Row {
        let simple_ms = self.each(Round::fastest_simple_read_ms);
        let times = Spread::of_quotients(ms, &simple_ms);
        let row = Row {
            what: BESIDE_SIMPLE.into(),
            of_fastest_read: times,
            ..Row::default()
        };
        row.with_floor(
            times.map(|times| {
                floor::first_answer(self.program, times.median, "fastest simple read")
            }),
        )
    }

    fn memory(&self, last: &Round) -> Vec<Row> {
        let bases = self.genome.length_bases;
        let row = |what: &str, bytes: u64| Row {
            what: format!("engine memory: {what}"),
            memory_bytes: Some(bytes),
            ..Row::default()
        };
        let given = last.first.plan.memory_bytes;
        let touched = self
            .rounds
            .iter()
            .filter_map(|round| round.first.touched_bytes);
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

#[cfg(test)]
mod tests;
