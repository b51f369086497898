use std::fmt::Write as _;

use protocol::{DensityLine, DensityPoint};

use super::svg::{self, Plot};
use crate::model::density::unit;
use crate::model::ticks;

/// What the drawing of a line shows.
#[derive(Debug)]
pub(crate) struct LinePicture<'line> {
    /// What is in view, and how wide.
    pub(crate) plot: Plot,
    /// The means, once they are there; perhaps of more than is in view, or of less.
    pub(crate) line: Option<&'line DensityLine>,
    /// The match that is looked at, 0-based, half-open.
    pub(crate) place: Option<(u64, u64)>,
}

/// The points in view, and the next on both sides.
pub(crate) fn points_in_view<'line>(
    line: &'line DensityLine,
    plot: &Plot,
) -> impl Iterator<Item = (u64, &'line DensityPoint)> {
    let (start, end) = plot.view.letters();
    let first = (start.saturating_sub(line.from) / line.step).saturating_sub(1);
    let last = end.saturating_sub(line.from) / line.step + 2;
    let last = last.min(line.points.len() as u64);
    (first.min(last)..last).map(|index| {
        let at = line.from + index * line.step;
        (at, &line.points[index as usize])
    })
}

/// Matches and GC along a record, as lines with an axis on either side.
pub(crate) fn line(picture: &LinePicture<'_>) -> String {
    let plot = &picture.plot;
    let mut out = String::from(r#"<g shape-rendering="crispEdges">"#);
    plot.write_mark(&mut out, picture.place);
    let points: Vec<(u64, &DensityPoint)> = picture
        .line
        .map_or_else(Vec::new, |line| points_in_view(line, plot).collect());
    let greatest = points.iter().map(|(_, point)| point.matches_per_base());
    let greatest = greatest.fold(0.0, f64::max);
    let (per, unit) = unit(greatest);
    let values = ticks::from_zero(greatest * per);
    let top = values.last().map_or(1.0, |(value, _)| *value);
    let y = |share: f64| Plot::BOTTOM - share * (Plot::BOTTOM - Plot::TOP);
    for (value, label) in &values {
        let at = y(value / top);
        svg::line(&mut out, [plot.left(), at, plot.right(), at], "--rule");
        svg::text(&mut out, [plot.left() - 6.0, at + 4.0], "end", label);
    }
    plot.write_axis(&mut out);
    out.push_str("</g>");
    svg::text(
        &mut out,
        [2.0, 11.0],
        "start",
        &format!("matches per {unit}"),
    );
    svg::text(&mut out, [plot.width - 2.0, 11.0], "end", "GC %");

    let shares = points.iter().filter_map(|(_, point)| point.gc_share());
    let (least, most) = shares.fold((f64::MAX, f64::MIN), |(least, most), share| {
        (least.min(share), most.max(share))
    });
    if least <= most {
        let percentages = ticks::percentages(least, most);
        let (bottom, top) = (percentages[0].0, percentages[percentages.len() - 1].0);
        let gc_y = |share: f64| y((share - bottom) / (top - bottom));
        for (share, label) in &percentages {
            svg::text(
                &mut out,
                [plot.right() + 6.0, gc_y(*share) + 4.0],
                "start",
                label,
            );
        }
        let points = points
            .iter()
            .map(|(at, point)| (*at, point.gc_share().map(gc_y)));
        let stroke = r#"stroke="var(--text-muted)" stroke-dasharray="4 3""#;
        write_path(&mut out, plot, points, "gc", stroke);
    }
    let points = points
        .iter()
        .map(|(at, point)| (*at, Some(y(point.matches_per_base() * per / top))));
    write_path(
        &mut out,
        plot,
        points,
        "matches",
        r#"stroke="var(--accent)" stroke-width="1.5""#,
    );
    out
}

/// A line through the middles of letters, broken where there is no value.
fn write_path(
    out: &mut String,
    plot: &Plot,
    points: impl Iterator<Item = (u64, Option<f64>)>,
    name: &str,
    stroke: &str,
) {
    let mut path = String::new();
    let mut before: Option<(f64, f64)> = None;
    let mut is_drawn = false;
    for (at, y) in points {
        let point = y.map(|y| (plot.x(at as f64 + 0.5), y));
        match (before, point) {
            (Some(from), Some(to)) => {
                if let Some([from, to]) = clipped(plot, from, to) {
                    if !is_drawn {
                        let _ = write!(path, "M{:.1} {:.1}", from.0, from.1);
                    }
                    let _ = write!(path, "L{:.1} {:.1}", to.0, to.1);
                    is_drawn = true;
                } else {
                    is_drawn = false;
                }
            }
            _ => is_drawn = false,
        }
        before = point;
    }
    let _ = write!(
        out,
        r#"<path data-line="{name}" d="{path}" fill="none" stroke-linejoin="round" {stroke}/>"#
    );
}

/// What of a stretch of a line is in view.
fn clipped(plot: &Plot, from: (f64, f64), to: (f64, f64)) -> Option<[(f64, f64); 2]> {
    let (left, right) = (plot.left(), plot.right());
    if to.0 < left || from.0 > right || to.0 <= from.0 {
        return None;
    }
    let at = |x: f64| {
        let share = (x - from.0) / (to.0 - from.0);
        (x, from.1 + share * (to.1 - from.1))
    };
    let start = if from.0 < left { at(left) } else { from };
    let end = if to.0 > right { at(right) } else { to };
    Some([start, end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::view::View;

    fn point(match_count: u64, base_count: u64) -> DensityPoint {
        DensityPoint {
            match_count,
            length_bases: 100,
            base_count,
            gc_count: base_count / 2,
        }
    }

    fn drawing(points: Vec<DensityPoint>) -> String {
        let line_data = DensityLine {
            record: 0,
            from: 0,
            step: 10,
            window: 100,
            points,
        };
        let plot = Plot::of_line(View::whole(40), 136.0);
        line(&LinePicture {
            plot,
            line: Some(&line_data),
            place: Some((10, 16)),
        })
    }

    fn path(drawing: &str, name: &str) -> String {
        let start = drawing
            .find(&format!(r#"data-line="{name}" d=""#))
            .expect("the line");
        let path = drawing[start..].split('"').nth(3);
        path.unwrap_or_default().to_owned()
    }

    #[test]
    fn points_stand_at_the_middle_of_their_letter() {
        let drawing = drawing(vec![
            point(0, 100),
            point(10, 100),
            point(5, 100),
            point(5, 100),
        ]);
        // 40 pixels for 40 letters, from 52 on; ten matches in a hundred letters are the top.
        assert_eq!(
            path(&drawing, "matches"),
            "M52.5 176.0L62.5 22.0L72.5 99.0L82.5 99.0"
        );
        assert!(drawing.contains("matches per kb"));
    }

    #[test]
    fn gc_is_broken_where_there_is_no_base() {
        let drawing = drawing(vec![
            point(1, 100),
            point(1, 50),
            point(0, 0),
            point(1, 100),
        ]);
        assert_eq!(path(&drawing, "gc").matches('M').count(), 1);
        assert_eq!(path(&drawing, "gc").matches('L').count(), 1);
        assert_eq!(path(&drawing, "matches").matches('L').count(), 3);
    }

    #[test]
    fn a_record_without_bases_has_no_line_of_gc() {
        assert!(!drawing(vec![point(0, 0)]).contains(r#"data-line="gc""#));
    }
}
