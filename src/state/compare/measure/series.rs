//! What was measured of each way, round by round.

use protocol::{MeanOf, Measured, MovingMean};

use super::Calibrated;
use crate::model::compare::report::{
    Line, MEAN_OF_GC, MEAN_OF_MATCHES, MeanLine, OpeningSample, Timed,
};
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

/// What was measured of parsing a sample: alone, or with packing.
pub(super) struct ParseSeries {
    pub(super) packs: bool,
    bases: u64,
    threads: u32,
    timed: Timed,
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
        note_time(
            &measured,
            is_warm_up,
            &mut line.warm_up_ms,
            &mut line.ms,
            &mut line.runs,
        );
        Ok(())
    }
}

impl MeanSeries {
    pub(super) fn new(name: String, way: MovingMean) -> Self {
        let of = match way.of {
            MeanOf::Gc => MEAN_OF_GC,
            MeanOf::Matches(_) => MEAN_OF_MATCHES,
        };
        let line = MeanLine {
            way: name,
            of: of.into(),
            threads: 1,
            values: 0,
            window: way.window,
            hash: String::new(),
            warm_up_ms: 0.0,
            ms: Vec::new(),
            runs: Vec::new(),
        };
        Self { way, line }
    }

    /// Takes a measurement.
    ///
    /// # Errors
    /// If it gave other means than the one before, as a sentence.
    pub(super) fn take(&mut self, measured: &Measured, is_warm_up: bool) -> Result<(), String> {
        let line = &mut self.line;
        let hash = format!("{:016x}", measured.hash);
        if !line.hash.is_empty() && line.hash != hash {
            return Err(format!(
                "The moving mean, {}, gave other numbers the second time. This is a fault of the page: please report it.",
                line.way
            ));
        }
        line.threads = measured.threads;
        line.values = measured.done_bases;
        line.hash = hash;
        note_time(
            measured,
            is_warm_up,
            &mut line.warm_up_ms,
            &mut line.ms,
            &mut line.runs,
        );
        Ok(())
    }
}

impl ParseSeries {
    pub(super) fn new(packs: bool) -> Self {
        Self {
            packs,
            bases: 0,
            threads: 1,
            timed: Timed::default(),
        }
    }

    pub(super) fn label(&self) -> &'static str {
        if self.packs {
            "parsing and packing a sample"
        } else {
            "parsing a sample"
        }
    }

    pub(super) fn take(&mut self, measured: &Measured, is_warm_up: bool) {
        self.bases = measured.done_bases;
        self.threads = measured.threads;
        let Timed {
            warm_up_ms,
            ms,
            runs,
        } = &mut self.timed;
        note_time(measured, is_warm_up, warm_up_ms, ms, runs);
    }
}

/// What tells parsing from packing, if both were measured on the same letters.
pub(super) fn opening_sample(all: Vec<ParseSeries>) -> Option<OpeningSample> {
    let [alone, packing] = <[ParseSeries; 2]>::try_from(all).ok()?;
    (alone.bases == packing.bases).then_some(OpeningSample {
        bases: packing.bases,
        threads: packing.threads,
        parse: alone.timed,
        parse_and_pack: packing.timed,
    })
}

/// Notes how long something took: the warm-up as a sum, what counts round by round.
fn note_time(
    measured: &Measured,
    is_warm_up: bool,
    warm_up_ms: &mut f64,
    ms: &mut Vec<f64>,
    runs: &mut Vec<u32>,
) {
    if is_warm_up {
        *warm_up_ms += measured.total_ms;
    } else {
        ms.push(measured.ms());
        runs.push(measured.runs);
    }
}
