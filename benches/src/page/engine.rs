//! The site's own engine, asked in the messages of the page.

use std::collections::VecDeque;

use anyhow::{Context, Result, anyhow, bail};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use protocol::memory::{PAGE_BYTES, needed_bytes};
use protocol::{
    Envelope, Event, GenomeSummary, MatchRow, Measured, Measurement, Request, RequestId,
    SearchSettings, SearchSummary, Workload,
};
use serde_json::Value;

use super::{INPUT, Page};
use crate::genome::GenomeFile;

/// A running engine.
pub(crate) struct Engine<'page> {
    page: &'page Page,
    last_id: u32,
    /// Heard and not yet read.
    heard: VecDeque<Value>,
}

/// An answer, and the time from the request until it came, in ms.
struct Answer {
    event: Event,
    ms: f64,
}

impl<'page> Engine<'page> {
    /// Starts an engine for the file; one that was there before ends.
    ///
    /// # Errors
    /// If it does not start.
    pub(crate) fn start(page: &'page Page, threads: u32, file: &GenomeFile) -> Result<Self> {
        page.choose(&file.path)?;
        let pages = needed_bytes(&[file.facts], threads) / PAGE_BYTES;
        page.script(
            include_str!("engine.js"),
            &[threads.into(), pages.into(), INPUT.into()],
        )?;
        let mut engine = Self {
            page,
            last_id: 0,
            heard: VecDeque::new(),
        };
        match engine.next()?.1.event {
            Event::Ready { .. } => Ok(engine),
            other => Err(unexpected(&other)),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// If the engine refuses it.
    pub(crate) fn open(&mut self, file: &GenomeFile) -> Result<GenomeSummary> {
        let file_names = vec![file.name.clone()];
        match self.ask(Request::Open { file_names })?.event {
            Event::Opened(summary) => Ok(*summary),
            other => Err(unexpected(&other)),
        }
    }

    /// Searches, and keeps the matches for [`Self::rows`].
    ///
    /// # Errors
    /// If the engine refuses it.
    pub(crate) fn search(&mut self, settings: SearchSettings) -> Result<SearchSummary> {
        match self.ask(Request::Search(settings))?.event {
            Event::Searched(summary) => Ok(*summary),
            other => Err(unexpected(&other)),
        }
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
        let answer = self.ask(Request::MatchRows { from, count })?;
        match answer.event {
            Event::MatchRows(rows) => Ok((rows, answer.ms)),
            other => Err(unexpected(&other)),
        }
    }

    /// Sends a request and waits for the last event that follows from it.
    fn ask(&mut self, body: Request) -> Result<Answer> {
        self.last_id += 1;
        let id = RequestId(self.last_id);
        let with_file = matches!(body, Request::Open { .. });
        let bytes = Envelope { id, body }.to_bytes()?;
        self.page.script(
            "bench.post(...arguments)",
            &[BASE64_STANDARD.encode(bytes).into(), with_file.into()],
        )?;
        loop {
            let (heard_id, answer) = self.next()?;
            if heard_id == id && !matches!(answer.event, Event::Progress(_)) {
                return Ok(answer);
            }
        }
    }

    /// The next event, with the id of the request that it follows from.
    fn next(&mut self) -> Result<(RequestId, Answer)> {
        if self.heard.is_empty() {
            let heard = self
                .page
                .script_with_answer("bench.hear(arguments[0])", &[])?;
            self.heard
                .extend(heard.as_array().into_iter().flatten().cloned());
        }
        let heard = self.heard.pop_front().context("the page heard nothing")?;
        if let Some(fault) = heard["fault"].as_str() {
            bail!("the engine stopped: {fault}");
        }
        let bytes = BASE64_STANDARD.decode(heard["message"].as_str().unwrap_or_default())?;
        let Envelope { id, body: event } = Envelope::<Event>::from_bytes(&bytes)
            .context("the site in dist/ is of another version: leave out `--no-build`")?;
        let ms = heard["ms"].as_f64().unwrap_or_default();
        Ok((id, Answer { event, ms }))
    }
}

fn unexpected(event: &Event) -> anyhow::Error {
    match event {
        Event::Failed(failure) => {
            anyhow!("the engine refuses ({failure:?}): the page says why if the same is done there")
        }
        other => anyhow!("the engine gave another answer than asked for: {other:?}"),
    }
}
