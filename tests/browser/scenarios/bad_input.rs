//! What cannot be opened or searched: one clear sentence, and all else stays.

use std::path::PathBuf;

use serde_json::json;

use crate::made::file;
use crate::needs::data;
use crate::page::Page;

/// Specimens of other files, and what the sentence must say of each.
const SPECIMENS: [(&str, &str); 17] = [
    ("text.txt", "is not FASTA: line 1, column 2"),
    ("protein.faa", "looks like protein"),
    ("nothing.fa", "is empty"),
    ("blank.fa", "is empty"),
    ("headers_only.fa", "no sequence"),
    ("numbered.txt", "line 2, column 9"),
    ("reads.fastq", "FASTQ"),
    ("reads.fastq.gz", "FASTQ"),
    ("reads.bam", "BAM"),
    ("truncated.2bit", "2bit data ends too early, at byte 221"),
    ("no_fasta.zip", "holds no FASTA file"),
    ("genome.fa.xz", "xz"),
    ("page.html", "web page"),
    ("truncated.fa.gz", "ends too early, at byte 46"),
    ("no_end_marker.fa.bgz", "ends too early, at byte 66"),
    ("wrong_checksum.fa.gz", "wrong at byte 57"),
    ("not_deflate.fa.gz", "wrong at byte 11"),
];

/// Each bad file is refused by a sentence that names it; the genome before it can still be searched.
pub(crate) fn bad_files_are_refused(page: &Page) {
    page.open_example();
    page.search("TATAAT");
    let specimens = SPECIMENS.map(|(name, expected)| (data("specimens").join(name), expected));
    for (path, expected) in specimens.into_iter().chain(damaged(page)) {
        let before = (page.status(), page.table("Matches").cells());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        page.choose_file(&path);
        let sentence = page.session.wait(&format!("a sentence about {name}"), || {
            page.problem()
                .filter(|sentence| sentence.starts_with(&name))
        });
        assert_eq!(page.wait_for_problem(), sentence);
        assert!(sentence.contains(expected), "{sentence}");
        assert!(sentence.ends_with('.'), "{sentence}");
        assert!(!page.is_busy(), "{name}");
        assert_eq!(
            page.figure("File").as_deref(),
            Some("vibrio_cholerae_N16961.fa.gz"),
            "{name}"
        );
        assert_eq!(
            (page.status(), page.table("Matches").cells()),
            before,
            "{name}"
        );
    }
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
    assert_eq!(page.problem(), None);
}

/// A real genome, cut off and with a wrong byte.
fn damaged(page: &Page) -> [(PathBuf, &'static str); 2] {
    let whole = std::fs::read(data("escherichia_coli_MG1655.fa.gz")).unwrap();
    let mut corrupt = whole.clone();
    corrupt[700_000] ^= 0x55;
    [
        (
            file(page.session.folder(), "cut.fa.gz", &whole[..1_000_000]),
            "ends too early, at byte 1,000,000",
        ),
        (
            file(page.session.folder(), "corrupt.fa.gz", &corrupt),
            "is damaged",
        ),
    ]
}

/// A file that is gone by the time that it is read.
pub(crate) fn lost_file_is_refused(page: &Page) {
    let path = file(page.session.folder(), "lost.fa", b">x\nGAATTC\n");
    page.open_file(&path);
    page.search("GAATTC");
    std::fs::remove_file(path).unwrap();
    let drop_again = r"
        const label = [...document.querySelectorAll('label')].find((label) => label.textContent === 'Genome file');
        const transfer = new DataTransfer();
        transfer.items.add(document.getElementById(label.htmlFor).files[0]);
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    ";
    page.session.script(drop_again, &[]);
    let sentence = page.wait_for_problem();
    assert!(
        sentence.starts_with("lost.fa could not be read"),
        "{sentence}"
    );
    assert_eq!(page.outcome(), "1 match in 1 record");
    page.search("AAT");
    assert_eq!(page.outcome(), "2 matches in 1 record");
}

/// What is wrong with a motif is said while it is typed, and it is not searched.
pub(crate) fn wrong_motifs_are_refused(page: &Page) {
    page.press("Search");
    let sentence = page.wait_for_problem();
    assert!(sentence.contains("no genome"), "{sentence}");
    page.open_example();
    page.press("Search");
    let sentence = page.wait_for_problem();
    assert!(sentence.contains("no motif"), "{sentence}");
    // What a wrong motif begins with may be a right one.
    page.set_live(false);
    page.search("GAATTC");
    let before = page.status();

    for (motif, column) in [
        ("GAZ", 3),
        ("GA(3", 5),
        ("[AC", 4),
        ("N(2,5)GAATTC", 1),
        ("GAATTCN(2,5)", 7),
        ("A{300}", 1),
        ("G-C", 2),
    ] {
        page.type_motif(motif);
        let note = page
            .session
            .wait(&format!("what is wrong with {motif}"), || {
                let (note, is_wrong) = page.motif_note();
                (is_wrong && note.starts_with(&format!("Column {column}:"))).then_some(note)
            });
        page.press("Search");
        let sentence = page.wait_for_problem();
        assert!(
            sentence.contains(&format!("column {column}")),
            "{motif}: {note} {sentence}"
        );
        assert_eq!(page.status(), before, "{motif}");
        let subject = page.subject();
        assert!(!subject.contains("press Search"), "{motif}: {subject}");
    }
    page.search("tataat");
    let (note, is_wrong) = page.motif_note();
    assert!(!is_wrong && note.contains("ATTATA"), "{note}");
    assert_eq!(page.outcome(), "572 matches in 2 records");
    assert_eq!(
        page.session.script(
            "return document.querySelectorAll('[role=alert] p').length",
            &[]
        ),
        json!(0)
    );
}
