//! The drawing of a record in words, and what lies below the pointer.

use leptos::prelude::*;
use protocol::{DensityLine, PlacedMatch, Strand};

use super::state::DensityState;
use crate::charts::density::complement;
use crate::model::density::per_length;
use crate::model::format::{counted, integer, percent};
use crate::model::motifs::called;

/// `GAATTC at 1,031–1,036, strand +`.
pub(super) fn match_label(density: DensityState, found: &PlacedMatch) -> String {
    let motif = density.results.with(|results| {
        let motif = results.as_ref()?.summary.motifs.get(found.motif as usize)?;
        Some(called(motif).to_owned())
    });
    format!(
        "{} at {}–{}, strand {}",
        motif.unwrap_or_default(),
        integer(found.start + 1),
        integer(found.end),
        found.strand.sign()
    )
}

/// The drawing in words.
pub(super) fn words(density: DensityState) -> String {
    let view = density.view.get();
    let label = density
        .shown
        .with(|shown| shown.as_ref().map(|shown| view.label(&shown.name)));
    let Some(label) = label else {
        return String::new();
    };
    if density.shows_letters() {
        let (start, end) = view.letters();
        let bases = density.bases.get();
        let Some((_, bases)) = bases else {
            return label;
        };
        let letters: String = bases
            .letters
            .chars()
            .zip(bases.from..)
            .filter(|(_, at)| (start..end).contains(at))
            .map(|(letter, _)| letter)
            .collect();
        let matches = bases
            .matches
            .iter()
            .filter(|found| found.end > start && found.start < end);
        let matches: Vec<String> = matches.map(|found| match_label(density, found)).collect();
        return format!(
            "{label}, letter by letter, forward strand: {letters}. {}{}",
            counted(matches.len() as u64, "match", "matches"),
            if matches.is_empty() {
                ".".to_owned()
            } else {
                format!(": {}.", matches.join("; "))
            },
        );
    }
    format!(
        "{label}: matches and GC as lines, means of {} bases; the numbers are below.",
        integer(density.drawn_window())
    )
}

pub(super) fn legend(density: DensityState) -> AnyView {
    if density.shows_letters() {
        let others = density.bases.with(|bases| {
            bases
                .as_ref()
                .map_or(0, |(_, bases)| bases.other_match_count)
        });
        let too_many = (others > 0).then(|| {
            format!(
                " {} are not drawn.",
                counted(others, "further match", "further matches")
            )
        });
        return view! {
            "Forward strand above, its complement below; matches lie beside the strand that they are on, letters that differ are underlined; lower case is soft-masked."
            {too_many}
        }
        .into_any();
    }
    view! {
        <span class="key-matches" aria-hidden="true"></span>
        {format!("matches, mean of {} bases ", integer(density.drawn_window()))}
        <span class="key-gc" aria-hidden="true"></span>
        "GC. "
        <span class="on-screen">"The wheel or two fingers zoom, dragging moves."</span>
    }
    .into_any()
}

/// What is drawn below the pointer.
pub(super) fn reading(density: DensityState, x: f64) -> Option<String> {
    let plot = density.plot();
    if !(plot.left()..=plot.right()).contains(&x) {
        return None;
    }
    let position = plot.position_at(x);
    if density.shows_letters() {
        let (_, bases) = density.bases.get()?;
        let index = (position.floor() as u64).checked_sub(bases.from)?;
        let letter = bases.letters.chars().nth(index as usize)?;
        let matches = bases
            .matches
            .iter()
            .filter(|found| (found.start as f64..found.end as f64).contains(&position));
        let strands: Vec<&str> = matches.map(|found| Strand::sign(found.strand)).collect();
        let found = match strands.len() {
            0 => String::new(),
            count => format!(", {}", counted(count as u64, "match", "matches")),
        };
        return Some(format!(
            "{}: {letter}, pairs with {}{found}",
            integer(position.floor() as u64 + 1),
            complement(letter)
        ));
    }
    let (_, line) = density.line.get()?;
    point_label(&line, position)
}

/// `at 1,234,567: 3.20 per kb, GC 47.5 %`.
fn point_label(line: &DensityLine, position: f64) -> Option<String> {
    let index = ((position - line.from as f64) / line.step as f64).round();
    let point = (index >= 0.0)
        .then(|| line.points.get(index as usize))
        .flatten()?;
    let at = line.from + index as u64 * line.step;
    let gc = point.gc_share().map_or_else(
        || "no base".to_owned(),
        |share| format!("GC {}", percent(share)),
    );
    Some(format!(
        "around {}: {}, {gc}",
        integer(at + 1),
        per_length(point.matches_per_base())
    ))
}
