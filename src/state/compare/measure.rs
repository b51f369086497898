//! All measurements of a comparison, in turns.

mod begin;
mod series;

use leptos::prelude::*;
use protocol::measure::{Calibration, Turns, least_ms};
use protocol::{
    CompareEvent, CompareRequest, Event, GenomeSummary, Measured, Measurement, Request,
    SearchScope, SearchSettings, Sharing, Version, Workload,
};

use super::text::TextTool;
use super::{Run, Stop};
use crate::model::compare::agreement;
use crate::model::compare::report::{Agreement, Report, TimelineLine};
use crate::model::compare::ways::{Choices, Tool, Way, mean_ways, ways};
use crate::model::settings::Choice;
use crate::state::MotifNote;
use series::{MeanSeries, Series};

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
        let (series, means) = self.measure(&subject, &mut report).await?;
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
        report.means = means.into_iter().map(|series| series.line).collect();
        Ok(report)
    }

    /// Finds out for each version on how much of the genome it can be run.
    async fn calibrate(
        &self,
        subject: &mut Subject,
        genome: &GenomeSummary,
        report: &mut Report,
    ) -> Result<(), Stop> {
        let sought = subject.sought.clone();
        for way in subject.ways.clone() {
            let is_known = subject
                .calibrated
                .iter()
                .any(|known| known.tool == way.tool);
            let is_text = way.tool == Tool::RegularExpression;
            if is_known || (is_text && subject.text.is_none()) {
                continue;
            }
            self.tell(0, 1, format!("Warming up: {}", way.tool.label()));
            let most_bases = if is_text {
                TextTool::MOST_BASES
            } else {
                u64::MAX
            };
            let mut calibration = Calibration::new(genome.length_bases, report.most_ms, most_bases);
            let mut trials_ms = 0.0;
            while let Some(one_in) = calibration.trial() {
                let measured = match (way.tool, subject.text.as_mut()) {
                    (Tool::Engine(version), _) => {
                        let settings = on_one_thread(&sought, version);
                        let trial = || self.search(&settings, one_in, 0.0);
                        self.while_seen(&mut report.pauses, trial).await?
                    }
                    (Tool::RegularExpression, Some(text)) => {
                        text.load(self, &sought, one_in).await?;
                        let trial = || text.search(self, 0.0);
                        self.while_seen(&mut report.pauses, trial).await?
                    }
                    (Tool::RegularExpression, None) => return Err(Stop::Ended),
                };
                trials_ms += measured.total_ms;
                calibration.tried(measured.ms());
            }
            let one_in = calibration.one_in().unwrap_or(1);
            if let (true, Some(text)) = (is_text, subject.text.as_mut()) {
                text.load(self, &sought, one_in).await?;
            }
            subject.calibrated.push(Calibrated {
                tool: way.tool,
                one_in,
                trials_ms,
            });
        }
        Ok(())
    }

    /// Measures all ways in turns.
    async fn measure(
        &self,
        subject: &Subject,
        report: &mut Report,
    ) -> Result<(Vec<Series>, Vec<MeanSeries>), Stop> {
        let mut series = series::of_ways(&subject.ways, &subject.calibrated);
        let threads = self.state.available_threads.get_untracked();
        let ways = mean_ways(threads).into_iter();
        let mut means: Vec<MeanSeries> =
            ways.map(|(name, way)| MeanSeries::new(name, way)).collect();
        let turns = Turns::new(series.len() + means.len(), report.rounds);
        let total = turns.len();
        for (done, turn) in turns.enumerate() {
            let round = match turn.round {
                0 => "Warming up".to_owned(),
                round => format!("Round {round} of {}", report.rounds),
            };
            // The warm-up is as short as it can be: one run.
            let least_ms = if turn.is_warm_up() {
                0.0
            } else {
                report.least_ms
            };
            let is_warm_up = turn.is_warm_up();
            let pauses = &mut report.pauses;
            if let Some(line) = series.get_mut(turn.line) {
                self.tell(done, total, format!("{round}: {}", line.way.label()));
                let measured = self
                    .measure_way(subject, line.way, least_ms, pauses)
                    .await?;
                line.take(measured, is_warm_up).map_err(Stop::Failed)?;
                if let (Tool::RegularExpression, Some(text)) = (line.way.tool, &subject.text) {
                    line.line.text_ms = Some(text.decode_ms);
                }
            } else if let Some(mean) = means.get_mut(turn.line - series.len()) {
                let name = mean.line.way.to_lowercase();
                self.tell(done, total, format!("{round}: moving mean, {name}"));
                let way = mean.way;
                let run = || self.measured(Workload::MovingMean(way), least_ms);
                match self.while_seen(pauses, run).await {
                    Ok(measured) => mean.take(measured, is_warm_up),
                    Err(Stop::Failed(why)) => {
                        report
                            .notes
                            .push(format!("The moving mean is left out. {why}"));
                        means.clear();
                    }
                    Err(ended) => return Err(ended),
                }
            }
        }
        Ok((series, means))
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

    /// Which thread does what, for each sharing, by the slowest version: there it is best seen.
    async fn timelines(
        &self,
        subject: &Subject,
        pauses: &mut u32,
    ) -> Result<Vec<TimelineLine>, Stop> {
        let choices = &subject.choices;
        let tools = subject.calibrated.iter().map(|known| known.tool);
        let slowest = tools
            .into_iter()
            .find(|tool| *tool != Tool::RegularExpression);
        let most = choices.threads.iter().copied().max().unwrap_or(1);
        let mut all = Vec::new();
        for &sharing in Sharing::ALL {
            let Some(tool) = slowest.filter(|_| choices.sharings.contains(&sharing)) else {
                continue;
            };
            let way = Way {
                tool,
                sharing,
                threads: if sharing == Sharing::OneThread {
                    1
                } else {
                    most
                },
            };
            let Some(settings) = way.settings(&subject.sought) else {
                continue;
            };
            self.tell(1, 1, format!("Watching the threads: {}", way.label()));
            let one_in = subject.one_in(tool);
            let watch = || {
                self.compare(CompareRequest::Timeline {
                    settings: settings.clone(),
                    one_in,
                })
            };
            if let CompareEvent::Timeline(timeline) = self.while_seen(pauses, watch).await? {
                let way = way.label();
                all.push(TimelineLine { way, timeline });
            }
        }
        Ok(all)
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

fn on_one_thread(sought: &SearchSettings, version: Version) -> SearchSettings {
    SearchSettings {
        version,
        sharing: Sharing::OneThread,
        threads: 1,
        ..sought.clone()
    }
}
