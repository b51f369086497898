//! Several files that are one genome.

use std::path::PathBuf;

use crate::download::download_bed;
use crate::made::file;
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::Page;

/// Files of several kinds that are chosen at once are one genome, in the natural order of their names.
pub(crate) fn several_files_are_one_genome(page: &Page) {
    let lambda = NativeGenome::open(&data("phage_lambda.fa.gz")).search("GAATTC");
    let made = files(
        page,
        &[
            ("chr10.txt", "TTCGAATTC\nGAATTC\n"),
            ("chr2.fa", ">two\r\nTTCA\r\n>two_b\r\nGAATTCGAA"),
            ("chr1.fa", ">one first\nACGTGAATTCGAA"),
        ],
    );
    let phage = data("phage_lambda.fa.gz");
    page.choose_files(&[&phage, &made[0], &made[1], &made[2]]);
    page.wait_for_genome("chr1.fa and 3 more");
    assert_eq!(
        page.genome_files(),
        ["chr1.fa", "chr2.fa", "chr10.txt", "phage_lambda.fa.gz"]
    );
    assert_eq!(page.figure("Records").as_deref(), Some("5"));
    assert_eq!(page.figure("Bases").as_deref(), Some("48,543"));
    let size = page.figure("Size").unwrap();
    assert!(size.ends_with(" in 4 files"), "{size}");

    page.search("GAATTC");
    let total = lambda.total() + 4;
    assert_eq!(
        page.outcome(),
        format!("{total} matches in 4 records"),
        "no match goes from one file into the next"
    );
    // The table shows but its first rows.
    let records = page.table("Matches per chromosome").cells();
    let names: Vec<&str> = records.iter().map(|row| row[0].as_str()).take(4).collect();
    assert_eq!(names, ["one", "two", "two_b", "chr10"]);
    let bed = download_bed(page, "chr1_and_3_more_GAATTC.bed");
    let expected = "one\t4\t10\tGAATTC\t0\t.\n\
                    two_b\t0\t6\tGAATTC\t0\t.\n\
                    chr10\t3\t9\tGAATTC\t0\t.\n\
                    chr10\t9\t15\tGAATTC\t0\t.\n";
    assert_eq!(bed, format!("{expected}{}", lambda.bed()));
}

/// Of several files, one that cannot be opened is named, and the former genome stays.
pub(crate) fn one_bad_file_is_named(page: &Page) {
    page.open_example();
    page.search("TATAAT");
    let before = (page.status(), page.table("Matches").cells());
    let made = files(
        page,
        &[
            ("chr1.fa", ">one\nGAATTC\n"),
            ("chr3.fa", ">three\nGAATTC\n"),
        ],
    );
    for (name, expected) in [
        (
            "chr2.fa",
            "chr2.fa looks like protein: “F” in line 2 (record p)",
        ),
        ("reads.fastq", "reads.fastq is FASTQ"),
    ] {
        let text = if name == "chr2.fa" {
            ">p\nMFLEPQRSTVWYFLEPQRSTVWY\n"
        } else {
            "@r\nACGT\n+\nIIII\n"
        };
        let bad = file(page.session.folder(), name, text.as_bytes());
        page.choose_files(&[&made[1], &bad, &made[0]]);
        let sentence = page.session.wait(&format!("a sentence about {name}"), || {
            page.problem().filter(|sentence| sentence.starts_with(name))
        });
        assert_eq!(page.wait_for_problem(), sentence);
        assert!(sentence.starts_with(expected), "{sentence}");
        assert_eq!(
            page.genome_label().as_deref(),
            Some("vibrio_cholerae_N16961.fa.gz")
        );
        assert_eq!((page.status(), page.table("Matches").cells()), before);
    }
    page.choose_files(&[&made[1], &made[0]]);
    page.session.wait("the two good files", || {
        let label = page.genome_label();
        (label.as_deref() == Some("chr1.fa and 1 more")).then_some(())
    });
    page.search("GAATTC");
    assert_eq!(page.outcome(), "2 matches in 2 records");
}

fn files(page: &Page, contents: &[(&str, &str)]) -> Vec<PathBuf> {
    contents
        .iter()
        .map(|(name, text)| file(page.session.folder(), name, text.as_bytes()))
        .collect()
}
