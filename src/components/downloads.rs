use leptos::prelude::*;
use protocol::{ExportSettings, MOST_FLANKING_BASES};

use crate::model::export::{Format, flanking_bases};
use crate::model::format::{bytes, counted, integer};
use crate::model::motifs::of_shown;
use crate::state::AppState;

/// Flanking letters to begin with.
const FLANKING_BASES: u32 = 0;

/// The matches, or their counts, as a file.
#[component]
pub(crate) fn Downloads() -> impl IntoView {
    let state = expect_context::<AppState>();
    let format = RwSignal::new(Format::default());
    let flanks = RwSignal::new(FLANKING_BASES);
    let wants_listed = RwSignal::new(true);
    let is_filtered = Memo::new(move |_| state.listed.get().list.is_filtered());
    let only_listed = move || is_filtered.get() && wants_listed.get();
    let has_choice = move || is_filtered.get() && format.get() != Format::Csv;
    let settings = move || {
        state.listed.track();
        ExportSettings {
            format: format.get().with_flanks(flanks.get()),
            list: state.exported_list(only_listed()),
        }
    };
    view! {
        <div class="downloads">
            <label for="download-format">"Download as"</label>
            <select
                id="download-format"
                prop:value=move || format.get().label()
                on:change=move |event| {
                    let label = event_target_value(&event);
                    let chosen = Format::ALL.into_iter().find(|format| format.label() == label);
                    format.set(chosen.unwrap_or_default());
                }
            >
                {Format::ALL
                    .map(|each| {
                        let is_chosen = move || format.get() == each;
                        view! { <option value=each.label() selected=is_chosen>{each.choice()}</option> }
                    })
                    .collect_view()}
            </select>
            <Show when=move || format.get() == Format::Fasta>
                <label for="flanking-bases">"Flanking bases"</label>
                <input
                    type="number"
                    id="flanking-bases"
                    min="0"
                    max=MOST_FLANKING_BASES
                    prop:value=move || flanks.get().to_string()
                    on:change=move |event| {
                        // What is no such number leaves the former one; setting it writes it into the box again.
                        let typed = flanking_bases(&event_target_value(&event));
                        flanks.set(typed.unwrap_or_else(|| flanks.get_untracked()));
                    }
                />
            </Show>
            <Show when=has_choice>
                <select
                    aria-label="Matches to download"
                    on:change=move |event| wants_listed.set(event_target_value(&event) == "listed")
                >
                    <option value="listed" selected=move || wants_listed.get()>
                        {move || format!("The {} listed", integer(state.listed.get().row_count))}
                    </option>
                    <option value="all" selected=move || !wants_listed.get()>
                        "All matches"
                    </option>
                </select>
            </Show>
            <button
                type="button"
                class="secondary"
                disabled=move || state.is_busy()
                on:click=move |_| {
                    state.download(format.get_untracked(), flanks.get_untracked(), untrack(only_listed))
                }
            >
                {move || format!("Download {}", format.get().label())}
            </button>
            <p class="note">{move || note(state, format.get(), settings())}</p>
        </div>
    }
}

/// What the file will be: `12,345 matches of EcoRI, about 420 kB. BED6: …`.
fn note(state: AppState, format: Format, settings: ExportSettings) -> String {
    let Some(results) = state.results.get() else {
        return String::new();
    };
    let rows = match format {
        Format::Csv => {
            let records = state.genome.get().map_or(0, |genome| genome.record_count);
            counted(records, "chromosome", "chromosomes")
        }
        _ => counted(state.export_row_count(settings.list), "match", "matches"),
    };
    let of = of_shown(&results.summary);
    let size = bytes(state.export_bytes(settings));
    format!("{rows}{of}, about {size}. {}", format.note())
}
