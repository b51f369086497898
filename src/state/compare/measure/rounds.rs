//! All that is measured, in turns.

use leptos::prelude::*;
use protocol::measure::{Turn, Turns};
use protocol::{Measured, Workload};

use super::super::{Run, Stop};
use super::Subject;
use super::series::{self, MeanSeries, ParseSeries, Series};
use crate::model::compare::report::Report;
use crate::model::compare::ways::{Tool, Way, mean_ways};

/// How the sample is parsed: alone, and with packing.
pub(super) const PARSES: [bool; 2] = [false, true];

/// What was measured, round by round.
pub(super) struct Measurements {
    /// The ways to search.
    pub(super) series: Vec<Series>,
    /// The ways to compute a moving mean; none if memory has no room for it.
    pub(super) means: Vec<MeanSeries>,
    /// Parsing a sample alone and with packing; none if that is not to be told, or memory has no room for it.
    pub(super) parses: Vec<ParseSeries>,
}

impl Run {
    /// Measures everything in turns.
    pub(super) async fn measure(
        &self,
        subject: &Subject,
        report: &mut Report,
    ) -> Result<Measurements, Stop> {
        let threads = self.state.available_threads.get_untracked();
        let means = mean_ways(threads, subject.choices.mean_of, &subject.sought).into_iter();
        // A kept genome was not parsed.
        let parses = if report.genome.is_kept {
            Vec::new()
        } else {
            PARSES.map(ParseSeries::new).into()
        };
        let mut all = Measurements {
            series: series::of_ways(&subject.ways, &subject.calibrated),
            means: means
                .map(|(name, way)| MeanSeries::new(name, way))
                .collect(),
            parses,
        };
        let (ways, means) = (all.series.len(), all.means.len());
        for turn in Turns::new(ways + means + all.parses.len(), report.rounds) {
            let round = match turn.round {
                0 => "Warming up".to_owned(),
                round => format!("Round {round} of {}", report.rounds),
            };
            let tell = |what: &str| self.tell(format!("{round}: {what}"));
            if let Some(line) = all.series.get_mut(turn.line) {
                tell(&line.way.label());
                self.measure_way_in(turn, line, subject, report).await?;
            } else if turn.line < ways + means {
                if let Some(mean) = all.means.get_mut(turn.line - ways) {
                    tell(&format!("moving mean, {}", mean.line.way.to_lowercase()));
                    let workload = Workload::MovingMean(mean.way.clone());
                    let what = "The moving mean is left out.";
                    match self
                        .measure_or_leave_out(turn, &workload, what, report)
                        .await?
                    {
                        Some(measured) => mean
                            .take(&measured, turn.is_warm_up())
                            .map_err(Stop::Failed)?,
                        None => all.means.clear(),
                    }
                }
            } else if let Some(parse) = all.parses.get_mut(turn.line - ways - means) {
                tell(parse.label());
                let workload = Workload::Parse { packs: parse.packs };
                let what = "Parsing and packing are not told apart.";
                match self
                    .measure_or_leave_out(turn, &workload, what, report)
                    .await?
                {
                    Some(measured) => parse.take(&measured, turn.is_warm_up()),
                    None => all.parses.clear(),
                }
            }
        }
        Ok(all)
    }

    async fn measure_way_in(
        &self,
        turn: Turn,
        line: &mut Series,
        subject: &Subject,
        report: &mut Report,
    ) -> Result<(), Stop> {
        let least_ms = least_ms_of(turn, report);
        let measured = self
            .measure_way(subject, line.way, least_ms, &mut report.pauses)
            .await?;
        line.take(measured, turn.is_warm_up())
            .map_err(Stop::Failed)?;
        if let (Tool::RegularExpression, Some(text)) = (line.way.tool, &subject.text) {
            line.line.text_ms = Some(text.decode_ms);
        }
        Ok(())
    }

    /// Measures what the comparison can do without: if it fails, the report says why, and there is nothing.
    async fn measure_or_leave_out(
        &self,
        turn: Turn,
        workload: &Workload,
        what: &str,
        report: &mut Report,
    ) -> Result<Option<Measured>, Stop> {
        let least_ms = least_ms_of(turn, report);
        let run = || self.measured(workload.clone(), least_ms);
        match self.while_seen(&mut report.pauses, run).await {
            Ok(measured) => Ok(Some(measured)),
            Err(Stop::Failed(why)) => {
                report.notes.push(format!("{what} {why}"));
                Ok(None)
            }
            Err(ended) => Err(ended),
        }
    }

    async fn measure_way(
        &self,
        subject: &Subject,
        way: Way,
        least_ms: f64,
        pauses: &mut u32,
    ) -> Result<Measured, Stop> {
        match (way.settings(&subject.sought), &subject.text) {
            (Some(settings), _) => {
                let one_in = subject.one_in(way.tool);
                let run = || self.search(&settings, one_in, least_ms);
                self.while_seen(pauses, run).await
            }
            (None, Some(text)) => {
                let run = || text.search(self, least_ms);
                self.while_seen(pauses, run).await
            }
            (None, None) => Err(Stop::Ended),
        }
    }
}

/// How long runs are to take together, in ms. The warm-up is as short as it can be: one run.
fn least_ms_of(turn: Turn, report: &Report) -> f64 {
    if turn.is_warm_up() {
        0.0
    } else {
        report.least_ms
    }
}
