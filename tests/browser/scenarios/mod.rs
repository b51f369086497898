//! What a person does, each thing written once; the top of the crate says in which browsers.

mod accessibility;
mod bad_input;
mod cancel;
mod changed_file;
mod compare;
mod density;
mod downloads;
mod engine;
mod example;
mod files;
mod fingers;
mod letters;
mod library;
mod loading;
mod long_tables;
mod many_motifs;
mod match_list;
mod matched;
mod mismatches;
mod motif_library;
mod opening;
mod paste;
mod pictures;
mod reading;
mod records;
mod regions;
mod report;
mod settings;
mod several_files;
mod smoothness;
mod spare;
mod too_large;
mod typing;
mod versions;
mod views;

pub(crate) use accessibility::nothing_is_inaccessible;
pub(crate) use bad_input::{bad_files_are_refused, lost_file_is_refused, wrong_motifs_are_refused};
pub(crate) use cancel::{second_press_ends_nothing, work_is_cancelled};
pub(crate) use changed_file::changed_file_is_refused;
pub(crate) use compare::{
    comparison_is_taken_along, explanation_shows_the_motif, ways_are_compared,
};
pub(crate) use density::{lane_selects_a_record, record_is_zoomed, window_changes_the_line};
pub(crate) use downloads::{
    disk_that_fails_is_told, download_is_cancelled, files_are_downloaded,
    large_file_goes_to_the_disk, listed_matches_are_downloaded,
};
pub(crate) use engine::{engine_is_the_best, ways_to_search_agree};
pub(crate) use example::example_is_searched;
pub(crate) use files::{
    file_is_dropped, odd_file_is_searched, real_file_is_searched, second_genome_replaces_the_first,
};
pub(crate) use fingers::{finger_moves_the_density, two_fingers_zoom_the_density};
pub(crate) use letters::{
    letters_are_those_of_the_file, row_shows_its_letters, row_shows_letters_that_are_read_again,
};
pub(crate) use library::{
    damaged_entry_is_removed, full_library_is_told, genome_is_kept,
    genome_is_replaced_while_it_is_kept, keeping_is_stopped, kept_names_are_shown,
    library_is_missing, other_versions_are_told_apart, two_tabs_share_the_library,
};
pub(crate) use loading::{
    lost_chart_comes_later, missing_engine_is_told, names_are_accessible, narrow_page_fits,
    page_is_loaded_again, start_is_small,
};
pub(crate) use long_tables::{millions_of_matches_are_listed, thousands_of_records_are_listed};
pub(crate) use many_motifs::{
    many_motifs_are_searched, one_motif_is_shown_alone, wrong_line_is_named,
};
pub(crate) use match_list::{matches_are_filtered_and_sorted, row_is_copied, row_is_picked};
pub(crate) use matched::{matched_sequences_are_shown, matched_sequences_follow_the_search};
pub(crate) use mismatches::{mismatches_are_marked, wrong_mismatches_are_put_right};
pub(crate) use motif_library::{
    known_motif_is_put_into_the_box, own_motifs_are_imported, own_motifs_are_kept,
};
pub(crate) use opening::opening_tells_its_pace;
pub(crate) use paste::{
    long_sequence_is_pasted, page_is_left_while_an_engine_starts, sequence_is_pasted,
};
pub(crate) use pictures::{charts_are_saved, dark_charts_are_saved_light};
pub(crate) use reading::{reader_keeps_to_its_buffers, reader_tells_refused_memory};
pub(crate) use records::{missing_z_score_is_explained, records_are_ranked};
pub(crate) use regions::{
    million_regions_are_searched, only_regions_are_searched, wrong_regions_are_named,
};
pub(crate) use report::{report_is_printed, unseen_logo_is_printed};
pub(crate) use settings::{
    command_is_copied, damaged_link_is_told, link_restores_settings, refused_copy_is_shown,
    reload_keeps_settings,
};
pub(crate) use several_files::{one_bad_file_is_named, several_files_are_one_genome};
pub(crate) use smoothness::page_is_never_blocked;
pub(crate) use spare::{spare_engine_can_be_missed, spare_engine_opens_a_large_genome};
pub(crate) use too_large::{
    changed_file_is_not_searched, many_records_are_read_again, million_records_are_opened,
    records_leave_room_to_search, refused_memory_is_told, too_large_genome_is_read_again,
};
pub(crate) use typing::{
    results_follow_the_typing, same_search_is_remembered, slow_search_is_overtaken,
    switch_is_turned_off,
};
pub(crate) use versions::{
    new_version_comes_with_loading, new_version_is_offered, silent_browser_is_not_waited_for,
    site_works_offline, stubborn_version_is_not_waited_for,
};
pub(crate) use views::views_go_back_and_forth;
