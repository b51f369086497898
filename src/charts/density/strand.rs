//! A strand of letters.

use std::fmt::Write as _;

use protocol::DensityBases;

use super::svg::{Plot, escaped};

/// How high a strand is.
pub(super) const STRAND_PX: f64 = 20.0;
/// Letters are written if each has at least so many pixels; they are ticks of their colour below.
const LETTER_PX: f64 = 3.2;
/// A letter of a font of fixed width is about so many times as wide as its size.
const WIDTH_OF_SIZE: f64 = 0.6;
const LARGEST_SIZE: f64 = 15.0;
/// Smaller ones are hardly read: where they have no room, letters of this size are made narrow.
const SMALLEST_SIZE: f64 = 12.0;

/// A strand: letters, or ticks of their colours where there is no room for letters.
pub(super) fn write_strand(
    out: &mut String,
    plot: &Plot,
    bases: &DensityBases,
    y: f64,
    name: &str,
    shown: impl Fn(char) -> char,
) {
    let (start, end) = plot.view.letters();
    let first = start.max(bases.from);
    let last = end.min(bases.from + bases.letters.len() as u64);
    if first >= last {
        return;
    }
    let letters = &bases.letters[(first - bases.from) as usize..(last - bases.from) as usize];
    let px = plot.letter_px();
    if px < LETTER_PX {
        write_ticks(out, plot, first, letters.chars().map(shown), y);
        return;
    }
    let size = (px / WIDTH_OF_SIZE).clamp(SMALLEST_SIZE, LARGEST_SIZE);
    let narrowed = (px / (size * WIDTH_OF_SIZE)).min(1.0);
    let is_in_view = |at: u64| {
        let middle = at as f64 + 0.5;
        (plot.view.from..=plot.view.to).contains(&middle)
    };
    let drawn = letters
        .chars()
        .zip(first..)
        .filter(|&(_, at)| is_in_view(at));
    let mut places = String::new();
    let mut spans = String::new();
    let mut color = "";
    for (letter, at) in drawn {
        let letter = shown(letter);
        let _ = write!(places, "{:.2} ", plot.x(at as f64 + 0.5) / narrowed);
        if color_of(letter) != color {
            if !color.is_empty() {
                spans.push_str("</tspan>");
            }
            color = color_of(letter);
            let _ = write!(spans, r#"<tspan fill="var({color})">"#);
        }
        spans.push_str(&escaped(&letter.to_string()));
    }
    if !color.is_empty() {
        spans.push_str("</tspan>");
    }
    let _ = write!(
        out,
        r#"<text data-strand="{name}" x="{}" y="{:.1}" text-anchor="middle" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-weight="600" font-size="{size:.1}" transform="scale({narrowed:.4} 1)">{spans}</text>"#,
        places.trim_end(),
        y + size * 0.36,
    );
}

fn write_ticks(
    out: &mut String,
    plot: &Plot,
    first: u64,
    letters: impl Iterator<Item = char>,
    y: f64,
) {
    let mut paths: Vec<(&str, String)> = Vec::new();
    let px = plot.letter_px();
    for (letter, at) in letters.zip(first..) {
        let x = plot.x(at as f64);
        if x < plot.left() - px / 2.0 || x > plot.right() - px / 2.0 {
            continue;
        }
        let color = color_of(letter);
        let known = paths.iter().position(|(other, _)| *other == color);
        let index = known.unwrap_or_else(|| {
            paths.push((color, String::new()));
            paths.len() - 1
        });
        let top = y - STRAND_PX / 2.0 + 3.0;
        let height = STRAND_PX - 6.0;
        let _ = write!(paths[index].1, "M{x:.2} {top}h{px:.2}v{height}h-{px:.2}z");
    }
    for (color, path) in paths {
        let _ = write!(out, r#"<path d="{path}" fill="var({color})"/>"#);
    }
}

fn color_of(letter: char) -> &'static str {
    match letter.to_ascii_uppercase() {
        'A' => "--base-a",
        'C' => "--base-c",
        'G' => "--base-g",
        'T' => "--base-t",
        _ => "--base-other",
    }
}

/// The letters that pair with each other: of IUPAC codes too, and in the same case.
pub(crate) fn complement(letter: char) -> char {
    const PAIRS: [&str; 2] = ["ACGTRYSWKMBDHVN", "TGCAYRSWMKVHDBN"];
    let upper = letter.to_ascii_uppercase();
    let paired = PAIRS[0]
        .find(upper)
        .map_or(upper, |index| PAIRS[1].as_bytes()[index].into());
    if letter.is_ascii_lowercase() {
        paired.to_ascii_lowercase()
    } else {
        paired
    }
}
