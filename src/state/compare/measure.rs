//! All measurements of a comparison, in turns.

mod begin;
mod calibrate;
mod rounds;
mod series;
mod timelines;

use leptos::prelude::*;
use protocol::measure::{Turns, least_ms};
use protocol::{
    CompareEvent, CompareRequest, Event, Measured, Measurement, Request, SearchScope,
    SearchSettings, Workload,
};

use super::text::TextTool;
use super::{Run, Stop};
use crate::model::compare::agreement;
use crate::model::compare::report::{Agreement, Report};
use crate::model::compare::ways::{Choices, Tool, Way, mean_way_count, ways};
use crate::state::MotifNote;
use rounds::{Measurements, PARSES};

/// The engine's clock, if it does not say, in ms.
const COARSE_CLOCK_MS: f64 = 1.0;

/// A version, the part of the genome that it is run on, and how long it took to find that out.
pub(super) struct Calibrated {
    pub(super) tool: Tool,
    /// One part in so many.
    pub(super) one_in: u32,
    trials_ms: f64,
}

/// What is compared.
struct Subject {
    sought: SearchSettings,
    choices: Choices,
    ways: Vec<Way>,
    text: Option<TextTool>,
    calibrated: Vec<Calibrated>,
}

impl Subject {
    /// The part that a version is run on: one in so many.
    fn one_in(&self, tool: Tool) -> u32 {
        let known = self.calibrated.iter().find(|known| known.tool == tool);
        known.map_or(1, |known| known.one_in)
    }
}

/// Steps of a comparison, if nothing is left out: warming up, measuring, comparing matches, watching threads.
fn steps(choices: &Choices, threads: u32) -> usize {
    let ways = ways(choices);
    let lines = ways.len() + mean_way_count(threads) + PARSES.len();
    let turns = Turns::new(lines, choices.rounds).len();
    choices.tools.len() * 2 + turns + choices.sharings.len()
}

impl Run {
    /// The whole comparison.
    pub(super) async fn all(&self) -> Result<Report, Stop> {
        let genome = self.state.genome.get_untracked().ok_or(Stop::Ended)?;
        let MotifNote::Described { motifs, .. } = self.state.motif_note.get_untracked() else {
            return Err(Stop::Ended);
        };
        let choices = self.state.compare.choices.get_untracked();
        // The whole genome, whatever part of it is searched.
        let sought = SearchSettings {
            scope: SearchScope::default(),
            ..self.state.form.settings()
        };
        self.plan(steps(
            &choices,
            self.state.available_threads.get_untracked(),
        ));
        let mut report = self.begin_report(&genome, &sought, &choices);
        let clock = self.compare(CompareRequest::ClockResolution).await?;
        report.clock_resolution_ms = match clock {
            CompareEvent::ClockResolution(ms) => ms,
            _ => COARSE_CLOCK_MS,
        };
        report.least_ms = least_ms(report.clock_resolution_ms);
        let ways = ways(&choices);
        let has_text = ways.iter().any(|way| way.tool == Tool::RegularExpression);
        let text = has_text.then(|| TextTool::new(self, &motifs, &sought));
        let text = text.and_then(|text| text.map_err(|why| report.notes.push(why)).ok());
        let mut subject = Subject {
            sought,
            choices,
            ways,
            text,
            calibrated: Vec::new(),
        };
        self.calibrate(&mut subject, &genome, &mut report).await?;
        if subject.calibrated.is_empty() {
            let left_out = "Nothing is left to be compared: choose another version.";
            return Err(Stop::Failed(format!(
                "{} {left_out}",
                report.notes.join(" ")
            )));
        }
        let Measurements {
            series,
            means,
            parses,
        } = self.measure(&subject, &mut report).await?;
        report.agreement = match series::difference(&series) {
            Some((one, other)) => agreement::other_counts((&one.0, one.1), (&other.0, other.1)),
            None => {
                let count = series.len();
                let (calibrated, text) = (&subject.calibrated, subject.text.as_ref());
                self.agree_match_by_match(count, &subject.sought, calibrated, text, &genome)
                    .await?
            }
        };
        if !series::means_are_same(&means) {
            report.agreement = Agreement {
                is_same: false,
                sentence: "The moving mean differs from way to way. This is a fault of the page: please report it.".into(),
            };
        }
        report.timelines = self.timelines(&subject, &mut report.pauses).await?;
        report.lines = series.into_iter().map(|series| series.line).collect();
        report.opening = series::opening_sample(parses);
        report.means = means.into_iter().map(|series| series.line).collect();
        Ok(report)
    }

    pub(super) async fn compare(&self, request: CompareRequest) -> Result<CompareEvent, Stop> {
        match self.ask(&Request::Compare(request), |_| {}).await? {
            Event::Compare(event) => Ok(event),
            _ => Err(Stop::Ended),
        }
    }

    async fn search(
        &self,
        settings: &SearchSettings,
        one_in: u32,
        least_ms: f64,
    ) -> Result<Measured, Stop> {
        let settings = settings.clone();
        self.measured(Workload::Search { settings, one_in }, least_ms)
            .await
    }

    async fn measured(&self, workload: Workload, least_ms: f64) -> Result<Measured, Stop> {
        let measurement = Measurement { workload, least_ms };
        match self.ask(&Request::Measure(measurement), |_| {}).await? {
            Event::Measured(measured) => Ok(measured),
            _ => Err(Stop::Ended),
        }
    }
}
