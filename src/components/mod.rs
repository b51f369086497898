//! What is on the page, one part a file.

mod app;
mod drop_zone;
mod genome_input;
mod genome_region;
mod keeping_panel;
mod library_region;
mod live_switch;
mod matched_sequences;
mod matches_per_record;
mod matches_table;
mod mismatches_field;
mod motif_input;
mod motif_note;
mod motifs_table;
mod new_version;
mod paste_box;
mod progress;
mod records_table;
mod results_region;
mod save_chart;
mod search_options;
mod timing_table;
mod virtual_table;

pub(crate) use app::App;
