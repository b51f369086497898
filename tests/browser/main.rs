//! The built site in real browsers, used as a person uses it. `cargo xtask test browser` runs these tests.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, what is missing ends the test"
)]

mod check;
mod compare;
mod density;
mod download;
mod engines;
mod library;
mod made;
mod match_list;
mod motif_library;
mod native;
mod native_files;
mod own_site;
mod page;
mod records;
mod regions;
mod scenarios;
mod session;
mod settings;
mod table;

use browser_tests::{browser, driver, folder, needs};

/// Tests of the form `group::browser::scenario`: each scenario of the group in each of its browsers.
macro_rules! tests {
    ($group:ident in $($browser:ident),+: $scenarios:tt) => {
        mod $group {
            $(tests! { @ $browser $scenarios })+
        }
    };
    (@ $browser:ident { $($scenario:ident),+ $(,)? }) => {
        mod $browser {
            use crate::{browser::Browser, check::check, scenarios};
            $(
                #[test]
                fn $scenario() {
                    check(browser!($browser), stringify!($scenario), scenarios::$scenario);
                }
            )+
        }
    };
}

/// With threads, and without.
macro_rules! browser {
    (chromium) => {
        Browser::CHROMIUM
    };
    (firefox) => {
        Browser::FIREFOX
    };
    (webkit) => {
        Browser::WEBKIT
    };
    (chromium_single) => {
        Browser::CHROMIUM_SINGLE
    };
    (firefox_single) => {
        Browser::FIREFOX_SINGLE
    };
    (webkit_single) => {
        Browser::WEBKIT_SINGLE
    };
}

// In each browser, with threads and without: what a browser may do in its own way while a genome is opened and searched.
tests! { everywhere in chromium, firefox, webkit, chromium_single, firefox_single, webkit_single: {
    engine_is_the_best,
    example_is_searched,
    several_files_are_one_genome,
    too_large_genome_is_read_again,
    files_are_downloaded,
    work_is_cancelled,
    page_is_loaded_again,
} }

// What the builds may differ in, whatever the browser: without threads in one of them.
tests! { both_builds in chromium, firefox, webkit, chromium_single: {
    real_file_is_searched,
    sequence_is_pasted,
    ways_to_search_agree,
    matches_are_filtered_and_sorted,
    bad_files_are_refused,
    mismatches_are_marked,
    only_regions_are_searched,
    results_follow_the_typing,
    slow_search_is_overtaken,
    ways_are_compared,
} }

// What both builds do alike.
tests! { with_threads in chromium, firefox, webkit: {
    many_motifs_are_searched,
    one_motif_is_shown_alone,
    comparison_is_taken_along,
    explanation_shows_the_motif,
    views_go_back_and_forth,
    odd_file_is_searched,
    second_genome_replaces_the_first,
    file_is_dropped,
    changed_file_is_not_searched,
    refused_memory_is_told,
    spare_engine_opens_a_large_genome,
    one_bad_file_is_named,
    long_sequence_is_pasted,
    page_is_left_while_an_engine_starts,
    millions_of_matches_are_listed,
    thousands_of_records_are_listed,
    row_is_picked,
    row_is_copied,
    listed_matches_are_downloaded,
    lost_file_is_refused,
    changed_file_is_refused,
    wrong_motifs_are_refused,
    wrong_regions_are_named,
    wrong_line_is_named,
    switch_is_turned_off,
    same_search_is_remembered,
    start_is_small,
    lost_chart_comes_later,
    missing_engine_is_told,
    site_works_offline,
    new_version_is_offered,
    new_version_comes_with_loading,
    records_are_ranked,
    missing_z_score_is_explained,
    charts_are_saved,
    matched_sequences_are_shown,
    matched_sequences_follow_the_search,
    reload_keeps_settings,
    link_restores_settings,
    known_motif_is_put_into_the_box,
    own_motifs_are_imported,
    lane_selects_a_record,
    record_is_zoomed,
} }

// WebKitGTK has no library.
tests! { with_library in chromium, firefox, chromium_single, firefox_single: {
    genome_is_kept,
} }

tests! { library_of_both_builds in chromium, firefox, chromium_single: {
    damaged_entry_is_removed,
    keeping_is_stopped,
    genome_is_replaced_while_it_is_kept,
    other_versions_are_told_apart,
} }

tests! { with_library_and_threads in chromium, firefox: {
    kept_names_are_shown,
    two_tabs_share_the_library,
} }

tests! { without_library in webkit, webkit_single: {
    library_is_missing,
} }

// WebKit has no streams into buffers: there the engine's own thread reads.
tests! { with_streams_into_buffers in chromium, firefox: {
    reader_keeps_to_its_buffers,
    reader_tells_refused_memory,
} }

// Of the builds, that with threads takes its memory at once.
tests! { with_memory_at_once in chromium, firefox: {
    many_records_are_read_again,
    million_records_are_opened,
    records_leave_room_to_search,
} }

tests! { letters in chromium, firefox, webkit, chromium_single: {
    letters_are_those_of_the_file,
    row_shows_its_letters,
} }

tests! { builds_of_chromium in chromium, chromium_single: {
    window_changes_the_line,
    row_shows_letters_that_are_read_again,
} }

// What only Chromium has, or its driver can do, or that needs to be seen once.
tests! { chromium_alone in chromium: {
    second_press_ends_nothing,
    full_library_is_told,
    large_file_goes_to_the_disk,
    disk_that_fails_is_told,
    download_is_cancelled,
    million_regions_are_searched,
    wrong_mismatches_are_put_right,
    narrow_page_fits,
    names_are_accessible,
    nothing_is_inaccessible,
    page_is_never_blocked,
    opening_tells_its_pace,
    damaged_link_is_told,
    refused_copy_is_shown,
    command_is_copied,
    own_motifs_are_kept,
    report_is_printed,
    unseen_logo_is_printed,
    stubborn_version_is_not_waited_for,
    silent_browser_is_not_waited_for,
    spare_engine_can_be_missed,
    dark_charts_are_saved_light,
    two_fingers_zoom_the_density,
    finger_moves_the_density,
} }
