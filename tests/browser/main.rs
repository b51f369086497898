//! The built site in real browsers, used as a person uses it. `cargo xtask test browser` runs these tests.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, what is missing ends the test"
)]

mod check;
mod download;
mod library;
mod made;
mod match_list;
mod motif_library;
mod native;
mod native_files;
mod own_site;
mod page;
mod scenarios;
mod session;
mod settings;
mod table;

use browser_tests::{browser, driver, folder, needs};

/// Tests of the form `browser::scenario`.
macro_rules! tests {
    ($name:ident is $browser:ident: $($scenario:ident),+ $(,)?) => {
        mod $name {
            use crate::{browser::Browser, check::check, scenarios};
            $(
                #[test]
                fn $scenario() {
                    check(Browser::$browser, stringify!($scenario), scenarios::$scenario);
                }
            )+
        }
    };
}

tests! { chromium is CHROMIUM:
    engine_is_the_best,
    example_is_searched,
    real_file_is_searched,
    odd_file_is_searched,
    second_genome_replaces_the_first,
    file_is_dropped,
    several_files_are_one_genome,
    too_large_genome_is_read_again,
    changed_file_is_not_searched,
    one_bad_file_is_named,
    sequence_is_pasted,
    long_sequence_is_pasted,
    genome_is_kept,
    kept_names_are_shown,
    damaged_entry_is_removed,
    two_tabs_share_the_library,
    keeping_is_stopped,
    ways_to_search_agree,
    millions_of_matches_are_listed,
    thousands_of_records_are_listed,
    matches_are_filtered_and_sorted,
    row_is_picked,
    row_is_copied,
    files_are_downloaded,
    listed_matches_are_downloaded,
    large_file_goes_to_the_disk,
    disk_that_fails_is_told,
    download_is_cancelled,
    work_is_cancelled,
    bad_files_are_refused,
    lost_file_is_refused,
    changed_file_is_refused,
    wrong_motifs_are_refused,
    mismatches_are_marked,
    many_motifs_are_searched,
    one_motif_is_shown_alone,
    wrong_line_is_named,
    results_follow_the_typing,
    slow_search_is_overtaken,
    switch_is_turned_off,
    same_search_is_remembered,
    wrong_mismatches_are_put_right,
    site_works_offline,
    new_version_is_offered,
    new_version_comes_with_loading,
    page_is_loaded_again,
    narrow_page_fits,
    names_are_accessible,
    nothing_is_inaccessible,
    page_is_never_blocked,
    opening_tells_its_pace,
    reload_keeps_settings,
    link_restores_settings,
    damaged_link_is_told,
    refused_copy_is_shown,
    command_is_copied,
    known_motif_is_put_into_the_box,
    own_motifs_are_kept,
    own_motifs_are_imported,
    report_is_printed,
}
tests! { firefox is FIREFOX:
    engine_is_the_best,
    example_is_searched,
    real_file_is_searched,
    odd_file_is_searched,
    second_genome_replaces_the_first,
    file_is_dropped,
    several_files_are_one_genome,
    too_large_genome_is_read_again,
    changed_file_is_not_searched,
    one_bad_file_is_named,
    sequence_is_pasted,
    long_sequence_is_pasted,
    genome_is_kept,
    kept_names_are_shown,
    damaged_entry_is_removed,
    two_tabs_share_the_library,
    keeping_is_stopped,
    ways_to_search_agree,
    millions_of_matches_are_listed,
    thousands_of_records_are_listed,
    matches_are_filtered_and_sorted,
    row_is_picked,
    row_is_copied,
    files_are_downloaded,
    listed_matches_are_downloaded,
    work_is_cancelled,
    bad_files_are_refused,
    lost_file_is_refused,
    changed_file_is_refused,
    wrong_motifs_are_refused,
    mismatches_are_marked,
    many_motifs_are_searched,
    one_motif_is_shown_alone,
    wrong_line_is_named,
    results_follow_the_typing,
    slow_search_is_overtaken,
    switch_is_turned_off,
    same_search_is_remembered,
    site_works_offline,
    new_version_is_offered,
    new_version_comes_with_loading,
    page_is_loaded_again,
    reload_keeps_settings,
    link_restores_settings,
    known_motif_is_put_into_the_box,
    own_motifs_are_imported,
}
tests! { webkit is WEBKIT:
    engine_is_the_best,
    example_is_searched,
    real_file_is_searched,
    odd_file_is_searched,
    second_genome_replaces_the_first,
    file_is_dropped,
    several_files_are_one_genome,
    too_large_genome_is_read_again,
    changed_file_is_not_searched,
    one_bad_file_is_named,
    sequence_is_pasted,
    long_sequence_is_pasted,
    library_is_missing,
    ways_to_search_agree,
    millions_of_matches_are_listed,
    thousands_of_records_are_listed,
    matches_are_filtered_and_sorted,
    row_is_picked,
    row_is_copied,
    files_are_downloaded,
    listed_matches_are_downloaded,
    work_is_cancelled,
    bad_files_are_refused,
    lost_file_is_refused,
    changed_file_is_refused,
    wrong_motifs_are_refused,
    mismatches_are_marked,
    many_motifs_are_searched,
    one_motif_is_shown_alone,
    wrong_line_is_named,
    results_follow_the_typing,
    slow_search_is_overtaken,
    switch_is_turned_off,
    same_search_is_remembered,
    site_works_offline,
    new_version_is_offered,
    new_version_comes_with_loading,
    page_is_loaded_again,
    reload_keeps_settings,
    link_restores_settings,
    known_motif_is_put_into_the_box,
    own_motifs_are_imported,
}
// What differs between the builds: the pool, memory, cancelling, and what the page says of it.
tests! { chromium_single is CHROMIUM_SINGLE:
    engine_is_the_best,
    example_is_searched,
    real_file_is_searched,
    several_files_are_one_genome,
    too_large_genome_is_read_again,
    sequence_is_pasted,
    genome_is_kept,
    damaged_entry_is_removed,
    keeping_is_stopped,
    ways_to_search_agree,
    matches_are_filtered_and_sorted,
    files_are_downloaded,
    work_is_cancelled,
    bad_files_are_refused,
    mismatches_are_marked,
    many_motifs_are_searched,
    one_motif_is_shown_alone,
    results_follow_the_typing,
    slow_search_is_overtaken,
    page_is_loaded_again,
}
tests! { firefox_single is FIREFOX_SINGLE:
    engine_is_the_best,
    example_is_searched,
    real_file_is_searched,
    several_files_are_one_genome,
    too_large_genome_is_read_again,
    sequence_is_pasted,
    genome_is_kept,
    damaged_entry_is_removed,
    keeping_is_stopped,
    ways_to_search_agree,
    matches_are_filtered_and_sorted,
    files_are_downloaded,
    work_is_cancelled,
    bad_files_are_refused,
    mismatches_are_marked,
    many_motifs_are_searched,
    one_motif_is_shown_alone,
    results_follow_the_typing,
    slow_search_is_overtaken,
    page_is_loaded_again,
}
tests! { webkit_single is WEBKIT_SINGLE:
    engine_is_the_best,
    example_is_searched,
    real_file_is_searched,
    several_files_are_one_genome,
    too_large_genome_is_read_again,
    sequence_is_pasted,
    library_is_missing,
    ways_to_search_agree,
    matches_are_filtered_and_sorted,
    files_are_downloaded,
    work_is_cancelled,
    bad_files_are_refused,
    mismatches_are_marked,
    many_motifs_are_searched,
    one_motif_is_shown_alone,
    results_follow_the_typing,
    slow_search_is_overtaken,
    page_is_loaded_again,
}
