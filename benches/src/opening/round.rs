//! A round: each way to read and each way to open, once.

use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use protocol::{Compression, GenomeSummary, KeptGenome, Request, Workload};

use super::memory::{Memory, most_beside_engine};
use crate::floors::{LEAST_MS, settings};
use crate::genome::GenomeFile;
use crate::page::{Answer, Engine, Page, Plan, WAYS, Way, read};

/// The first search.
const MOTIF: &str = "GAATTC";
/// Before anything is timed, what was before may come to rest: an engine that started is compiled further, and one that ended gives back its
/// memory, in Chromium when it ends threads by force, after two seconds.
const REST: Duration = Duration::from_secs(3);

/// What one round gave.
pub(super) struct Round {
    /// Merely reading the file, by every way that the browser has, in ms.
    pub(super) reads: Vec<(Way, f64)>,
    /// Opening as the page does it with a file that a person chooses, on all threads: in an engine that is there, unless it needs more memory.
    pub(super) first: Opened,
    /// Parsing and packing in that engine while nothing is read; of a plain file.
    pub(super) sample: Option<Sample>,
    /// Opening on one thread, for files that are inflated in parallel.
    pub(super) one_thread: Option<Opened>,
    /// Opening a file that comes without a sign: an engine is started for it.
    pub(super) another: Opened,
    /// Opening from the library, where it is measured.
    pub(super) library: Option<OfLibrary>,
}

/// Letters of the genome as FASTA text in memory, which are parsed and packed.
pub(super) struct Sample {
    pub(super) bases: u64,
    pub(super) threads: u32,
    /// Once, the mean of all times.
    pub(super) ms: f64,
}

/// What can be said of the library.
pub(super) enum OfLibrary {
    /// This browser has no place for one.
    Missing,
    /// The genome was kept there.
    Reopened(Box<Reopened>),
}

/// A genome that was kept in the library and opened from it.
pub(super) struct Reopened {
    pub(super) kept: KeptGenome,
    /// From the request until it was kept, in ms.
    pub(super) keep_ms: f64,
    /// In an engine that is started for it.
    pub(super) opened: Opened,
}

/// One opening, to the first answer.
pub(super) struct Opened {
    pub(super) plan: Plan,
    /// Until the engine is ready, in ms; 0 if it was before.
    pub(super) start_ms: f64,
    /// From the request until the genome is there, in ms.
    pub(super) open_ms: f64,
    /// From the request for the first search until its answer, in ms.
    pub(super) search_ms: f64,
    pub(super) genome: GenomeSummary,
    pub(super) matches: u64,
    /// How much of the engine's memory holds anything, in bytes, where the system tells.
    pub(super) touched_bytes: Option<u64>,
}

impl Round {
    /// Measures the file that is the chosen one.
    ///
    /// # Errors
    /// If it cannot be read or opened.
    pub(super) fn measure(page: &Page, file: &GenomeFile, with_library: bool) -> Result<Self> {
        let threads = page.available_threads()?;
        Engine::end(page)?;
        sleep(REST);
        let mut reads = Vec::new();
        for way in WAYS {
            if let Some(ms) = read(page, way)? {
                reads.push((way, ms));
            }
        }
        let (mut engine, first) = Opened::first_file(page, file, threads)?;
        let sample = match first.genome.compression {
            Compression::Plain => Some(Sample::measure(&mut engine)?),
            _ => None,
        };
        let one_thread = match first.genome.compression {
            Compression::Bgzf if threads > 1 => Some(Opened::first_file(page, file, 1)?.1),
            _ => None,
        };
        let (engine, another) = Opened::another_file(page, file, threads)?;
        let library = match with_library {
            true => Some(OfLibrary::after_keeping(page, engine, threads)?),
            false => None,
        };
        Engine::end(page)?;
        Ok(Self {
            reads,
            first,
            sample,
            one_thread,
            another,
            library,
        })
    }

    /// The fastest way to read the file in this round, in ms.
    pub(super) fn fastest_read_ms(&self) -> f64 {
        let ms = self.reads.iter().map(|&(_, ms)| ms);
        ms.min_by(f64::total_cmp).unwrap_or(f64::NAN)
    }

    /// The same of the simple ways.
    pub(super) fn fastest_simple_read_ms(&self) -> f64 {
        let simple = self.reads.iter().filter(|(way, _)| way.is_simple());
        let ms = simple.map(|&(_, ms)| ms);
        ms.min_by(f64::total_cmp).unwrap_or(f64::NAN)
    }

    /// The time by one way to read, in ms, if the browser has it.
    pub(super) fn read_ms(&self, way: Way) -> Option<f64> {
        let read = self.reads.iter().find(|(other, _)| *other == way);
        read.map(|&(_, ms)| ms)
    }

    /// The opening from the library, if there was one.
    pub(super) fn reopened(&self) -> Option<&Reopened> {
        match &self.library {
            Some(OfLibrary::Reopened(reopened)) => Some(reopened),
            Some(OfLibrary::Missing) | None => None,
        }
    }

    pub(super) fn genome(&self) -> &GenomeSummary {
        &self.first.genome
    }

    /// Letters of the genome, and matches of the first search.
    pub(super) fn found(&self) -> (u64, u64) {
        self.first.found()
    }

    /// Compares what every opening found.
    ///
    /// # Errors
    /// If one found something else than `expected`.
    pub(super) fn check_that_all_found_the_same(&self, expected: &(u64, u64)) -> Result<()> {
        let reopened = self.reopened().map(|reopened| &reopened.opened);
        let all = [
            Some(&self.first),
            self.one_thread.as_ref(),
            Some(&self.another),
            reopened,
        ];
        for opened in all {
            if let Some(found) = opened.map(Opened::found)
                && found != *expected
            {
                bail!("the same genome gave {found:?} bases and matches, and once {expected:?}");
            }
        }
        Ok(())
    }
}

impl Opened {
    fn first_file<'page>(
        page: &'page Page,
        file: &GenomeFile,
        threads: u32,
    ) -> Result<(Engine<'page>, Self)> {
        let Some(plan) = Plan::of_engine_that_is_there(file, threads) else {
            return Self::another_file(page, file, threads);
        };
        let (mut engine, _) = Engine::start_and_ask(page, plan, vec![])?;
        sleep(REST);
        let answers = engine.ask_all(requests(Engine::open_request(file), threads))?;
        Ok((engine, Self::new(plan, 0.0, answers)?))
    }

    fn another_file<'page>(
        page: &'page Page,
        file: &GenomeFile,
        threads: u32,
    ) -> Result<(Engine<'page>, Self)> {
        let plan = Plan::for_file(file, threads);
        Self::in_fresh_engine(page, plan, Engine::open_request(file))
    }

    fn in_fresh_engine(page: &Page, plan: Plan, open: Request) -> Result<(Engine<'_>, Self)> {
        Engine::end(page)?;
        sleep(REST);
        let requests = requests(open, plan.threads);
        let (engine, mut answers) = Engine::start_and_ask(page, plan, requests)?;
        let ready = answers.remove(0);
        Ok((engine, Self::new(plan, ready.ms, answers)?))
    }

    fn new(plan: Plan, start_ms: f64, answers: Vec<Answer>) -> Result<Self> {
        let mut answers = answers.into_iter();
        let mut next = || answers.next().context("the engine did not answer");
        let (opened, searched) = (next()?, next()?);
        Ok(Self {
            plan,
            start_ms,
            open_ms: opened.ms,
            search_ms: searched.ms,
            genome: opened.opened()?,
            matches: searched.searched()?.match_count,
            touched_bytes: Memory::now(plan.memory_bytes).and_then(|memory| memory.engine_bytes),
        })
    }

    /// Until the first answer, in ms.
    pub(super) fn first_answer_ms(&self) -> f64 {
        self.start_ms + self.open_ms + self.search_ms
    }

    /// What the engine takes for no stage: memory for the genome, and hearing the page now and then, in ms.
    pub(super) fn between_stages_ms(&self) -> f64 {
        let times = self.genome.times;
        times.total_ms - times.read_ms - times.decompress_ms - times.parse_ms
    }

    /// What comes before and behind: trying a search to say how long one takes, and the way of the messages, in ms.
    pub(super) fn around_stages_ms(&self) -> f64 {
        self.open_ms - self.genome.times.total_ms
    }

    fn found(&self) -> (u64, u64) {
        (self.genome.length_bases, self.matches)
    }
}

/// The most memory that the browser takes while it opens the file, beside what it took before and the packed genome, in bytes; none
/// where the system does not tell. Nothing is timed.
///
/// # Errors
/// If the file cannot be opened.
pub(super) fn memory_beside_genome(page: &Page, file: &GenomeFile) -> Result<Option<u64>> {
    let plan = Plan::for_file(file, page.available_threads()?);
    let (mut engine, _) = Engine::start_and_ask(page, plan, vec![])?;
    sleep(REST);
    let before = Memory::now(plan.memory_bytes);
    let (opened, most) = most_beside_engine(plan.memory_bytes, || engine.open(file));
    let store_bytes = opened?.store_bytes;
    let after = Memory::now(plan.memory_bytes);
    Engine::end(page)?;
    let (Some(before), Some(most), Some(after)) = (before, most, after) else {
        return Ok(None);
    };
    // What the engine has taken and the genome does not need; where all its memory is there from the start, that cannot be told.
    let engine_bytes = |memory: Memory| memory.engine_bytes.unwrap_or_default();
    let grown_bytes = engine_bytes(after).saturating_sub(engine_bytes(before));
    let in_engine = grown_bytes.saturating_sub(store_bytes);
    Ok(Some(most.saturating_sub(before.other_bytes) + in_engine))
}

impl Sample {
    fn measure(engine: &mut Engine<'_>) -> Result<Self> {
        sleep(REST);
        let measured = engine.measure(Workload::Parse { packs: true }, LEAST_MS)?;
        Ok(Self {
            bases: measured.done_bases,
            threads: measured.threads,
            ms: measured.ms(),
        })
    }
}

impl OfLibrary {
    /// Keeps the genome of the engine, opens it in another, and removes it.
    fn after_keeping(page: &Page, mut engine: Engine<'_>, threads: u32) -> Result<Self> {
        let answer = engine.ask(Request::Keep)?;
        let keep_ms = answer.ms;
        let Some(kept) = answer.kept()? else {
            return Ok(Self::Missing);
        };
        let id = || kept.id.clone();
        let plan = Plan::for_kept(&kept, threads);
        let request = Request::OpenKept { id: id() };
        let (mut engine, opened) = Opened::in_fresh_engine(page, plan, request)?;
        let left = engine.ask(Request::RemoveKept { id: id() })?.library()?;
        if left.genomes.iter().any(|genome| genome.id == kept.id) {
            bail!("the kept genome is still there after it was removed");
        }
        Ok(Self::Reopened(Box::new(Reopened {
            kept,
            keep_ms,
            opened,
        })))
    }
}

/// Opening, and a search on both strands.
fn requests(open: Request, threads: u32) -> Vec<Request> {
    vec![open, Request::Search(settings(MOTIF, threads))]
}
