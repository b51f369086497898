//! Bars with their spread, one below the other.

use protocol::Spread;

use super::super::super::svg::{Anchor, Svg};
use super::{NAMES, NARROW, Scale};

const ROW: f64 = 24.0;
const BAR: f64 = 10.0;
/// Greatest to least, from which on a linear scale would hide what is small.
const LOG_FROM: f64 = 30.0;

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bar {
    /// What it is of.
    pub(crate) name: String,
    /// Where it ends, and the spread around.
    pub(crate) value: Spread,
    /// What was measured elsewhere, marked on the bar.
    pub(crate) other: Option<f64>,
    /// The value in words.
    pub(crate) text: String,
    /// Whether it is extrapolated.
    pub(crate) is_estimate: bool,
    /// Which of the colours it has, from 0.
    pub(crate) color: usize,
}

/// Draws bars; the scale is logarithmic if the values need it.
pub(crate) fn bars(all: &[Bar], width: f64, unit: &str, label: &str) -> String {
    let is_narrow = width < NARROW;
    let mut svg = Svg::new(width);
    let from = if is_narrow { 4.0 } else { NAMES };
    let row = if is_narrow { ROW + 16.0 } else { ROW };
    let values = all
        .iter()
        .flat_map(|bar| [Some(bar.value.least), Some(bar.value.greatest), bar.other])
        .flatten();
    let greatest = values.clone().fold(0.0, f64::max);
    let least = values
        .clone()
        .filter(|v| *v > 0.0)
        .fold(f64::INFINITY, f64::min);
    let is_log = greatest > least * LOG_FROM;
    let scale = Scale::new(values, is_log, from, width - 24.0);
    let bottom = all.len() as f64 * row + 4.0;
    let unit = if is_log {
        format!("{unit}, logarithmic")
    } else {
        unit.to_owned()
    };
    scale.rules(&mut svg, 0.0, bottom, &unit);
    for (index, bar) in all.iter().enumerate() {
        let top = index as f64 * row + 2.0;
        let y = if is_narrow {
            svg.text("label", Anchor::Start, [from, top + 14.0], &bar.name);
            top + 19.0
        } else {
            svg.text("label", Anchor::End, [from - 8.0, top + 15.0], &bar.name);
            top + (row - BAR) / 2.0
        };
        let class = if bar.is_estimate {
            format!("bar estimate color-{}", bar.color)
        } else {
            format!("bar color-{}", bar.color)
        };
        let end = scale.at(bar.value.median);
        let title = format!("{}: {}", bar.name, bar.text);
        svg.rect(&class, [from, y, (end - from).max(1.0), BAR], &title);
        let (least, greatest) = (scale.at(bar.value.least), scale.at(bar.value.greatest));
        let middle = y + BAR / 2.0;
        svg.line("whisker", [least, middle, greatest, middle]);
        for x in [least, greatest] {
            svg.line("whisker", [x, middle - 3.0, x, middle + 3.0]);
        }
        if let Some(other) = bar.other {
            let x = scale.at(other);
            svg.rect(
                "other",
                [x - 2.0, y - 3.0, 4.0, BAR + 6.0],
                "the opened comparison",
            );
        }
    }
    svg.finish(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(median: f64) -> Bar {
        Bar {
            name: "one".into(),
            value: Spread::of([median]).expect("a value"),
            other: None,
            text: "in words".into(),
            is_estimate: false,
            color: 0,
        }
    }

    #[test]
    fn what_differs_much_is_drawn_on_a_logarithmic_scale() {
        let text = bars(&[bar(1.0), bar(20.0)], 800.0, "ms", "times");
        assert!(!text.contains("logarithmic"), "{text}");
        let text = bars(&[bar(1.0), bar(40.0)], 800.0, "ms", "times");
        assert!(text.contains("ms, logarithmic"), "{text}");
        assert_eq!(text.matches("class=\"bar color-0\"").count(), 2);
        let narrow = bars(&[bar(1.0)], 340.0, "ms", "times");
        assert!(narrow.contains(r#"text-anchor="start" x="4""#), "{narrow}");
    }
}
