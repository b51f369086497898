//! What is on the page, one part a file.

mod app;
mod clipboard;
mod compare;
mod copy_buttons;
mod density;
mod downloads;
mod drawing;
mod drop_zone;
mod genome_input;
mod genome_region;
mod how_it_works;
mod keeping_panel;
mod library_region;
mod live_switch;
mod matched_sequences;
mod matches_per_record;
mod matches_table;
mod matches_toolbar;
mod mismatches_field;
mod motif_input;
mod motif_library;
mod motif_note;
mod motifs_table;
mod new_version;
mod paste_box;
mod progress;
mod records_table;
mod report;
mod results_region;
mod save_chart;
mod scope_fields;
mod search_options;
mod take_along;
mod timing_table;
mod virtual_table;

pub(crate) use app::App;
