//! A file that does not stay as it was when it was chosen.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::browser::Program;
use crate::made::large_genome;
use crate::page::{Page, number};

/// Changes a file.
type Change = fn(&Path);

const LARGE_BYTES: usize = 500_000_000;
/// What was read is more by the time that the file is changed.
const SHORT_BYTES: u64 = 1_000_000;
/// A fast machine may have read all of a file before it is changed.
const TRIES: usize = 5;

/// A file that is changed, cut or removed while it is read is refused by a sentence with the place, and the genome before it
/// can still be searched.
pub(crate) fn changed_file_is_refused(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    let mut changes: Vec<(&str, Change)> = vec![("cut", cut), ("removed", remove)];
    // Firefox gives what is in the file now, and nothing that the page sees tells that it is something else.
    if page.session.browser().program != Program::Firefox {
        changes.push(("changed", change_end));
    }
    for (what, change) in changes {
        let before = (page.outcome(), page.table("Matches").cells());
        let sentence = refusal(page, what, change);
        let place = sentence.strip_prefix("large.fa could not be read at byte ");
        let place = place.and_then(|rest| number(rest.split_once(" (")?.0));
        let read_bytes = place.unwrap_or_else(|| panic!("{what}: {sentence}"));
        assert!(read_bytes <= LARGE_BYTES as f64, "{what}: {sentence}");
        let advice = "It may have been changed, moved or removed: choose it again.";
        assert!(sentence.ends_with(advice), "{what}: {sentence}");
        assert!(!page.is_busy(), "{what}");
        assert_eq!(
            page.genome_label().as_deref(),
            Some("vibrio_cholerae_N16961.fa.gz"),
            "{what}"
        );
        assert_eq!(
            (page.outcome(), page.table("Matches").cells()),
            before,
            "{what}"
        );
    }
    page.search("TATAAT");
    assert_eq!(page.outcome(), "572 matches in 2 records");
}

/// Opens a large file and changes it while it is read; gives the sentence.
fn refusal(page: &Page, what: &str, change: fn(&Path)) -> String {
    for _ in 0..TRIES {
        let large = large_genome(page.session.folder(), LARGE_BYTES);
        // WebKit looks at the whole seconds of the last change: one within the same second stays unseen.
        let before = SystemTime::now() - Duration::from_secs(60);
        open(&large).set_modified(before).unwrap();
        page.choose_file(&large);
        page.session.wait("progress", || {
            let script = "return document.querySelector('progress')?.value > 0";
            (page.session.script(script, &[]) == true).then_some(())
        });
        change(&large);
        let sentence = page
            .session
            .wait(&format!("the end of a file that is {what}"), || {
                let has_ended = !page.is_busy();
                has_ended.then(|| page.problem())
            });
        // One that was removed is gone already.
        let _ = std::fs::remove_file(large);
        match sentence {
            Some(_) => return page.wait_for_problem(),
            None => page.open_example(),
        }
        page.search("GAATTC");
    }
    panic!("a file that was {what} while it was read was opened, {TRIES} times");
}

fn cut(path: &Path) {
    open(path).set_len(SHORT_BYTES).unwrap();
}

fn remove(path: &Path) {
    std::fs::remove_file(path).unwrap();
}

/// Other letters at the end.
fn change_end(path: &Path) {
    let letters = b"ACGT".repeat(1000);
    let mut file = open(path);
    file.seek(SeekFrom::End(-(letters.len() as i64))).unwrap();
    file.write_all(&letters).unwrap();
}

fn open(path: &Path) -> File {
    OpenOptions::new().write(true).open(path).unwrap()
}
