//! The site's own engine, asked in the messages of the page.

use anyhow::{Context, Result, anyhow, bail};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use protocol::memory::{
    FileFacts, IDLE_BYTES, PAGE_BYTES, SPARE_BYTES, TOUCHED_BYTES, needed_bytes,
    needed_bytes_of_kept, takes_spare,
};
use protocol::{
    Envelope, Event, Failure, GenomeSummary, Holding, KeptGenome, Library, MatchList, MatchRow,
    Measured, Measurement, Progress, Request, RequestId, SearchSettings, SearchSummary, Step,
    Workload,
};
use serde_json::{Value, json};

use super::{INPUT, Page};
use crate::genome::GenomeFile;

/// What an engine is started with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Threads of its pool.
    pub(crate) threads: u32,
    /// Memory that it may use: shared memory does not grow.
    pub(crate) memory_bytes: u64,
    /// How much of it is made ready before there is a request.
    pub(crate) touched_bytes: u64,
}

/// A running engine.
pub(crate) struct Engine<'page> {
    page: &'page Page,
    last_id: u32,
}

/// The last event that follows from a request, and how long it took to come, in ms.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) event: Event,
    pub(crate) ms: f64,
}

impl Plan {
    /// Of the engine that the page has for its first file when that is chosen, if it takes this one: the one that waits, or for a large
    /// genome the one that was started when files were about to be chosen.
    pub(crate) fn of_engine_that_is_there(file: &GenomeFile, threads: u32) -> Option<Self> {
        let needed_bytes = Self::for_file(file, threads).memory_bytes;
        let (memory_bytes, touched_bytes) = if takes_spare(needed_bytes, threads) {
            (SPARE_BYTES, TOUCHED_BYTES)
        } else {
            (IDLE_BYTES, 0)
        };
        (needed_bytes <= memory_bytes).then_some(Self {
            threads,
            memory_bytes,
            touched_bytes,
        })
    }

    /// By the page's rule for the file.
    pub(crate) fn for_file(file: &GenomeFile, threads: u32) -> Self {
        Self {
            threads,
            memory_bytes: needed_bytes(&[file.facts], threads),
            touched_bytes: 0,
        }
    }

    /// By the page's rule for a genome of the library.
    pub(crate) fn for_kept(genome: &KeptGenome, threads: u32) -> Self {
        Self {
            threads,
            memory_bytes: needed_bytes_of_kept(genome.file_bytes, genome.record_count, threads),
            touched_bytes: 0,
        }
    }
}

impl<'page> Engine<'page> {
    /// Starts an engine for the file, which becomes the chosen one; an engine that was there before ends.
    ///
    /// # Errors
    /// If it does not start.
    pub(crate) fn start(page: &'page Page, threads: u32, file: &GenomeFile) -> Result<Self> {
        page.choose(&file.path)?;
        Self::start_and_ask(page, Plan::for_file(file, threads), vec![]).map(|(engine, _)| engine)
    }

    /// Starts an engine and sends the requests, each as soon as the former is answered, all without coming back from
    /// the browser in between. The first answer is that the engine is ready. An engine that was there before ends,
    /// which is not timed.
    ///
    /// # Errors
    /// If it does not start, or stops; what it refuses is an answer.
    pub(crate) fn start_and_ask(
        page: &'page Page,
        plan: Plan,
        requests: Vec<Request>,
    ) -> Result<(Self, Vec<Answer>)> {
        Self::end(page)?;
        let mut engine = Self { page, last_id: 0 };
        let answers = engine.ask_in_turn(Some(plan), requests)?;
        Ok((engine, answers))
    }

    /// Ends the engine of the page, if there is one.
    ///
    /// # Errors
    /// If the page has gone.
    pub(crate) fn end(page: &Page) -> Result<()> {
        page.script("window.benchEngine?.end()", &[]).map(drop)
    }

    /// The request to open the file that was chosen last.
    pub(crate) fn open_request(file: &GenomeFile) -> Request {
        Request::Open {
            file_names: vec![file.name.clone()],
            holding: Holding::InMemory,
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// If the engine refuses it.
    pub(crate) fn open(&mut self, file: &GenomeFile) -> Result<GenomeSummary> {
        self.ask(Self::open_request(file))?.opened()
    }

    /// Searches, and keeps the matches for [`Self::rows`].
    ///
    /// # Errors
    /// If the engine refuses it.
    pub(crate) fn search(&mut self, settings: SearchSettings) -> Result<SearchSummary> {
        self.ask(Request::Search(settings))?.searched()
    }

    /// Runs the workload until it has taken `least_ms`.
    ///
    /// # Errors
    /// If the engine refuses it.
    pub(crate) fn measure(&mut self, workload: Workload, least_ms: f64) -> Result<Measured> {
        let measurement = Measurement { workload, least_ms };
        match self.ask(Request::Measure(measurement))?.event {
            Event::Measured(measured) => Ok(measured),
            other => Err(unexpected(&other)),
        }
    }

    /// Rows of the last search's matches, and the time from the request until they came, in ms.
    ///
    /// # Errors
    /// If the engine refuses it.
    pub(crate) fn rows(&mut self, from: u64, count: u32) -> Result<(Vec<MatchRow>, f64)> {
        let answer = self.ask(Request::MatchRows {
            list: MatchList::default(),
            from,
            count,
        })?;
        match answer.event {
            Event::MatchRows(rows) => Ok((rows, answer.ms)),
            other => Err(unexpected(&other)),
        }
    }

    /// Sends the requests, each as soon as the former is answered.
    ///
    /// # Errors
    /// If the engine stops; what it refuses is an answer.
    pub(crate) fn ask_all(&mut self, requests: Vec<Request>) -> Result<Vec<Answer>> {
        self.ask_in_turn(None, requests)
    }

    /// Sends a request.
    ///
    /// # Errors
    /// If the engine stops; what it refuses is an answer.
    pub(crate) fn ask(&mut self, request: Request) -> Result<Answer> {
        let answers = self.ask_all(vec![request])?;
        answers.into_iter().next().context("the page heard nothing")
    }

    fn ask_in_turn(&mut self, plan: Option<Plan>, requests: Vec<Request>) -> Result<Vec<Answer>> {
        let mut ids: Vec<RequestId> = plan.iter().map(|_| RequestId(0)).collect();
        let mut messages = Vec::new();
        for body in requests {
            self.last_id += 1;
            let id = RequestId(self.last_id);
            ids.push(id);
            messages.push(json!({
                "firstBytes": FileFacts::FIRST_BYTES,
                "progress": BASE64_STANDARD.encode(start_of_progress(id)?),
                "files": matches!(body, Request::Open { .. }).then_some(INPUT),
                "message": BASE64_STANDARD.encode(Envelope { id, body }.to_bytes()?),
            }));
        }
        let plan = plan.map(|plan| {
            json!({
                "threads": plan.threads,
                "touchedBytes": plan.touched_bytes,
                "pages": plan.memory_bytes.div_ceil(PAGE_BYTES),
            })
        });
        let heard = self.page.script_with_answer(
            include_str!("engine.js"),
            &[plan.unwrap_or_default(), Value::Array(messages)],
        )?;
        if let Some(fault) = heard["fault"].as_str() {
            bail!("the engine stopped: {fault}");
        }
        let mut answers = Vec::new();
        let mut former_ms = 0.0;
        for (heard, expected_id) in heard.as_array().into_iter().flatten().zip(ids) {
            let bytes = BASE64_STANDARD.decode(heard["message"].as_str().unwrap_or_default())?;
            let Envelope { id, body: event } = Envelope::<Event>::from_bytes(&bytes)
                .context("the site in dist/ is of another version: leave out `--no-build`")?;
            let ms = heard["ms"].as_f64().unwrap_or_default();
            if id != expected_id {
                return Err(unexpected(&event));
            }
            answers.push(Answer {
                event,
                ms: ms - former_ms,
            });
            former_ms = ms;
        }
        Ok(answers)
    }
}

impl Answer {
    /// The genome that was opened.
    ///
    /// # Errors
    /// If it is another answer.
    pub(crate) fn opened(self) -> Result<GenomeSummary> {
        match self.event {
            Event::Opened(summary) => Ok(*summary),
            other => Err(unexpected(&other)),
        }
    }

    /// What was found.
    ///
    /// # Errors
    /// If it is another answer.
    pub(crate) fn searched(self) -> Result<SearchSummary> {
        match self.event {
            Event::Searched(summary) => Ok(*summary),
            other => Err(unexpected(&other)),
        }
    }

    /// The genome that was kept, unless this browser has no place for a library.
    ///
    /// # Errors
    /// If it is another answer.
    pub(crate) fn kept(self) -> Result<Option<KeptGenome>> {
        match self.event {
            Event::Kept(genome) => Ok(Some(genome)),
            Event::Failed(Failure::LibraryUnavailable { .. }) => Ok(None),
            other => Err(unexpected(&other)),
        }
    }

    /// What the library holds.
    ///
    /// # Errors
    /// If it is another answer.
    pub(crate) fn library(self) -> Result<Library> {
        match self.event {
            Event::Library(library) => Ok(library),
            other => Err(unexpected(&other)),
        }
    }
}

/// How the bytes of an event begin that tells how far the request has come, and of no other event.
fn start_of_progress(id: RequestId) -> Result<Vec<u8>> {
    let progress = Progress {
        step: Step::Open,
        done: 0,
        total: 0,
        records: 0,
    };
    let body = Event::Progress(progress);
    let mut bytes = Envelope { id, body }.to_bytes()?;
    let id_bytes = Envelope { id, body: () }.to_bytes()?.len();
    // Behind the id stands which event it is: there are less than 128, so that a byte holds it.
    bytes.truncate(id_bytes + 1);
    Ok(bytes)
}

fn unexpected(event: &Event) -> anyhow::Error {
    match event {
        Event::Failed(failure) => {
            anyhow!("the engine refuses ({failure:?}): the page says why if the same is done there")
        }
        other => anyhow!("the engine gave another answer than asked for: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_from_answers() {
        for id in [1, 127, 128, 70_000].map(RequestId) {
            let start = start_of_progress(id).expect("encodes");
            let begins_so = |body: Event| {
                let bytes = Envelope { id, body }.to_bytes().expect("encodes");
                bytes.starts_with(&start)
            };
            assert!(begins_so(Event::Progress(Progress {
                step: Step::Search,
                done: u64::MAX,
                total: 1,
                records: 2,
            })));
            assert!(!begins_so(Event::Pong));
            assert!(!begins_so(Event::Ready { threads: 1 }));
            assert!(!begins_so(Event::Exported));
        }
    }
}
