//! How densely the matches lie: lanes, and a line with its window, down to letters.

use super::letters::masked_genome;
use crate::density::Density;
use crate::native::{NativeGenome, with_commas};
use crate::needs::data;
use crate::page::{Page, number};

const UP: &str = "\u{e013}";
const DOWN: &str = "\u{e015}";
const HOME: &str = "\u{e011}";
const ENTER: &str = "\u{e007}";
const LENGTHS: [(&str, u64); 2] = [("AE003852", 2_961_149), ("AE003853", 1_072_315)];

/// A lane selects its record, and the drawing follows.
pub(crate) fn lane_selects_a_record(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    let density = Density(page);
    density.settle();
    let lanes = density.lanes();
    assert_eq!(lanes.len(), 2, "{lanes:?}");
    for ((label, _), (name, _)) in lanes.iter().zip(LENGTHS) {
        assert!(label.contains(name), "{label}");
        assert!(label.contains(" matches, most between "), "{label}");
    }
    let name = |index: usize| lanes[index].0.split(':').next().unwrap().to_owned();
    let whole = |index: usize| format!("{}: 1–{}", name(index), with_commas(LENGTHS[index].1));
    assert_eq!(
        density.place(),
        whole(0),
        "the record with the most matches"
    );
    density.click_lane(1);
    density.wait_for_place(&whole(1));
    assert_eq!(selected(density), [false, true]);
    density.press_on_lane(1, UP);
    density.press_on_lane(0, ENTER);
    density.wait_for_place(&whole(0));
    assert_eq!(selected(density), [true, false]);
    density.press_on_lane(0, DOWN);
    density.press_on_lane(1, ENTER);
    density.wait_for_place(&whole(1));
}

fn selected(density: Density<'_>) -> Vec<bool> {
    density.lanes().into_iter().map(|(_, is)| is).collect()
}

/// The window changes the line, and the numbers are those that counting gives.
pub(crate) fn window_changes_the_line(page: &Page) {
    page.open_example();
    page.search("GATC");
    let density = Density(page);
    density.settle();
    let (line, gc) = (density.line("matches"), density.line("gc"));
    assert!(line.starts_with('M') && gc.starts_with('M'));
    assert_eq!(density.window(), 30_000, "a hundredth of the record");
    density.slide(1.0);
    density.settle();
    assert_eq!(density.window(), LENGTHS[0].1 / 2);
    assert_ne!(density.line("matches"), line);
    assert_ne!(density.line("gc"), gc);
    density.slide(0.0);
    assert_eq!(density.window(), 1);
    density.type_window(30_000);
    density.settle();
    assert_eq!(density.line("matches"), line);

    density.type_window(50_000);
    density.settle();
    density.open_numbers();
    let table = page.table("Means of 50,000 bases along the record");
    let rows = page.session.wait("the numbers of the line", || {
        let rows = table.cells();
        (rows.len() >= 15).then_some(rows)
    });
    let hits = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz")).search("GATC");
    let starts = starts_in_first_record(&hits.rows(0, usize::MAX));
    for row in rows {
        let around = number(&row[0]).unwrap() as u64;
        let first = around.saturating_sub(24_999).max(1);
        let last = (around + 25_000).min(LENGTHS[0].1);
        let count = starts
            .iter()
            .filter(|start| (first..=last).contains(start))
            .count();
        let expected = count as f64 * 1000.0 / (last + 1 - first) as f64;
        let shown = number(row[1].trim_end_matches(" per kb")).unwrap();
        assert!(
            (shown - expected).abs() <= expected * 0.005,
            "{row:?}: {expected}"
        );
        let gc = number(row[2].trim_end_matches(" %")).unwrap();
        assert!((40.0..60.0).contains(&gc), "{row:?}");
    }
}

/// First letters, 1-based, of the matches in the first record.
fn starts_in_first_record(rows: &[Vec<String>]) -> Vec<u64> {
    let first = rows.iter().take_while(|row| row[0] == rows[0][0]);
    first.map(|row| number(&row[1]).unwrap() as u64).collect()
}

/// Wheel, drag, keys and buttons lead from the whole record to single letters and back.
pub(crate) fn record_is_zoomed(page: &Page) {
    let (path, records) = masked_genome(page);
    page.open_file(&path);
    page.search("GANT");
    let density = Density(page);
    density.wait_for_place("two: 1–140,000");
    assert!(!density.takes_wheel_of_the_page());
    density.settle();
    assert_eq!(density.place(), "two: 1–140,000");
    density.wait_for_rest();
    // The page may scroll by itself: the wheel above the drawing is the drawing's nevertheless.
    density.scroll_page(-20);
    for _ in 0..30 {
        density.wheel(-250.0, 0.5);
    }
    density.settle();
    let letters = density.strand("forward");
    assert!((19..=22).contains(&letters.len()), "{letters}");
    assert!(records[1].contains(&letters), "{letters}");
    let place = density.place();
    density.drag(-300);
    density.settle();
    assert_ne!(density.place(), place);
    assert!(records[1].contains(&density.strand("forward")));
    page.press("Whole record");
    density.wait_for_place("two: 1–140,000");
    density.press("+");
    density.wait_for_place("two: 35,001–105,000");
    density.press("\u{e014}");
    density.wait_for_place("two: 52,501–122,500");
    density.press("-");
    density.wait_for_place("two: 1–140,000");
    density.press("+");
    density.press(HOME);
    density.wait_for_place("two: 1–140,000");
    assert_eq!(density.strand("forward"), "");
}
