//! Both strands letter by letter, compared with the text of the file.

use std::path::{Path, PathBuf};

use super::too_large::LITTLE;
use crate::density::Density;
use crate::made::{self, Random};
use crate::match_list::click_row;
use crate::native::{NativeGenome, with_commas};
use crate::page::{Page, number};
use crate::table::Row;

const END: char = '\u{e010}';
const HOME: char = '\u{e011}';

/// Letters that are shown on both sides of a match.
const FLANK: u64 = 30;

/// A genome of two records, in part soft-masked, with an N here and there.
pub(super) fn masked_genome(page: &Page) -> (PathBuf, Vec<String>) {
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

/// A click on a row shows its match with 30 letters on both sides, on either strand, and at the ends of a record.
pub(crate) fn row_shows_its_letters(page: &Page) {
    let (path, records) = masked_genome(page);
    page.open_file(&path);
    check_rows(page, &path, &records);
}

/// So it does where the letters are read again, since memory has no room for the genome.
pub(crate) fn row_shows_letters_that_are_read_again(page: &Page) {
    page.load_with(LITTLE);
    let (path, records) = masked_genome(page);
    page.open_file(&path);
    let region = page.region("Genome").unwrap();
    assert!(region.contains("read again for each search"), "{region}");
    check_rows(page, &path, &records);
}

#[track_caller]
fn check_rows(page: &Page, path: &Path, records: &[String]) {
    page.search("GANT");
    let density = Density(page);
    density.settle();
    let rows = NativeGenome::open(path).search("GANT").rows(0, usize::MAX);
    let table = page.table("Matches");
    let first = |row: &[String]| number(&row[1]).unwrap() as u64;
    let inner = |strand: &str| {
        let row = rows
            .iter()
            .position(|row| row[3] == strand && first(row) > FLANK);
        row.expect("a match on this strand")
    };
    assert!(
        first(&rows[0]) <= FLANK,
        "a match at the begin of its record"
    );
    for index in [inner("+"), inner("-"), 0, rows.len() - 1] {
        let row = &rows[index];
        table.press(if index + 1 == rows.len() { END } else { HOME });
        page.session.wait("the row", || {
            let shown = table.rows();
            let is_there = |shown: &Row| shown.ordinal == index as u64 && shown.cells == *row;
            shown.iter().any(is_there).then_some(())
        });
        click_row(page, index as u64);
        let record = &records[usize::from(row[0] == "two")];
        let (start, end) = (first(row), number(&row[2]).unwrap() as u64);
        let from = start.saturating_sub(FLANK).max(1);
        let to = (end + FLANK).min(record.len() as u64);
        let [from_text, to_text] = [from, to].map(with_commas);
        density.wait_for_place(&format!("{}: {from_text}–{to_text}", row[0]));
        let letters = &record[from as usize - 1..to as usize];
        assert_eq!(density.strand("forward"), letters, "{row:?}");
        assert_eq!(density.strand("reverse"), complement(letters), "{row:?}");
        let drawn = density.matches();
        assert!(
            drawn.contains(&format!("{start}-{end}{}", row[3])),
            "{row:?}: {drawn:?}"
        );
    }
}
