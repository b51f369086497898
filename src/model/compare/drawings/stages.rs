//! Where the time of a whole run goes, as bars of stages.

use super::super::super::format::duration;
use super::super::super::svg::{Anchor, Svg};
use super::super::figures::about;
use super::super::stages::{STAGE_COUNT, Stages};
use super::{NAMES, NARROW, Scale};

const ROW: f64 = 26.0;
const BAR: f64 = 14.0;
const LEGEND: f64 = 24.0;
/// Width of a letter of a name, at most on the average.
const LETTER: f64 = 6.6;

/// Draws the stages of each run, on one linear scale: what is short is short. As shares of each run, all are as long, so that
/// the stages of a fast one are seen beside those of a slow one.
pub(crate) fn stages_chart(
    names: [&str; STAGE_COUNT],
    all: &[Stages],
    width: f64,
    is_shares: bool,
    label: &str,
) -> String {
    let is_narrow = width < NARROW;
    let mut svg = Svg::new(width);
    let name_of = |stages: &Stages| format!("{}, {}", stages.label, stages.search);
    let longest = all.iter().map(|stages| name_of(stages).len()).max();
    let names_width = longest.unwrap_or(0) as f64 * LETTER + 16.0;
    let from = if is_narrow {
        4.0
    } else {
        names_width.max(NAMES)
    };
    let row = if is_narrow { ROW + 16.0 } else { ROW };
    let top = legend(&mut svg, names, all, width);
    let drawn = |stages: &Stages, ms: f64| {
        if is_shares {
            ms / stages.total_ms().max(f64::MIN_POSITIVE) * 100.0
        } else {
            ms
        }
    };
    let totals = all.iter().map(|stages| drawn(stages, stages.total_ms()));
    let scale = Scale::new(totals, false, from, width - 84.0);
    let bottom = top + all.len() as f64 * row + 4.0;
    scale.rules(&mut svg, top, bottom, if is_shares { "%" } else { "ms" });
    for (index, stages) in all.iter().enumerate() {
        let row_top = top + index as f64 * row;
        let name = name_of(stages);
        let y = if is_narrow {
            svg.text("label", Anchor::Start, [from, row_top + 15.0], &name);
            row_top + 20.0
        } else {
            svg.text("label", Anchor::End, [from - 8.0, row_top + 17.0], &name);
            row_top + (row - BAR) / 2.0
        };
        let mut sum = 0.0;
        for (stage, ms) in stages.ms.iter().enumerate().filter(|(_, ms)| **ms > 0.0) {
            let x = scale.at(drawn(stages, sum));
            sum += ms;
            let about = about(stages.is_estimate[stage]);
            let title = format!("{name}: {} {about}{}", names[stage], duration(*ms));
            svg.rect(
                &format!("bar stage-{stage}"),
                [x, y, scale.at(drawn(stages, sum)) - x, BAR],
                &title,
            );
        }
        let total = format!("{}{}", about(stages.is_total_estimate), duration(sum));
        svg.text(
            "tick",
            Anchor::Start,
            [scale.at(drawn(stages, sum)) + 4.0, y + 11.0],
            &total,
        );
    }
    svg.finish(label)
}

/// The colours of the stages that occur; gives the height that they take.
fn legend(svg: &mut Svg, names: [&str; STAGE_COUNT], all: &[Stages], width: f64) -> f64 {
    let (mut x, mut y) = (4.0, 0.0);
    for (stage, name) in names.iter().enumerate() {
        let with_it = || all.iter().filter(|stages| stages.ms[stage] > 0.0);
        if with_it().next().is_none() {
            continue;
        }
        let is_estimate = with_it().all(|stages| stages.is_estimate[stage]);
        let name = format!("{}{name}", about(is_estimate));
        let needed = 40.0 + name.len() as f64 * 7.0;
        if x + needed > width {
            (x, y) = (4.0, y + 18.0);
        }
        svg.rect(&format!("bar stage-{stage}"), [x, y + 3.0, 12.0, 12.0], "");
        svg.text("label", Anchor::Start, [x + 18.0, y + 13.0], &name);
        x += needed;
    }
    y + LEGEND
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(ms: [f64; STAGE_COUNT]) -> Stages {
        Stages {
            label: "Naive".into(),
            search: "first search",
            ms,
            is_estimate: [false, false, true, true, false, false],
            is_total_estimate: false,
        }
    }

    /// Ends of the bars of the last stage, in pixels.
    fn ends(is_shares: bool) -> Vec<f64> {
        let names = ["Read", "Decompress", "Parse", "Pack", "Make text", "Search"];
        let runs = [
            run([10.0, 0.0, 20.0, 20.0, 0.0, 950.0]),
            run([10.0, 0.0, 20.0, 20.0, 0.0, 50.0]),
        ];
        let drawing = stages_chart(names, &runs, 800.0, is_shares, "stages");
        assert!(drawing.contains(">≈ Pack<"), "{drawing}");
        assert!(!drawing.contains("Make text"), "{drawing}");
        let bars = drawing.split("<rect class=\"bar stage-5\"").skip(1);
        let number = |bar: &str, name: &str| -> f64 {
            let (_, rest) = bar.split_once(&format!(" {name}=\"")).expect("it is there");
            let (number, _) = rest.split_once('"').expect("its end");
            number.parse().expect("a number")
        };
        // The first is the legend's.
        bars.skip(1)
            .map(|bar| number(bar, "x") + number(bar, "width"))
            .collect()
    }

    #[test]
    fn a_fast_run_is_as_long_as_a_slow_one_in_shares() {
        let [slow, fast] = ends(false)[..] else {
            panic!("two runs")
        };
        assert!(slow > fast + 100.0, "{slow} {fast}");
        let [slow, fast] = ends(true)[..] else {
            panic!("two runs")
        };
        assert!((slow - fast).abs() < 0.2, "{slow} {fast}");
    }
}
