//! The example, and what is found in it.

use crate::download::download_bed;
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::{Page, number};
use crate::records::records;

/// The numbers of the example are those that other programs find.
pub(crate) fn example_is_searched(page: &Page) {
    page.open_example();
    let region = page.region("Genome").unwrap();
    let figures = ["Records", "Bases"].map(|name| page.figure(name).unwrap());
    assert_eq!(figures, ["2", "4,033,464"], "{region}");

    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    for motif in ["GAATTC", "TATAAT"] {
        page.search(motif);
        let golden = data("golden").join(format!("vibrio_cholerae_N16961.{motif}.bed"));
        let golden = std::fs::read_to_string(golden).unwrap();
        check_results(page, &genome, motif, &golden);
    }
    assert_eq!(page.outcome(), "572 matches in 2 records");

    // As fuzznuc counts them.
    for (motif, outcome) in [
        ("RCTGTGYRN(17,23)CYTCTCTG", "0 matches in 0 records"),
        ("TTGACAN(14,18)TAWWWT", "17 matches in 2 records"),
    ] {
        page.search(motif);
        assert_eq!(page.outcome(), outcome, "{motif}");
        check_results(page, &genome, motif, &genome.search(motif).bed());
    }
}

/// Compares all that the page shows of a search.
fn check_results(page: &Page, genome: &NativeGenome, motif: &str, bed: &str) {
    let hits = genome.search(motif);
    assert_eq!(page.outcome(), hits.outcome(), "{motif}");

    let titles = page.table("Matches").titles();
    assert_eq!(titles, ["Chromosome", "Start", "End", "Strand", "Sequence"]);
    let rows = page.table("Matches").cells();
    assert_eq!(rows, hits.rows(0, rows.len()), "{motif}");
    assert_eq!(page.table("Matches").row_count(), hits.total(), "{motif}");

    let rows = records(page, "Matches per chromosome");
    let rows: Vec<&[String]> = rows.iter().map(|row| &row[..3]).collect();
    assert_eq!(rows, hits.rows_per_record(), "{motif}");

    let words: String = motif
        .chars()
        .map(|c| if c == '[' || c == ']' { '_' } else { c })
        .collect();
    let file = download_bed(page, &format!("vibrio_cholerae_N16961_{words}.bed"));
    assert!(
        file == bed,
        "{motif}: the BED file has {} lines",
        file.lines().count()
    );
    check_timing(page);
}

fn check_timing(page: &Page) {
    let rows = page.table("Timing").cells();
    let steps: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(steps, ["Read", "Decompress", "Parse", "Search", "Total"]);
    for row in &rows {
        assert!(number(&row[1]).is_some_and(|ms| ms >= 0.0), "{row:?}");
    }
    assert_eq!(rows[0][2], "", "waiting for bytes has no rate");
    let ms = |i: usize| number(&rows[i][1]).unwrap();
    assert!(ms(4) >= ms(3), "the total is no sum: {rows:?}");
}
