//! What is on the page, one part a file.

mod app;
mod clipboard;
mod compare;
mod density;
mod drawing;
mod drop_zone;
mod genome_input;
mod genome_region;
mod how_it_works;
mod keeping_panel;
mod library_region;
mod live_switch;
mod matches_per_record;
mod matches_table;
mod mismatches_field;
mod motif_input;
mod motif_library;
mod motif_note;
mod motifs_table;
mod new_version;
mod paste_box;
mod progress;
mod report;
mod results_region;
mod search_options;
mod take_along;
mod timing_table;
mod virtual_table;

pub(crate) use app::App;
