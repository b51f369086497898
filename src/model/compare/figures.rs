//! Numbers that follow from those that were measured.

use protocol::Spread;

use super::super::format::milliseconds;
use super::report::{Line, Report};
use super::ways;

/// What is shown of a way to search.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figures {
    /// The way.
    pub(crate) label: String,
    /// What searched.
    pub(crate) version: String,
    /// Time for the whole genome, in ms.
    pub(crate) ms: Spread,
    /// Whether that is extrapolated from a part, as a share of the genome.
    pub(crate) part: Option<f64>,
    /// Billion bases per second.
    pub(crate) rate: Spread,
    /// How many times as fast as the same version on one thread.
    pub(crate) speed_up: Option<Spread>,
}

/// The figures of all lines, in their order.
pub(crate) fn figures(report: &Report) -> Vec<Figures> {
    let lines = report.lines.iter();
    lines.filter_map(|line| figures_of(line, report)).collect()
}

pub(super) fn figures_of(line: &Line, report: &Report) -> Option<Figures> {
    let bases = report.genome.bases as f64;
    let whole = bases / line.part_bases as f64;
    let ms = Spread::of(line.ms.iter().copied())?.times(whole);
    let rates = line.ms.iter().filter(|ms| **ms > 0.0);
    let rate = Spread::of(rates.map(|ms| line.part_bases as f64 / ms / 1e6))?;
    let one = one_thread(line, report);
    Some(Figures {
        label: ways::label(&line.version, &line.sharing, line.threads),
        version: line.version.clone(),
        ms,
        part: (whole > 1.0).then(|| 1.0 / whole),
        rate,
        speed_up: one.and_then(|one| Spread::of_quotients(&one.ms, &line.ms)),
    })
}

/// The same version on one thread, in the same part of the genome: preferably one that shares nothing.
fn one_thread<'report>(line: &Line, report: &'report Report) -> Option<&'report Line> {
    let is_alike = |other: &&Line| {
        other.version == line.version && other.threads == 1 && other.part_bases == line.part_bases
    };
    report.lines.iter().find(is_alike)
}

/// `≈` before what is extrapolated.
pub(crate) fn about(is_estimate: bool) -> &'static str {
    if is_estimate { "≈ " } else { "" }
}

/// A time in ms for a table whose header names the unit; what is an estimate has a mark, and no more digits than it knows.
pub(crate) fn table_ms(ms: f64, is_estimate: bool) -> String {
    let known = if is_estimate { three_digits(ms) } else { ms };
    format!("{}{}", about(is_estimate), milliseconds(known))
}

fn three_digits(value: f64) -> f64 {
    if value < 1_000.0 || !value.is_finite() {
        return value;
    }
    let unit = 10_f64.powi(value.log10().floor() as i32 - 2);
    (value / unit).round() * unit
}

impl Figures {
    /// The time for the whole genome with its spread, in ms: `≈ 139,000 (92,300–142,000)`.
    pub(crate) fn ms_text(&self) -> String {
        let Spread {
            median,
            least,
            greatest,
        } = self.ms;
        if self.part.is_none() {
            return ms_with_spread(self.ms);
        }
        let known = Spread {
            median: three_digits(median),
            least: three_digits(least),
            greatest: three_digits(greatest),
        };
        format!("{}{}", about(true), ms_with_spread(known))
    }
}

/// A median with its spread, in ms, for a table whose header names the unit: `1.10 (1.00–1.20)`.
pub(crate) fn ms_with_spread(spread: Spread) -> String {
    let Spread {
        median,
        least,
        greatest,
    } = spread;
    let median = milliseconds(median);
    if least == greatest {
        return median;
    }
    format!(
        "{median} ({}–{})",
        milliseconds(least),
        milliseconds(greatest)
    )
}

/// Speed-up lines: for each version and sharing the numbers of threads and the speed-up there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SpeedUp {
    /// `Bit planes, blocks`.
    pub(crate) label: String,
    /// Threads and speed-up.
    pub(crate) points: Vec<(u32, Spread)>,
}

/// The speed-up over threads of each version and sharing that was measured on several numbers of threads.
pub(crate) fn speed_ups(report: &Report) -> Vec<SpeedUp> {
    let mut all: Vec<SpeedUp> = Vec::new();
    for line in &report.lines {
        let Some(speed_up) = figures_of(line, report).and_then(|figures| figures.speed_up) else {
            continue;
        };
        let label = format!("{}, {}", line.version, line.sharing.to_lowercase());
        match all.iter_mut().find(|known| known.label == label) {
            Some(known) => known.points.push((line.threads, speed_up)),
            None => all.push(SpeedUp {
                label,
                points: vec![(line.threads, speed_up)],
            }),
        }
    }
    all.retain(|line| line.points.len() > 1);
    all
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::{line, report};
    use super::*;

    #[test]
    fn rates_and_speed_ups_follow_from_times() {
        let figures = figures(&report());
        assert_eq!(figures[0].ms.median, 41.0);
        assert_eq!(figures[0].rate.text(), "0.0976 (0.0952–0.100)");
        assert_eq!(figures[1].speed_up.map(|times| times.median), Some(1.0));
        let two = figures[2].speed_up.expect("a speed-up");
        // 1.0 / 0.5, 1.1 / 0.6, 1.2 / 0.7: of the same rounds.
        assert_eq!(two.text(), "1.83 (1.71–2.00)");
        let lines = speed_ups(&report());
        assert!(
            lines.is_empty(),
            "each was measured on one number of threads: {lines:?}"
        );
    }

    #[test]
    fn speed_up_lines_have_several_points() {
        let mut report = report();
        report
            .lines
            .push(line("Bit planes", "Blocks", 1, &[1.0, 1.1, 1.2]));
        let lines = speed_ups(&report);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].label, "Bit planes, blocks");
        let threads: Vec<u32> = lines[0].points.iter().map(|point| point.0).collect();
        assert_eq!(threads, [2, 1]);
    }

    #[test]
    fn a_part_stands_for_the_whole() {
        let mut report = report();
        report.lines[0].part_bases = 1_000_000;
        let naive = &figures(&report)[0];
        assert_eq!(naive.ms.median, 164.0);
        assert_eq!(naive.part, Some(0.25));
        assert_eq!(naive.ms_text(), "≈ 164 (160–168)");
        assert_eq!(table_ms(138_905.2, true), "≈ 139,000");
        assert_eq!(table_ms(138_905.2, false), "138,905");
        assert_eq!(table_ms(12.34, true), "≈ 12.3");
        assert_eq!(naive.rate.median, 1e6 / 41.0 / 1e6);
    }

    #[test]
    fn a_spread_is_shown_if_there_is_one() {
        assert_eq!(ms_with_spread(Spread::of([1.0]).expect("one")), "1.00");
        assert_eq!(
            ms_with_spread(Spread::of([0.5, 12.0, 1234.0]).expect("three")),
            "12.0 (0.50–1,234)"
        );
    }
}
