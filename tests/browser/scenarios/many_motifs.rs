//! Many motifs in one search.

use serde_json::json;

use crate::download::download_bed;
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::Page;
use crate::records::records;

/// A name before a tab, a name before a space, and none.
const LINES: &str = "EcoRI\tGAATTC\nPribnow TATAAT\n\nCGSKRRCH\n";
const FASTA: &str = ">EcoRI its site\nGAA\nTTC\n>Pribnow\nTATAAT\n>\nCGSKRRCH";
/// Name, motif, and matches in the example, as other programs count them.
const COUNTS: [[&str; 3]; 4] = [
    ["All together", "", "6,255"],
    ["EcoRI", "GAATTC", "720"],
    ["Pribnow", "TATAAT", "572"],
    ["CGSKRRCH", "CGSKRRCH", "4,963"],
];

/// Several motifs are counted together and each for itself, however they are written.
pub(crate) fn many_motifs_are_searched(page: &Page) {
    page.open_example();
    page.set_live(false);
    for motifs in [LINES, FASTA] {
        page.search("GAATTC");
        assert_eq!(page.region("Results").unwrap().find("Motifs"), None);
        page.paste_motifs(motifs);
        page.press("Search");
        page.wait_for_results("3 motifs together");
        assert_eq!(page.outcome(), "6,255 matches in 2 records", "{motifs}");
        check_counts(page);
        let titles = page.table("Matches").titles();
        assert_eq!(
            titles,
            ["Chromosome", "Start", "End", "Strand", "Motif", "Sequence"]
        );
        for row in page.table("Matches").cells() {
            let length = if row[4] == "CGSKRRCH" { 8 } else { 6 };
            assert_eq!(row[5].len(), length, "{row:?}");
        }
    }
    let bed = download_bed(page, "vibrio_cholerae_N16961_3_motifs.bed");
    assert_eq!(bed.lines().count(), 6255);
    let of = |name: &str| {
        bed.lines()
            .filter(|line| line.split('\t').nth(3) == Some(name))
            .count()
    };
    assert_eq!(["EcoRI", "Pribnow", "CGSKRRCH"].map(of), [720, 572, 4963]);
}

/// Of several motifs each can be looked at alone.
pub(crate) fn one_motif_is_shown_alone(page: &Page) {
    page.open_example();
    page.paste_motifs(LINES);
    page.press("Search");
    page.wait_for_results("3 motifs together");

    page.press("Pribnow");
    page.wait_for_results_of("Pribnow (TATAAT), of 3 motifs, on ");
    assert_eq!(page.outcome(), "572 matches of Pribnow in 2 records");
    check_counts(page);
    let hits = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz")).search("TATAAT");
    let rows = page.table("Matches of Pribnow").cells();
    assert_eq!(rows, hits.rows(0, rows.len()));
    let rows = records(page, "Matches of Pribnow per chromosome");
    let rows: Vec<&[String]> = rows.iter().map(|row| &row[..3]).collect();
    assert_eq!(rows, hits.rows_per_record());
    let pressed = page.session.script(
        "return [document.activeElement.textContent, document.activeElement.ariaPressed]",
        &[],
    );
    assert_eq!(
        pressed,
        json!(["Pribnow", "true"]),
        "the focus stays where it was"
    );
    let golden = data("golden/vibrio_cholerae_N16961.TATAAT.bed");
    let golden = std::fs::read_to_string(golden).unwrap();
    let bed = download_bed(page, "vibrio_cholerae_N16961_Pribnow.bed");
    assert!(bed == golden.replace("TATAAT", "Pribnow"));

    page.press("All together");
    page.wait_for_results("3 motifs together");
    assert_eq!(page.outcome(), "6,255 matches in 2 records");
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
}

/// Of a list, also the line of what is wrong is said.
pub(crate) fn wrong_line_is_named(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    for (motifs, place) in [
        ("EcoRI GAATTC\n\nGA(3", "Line 3, column 5:"),
        (">a\nGAATTC\n>b\nGAAT\nT[AC", "Line 5, column 5:"),
    ] {
        let before = page.status();
        page.paste_motifs(motifs);
        page.session.wait(&format!("{place} for {motifs:?}"), || {
            // What was wrong before may still be said for a moment.
            let (note, is_wrong) = page.motif_note();
            (is_wrong && note.starts_with(place)).then_some(())
        });
        assert_eq!(page.problem(), None, "typing is no mistake yet");
        assert_eq!(page.status(), before);
        page.press("Search");
        let sentence = page.wait_for_problem();
        let place = place.to_lowercase();
        assert!(sentence.contains(place.trim_end_matches(':')), "{sentence}");
    }
}

/// All motifs and their counts, whichever is shown.
fn check_counts(page: &Page) {
    let table = page.table("Motifs");
    let titles = [
        "Name", "Motif", "Matches", "Forward", "Reverse", "Both (.)", "Expected",
    ];
    assert_eq!(table.titles(), titles);
    let rows = table.cells();
    let counts: Vec<&[String]> = rows.iter().map(|row| &row[..3]).collect();
    assert_eq!(counts, COUNTS);
    // A site that is its own reverse complement is on both strands at once.
    assert_eq!(rows[1][3..6], ["–", "–", "720"]);
    assert_eq!(rows[2][5], "–");
}
