//! Matches per chromosome: what the bars show, their order, and the one that is selected.

use crate::made::{Random, file, record};
use crate::native::NativeGenome;
use crate::page::{Page, button, number};
use crate::records::{Bars, bars, click_bar, records, selected, wait_for_bars};

const CAPTION: &str = "Matches per chromosome";

/// A genome whose records are in no order: neither by name nor by what is in them.
fn genome() -> String {
    let mut random = Random::new(5);
    let mut text = record("chr10", &random.bases(30_000), "\n");
    text.push_str(&record("chr2", &"GATTACA".repeat(2_000), "\n"));
    text.push_str(&record("chr1", &random.bases(60_000), "\n"));
    text
}

/// Bars and table follow what is chosen above them; a click on either selects a record in both.
pub(crate) fn records_are_ranked(page: &Page) {
    let path = file(page.session.folder(), "ranked.fa", genome().as_bytes());
    page.open_file(&path);
    page.search("RATTAC");
    let hits = NativeGenome::open(&path).search("RATTAC");
    let in_file = wait_for_bars(page, &["chr10", "chr2", "chr1"]);
    let rows = records(page, CAPTION);
    let first_three: Vec<&[String]> = rows.iter().map(|row| &row[..3]).collect();
    assert_eq!(first_three, hits.rows_per_record());
    check_bars(&in_file, &rows, 2);
    let strands: Vec<&str> = in_file
        .strands
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(strands, ["Forward", "Reverse"]);
    let expected: Vec<f64> = rows.iter().map(|row| number(&row[6]).unwrap()).collect();
    for (shown, native) in expected.iter().zip(hits.expected_per_record()) {
        assert!((shown - native).abs() <= native * 0.005, "{rows:?}");
    }

    page.select("Order", "By name");
    let by_name = wait_for_bars(page, &["chr1", "chr2", "chr10"]);
    check_bars(&by_name, &wait_for_rows(page, "chr1"), 2);
    page.select("Order", "By value");
    let by_count = wait_for_bars(page, &["chr2", "chr1", "chr10"]);
    check_bars(&by_count, &wait_for_rows(page, "chr2"), 2);

    for (measure, column) in [("Matches per Mb", 5), ("Observed ÷ expected", 7)] {
        page.select("Bars", measure);
        let first = page.session.wait(&format!("the bars of {measure}"), || {
            let bars = bars(page);
            (bars.heights() != by_count.heights()).then_some(bars)
        });
        // What comes by the former measure may still be on its way.
        let rows = page.session.wait(&format!("rows by {measure}"), || {
            let rows = records(page, CAPTION);
            let values: Vec<f64> = rows
                .iter()
                .map(|row| number(&row[column]).unwrap())
                .collect();
            values
                .is_sorted_by(|one, other| one >= other)
                .then_some(rows)
        });
        assert_eq!(first.names[0], "chr2");
        let shown = page.session.wait("bars in the order of the rows", || {
            let bars = bars(page);
            let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
            let is_measured =
                (bars.heights()[0] / number(&rows[0][column]).unwrap() - 1.0).abs() < 0.02;
            (bars.names == names && is_measured).then_some(bars)
        });
        check_bars(&shown, &rows, column);
    }

    page.select("Order", "As in the file");
    wait_for_bars(page, &["chr10", "chr2", "chr1"]);
    wait_for_rows(page, "chr10");
    click_bar(page, 2);
    wait_for_bars(page, &["chr10", "chr2", "▸ chr1"]);
    page.session.wait("the row that is selected", || {
        (selected(page) == ["chr1"]).then_some(())
    });
    page.session.send_keys(&button("chr2"), "\u{e007}");
    wait_for_bars(page, &["chr10", "▸ chr2", "chr1"]);
    assert_eq!(selected(page), ["chr2"]);
    // The selection is of the genome, not of the search.
    page.search("GATNACA");
    wait_for_bars(page, &["chr10", "▸ chr2", "chr1"]);
}

/// Where it cannot be known how far a count is from chance, the page says why.
pub(crate) fn missing_z_score_is_explained(page: &Page) {
    let path = file(page.session.folder(), "ranked.fa", genome().as_bytes());
    page.open_file(&path);
    for (motif, sentence) in [
        ("GATTACA", "; z = "),
        (
            "GAN(1,2)TN(0,1)C",
            "no z-score: several parts of variable length",
        ),
        ("N", "no z-score: chance leaves no choice"),
    ] {
        page.search(motif);
        page.session.wait(&format!("“{sentence}” for {motif}"), || {
            let region = page.region("Results").unwrap();
            region.contains(sentence).then_some(())
        });
        let has_z = records(page, CAPTION)
            .iter()
            .all(|row| row.last().unwrap() != "–");
        assert_eq!(has_z, sentence == "; z = ", "{motif}");
    }
}

#[track_caller]
fn wait_for_rows(page: &Page, first: &str) -> Vec<Vec<String>> {
    page.session.wait(&format!("{first} in the first row"), || {
        let rows = records(page, CAPTION);
        (rows[0][0] == first).then_some(rows)
    })
}

/// The bars show this column of the rows.
#[track_caller]
fn check_bars(bars: &Bars, rows: &[Vec<String>], column: usize) {
    let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(bars.names, names);
    for (height, row) in bars.heights().into_iter().zip(rows) {
        let value = number(&row[column]).unwrap();
        assert!(
            (height - value).abs() <= value * 0.006,
            "{height} in {row:?}"
        );
    }
}
