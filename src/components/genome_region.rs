use leptos::prelude::*;
use protocol::{Compression, GenomeSummary, Holding};

use super::part::{Part, Piece};
use crate::model::{files, format};
use crate::state::AppState;

/// What is opened.
#[component]
pub(crate) fn GenomeRegion() -> impl IntoView {
    let state = expect_context::<AppState>();
    let has_genome = Memo::new(move |_| state.genome.with(Option::is_some));
    let none_yet = || {
        view! {
            <p class="empty">
                "No genome yet. Choose FASTA files, drop them anywhere on this page, paste a sequence, or open the example."
            </p>
        }
    };
    view! {
        <section class="genome" aria-labelledby="genome-heading">
            <h2 id="genome-heading">"Genome"</h2>
            <Show when=move || has_genome.get() fallback=none_yet>
                <Part piece=Piece::Figures/>
            </Show>
        </section>
    }
}

/// The opened genome in figures.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let state = expect_context::<AppState>();
    move || state.genome.get().map(|genome| figures(&genome))
}

fn figures(genome: &GenomeSummary) -> impl IntoView + use<> {
    let others = genome.other_letter_count();
    let other_letters = if others == 0 {
        "none".to_owned()
    } else {
        let letters: Vec<String> = genome
            .other_letters
            .iter()
            .map(|(letter, count)| format!("{letter} {}", format::integer(*count)))
            .collect();
        format!("{} ({})", format::integer(others), letters.join(", "))
    };
    let figures = [
        ("Size", size(genome)),
        ("Records", format::integer(genome.record_count)),
        ("Bases", format::integer(genome.length_bases)),
        (
            "GC",
            genome
                .gc_share()
                .map_or_else(|| "–".to_owned(), format::percent),
        ),
        ("Opened in", opened_in(genome)),
        ("Letters that are no base", other_letters),
    ];
    view! {
        <dl class="figures">
            {file_view(&genome.file_names)}
            {figures
                .into_iter()
                .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                .collect_view()}
        </dl>
        {remarks(genome).into_iter().map(|remark| view! { <p class="note">{remark}</p> }).collect_view()}
    }
}

/// The name of the file; of several, all names when they are asked for.
fn file_view(names: &[String]) -> impl IntoView + use<> {
    let label = files::label(names);
    if names.len() < 2 {
        return view! { <div><dt>"File"</dt><dd>{label}</dd></div> }.into_any();
    }
    let names = names.to_vec();
    view! {
        <div>
            <dt>"Files"</dt>
            <dd>
                <details class="files">
                    <summary>{label}</summary>
                    // By key, it can be scrolled.
                    <ol tabindex="0" aria-label="Files">
                        {names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}
                    </ol>
                </details>
            </dd>
        </div>
    }
    .into_any()
}

fn opened_in(genome: &GenomeSummary) -> String {
    let time = format::duration(genome.times.total_ms);
    match genome.kept_bytes {
        Some(_) => format!("{time}, from the library"),
        None => time,
    }
}

fn size(genome: &GenomeSummary) -> String {
    let bytes = format::bytes(genome.file_bytes);
    match genome.file_names.len() {
        0 | 1 => format!("{bytes} {}", compression(genome.compression)),
        files => format!("{bytes} in {} files", format::integer(files as u64)),
    }
}

const fn compression(compression: Compression) -> &'static str {
    match compression {
        Compression::Plain => "plain",
        Compression::Gzip => "gzip",
        Compression::Bgzf => "BGZF",
        Compression::Zstd => "zstd",
        Compression::Zip => "ZIP",
        Compression::TwoBit => "2bit",
    }
}

/// What a person should know of the file before trusting its names.
fn remarks(genome: &GenomeSummary) -> Vec<String> {
    let mut remarks = Vec::new();
    if genome.holding == Holding::ReadAgain {
        remarks
            .push("It is too large for memory: its files are read again for each search.".into());
    }
    if genome.duplicate_name_count > 0 {
        remarks.push(format!(
            "{} the name of an earlier one; each is searched and listed by its place in the file.",
            format::counted(genome.duplicate_name_count, "record has", "records have"),
        ));
    }
    if genome.empty_record_count > 0 {
        remarks.push(format!(
            "{} without sequence.",
            format::counted(genome.empty_record_count, "record is", "records are"),
        ));
    }
    remarks
}
