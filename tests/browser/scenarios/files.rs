//! Genomes of the person's own.

use engine::StrandChoice;
use serde_json::json;

use crate::download::download_bed;
use crate::made::{Random, file, record};
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::Page;
use crate::regions::Regions;

const ECOLI: &str = "escherichia_coli_MG1655.fa.gz";

/// A real genome, with the numbers that seqkit finds in it.
pub(crate) fn real_file_is_searched(page: &Page) {
    let path = data(ECOLI);
    let genome = NativeGenome::open(&path);
    page.open_file(&path);
    assert_eq!(page.figure("Bases").as_deref(), Some("4,639,675"));

    page.search_by_enter("TATAAT");
    assert_eq!(page.outcome(), "1,036 matches in 1 record");
    page.select("Strand", "Reverse");
    page.search_by_enter("GCTGGTGG");
    assert_eq!(page.outcome(), "509 matches in 1 record");
    check_strand(page, "-");
    page.select("Strand", "Forward");
    page.search_by_enter("TATAAT");
    assert_eq!(page.outcome(), "504 matches in 1 record");
    check_strand(page, "+");
    let bed = genome.search_on("TATAAT", StrandChoice::Forward).bed();
    assert!(download_bed(page, "escherichia_coli_MG1655_TATAAT.bed") == bed);

    // Its own reverse complement: a match is one on both strands at once.
    page.select("Strand", "Both");
    page.search_by_enter("GAATTC");
    assert_eq!(page.outcome(), "645 matches in 1 record");
    check_strand(page, ".");
    let remark = page.region("Results").unwrap();
    assert!(remark.contains("its own reverse complement"), "{remark}");
}

fn check_strand(page: &Page, sign: &str) {
    for row in page.table("Matches").cells() {
        assert_eq!(row[3], sign, "{row:?}");
    }
}

/// A file as editors and masking programs leave it, with matches at known places.
pub(crate) fn odd_file_is_searched(page: &Page) {
    let mut random = Random::new(7);
    // RCTGTGYR N(17) CYTCTCTG, and its reverse complement with the longest spacer.
    let forward = format!("actgtgcg{}CTTCTCTG", random.bases(17));
    let reverse = format!("CAGAGAAG{}cgcacagt", random.bases(23).to_lowercase());
    let one = format!("{}{forward}{}", random.bases(1000), random.bases(77));
    let two = format!(
        "{}NNNNNNNNNN{reverse}{}",
        random.bases(500),
        random.bases(1)
    );
    let text = [
        record("one soft-masked", &one, "\r\n"),
        record("two", &two, "\r\n"),
        record("two again", &forward, "\r\n"),
        record("none", "", "\r\n"),
    ];
    let path = file(page.session.folder(), "odd.fa", text.concat().as_bytes());
    page.open_file(&path);
    assert_eq!(page.figure("Records").as_deref(), Some("4"));
    let figures = page.region("Genome").unwrap();
    assert!(figures.contains("10 (N 10)"), "{figures}");

    page.search("RCTGTGYRN(17,23)CYTCTCTG");
    assert_eq!(page.outcome(), "3 matches in 3 records");
    let forward = forward.to_uppercase();
    let backward: String = reverse
        .to_uppercase()
        .chars()
        .rev()
        .map(complement)
        .collect();
    let rows = page.table("Matches").cells();
    assert_eq!(
        rows,
        [
            ["one", "1,001", "1,033", "+", &forward],
            ["two", "511", "549", "-", &backward],
            ["two", "1", "33", "+", &forward],
        ]
    );
    let expected = "one\t1000\t1033\tRCTGTGYRN(17,23)CYTCTCTG\t0\t+\n\
                    two\t510\t549\tRCTGTGYRN(17,23)CYTCTCTG\t0\t-\n\
                    two\t0\t33\tRCTGTGYRN(17,23)CYTCTCTG\t0\t+\n";
    assert_eq!(
        download_bed(page, "odd_RCTGTGYRN(17,23)CYTCTCTG.bed"),
        expected
    );
}

fn complement(base: char) -> char {
    match base {
        'A' => 'T',
        'C' => 'G',
        'G' => 'C',
        _ => 'A',
    }
}

/// Another genome takes the place of the first, with its results.
pub(crate) fn second_genome_replaces_the_first(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    page.open_file(&data("phage_lambda.fa.gz"));
    let results = page.region("Results").unwrap();
    assert!(
        !results.contains("720"),
        "results of the former genome: {results}"
    );
    page.search("GAATTC");
    assert_eq!(page.outcome(), "5 matches in 1 record");
    page.open_file(&data(ECOLI));
    page.search("GAATTC");
    assert_eq!(page.outcome(), "645 matches in 1 record");

    // Of two that are chosen one right after the other, the latter counts.
    page.choose_file(&data(ECOLI));
    page.open_file(&data("phage_lambda.fa.gz"));
    page.search("GAATTC");
    assert_eq!(page.outcome(), "5 matches in 1 record");
}

/// Files can be dropped anywhere on the page; several are one genome.
pub(crate) fn file_is_dropped(page: &Page) {
    let drop = r"
        const transfer = new DataTransfer();
        for (const [name, text] of arguments[0]) transfer.items.add(new File([text], name));
        const event = (type) => new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
        document.querySelector('h1').dispatchEvent(event('dragover'));
        return document.querySelector('h1').dispatchEvent(event('drop'));
    ";
    let one = json!([["dropped.fa", ">x\nTTGAATTCTT\n>y\nGAATTCGAATTC"]]);
    let was_left_to_browser = page.session.script(drop, &[one]);
    assert_eq!(
        was_left_to_browser, false,
        "the browser would show the file in place of the page"
    );
    page.wait_for_genome("dropped.fa");
    page.search("GAATTC");
    assert_eq!(page.outcome(), "3 matches in 2 records");

    let several = json!([
        ["b10.fa", ">ten\nTTC"],
        ["a.fa", ">a\nGAATTC\n"],
        ["b9.fa", "GAATTCGAA"]
    ]);
    page.session.script(drop, &[several]);
    page.wait_for_genome("a.fa and 2 more");
    assert_eq!(page.genome_files(), ["a.fa", "b9.fa", "b10.fa"]);
    page.search("GAATTC");
    assert_eq!(page.outcome(), "2 matches in 2 records");

    // A BED file says where to search.
    page.session
        .script(drop, &[json!([["a.bed", "a\t0\t6\n"]])]);
    let regions = Regions::of(page);
    assert_eq!(regions.wait_for_note("1 region"), "1 region, 6 b");
    page.search("GAATTC");
    page.session.wait("the match in the region", || {
        (page.outcome() == "1 match in 1 record").then_some(())
    });
    // A text goes where it is dropped.
    let drop_text = drop.replace("items.add(new File([text], name))", "setData(name, text)");
    let text = json!([["text/plain", "ACGT"]]);
    let was_left_to_browser = page.session.script(&drop_text, &[text]);
    assert_eq!(was_left_to_browser, true);

    let two = json!([["a.bed", "a\t0\t6\n"], ["b.bed", "a\t0\t5\n"]]);
    page.session.script(drop, &[two]);
    let problem = page.wait_for_problem();
    assert!(problem.starts_with("2 BED files were dropped"), "{problem}");
    assert_eq!(page.genome_files(), ["a.fa", "b9.fa", "b10.fa"]);
}
