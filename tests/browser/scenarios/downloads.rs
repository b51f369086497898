//! Matches as files.

use engine::Strand;
use serde_json::{Value, json};

use crate::download::download;
use crate::match_list::{choose, wait_for_count};
use crate::native::{NativeGenome, with_commas};
use crate::needs::data;
use crate::page::{Page, button};

const STEM: &str = "vibrio_cholerae_N16961";
/// Matches every second base on each strand: a file of more than 32 MB.
const MANY: &str = "S";

/// Stands in for the dialogue, which a driver cannot use: the file lies where the page itself may keep files.
const PICK_OWN_FILE: &str = r"
    window.picked = [];
    window.showSaveFilePicker = async (options) => {
      window.picked.push(options.suggestedName);
      const folder = await navigator.storage.getDirectory();
      window.savedFile = await folder.getFileHandle('saved', { create: true });
      return window.savedFile;
    };
";

/// A disk that has room for two parts, and one on which nothing is ever written.
const PICK_FULL_DISK: &str = r"
    window.aborted = 0;
    let room = 2;
    const writable = {
      write: async () => {
        if (room === 0) throw new DOMException('There is not enough space left.', 'QuotaExceededError');
        room -= 1;
      },
      close: async () => { window.closed = true; },
      abort: async () => { window.aborted += 1; },
    };
    window.showSaveFilePicker = async () => ({ createWritable: async () => writable });
";
const PICK_STUCK_DISK: &str = r"
    window.writes = 0;
    window.aborted = 0;
    const writable = {
      write: () => { window.writes += 1; return new Promise(() => {}); },
      close: async () => { window.closed = true; },
      abort: async () => { window.aborted += 1; },
    };
    window.showSaveFilePicker = async () => ({ createWritable: async () => writable });
";
const PICK_NOTHING: &str = r"
    window.asked = false;
    window.showSaveFilePicker = async () => {
      window.asked = true;
      throw new DOMException('The user aborted a request.', 'AbortError');
    };
";

/// Every format, as other tests have checked it with other programs.
pub(crate) fn files_are_downloaded(page: &Page) {
    page.open_example();
    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    page.search("TATAAT");
    let hits = genome.search("TATAAT");
    for (choice, format, ending, expected) in [
        ("GFF3", "GFF3", "gff3", hits.gff3()),
        ("TSV: the table", "TSV", "tsv", hits.tsv_of(&|_| true)),
        ("FASTA: the sequences", "FASTA", "fa", hits.fasta(0)),
        (
            "CSV: counts per chromosome",
            "CSV",
            "counts.csv",
            hits.csv(),
        ),
    ] {
        page.select("Download as", choice);
        let file = download(page, format, &format!("{STEM}_TATAAT.{ending}"));
        assert!(file == expected, "{format}: {:.300}", file);
    }
    page.select("Download as", "FASTA: the sequences");
    set_flanks(page, "75");
    let file = download(page, "FASTA", &format!("{STEM}_TATAAT.fa"));
    assert!(file == hits.fasta(75), "with flanks: {:.300}", file);
    // What is no number of letters is not used.
    set_flanks(page, "20000");
    let file = download(page, "FASTA", &format!("{STEM}_TATAAT.fa"));
    assert!(file == hits.fasta(75), "with the former flanks");
}

fn set_flanks(page: &Page, number: &str) {
    let script = r"
        const box = document.getElementById('flanking-bases');
        box.value = arguments[0];
        box.dispatchEvent(new Event('change', { bubbles: true }));
    ";
    page.session.script(script, &[json!(number)]);
}

/// Only what is listed goes to a file, in the order of the list; or all, if wanted.
pub(crate) fn listed_matches_are_downloaded(page: &Page) {
    page.open_example();
    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    page.search("TATAAT");
    let hits = genome.search("TATAAT");
    choose(page, "Strands that are listed", "Reverse (−)");
    let is_listed = |found: &engine::Match| found.strand == Strand::Reverse;
    let expected = hits.bed_of(&is_listed);
    let count = expected.lines().count() as u64;
    wait_for_count(page, &format!("{} of 572 matches", with_commas(count)));
    let file = download(page, "BED", &format!("{STEM}_TATAAT.listed.bed"));
    assert!(file == expected, "{:.300}", file);
    page.select("Download as", "TSV: the table");
    let file = download(page, "TSV", &format!("{STEM}_TATAAT.listed.tsv"));
    assert!(file == hits.tsv_of(&is_listed), "{:.300}", file);

    choose(page, "Matches to download", "All matches");
    page.select("Download as", "BED");
    let file = download(page, "BED", &format!("{STEM}_TATAAT.bed"));
    assert!(file == hits.bed(), "{:.300}", file);
}

/// A large file is written part by part to where the person wants it.
pub(crate) fn large_file_goes_to_the_disk(page: &Page) {
    page.open_example();
    page.search(MANY);
    page.session.script(PICK_OWN_FILE, &[]);
    page.press("Download BED");
    let picked = page.session.wait("the dialogue", || {
        let picked = page.session.script("return window.picked", &[]);
        (picked != json!([])).then_some(picked)
    });
    assert_eq!(picked, json!([format!("{STEM}_{MANY}.bed")]));

    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    let expected = genome.search(MANY).bed();
    assert!(expected.len() > 32_000_000, "{} bytes", expected.len());
    // Until it is closed, the file is as it was: empty.
    page.session.wait("the file to be written", || {
        assert_eq!(page.problem(), None);
        let size = page.session.script_with_answer(
            r"
            const done = arguments[arguments.length - 1];
            window.savedFile.getFile().then((file) => done(file.size), (error) => done(String(error)));
            ",
            &[],
        );
        (size == json!(expected.len())).then_some(())
    });
    wait_until_free(page);
    for start in (0..expected.len()).step_by(expected.len() / 40) {
        let end = expected.len().min(start + 300);
        let part = page.session.script_with_answer(
            r"
            const done = arguments[arguments.length - 1];
            const [start, end] = arguments;
            window.savedFile.getFile().then((file) => file.slice(start, end).text()).then(done, done);
            ",
            &[json!(start), json!(end)],
        );
        assert_eq!(part, json!(expected[start..end]), "bytes from {start} on");
    }
    assert!(
        files_are_none(page),
        "nothing goes to the downloads besides"
    );
}

/// A disk that is full is told in a sentence, and nothing of the file is left; another file can be written then.
pub(crate) fn disk_that_fails_is_told(page: &Page) {
    page.open_example();
    page.search(MANY);
    page.session.script(PICK_FULL_DISK, &[]);
    page.press("Download BED");
    assert_eq!(
        page.wait_for_problem(),
        "The file could not be written (There is not enough space left): nothing of it is left. \
         Make room, or choose another place, and download it again."
    );
    assert!(!page.is_busy());
    page.session.wait("the file to be broken off", || {
        (number(page, "aborted") == 1).then_some(())
    });
    let closed = page.session.script("return window.closed ?? false", &[]);
    assert_eq!(closed, false);

    // Whoever closes the dialogue wants no file, and no sentence.
    page.session.script(PICK_NOTHING, &[]);
    page.press("Download BED");
    page.session.wait("the dialogue", || {
        (page.session.script("return window.asked", &[]) == true).then_some(())
    });
    assert!(!page.is_busy());

    page.search("TATAAT");
    let genome = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    let file = download(page, "BED", &format!("{STEM}_TATAAT.bed"));
    assert!(file == genome.search("TATAAT").bed());
}

/// Cancel breaks a file off that the disk does not take; the engine has not run ahead.
pub(crate) fn download_is_cancelled(page: &Page) {
    page.open_example();
    page.search(MANY);
    page.session.script(PICK_STUCK_DISK, &[]);
    page.press("Download BED");
    page.session.wait("the first part", || {
        (number(page, "writes") == 1).then_some(())
    });
    page.press("Cancel");
    page.session.wait("the file to be broken off", || {
        (number(page, "aborted") == 1).then_some(())
    });
    wait_until_free(page);
    assert_eq!(
        number(page, "writes"),
        1,
        "parts are written one after another"
    );
    let notice = "The download was cancelled; no file was written.";
    assert!(
        page.session
            .has(&format!("//*[normalize-space()='{notice}']"))
    );
    assert_eq!(page.problem(), None);

    page.search("TATAAT");
    assert_eq!(page.outcome(), "572 matches in 2 records");
}

fn wait_until_free(page: &Page) {
    page.session.wait("the end of the download", || {
        let is_free = !page.is_busy() && page.session.has(&button("Download BED"));
        is_free.then_some(())
    });
}

/// A number that a script has counted.
fn number(page: &Page, name: &str) -> u64 {
    let number: Value = page
        .session
        .script("return window[arguments[0]]", &[json!(name)]);
    number.as_u64().unwrap_or_default()
}

fn files_are_none(page: &Page) -> bool {
    std::fs::read_dir(page.session.downloads())
        .unwrap()
        .next()
        .is_none()
}
