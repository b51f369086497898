//! Every kind of search against the limit that memory sets, in turns, and against what it must reach.

mod line;
mod row;
mod rows_of_matches;

use anyhow::{Result, bail};
use protocol::measure::Turns;
use protocol::{Sharing, Workload};

use crate::genome::GenomeFile;
use crate::options::Options;
use crate::page::{Engine, Page};
use crate::report::{Report, announce, table, with_commas};

pub(crate) use line::settings;

use line::{Line, lines};
use row::{Read, Row};

/// A measurement is repeated until it has taken so long, in ms.
pub(crate) const LEAST_MS: f64 = 200.0;
const SHORT_LEAST_MS: f64 = 1.0;
const THREADS: [u32; 2] = [1, 2];

/// What was measured of a line, round by round.
struct Measurements {
    line: Line,
    ms: Vec<f64>,
    /// Threads that took part, and matches that were found.
    last: Option<(u32, u64)>,
}

/// Measures everything on one genome and prints it.
///
/// # Errors
/// If something cannot be measured, or ways to search disagree; never for a floor that is missed.
pub(crate) fn run(
    page: &Page,
    file: &GenomeFile,
    options: &Options,
    report: &Report,
) -> Result<()> {
    let threads = page.available_threads()?.max(THREADS[1]);
    let mut engine = Engine::start(page, threads, file)?;
    announce(&format!("Opening {}", file.name));
    let genome = engine.open(file)?;
    let bases = genome.length_bases;

    let mut reads = THREADS.map(|threads| (threads, Vec::new()));
    let mut all: Vec<Measurements> = lines().into_iter().map(Measurements::new).collect();
    let mut pages = rows_of_matches::Pages::search(&mut engine, bases)?;
    let least_ms = if options.short {
        SHORT_LEAST_MS
    } else {
        LEAST_MS
    };
    let in_rounds: Vec<usize> = (0..all.len())
        .filter(|&index| !all[index].line.is_measured_once)
        .collect();
    let mut last_round = None;
    for turn in Turns::new(reads.len() + in_rounds.len() + 1, options.rounds) {
        if last_round.replace(turn.round) != Some(turn.round) {
            announce(&match turn.round {
                0 => "Warming up".to_owned(),
                round => format!("Round {round} of {}", options.rounds),
            });
        }
        match turn.line.checked_sub(reads.len()) {
            None => {
                let (threads, ms) = &mut reads[turn.line];
                let workload = Workload::ReadPlanes { threads: *threads };
                let measured = engine.measure(workload, least_ms)?;
                ms.push(measured.ms());
                if turn.is_warm_up() {
                    ms.clear();
                }
            }
            Some(line) => match in_rounds.get(line) {
                Some(&index) => {
                    all[index].measure(&mut engine, least_ms)?;
                    if turn.is_warm_up() {
                        all[index].ms.clear();
                    }
                }
                None => {
                    pages.measure(&mut engine)?;
                    if turn.is_warm_up() {
                        pages.forget();
                    }
                }
            },
        }
    }
    announce("Measuring the slow versions once");
    for measurements in all.iter_mut().filter(|all| all.line.is_measured_once) {
        // Twice, as the first time does not count here either.
        measurements.measure(&mut engine, 0.0)?;
        measurements.ms.clear();
        measurements.measure(&mut engine, 0.0)?;
    }
    check_that_counts_agree(&all)?;

    let reads = reads.map(|(threads, ms)| Read { threads, ms });
    let mut rows = vec![row::opened(&genome)];
    rows.extend(reads.iter().map(|read| row::read(read, bases)));
    rows.extend(all.iter().map(|measured| {
        let one_thread = all.iter().find(|other| other.is_on_one_thread_of(measured));
        row::searched(measured, one_thread, &reads, bases)
    }));
    rows.push(pages.row());
    if options.short {
        // Nothing can be said of what was measured for so short a time.
        rows.iter_mut().for_each(|row| row.is_met = None);
    }
    print(&rows, &genome.file_names.join(", "), bases, report);
    Ok(())
}

impl Measurements {
    fn new(line: Line) -> Self {
        Self {
            line,
            ms: Vec::new(),
            last: None,
        }
    }

    fn measure(&mut self, engine: &mut Engine<'_>, least_ms: f64) -> Result<()> {
        let workload = Workload::Search {
            settings: self.line.settings.clone(),
            one_in: 1,
        };
        let measured = engine.measure(workload, least_ms)?;
        self.ms.push(measured.ms());
        let found = (measured.threads, measured.match_count);
        if self.last.replace(found).is_some_and(|last| last != found) {
            bail!("{} gave another result the second time", self.line.what);
        }
        Ok(())
    }

    fn is_on_one_thread_of(&self, other: &Self) -> bool {
        self.line.finds_the_same_as(&other.line)
            && self.line.settings.version == other.line.settings.version
            && self.line.settings.sharing == Sharing::OneThread
            && other.line.settings.sharing != Sharing::OneThread
    }
}

fn check_that_counts_agree(all: &[Measurements]) -> Result<()> {
    for (index, one) in all.iter().enumerate() {
        for other in &all[..index] {
            let counts = [one, other].map(|measured| measured.last.map(|(_, count)| count));
            if one.line.finds_the_same_as(&other.line) && counts[0] != counts[1] {
                bail!(
                    "ways to search for {} disagree: {counts:?} matches",
                    one.line.what
                );
            }
        }
    }
    Ok(())
}

fn print(rows: &[Row], genome: &str, bases: u64, report: &Report) {
    for row in rows {
        report.tell(&row.json(genome, bases));
    }
    let cells: Vec<Vec<String>> = rows.iter().map(Row::cells).collect();
    report.say(&format!(
        "\n{genome}, {} bases\n\n{}",
        with_commas(bases),
        table(&Row::HEADERS, &cells)
    ));
}
