//! What the matched sequences look like: against the rows of the same search.

use serde_json::{Value, json};

use super::pictures::{check_png, check_svg};
use crate::download::{save, text};
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::{Page, number};

/// Logo, base counts and distributions are those of all rows.
pub(crate) fn matched_sequences_are_shown(page: &Page) {
    page.open_example();
    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));

    page.search("TTGACAN(14,18)TAWWWT");
    let rows = rows(&genome, "TTGACAN(14,18)TAWWWT");
    let section = wait_for(page, "17 matches");
    assert!(section.contains("Sequence logo"), "{section}");
    open_tables(page);
    let lengths: Vec<u64> = rows.iter().map(|row| row[4].len() as u64 - 12).collect();
    let spacers = (14..=18).map(|length| lengths.iter().filter(|&&one| one == length).count());
    let expected: Vec<u64> = spacers.map(|count| count as u64).collect();
    assert_eq!(counts(page, "Spacer length"), expected);
    // Six letters, the spacer as one column, six letters.
    let columns = page.table("Base counts").cells();
    assert_eq!(columns.len(), 13);
    assert_eq!(columns[6][1..], ["N", "14 to 18 letters"]);
    for (index, column) in columns.iter().enumerate().filter(|(index, _)| *index != 6) {
        let letters = rows.iter().map(|row| {
            let letters = row[4].as_bytes();
            let at = if index < 6 {
                index
            } else {
                letters.len() + index - 13
            };
            letters[at]
        });
        check_column(column, &letters.collect::<Vec<u8>>());
    }
    check_logo(page, &columns);
    check_distances(page, &rows);

    page.select("Height", "Probability");
    page.session.wait("columns of one height", || {
        let heights = logo_heights(page);
        heights
            .iter()
            .all(|height| (height - 96.0).abs() < 0.1)
            .then_some(())
    });
    let stem = "vibrio_cholerae_N16961_TTGACAN(14,18)TAWWWT.sequence_logo";
    let svg = text(save(page, "SVG of Sequence logo", &format!("{stem}.svg")));
    check_svg(&svg, "Sequence logo");
    let png = save(page, "PNG of Sequence logo", &format!("{stem}.png"));
    check_png(&png, &svg);
}

/// Mismatches are counted; one motif of several is to be chosen first; letters that are all the same need no logo.
pub(crate) fn matched_sequences_follow_the_search(page: &Page) {
    page.open_example();
    page.fill_number("Mismatches", "1");
    page.type_motif("RTGASTCAY");
    page.press("Search");
    page.wait_for_results_of("RTGASTCAY, up to 1 mismatch, on ");
    let total = matches(page);
    wait_for(page, &format!("{total} matches"));
    open_tables(page);
    let mismatches = counts(page, "Mismatches");
    assert_eq!(mismatches.len(), 2);
    assert_eq!(
        mismatches.iter().sum::<u64>(),
        number(&total).unwrap() as u64
    );
    assert!(
        mismatches[0] > 0 && mismatches[1] > mismatches[0],
        "{mismatches:?}"
    );

    page.fill_number("Mismatches", "0");
    page.paste_motifs("EcoRI GAATTC\nPribnow TATAAT");
    page.press("Search");
    page.wait_for_results("2 motifs together");
    wait_for(page, "Press a motif");
    page.press("EcoRI");
    page.wait_for_results_of("EcoRI (GAATTC), of 2 motifs, on ");
    let section = wait_for(page, "720 matches");
    assert!(section.contains("All have the same letters"), "{section}");
    assert!(!section.contains("Sequence logo"), "{section}");
    assert!(section.contains("Distance to the next match"), "{section}");

    page.search("GATTACAGATTACAGATTACA");
    wait_for(page, "There are no matches to look at.");
}

/// The number of matches that the status line has.
fn matches(page: &Page) -> String {
    let outcome = page.outcome();
    outcome.split(' ').next().unwrap().to_owned()
}

fn rows(genome: &NativeGenome, motif: &str) -> Vec<Vec<String>> {
    let hits = genome.search(motif);
    hits.rows(0, hits.total() as usize)
}

/// Brings the section into sight and waits until it says this.
#[track_caller]
fn wait_for(page: &Page, words: &str) -> String {
    let script = r"
        const section = document.querySelector('section[aria-label=\'Matched sequences\']');
        section.scrollIntoView();
        return section.getAttribute('aria-busy') === 'true' ? '' : section.textContent;
    ";
    page.session
        .wait(&format!("“{words}” of the matched sequences"), || {
            let text = page.session.script(script, &[]);
            let text = text.as_str().unwrap_or_default();
            text.contains(words).then(|| text.to_owned())
        })
}

fn open_tables(page: &Page) {
    let script =
        "document.querySelectorAll('.matched details').forEach((details) => details.open = true)";
    page.session.script(script, &[]);
}

/// The second column of a table of a distribution.
#[track_caller]
fn counts(page: &Page, caption: &'static str) -> Vec<u64> {
    let rows = page.table(caption).cells();
    let counts = rows.iter().map(|row| number(&row[1]).unwrap() as u64);
    let counts: Vec<u64> = counts.collect();
    // The bars are of the same numbers.
    let script = r"
        const figure = [...document.querySelectorAll('figure')].find((f) => f.querySelector('.chart-name').textContent === arguments[0]);
        return [...figure.querySelectorAll('.bar')].map((bar) => [Number(bar.dataset.count), Number(bar.getAttribute('height'))]);
    ";
    let bars = page.session.script(script, &[json!(caption)]);
    let bars: Vec<(u64, f64)> = bars
        .as_array()
        .into_iter()
        .flatten()
        .map(|bar| (bar[0].as_u64().unwrap(), bar[1].as_f64().unwrap()))
        .collect();
    let drawn: Vec<u64> = bars.iter().map(|(count, _)| *count).collect();
    assert_eq!(drawn, counts, "bars of {caption}");
    let most = counts.iter().copied().max().unwrap().max(1) as f64;
    for (count, height) in bars {
        assert!(
            (height - count as f64 / most * 84.0).abs() < 0.02,
            "{caption}: {count}, {height}"
        );
    }
    counts
}

/// A row of the base counts has the numbers of these letters, and their information.
#[track_caller]
fn check_column(row: &[String], letters: &[u8]) {
    let counts = b"ACGT".map(|base| letters.iter().filter(|&&letter| letter == base).count());
    let expected = counts.map(|count| count.to_string());
    assert_eq!(row[2..6], expected, "{row:?}");
    let n = letters.len() as f64;
    let shares = counts.map(|count| count as f64 / n);
    let entropy: f64 = shares
        .iter()
        .filter(|share| **share > 0.0)
        .map(|share| -share * share.log2())
        .sum();
    let bits = (2.0 - entropy - 3.0 / (2.0 * n * 2_f64.ln())).max(0.0);
    assert!(
        (number(&row[6]).unwrap() - bits).abs() < 0.006,
        "{row:?}, not {bits}"
    );
}

/// Each column of the logo is as high as its information.
#[track_caller]
fn check_logo(page: &Page, columns: &[Vec<String>]) {
    let bits = columns.iter().filter_map(|column| number(column.get(6)?));
    let heights = logo_heights(page);
    let expected: Vec<f64> = bits.map(|bits| bits / 2.0 * 96.0).collect();
    assert_eq!(heights.len(), expected.len());
    for (height, expected) in heights.iter().zip(expected) {
        assert!((height - expected).abs() < 1.0, "{height}, not {expected}");
    }
}

fn logo_heights(page: &Page) -> Vec<f64> {
    let script = r"
        const columns = [...document.querySelectorAll('.logo .logo-column')];
        return columns.map((column) => [...column.querySelectorAll('path')].reduce((sum, path) => sum + Number(path.dataset.height), 0));
    ";
    let heights = page.session.script(script, &[]);
    let heights = heights.as_array().into_iter().flatten();
    heights
        .map(|height| Value::as_f64(height).unwrap())
        .collect()
}

/// There is a distance from each match to the next in the same record.
#[track_caller]
fn check_distances(page: &Page, rows: &[Vec<String>]) {
    let pairs = rows.windows(2).filter(|pair| pair[0][0] == pair[1][0]);
    let distances = pairs.map(|pair| number(&pair[1][1]).unwrap() - number(&pair[0][1]).unwrap());
    let distances: Vec<f64> = distances.collect();
    let sum: u64 = counts(page, "Distance to the next match").iter().sum();
    assert_eq!(sum, distances.len() as u64);
    for row in page.table("Distance to the next match").cells() {
        let (least, greatest) = row[0].split_once('–').unwrap_or((&row[0], &row[0]));
        let range = number(least).unwrap()..=number(greatest).unwrap();
        let inside = distances.iter().filter(|distance| range.contains(distance));
        assert_eq!(number(&row[1]), Some(inside.count() as f64), "{row:?}");
    }
}
