use std::fmt::Write as _;

use protocol::{DensityBases, PlacedMatch, Strand};

use super::strand::{STRAND_PX, complement, write_strand};
use super::svg::{self, Plot, escaped};

/// Rows of bars; what finds no room lies in the last.
const ROWS: usize = 5;
const ROW_PX: f64 = 9.0;
const BAR_PX: f64 = 7.0;
/// The middles of the two strands.
const FORWARD: f64 = 86.0;
const REVERSE: f64 = 108.0;

/// Both strands letter by letter, and the matches beside the strand that they lie on. `called` names a match.
pub(crate) fn letters(
    plot: &Plot,
    bases: &DensityBases,
    place: Option<(u64, u64)>,
    called: &dyn Fn(&PlacedMatch) -> String,
) -> String {
    let mut out = String::from(r#"<g shape-rendering="crispEdges">"#);
    plot.write_mark(&mut out, place);
    let in_view = in_view(plot, bases);
    for found in &in_view {
        write_background(&mut out, plot, found);
    }
    plot.write_axis(&mut out);
    out.push_str("</g>");
    for (y, left, right) in [(FORWARD, "5′", "3′"), (REVERSE, "3′", "5′")] {
        svg::text(&mut out, [plot.left() - 8.0, y + 4.0], "end", left);
        svg::text(&mut out, [plot.right() + 8.0, y + 4.0], "start", right);
    }
    write_strand(&mut out, plot, bases, FORWARD, "forward", |letter| letter);
    write_strand(&mut out, plot, bases, REVERSE, "reverse", complement);
    for is_reverse in [false, true] {
        let on_side = |found: &&&PlacedMatch| (found.strand == Strand::Reverse) == is_reverse;
        let mut row_ends = [f64::MIN; ROWS];
        for found in in_view.iter().filter(on_side) {
            write_bar(&mut out, plot, found, &mut row_ends, place, &called(found));
        }
    }
    out
}

fn in_view<'bases>(plot: &Plot, bases: &'bases DensityBases) -> Vec<&'bases PlacedMatch> {
    let (start, end) = plot.view.letters();
    let matches = bases.matches.iter();
    matches
        .filter(|found| found.end > start && found.start < end)
        .collect()
}

/// Lights up the letters of a match on its strand, and underlines those that differ from the motif.
fn write_background(out: &mut String, plot: &Plot, found: &PlacedMatch) {
    let strands: &[f64] = match found.strand {
        Strand::Forward => &[FORWARD],
        Strand::Reverse => &[REVERSE],
        Strand::Both => &[FORWARD, REVERSE],
    };
    for strand in strands {
        let top = strand - STRAND_PX / 2.0;
        write_box(
            out,
            plot,
            (found.start, found.end),
            (top, STRAND_PX),
            "--accent-soft",
        );
        for &offset in &found.mismatches {
            let at = found.start + u64::from(offset);
            write_box(out, plot, (at, at + 1), (top, STRAND_PX), "--mark");
            write_box(
                out,
                plot,
                (at, at + 1),
                (top + STRAND_PX - 2.0, 2.0),
                "--problem",
            );
        }
    }
}

fn write_box(
    out: &mut String,
    plot: &Plot,
    (start, end): (u64, u64),
    (top, height): (f64, f64),
    color: &str,
) {
    let from = plot.x(start as f64).max(plot.left());
    let to = plot.x(end as f64).min(plot.right());
    if from < to {
        let _ = write!(
            out,
            r#"<rect x="{from:.1}" y="{top}" width="{:.1}" height="{height}" fill="var({color})"/>"#,
            to - from
        );
    }
}

/// The bar of a match, which points the way that its strand reads; in the first row that has room.
fn write_bar(
    out: &mut String,
    plot: &Plot,
    found: &PlacedMatch,
    row_ends: &mut [f64; ROWS],
    place: Option<(u64, u64)>,
    called: &str,
) {
    let from = plot.x(found.start as f64).max(plot.left());
    let to = plot.x(found.end as f64).min(plot.right());
    if to - from < 0.1 {
        return;
    }
    let row = row_ends
        .iter()
        .position(|&end| end <= from)
        .unwrap_or(ROWS - 1);
    row_ends[row] = row_ends[row].max(to - 0.05);
    let distance = STRAND_PX / 2.0 + 3.0 + row as f64 * ROW_PX;
    let top = match found.strand {
        Strand::Reverse => REVERSE + distance,
        _ => FORWARD - distance - BAR_PX,
    };
    let tip = 5.0_f64.min((to - from) / 2.0);
    let half = BAR_PX / 2.0;
    let length = to - from - tip;
    let path = match found.strand {
        Strand::Forward => {
            format!("M{from:.1} {top}h{length:.1}l{tip:.1} {half}l-{tip:.1} {half}h-{length:.1}z")
        }
        Strand::Reverse => {
            format!("M{to:.1} {top}h-{length:.1}l-{tip:.1} {half}l{tip:.1} {half}h{length:.1}z")
        }
        Strand::Both => format!("M{from:.1} {top}H{to:.1}v{BAR_PX}H{from:.1}z"),
    };
    let is_looked_at = place == Some((found.start, found.end));
    let color = if is_looked_at { "--text" } else { "--accent" };
    let _ = write!(
        out,
        r#"<path data-match="{}-{}{}" d="{path}" fill="var({color})"><title>{}</title></path>"#,
        found.start + 1,
        found.end,
        found.strand.sign(),
        escaped(called),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::view::View;

    fn plot(letter_px: f64) -> Plot {
        Plot::of_letters(View::of(1000, 100, 120), 44.0 + 20.0 * letter_px)
    }

    fn bases(matches: Vec<PlacedMatch>) -> DensityBases {
        DensityBases {
            record: 0,
            from: 90,
            letters: "NNNNNNNNNNGATTACAgattacaNNNRAATTTTTTTT".into(),
            matches,
            other_match_count: 0,
        }
    }

    fn found(start: u64, end: u64, strand: Strand) -> PlacedMatch {
        PlacedMatch {
            start,
            end,
            strand,
            motif: 0,
            mismatches: vec![1],
        }
    }

    fn strand(drawing: &str, name: &str) -> String {
        let start = drawing
            .find(&format!(r#"data-strand="{name}""#))
            .expect("the strand");
        let end = start + drawing[start..].find("</text>").expect("its end");
        let mut is_tag = true;
        drawing[start..end]
            .chars()
            .filter(|&letter| {
                let was_tag = is_tag;
                is_tag = letter == '<' || (is_tag && letter != '>');
                !is_tag && !was_tag
            })
            .collect()
    }

    #[test]
    fn both_strands_are_written() {
        let drawing = letters(&plot(10.0), &bases(Vec::new()), None, &|_| String::new());
        assert_eq!(strand(&drawing, "forward"), "GATTACAgattacaNNNRAA");
        assert_eq!(strand(&drawing, "reverse"), "CTAATGTctaatgtNNNYTT");
    }

    #[test]
    fn letters_with_little_room_are_narrow_and_stand_where_they_belong() {
        let drawing = letters(&plot(3.6), &bases(Vec::new()), None, &|_| String::new());
        assert_eq!(strand(&drawing, "forward"), "GATTACAgattacaNNNRAA");
        // Half as wide as a letter of 12 pixels is: the first stands at 23.8, the second at 27.4.
        assert!(drawing.contains(r#"x="47.60 54.80 "#), "{drawing}");
        assert!(drawing.contains(r#"transform="scale(0.5000 1)""#));
    }

    #[test]
    fn there_are_ticks_where_letters_have_no_room() {
        let drawing = letters(&plot(2.0), &bases(Vec::new()), None, &|_| String::new());
        assert!(!drawing.contains("data-strand"));
        for color in ["a", "c", "g", "t", "other"] {
            assert!(drawing.contains(&format!("var(--base-{color})")), "{color}");
        }
    }

    #[test]
    fn matches_lie_beside_their_strand() {
        let all = vec![
            found(95, 101, Strand::Forward),
            found(100, 106, Strand::Reverse),
            found(102, 108, Strand::Both),
            found(130, 136, Strand::Forward),
        ];
        let drawing = letters(&plot(10.0), &bases(all), Some((102, 108)), &|found| {
            format!("<{}>", found.start)
        });
        for (name, is_there) in [
            ("96-101+", true),
            ("101-106-", true),
            ("103-108.", true),
            ("131-136+", false),
        ] {
            let has = drawing.contains(&format!(r#"data-match="{name}""#));
            assert_eq!(has, is_there, "{name}");
        }
        assert!(drawing.contains("&lt;102&gt;"));
        // Its second letter, at 101, differs on the reverse strand: the lower one.
        assert!(
            drawing
                .contains(r#"<rect x="32.0" y="98" width="10.0" height="20" fill="var(--mark)"/>"#),
            "{drawing}"
        );
    }

    #[test]
    fn overlapping_matches_have_rows_of_their_own() {
        let all = (0..8).map(|offset| found(100 + offset, 106 + offset, Strand::Forward));
        let drawing = letters(&plot(10.0), &bases(all.collect()), None, &|_| String::new());
        let tops: Vec<&str> = drawing
            .split("data-match")
            .skip(1)
            .map(|bar| bar.split([' ', 'h']).nth(2).unwrap_or_default())
            .collect();
        assert_eq!(tops, ["66", "57", "48", "39", "30", "30", "66", "57"]);
    }
}
