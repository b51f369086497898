//! How densely the matches lie: lanes, a line with its window, and letters.

use std::path::PathBuf;

use crate::density::Density;
use crate::made::{self, Random};
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

/// A genome of two records, in part soft-masked, with an N here and there.
fn masked_genome(page: &Page) -> (PathBuf, Vec<String>) {
    let mut random = Random::new(5);
    let records: Vec<String> = [5_000, 140_000]
        .into_iter()
        .map(|length| {
            let mut letters = random.bases(length).into_bytes();
            for _ in 0..length / 50 {
                let start = random.below(length - 40);
                letters[start..start + random.below(40)].make_ascii_lowercase();
                letters[random.below(length)] = b'N';
            }
            String::from_utf8(letters).unwrap()
        })
        .collect();
    let text = made::record("one", &records[0], "\n") + &made::record("two", &records[1], "\r\n");
    let path = made::file(page.session.folder(), "masked.fa", text.as_bytes());
    (path, records)
}

fn complement(letters: &str) -> String {
    let pair = |letter| match letter {
        'A' => 'T',
        'C' => 'G',
        'G' => 'C',
        'T' => 'A',
        'a' => 't',
        'c' => 'g',
        'g' => 'c',
        't' => 'a',
        other => other,
    };
    letters.chars().map(pair).collect()
}

/// Zoomed in, the letters are those of the file, with the matches beside their strand.
pub(crate) fn letters_are_those_of_the_file(page: &Page) {
    let (path, records) = masked_genome(page);
    page.open_file(&path);
    page.search("GANT");
    let density = Density(page);
    density.settle();
    let rows = NativeGenome::open(&path).search("GANT").rows(0, usize::MAX);
    let check = |name: &str, first: u64, last: u64| {
        density.go_to(&format!("{name}:{first}-{last}"));
        let [first_text, last_text] = [first, last].map(with_commas);
        density.wait_for_place(&format!("{name}: {first_text}–{last_text}"));
        let record = if name == "one" {
            &records[0]
        } else {
            &records[1]
        };
        let letters = &record[first as usize - 1..last as usize];
        assert_eq!(density.strand("forward"), letters, "{name}:{first}-{last}");
        assert_eq!(
            density.strand("reverse"),
            complement(letters),
            "{name}:{first}-{last}"
        );
        let mut drawn = density.matches();
        let here = rows.iter().filter(|row| {
            let [start, end] = [&row[1], &row[2]].map(|text| number(text).unwrap() as u64);
            row[0] == name && end >= first && start <= last
        });
        let mut expected: Vec<String> = here
            .map(|row| format!("{}-{}{}", row[1], row[2], row[3]).replace(',', ""))
            .collect();
        drawn.sort();
        expected.sort();
        assert_eq!(drawn, expected, "{name}:{first}-{last}");
    };
    check("two", 1, 60);
    check("two", 131_042, 131_101);
    check("two", 139_951, 140_000);
    check("one", 1_000, 1_079);

    density.go_to("three:1-5");
    page.session.wait("a sentence", || {
        density.place_note().contains("three").then_some(())
    });
    density.go_to("two:140,001");
    page.session.wait("a sentence", || {
        (density.place_note() == "two ends at 140,000.").then_some(())
    });
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
