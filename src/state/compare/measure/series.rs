//! What was measured of each way, round by round.

use protocol::{Measured, MovingMean};

use super::Calibrated;
use crate::model::compare::report::{Line, MeanLine};
use crate::model::compare::ways::Way;
use crate::model::settings::Choice;

/// What was measured of a way.
pub(super) struct Series {
    pub(super) way: Way,
    last: Option<Measured>,
    pub(super) line: Line,
}

/// What was measured of a moving mean.
pub(super) struct MeanSeries {
    pub(super) way: MovingMean,
    pub(super) line: MeanLine,
}

/// A series for each way that can be run. The trials of a version are part of its first way's warm-up.
pub(super) fn of_ways(ways: &[Way], calibrated: &[Calibrated]) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for way in ways {
        if let Some(known) = calibrated.iter().find(|known| known.tool == way.tool) {
            let is_first = all.iter().all(|other| other.way.tool != way.tool);
            let trials_ms = if is_first { known.trials_ms } else { 0.0 };
            all.push(Series::new(*way, trials_ms));
        }
    }
    all
}

/// The first two ways of the same version that counted differently, each with its number of matches.
pub(super) fn difference(all: &[Series]) -> Option<((String, u64), (String, u64))> {
    let pairs = all
        .iter()
        .enumerate()
        .flat_map(|(index, one)| all[..index].iter().map(move |other| (one, other)));
    for (one, other) in pairs.filter(|(one, other)| one.way.tool == other.way.tool) {
        let (last, before) = (one.last?, other.last?);
        if (last.match_count, last.hash) != (before.match_count, before.hash) {
            let counts =
                |series: &Series, measured: Measured| (series.way.label(), measured.match_count);
            return Some((counts(one, last), counts(other, before)));
        }
    }
    None
}

/// Whether all means are the same numbers.
pub(super) fn means_are_same(all: &[MeanSeries]) -> bool {
    all.windows(2)
        .all(|two| two[0].line.hash == two[1].line.hash)
}

impl Series {
    fn new(way: Way, trials_ms: f64) -> Self {
        Self {
            way,
            last: None,
            line: Line {
                version: way.tool.label().into(),
                sharing: way.sharing.label().into(),
                threads: way.threads,
                part_bases: 0,
                matches: 0,
                warm_up_ms: trials_ms,
                text_ms: None,
                ms: Vec::new(),
                runs: Vec::new(),
            },
        }
    }

    /// Takes a measurement.
    ///
    /// # Errors
    /// If it found something else than the one before, as a sentence.
    pub(super) fn take(&mut self, measured: Measured, is_warm_up: bool) -> Result<(), String> {
        let found = |measured: &Measured| (measured.match_count, measured.hash);
        let before = self.last.replace(measured);
        if before.is_some_and(|before| found(&before) != found(&measured)) {
            return Err(format!(
                "{} found something else the second time. This is a fault of the page: please report it.",
                self.way.label()
            ));
        }
        let line = &mut self.line;
        line.threads = measured.threads;
        line.part_bases = measured.done_bases;
        line.matches = measured.match_count;
        if is_warm_up {
            line.warm_up_ms += measured.total_ms;
        } else {
            line.ms.push(measured.ms());
            line.runs.push(measured.runs);
        }
        Ok(())
    }
}

impl MeanSeries {
    pub(super) fn new(name: String, way: MovingMean) -> Self {
        let line = MeanLine {
            way: name,
            threads: 1,
            values: 0,
            window: way.window,
            hash: String::new(),
            warm_up_ms: 0.0,
            ms: Vec::new(),
        };
        Self { way, line }
    }

    pub(super) fn take(&mut self, measured: Measured, is_warm_up: bool) {
        let line = &mut self.line;
        line.threads = measured.threads;
        line.values = measured.done_bases;
        line.hash = format!("{:016x}", measured.hash);
        if is_warm_up {
            line.warm_up_ms += measured.total_ms;
        } else {
            line.ms.push(measured.ms());
        }
    }
}
