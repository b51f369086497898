//! Matches that differ from the motif.

use serde_json::json;

use crate::made::{Random, file, record};
use crate::native::with_commas;
use crate::page::{Page, field};

const MOTIF: &str = "ACGGTAT";
/// Long enough not to be coloured base by base, and marked all the same.
const LONG: usize = 80;

/// Letters that differ are counted, and marked in each match.
pub(crate) fn mismatches_are_marked(page: &Page) {
    let sequence = Random::new(88).bases(20_000);
    let text = record("made", &sequence, "\n");
    page.open_file(&file(page.session.folder(), "made.fa", text.as_bytes()));
    page.search(MOTIF);
    check_matches(page, &sequence, 0);
    for most in [1, 2] {
        page.fill_number("Mismatches", &most.to_string());
        page.press("Search");
        wait_for(page, MOTIF, most);
        check_matches(page, &sequence, most);
    }

    // One letter of a long motif is another one.
    let mut long = sequence[700..700 + LONG].to_owned();
    let other = if long.starts_with('A') { "C" } else { "A" };
    long.replace_range(..1, other);
    page.type_motif(&long);
    page.press("Search");
    wait_for(page, &long, 2);
    assert_eq!(page.outcome(), "1 match in 1 record");
    let marks = page.table("Matches").marks();
    let spoken = format!("{}: letter 1 differs", &sequence[700..700 + LONG]);
    assert_eq!(marks, [(vec![1], spoken)]);
}

/// What is no number of mismatches is said, and not used.
pub(crate) fn wrong_mismatches_are_put_right(page: &Page) {
    page.open_example();
    for (typed, used, expected) in [
        ("9", "8", "from 0 to 8; 8 is used."),
        ("3", "3", ""),
        ("-2", "0", "from 0 to 8; 0 is used."),
        ("", "0", "from 0 to 8."),
        ("1", "1", ""),
    ] {
        page.fill_number("Mismatches", typed);
        let note = page.session.wait(&format!("the note about {typed}"), || {
            let note = note(page);
            note.ends_with(expected).then_some(note)
        });
        assert_eq!(note.is_empty(), expected.is_empty(), "{typed}: {note}");
        // Elsewhere, so that the box is left.
        page.session.click("//h1");
        page.session.script("document.activeElement.blur()", &[]);
        let value = page.session.script(
            "return document.getElementById(arguments[0]).value",
            &[json!("mismatches")],
        );
        assert_eq!(value, used, "after {typed}");
    }
    page.session.find(&field("Mismatches"));
}

fn note(page: &Page) -> String {
    let script = r"
        const label = [...document.querySelectorAll('label')].find((label) => label.textContent === 'Mismatches');
        const box = document.getElementById(label.htmlFor);
        return document.getElementById(box.getAttribute('aria-describedby')).textContent;
    ";
    let note = page.session.script(script, &[]);
    note.as_str().unwrap_or_default().to_owned()
}

fn wait_for(page: &Page, motif: &str, most: usize) {
    let mismatches = if most == 1 { "mismatch" } else { "mismatches" };
    page.wait_for_results_of(&format!("{motif}, up to {most} {mismatches}, on "));
}

/// Compares the table with a search letter by letter.
fn check_matches(page: &Page, sequence: &str, most: usize) {
    let mut expected = Vec::new();
    for first in 0..=sequence.len() - MOTIF.len() {
        let window = &sequence[first..first + MOTIF.len()];
        for (strand, letters) in [("+", window.to_owned()), ("-", reverse_complement(window))] {
            let differing = differing(&letters);
            if differing.len() <= most {
                expected.push((first, strand, letters, differing));
            }
        }
    }
    assert!(!expected.is_empty() || most == 0);
    let count = with_commas(expected.len() as u64);
    assert!(
        page.outcome().starts_with(&format!("{count} match")),
        "{count} with up to {most}: {}",
        page.outcome()
    );
    let table = page.table("Matches");
    let has_column = table.titles().contains(&"Mismatches".to_owned());
    assert_eq!(has_column, most > 0);
    let rows = table.cells();
    let marks = table.marks();
    for (i, row) in rows.iter().enumerate() {
        let (first, strand, letters, differing) = &expected[i];
        let mut cells = vec![
            "made".to_owned(),
            with_commas(*first as u64 + 1),
            with_commas((first + MOTIF.len()) as u64),
            (*strand).to_owned(),
        ];
        cells.extend(has_column.then(|| differing.len().to_string()));
        cells.push(letters.clone());
        assert_eq!(*row, cells, "row {i} with up to {most}");
        assert_eq!(marks[i].0, *differing, "row {i} with up to {most}");
        assert_eq!(marks[i].1.is_empty(), differing.is_empty());
    }
}

/// Places from 1 at which letters differ from the motif.
fn differing(letters: &str) -> Vec<usize> {
    let pairs = letters.bytes().zip(MOTIF.bytes()).enumerate();
    pairs
        .filter(|(_, (a, b))| a != b)
        .map(|(i, _)| i + 1)
        .collect()
}

fn reverse_complement(sequence: &str) -> String {
    let complement = |base| match base {
        'A' => 'T',
        'C' => 'G',
        'G' => 'C',
        _ => 'A',
    };
    sequence.chars().rev().map(complement).collect()
}
