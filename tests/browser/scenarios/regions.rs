//! Searching in a part of the genome.

use crate::made::{Random, file, record};
use crate::page::Page;
use crate::regions::Regions;

/// Three matches of GAATTC, at 1 to 6, 21 to 26 and 41 to 46 of `one`, the second in lower case, and one in `two`.
const GENOME: &str =
    ">one\nGAATTCACACACACACACACgaattcACACACACACACACGAATTCACAC\n>two\nACACGAATTCACAC\n";

/// Regions are typed, both ways; only matches that lie wholly in one count, and are listed.
pub(crate) fn only_regions_are_searched(page: &Page) {
    let regions = Regions::of(page);
    page.open_pasted(GENOME);
    page.wait_for_genome("pasted sequence");
    page.search("GAATTC");
    assert_eq!(page.outcome(), "4 matches in 2 records");

    regions.type_text("one:21-46\n");
    assert_eq!(regions.wait_for_note("1 region"), "1 region, 26 b");
    search(
        page,
        "GAATTC on both strands at once, since the motif is its own reverse complement (strand “.”), in 1 region (26 b).",
    );
    assert_eq!(page.outcome(), "2 matches in 1 record");
    assert_eq!(first_bases(page), ["21", "41"]);

    // A base less at the end, and another record, as BED.
    regions.type_text("one\t20\t45\ntwo\t0\t14\n");
    regions.wait_for_note("2 regions");
    search(
        page,
        "GAATTC on both strands at once, since the motif is its own reverse complement (strand “.”), in 2 regions (39 b).",
    );
    assert_eq!(page.outcome(), "2 matches in 2 records");
    assert_eq!(first_bases(page), ["21", "5"]);

    regions.set_soft_masked(true);
    search(
        page,
        "GAATTC on both strands at once, since the motif is its own reverse complement (strand “.”), in 2 regions (39 b), not in soft-masked.",
    );
    assert_eq!(page.outcome(), "1 match in 1 record");

    page.press("Clear regions");
    search(
        page,
        "GAATTC on both strands at once, since the motif is its own reverse complement (strand “.”), not in soft-masked.",
    );
    assert_eq!(page.outcome(), "3 matches in 2 records");
    assert_eq!(first_bases(page), ["1", "41", "5"]);
    assert_eq!(regions.text(), "");

    regions.set_soft_masked(false);
    search(
        page,
        "GAATTC on both strands at once, since the motif is its own reverse complement (strand “.”).",
    );
    assert_eq!(page.outcome(), "4 matches in 2 records");
}

/// What is wrong with regions is said with the line, and nothing is searched; with another genome they are read again.
pub(crate) fn wrong_regions_are_named(page: &Page) {
    let regions = Regions::of(page);
    regions.type_text("one:1-10\n\nchr2:5-6\n");
    assert_eq!(regions.wait_for_note("no genome yet"), "no genome yet");
    page.open_pasted(GENOME);
    page.wait_for_genome("pasted sequence");
    regions.wait_for_note("something is wrong");
    assert_eq!(
        regions.sentence(),
        "Line 3, column 1: the genome has no record “chr2”. Its records are “one”, “two”."
    );
    page.set_live(false);
    page.type_motif("GAATTC");
    page.press("Search");
    let problem = page.wait_for_problem();
    assert!(
        problem
            .starts_with("Nothing was searched, since something is wrong with the regions. Line 3"),
        "{problem}"
    );
    page.press("Dismiss");
    let status = page.status();
    assert!(status.starts_with("Type a motif"), "{status}");

    regions.type_text("one:1-10\nTWO:5-6\n");
    regions.wait_until("the other sentence", || {
        regions.sentence() == "Line 2, column 1: the genome has no record “TWO”, but it has “two”. Write names as the genome does."
    });
    regions.type_text("one:1-10\ntwo:5-1,000\n");
    assert_eq!(regions.wait_for_note("2 regions"), "2 regions, 20 b");
    assert!(
        regions
            .sentence()
            .starts_with("1 reached past the end of its record and was cut there."),
        "{}",
        regions.sentence()
    );
    page.press("Search");
    page.wait_for_results("GAATTC");
    assert_eq!(page.outcome(), "2 matches in 2 records");

    // Regions are of a genome: in another one, the same text is read again.
    page.open_pasted(">one\nGAATTCGAATTC\n");
    page.session.wait("the other genome", || {
        (page.figure("Bases").as_deref() == Some("12")).then_some(())
    });
    regions.wait_for_note("something is wrong");
    assert!(
        regions.sentence().ends_with("Its only record is “one”."),
        "{}",
        regions.sentence()
    );
    assert!(regions.is_without_soft_masked(), "nothing is in lower case");
    regions.type_text("one:6-12");
    regions.wait_for_note("1 region");
    page.press("Search");
    page.wait_for_results("GAATTC");
    assert_eq!(page.outcome(), "1 match in 1 record");
}

/// A file of a million regions is read by the engine, while the page stays free; then typing is as quick as before.
pub(crate) fn million_regions_are_searched(page: &Page) {
    let regions = Regions::of(page);
    let bases = Random::new(7).bases(4_000_000);
    let text = record("made", &bases, "\n");
    page.open_file(&file(page.session.folder(), "made.fa", text.as_bytes()));
    // Two letters in four.
    let lines =
        (0..1_000_000).map(|index| format!("made\t{}\t{}\tname\n", 4 * index, 4 * index + 2));
    let lines: String = lines.collect();
    regions.choose_file(&file(page.session.folder(), "many.bed", lines.as_bytes()));
    let note = regions.wait_for_note("1,000,000 regions");
    assert_eq!(note, "1,000,000 regions, 2.00 Mb");
    assert!(
        regions.sentence().starts_with("many.bed: "),
        "{}",
        regions.sentence()
    );
    for motif in ["GA", "GAA"] {
        page.type_motif(motif);
        if !page.is_live() {
            page.press("Search");
        }
        page.wait_for_results(motif);
        let expected = (0..bases.len() / 4).filter(|index| {
            let letters = &bases[4 * index..4 * index + 2];
            // Both strands: TC is GA.
            letters == "GA" || letters == "TC"
        });
        let expected = if motif == "GA" { expected.count() } else { 0 };
        let count = page.outcome();
        let count = count.split(' ').next().unwrap_or_default().replace(',', "");
        assert_eq!(count, expected.to_string(), "{motif}");
    }
    page.press("Clear regions");
    assert_eq!(regions.wait_for_note(""), "");
    let value = page.session.script(
        "return document.querySelector('[aria-label=\"Regions file\"]').value",
        &[],
    );
    assert_eq!(value, "");
}

#[track_caller]
fn search(page: &Page, subject: &str) {
    page.press("Search");
    page.wait_for_results_of(subject);
}

/// The column of the first bases.
fn first_bases(page: &Page) -> Vec<String> {
    let table = page.table("Matches");
    let column = table
        .titles()
        .iter()
        .position(|title| title.starts_with("First") || title.starts_with("Start"));
    let column = column.unwrap_or(1);
    table
        .cells()
        .iter()
        .map(|row| row[column].clone())
        .collect()
}
