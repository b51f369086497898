//! The charts of a comparison.

mod bars;
mod gantt;
mod speed_up;
mod stages;

pub(crate) use bars::{Bar, bars};
pub(crate) use gantt::{gantt, lanes};
pub(crate) use speed_up::speed_up;
pub(crate) use stages::stages_chart;

use super::super::format::significant;
use super::super::svg::{Anchor, Svg};

/// Below this width, names stand above what they name, in pixels.
const NARROW: f64 = 560.0;
/// Room for names beside bars, in pixels.
const NAMES: f64 = 270.0;

/// From values to pixels.
#[derive(Debug, Clone, Copy)]
struct Scale {
    least: f64,
    greatest: f64,
    is_log: bool,
    from: f64,
    to: f64,
}

impl Scale {
    /// A scale for values above 0. A logarithmic one goes from a power of ten to a power of ten.
    fn new(values: impl Iterator<Item = f64> + Clone, is_log: bool, from: f64, to: f64) -> Self {
        let positive = values.filter(|value| *value > 0.0 && value.is_finite());
        let least = positive.clone().fold(f64::INFINITY, f64::min);
        let greatest = positive.fold(f64::MIN_POSITIVE, f64::max);
        let (least, greatest) = if is_log && least.is_finite() {
            (
                10f64.powf(least.log10().floor()),
                10f64.powf(greatest.log10().ceil()),
            )
        } else {
            (0.0, greatest)
        };
        Self {
            least,
            greatest: if greatest > least {
                greatest
            } else {
                least * 10.0
            },
            is_log,
            from,
            to,
        }
    }

    fn at(&self, value: f64) -> f64 {
        let share = if self.is_log {
            (value.max(self.least) / self.least).log10() / (self.greatest / self.least).log10()
        } else {
            value / self.greatest
        };
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Round values to mark.
    fn marks(&self) -> Vec<f64> {
        if self.is_log {
            let decades = (self.greatest / self.least).log10().round() as i32;
            return (0..=decades)
                .map(|decade| self.least * 10f64.powi(decade))
                .collect();
        }
        let rough = self.greatest / 5.0;
        let unit = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * unit);
        let step = step.into_iter().find(|step| *step >= rough).unwrap_or(unit);
        let count = (self.greatest / step).floor() as u32;
        (0..=count).map(|index| f64::from(index) * step).collect()
    }

    /// Draws upright rules at the marks, and the numbers below.
    fn rules(&self, svg: &mut Svg, top: f64, bottom: f64, unit: &str) {
        for mark in self.marks() {
            let x = self.at(mark);
            svg.line("rule", [x, top, x, bottom]);
            svg.text("tick", Anchor::Middle, [x, bottom + 14.0], &tick(mark));
        }
        svg.text("tick", Anchor::End, [self.to, bottom + 30.0], unit);
    }
}

/// A round number, as short as it is: `0.1`, `20`, `1,000`.
fn tick(value: f64) -> String {
    if value >= 1_000.0 {
        significant(value)
    } else {
        format!("{}", (value * 1e6).round() / 1e6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round() {
        let scale = |values: &[f64], is_log| Scale::new(values.iter().copied(), is_log, 0.0, 300.0);
        let ticks = |scale: Scale| scale.marks().into_iter().map(tick).collect::<Vec<_>>();
        assert_eq!(ticks(scale(&[0.3, 47.0], true)), ["0.1", "1", "10", "100"]);
        assert_eq!(
            ticks(scale(&[3.0, 47.0], false)),
            ["0", "10", "20", "30", "40"]
        );
        assert_eq!(ticks(scale(&[2000.0], true)), ["1,000", "10,000"]);
        assert_eq!(ticks(scale(&[1.0], true)), ["1", "10"]);
        assert_eq!(scale(&[1.0, 100.0], true).at(10.0), 150.0);
        assert_eq!(scale(&[50.0], false).at(25.0), 150.0);
    }
}
