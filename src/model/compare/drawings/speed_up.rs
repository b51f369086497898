//! Speed-up over threads, against the ideal line.

use super::super::super::svg::{Anchor, Svg, short};
use super::super::figures::SpeedUp;

const HEIGHT: f64 = 220.0;
const LEFT: f64 = 36.0;
const LEGEND_ROW: f64 = 18.0;

/// Draws a line for each version and sharing.
pub(crate) fn speed_up(all: &[SpeedUp], width: f64, label: &str) -> String {
    let mut svg = Svg::new(width);
    let points = || all.iter().flat_map(|line| &line.points);
    let most_threads = points().map(|point| point.0).max().unwrap_or(1).max(2);
    let most = points()
        .map(|point| point.1.greatest)
        .fold(f64::from(most_threads), f64::max)
        .ceil();
    let right = (width - 16.0).min(LEFT + 460.0);
    let x_at = |threads: u32| {
        LEFT + 12.0 + f64::from(threads - 1) / f64::from(most_threads - 1) * (right - LEFT - 24.0)
    };
    let y_at = |times: f64| HEIGHT - times / most * (HEIGHT - 12.0);
    let step = (most / 8.0).ceil();
    let mut times = 0.0;
    while times <= most {
        svg.line("rule", [LEFT, y_at(times), right, y_at(times)]);
        let place = [LEFT - 6.0, y_at(times) + 4.0];
        svg.text("tick", Anchor::End, place, &format!("{times}×"));
        times += step;
    }
    let mut counts: Vec<u32> = points().map(|point| point.0).collect();
    counts.sort_unstable();
    counts.dedup();
    for threads in counts {
        let place = [x_at(threads), HEIGHT + 16.0];
        svg.text("tick", Anchor::Middle, place, &threads.to_string());
    }
    let middle = [(LEFT + right) / 2.0, HEIGHT + 32.0];
    svg.text("tick", Anchor::Middle, middle, "threads");
    let ideal = f64::from(most_threads);
    svg.line(
        "ideal",
        [x_at(1), y_at(1.0), x_at(most_threads), y_at(ideal)],
    );
    let mut legend_y = HEIGHT + 52.0;
    let mut entry = |svg: &mut Svg, class: &str, name: &str| {
        svg.line(class, [LEFT, legend_y - 4.0, LEFT + 24.0, legend_y - 4.0]);
        svg.text("label", Anchor::Start, [LEFT + 32.0, legend_y], name);
        legend_y += LEGEND_ROW;
    };
    entry(
        &mut svg,
        "ideal",
        "ideal: as many times as fast as there are threads",
    );
    for (index, line) in all.iter().enumerate() {
        let mut points = line.points.clone();
        points.sort_by_key(|point| point.0);
        let class = format!("series series-{}", index % 6);
        let mut path = String::new();
        for (threads, spread) in &points {
            let (x, y) = (x_at(*threads), y_at(spread.median));
            let command = if path.is_empty() { 'M' } else { 'L' };
            path.push_str(&format!("{command}{} {}", short(x), short(y)));
            svg.line("whisker", [x, y_at(spread.least), x, y_at(spread.greatest)]);
            let title = format!("{}, {threads} threads: {} times", line.label, spread.text());
            svg.disc(&format!("dot {class}"), [x, y, 3.5], &title);
        }
        svg.path(&class, &path);
        entry(&mut svg, &class, &line.label);
    }
    svg.finish(label)
}

#[cfg(test)]
mod tests {
    use protocol::Spread;

    use super::*;

    #[test]
    fn each_line_goes_through_its_points() {
        let line = SpeedUp {
            label: "Naive, blocks".into(),
            points: [(2, 1.9), (1, 1.0), (4, 3.5)]
                .map(|(threads, times)| (threads, Spread::of([times]).expect("one")))
                .to_vec(),
        };
        let text = speed_up(&[line], 500.0, "speed-up");
        assert_eq!(text.matches("<circle").count(), 3);
        assert!(
            text.contains("Naive, blocks, 4 threads: 3.50 times"),
            "{text}"
        );
        assert_eq!(text.matches("class=\"ideal\"").count(), 2);
    }
}
