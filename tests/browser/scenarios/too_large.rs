//! A genome that memory has no room for.

use std::fs;
use std::io::Write;
use std::ops::Range;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::download::download_bed;
use crate::made::{Random, file, large_genome, record, short_records};
use crate::native::NativeGenome;
use crate::needs::data;
use crate::own_site::OwnSite;
use crate::page::Page;

const END: char = '\u{e010}';

/// Less than any genome needs, and enough to read one again.
pub(super) const LITTLE: &str = "?memory=130M";

/// It is said so, with the numbers, and searched all the same: with the same counts, rows and files.
pub(crate) fn too_large_genome_is_read_again(page: &Page) {
    page.load_with(LITTLE);
    let genome = data("vibrio_cholerae_N16961.fa.gz");
    page.open_file(&genome);
    let notice = page.notice().unwrap();
    assert!(
        notice.starts_with("vibrio_cholerae_N16961.fa.gz needs about 1")
            && notice.contains("130 MB is to be had: it is read again for each search"),
        "{notice}"
    );
    let region = page.region("Genome").unwrap();
    assert!(region.contains("read again for each search"), "{region}");

    let native = NativeGenome::open(&genome);
    for motif in ["GAATTC", "TTGACAN(14,18)TAWWWT", "S"] {
        let expected = native.search(motif);
        page.search(motif);
        assert_eq!(page.outcome(), expected.outcome(), "{motif}");
        let matches = page.table("Matches");
        let shown = matches.cells();
        assert_eq!(shown, expected.rows(0, shown.len()), "{motif}");
        if expected.total() > 1_000 {
            matches.press(END);
            let shown = page.session.wait("the last rows", || {
                let rows = matches.cells();
                let last = expected.rows(expected.total() - 1, 1);
                rows.ends_with(&last).then_some(rows)
            });
            let first = expected.total() - shown.len() as u64;
            assert_eq!(shown, expected.rows(first, shown.len()), "{motif}");
        }
    }
    page.search("GAATTC");
    let bed = download_bed(page, "vibrio_cholerae_N16961_GAATTC.bed");
    assert_eq!(bed, native.search("GAATTC").bed());
}

/// Pages of the engine that waits for the first file.
const PAGES_TO_WAIT: u32 = 8192;

/// Refuses memory as a browser does, but to the engine that waits for the first file.
fn refuse_more_than(page: &Page, pages: u32) {
    refuse(page, pages + 1..PAGES_TO_WAIT);
}

/// Refuses so many pages of memory as a browser does.
pub(super) fn refuse(page: &Page, pages: Range<u32>) {
    let site = OwnSite::start();
    let Range { start, end } = pages;
    site.begin_engines_with(&format!(
        r#"
        const Memory = WebAssembly.Memory;
        WebAssembly.Memory = function (limits) {{
          if (limits.maximum >= {start} && limits.maximum < {end}) throw new RangeError("could not allocate memory");
          return new Memory(limits);
        }};
        "#
    ));
    page.load_at(site.url());
}

/// If the browser refuses the memory that a genome needs, it is read again for each search; if it refuses that too, this is
/// said. The genome that was open stays until another is there.
pub(crate) fn refused_memory_is_told(page: &Page) {
    let large = large_genome(page.session.folder(), 250_000_000);
    let open_example = || {
        page.open_example();
        page.search("GAATTC");
        assert_eq!(page.outcome(), "720 matches in 2 records");
    };
    refuse_more_than(page, 2_700);
    open_example();
    page.open_file(&large);
    let notice = page.notice().unwrap();
    assert!(
        notice.starts_with("large.fa needs about ")
            && notice.contains("it is read again for each search"),
        "{notice}"
    );
    page.search("GAATTC");
    let native = NativeGenome::open(&large);
    assert_eq!(page.outcome(), native.search("GAATTC").outcome());

    refuse_more_than(page, 0);
    open_example();
    page.choose_file(&large);
    let problem = page.wait_for_problem();
    assert!(
        problem.starts_with("large.fa needs about ")
            && problem.contains("more than this browser gives to a page"),
        "{problem}"
    );
    assert_eq!(page.notice(), None, "of an attempt that failed");
    assert_eq!(
        page.genome_label().as_deref(),
        Some("vibrio_cholerae_N16961.fa.gz")
    );
    page.search("GATTAC");
    let native = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz"));
    assert_eq!(page.outcome(), native.search("GATTAC").outcome());
}

/// Records take memory too, also when they are searched, and of more than a file of that size mostly has it is not there from the start: the
/// genome is opened again with more, whichever thread it was that had none.
pub(crate) fn million_records_are_opened(page: &Page) {
    page.open_example();
    let folder = page.session.folder();
    let plain = short_records(folder, 1_200_000, 100);
    let compressed = folder.join("short.fa.gz");
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&fs::read(&plain).unwrap()).unwrap();
    fs::write(&compressed, encoder.finish().unwrap()).unwrap();
    let native = NativeGenome::open(&plain);
    let check_searches = || check_searches(page, &native);
    for path in [plain, compressed] {
        page.open_file(&path);
        assert_eq!(page.notice(), None);
        check_searches();
    }
    page.set_keeps(true);
    page.wait_for_kept(&["short.fa.gz"]);
    page.reload();
    page.wait_for_kept(&["short.fa.gz"]);
    page.open_kept("short.fa.gz");
    page.wait_for_genome("short.fa.gz");
    check_searches();
}

/// Where memory is missing just to search the genome, that much more is taken, and not all that an engine can have.
pub(crate) fn records_leave_room_to_search(page: &Page) {
    let short = short_records(page.session.folder(), 400_000, 400);
    refuse(page, PAGES_TO_WAIT + 1..65_537);
    page.open_example();
    page.open_file(&short);
    assert_eq!(page.notice(), None);
    check_searches(page, &NativeGenome::open(&short));
}

/// If all memory that is to be had is too little for the genome with its records, all of it is there to read the genome again.
pub(crate) fn many_records_are_read_again(page: &Page) {
    page.load_with("?memory=350M");
    let short = short_records(page.session.folder(), 800_000, 100);
    page.open_file(&short);
    let notice = page.notice().unwrap();
    assert_eq!(
        notice,
        "short.fa needs more than 350 MB of memory, which is all that is to be had: \
         it is read again for each search instead, with the same results."
    );
    check_searches(page, &NativeGenome::open(&short));

    page.load_with("?memory=70M");
    page.choose_file(&short);
    assert_eq!(
        page.wait_for_problem(),
        "short.fa needs more than 70.0 MB of memory, which is all that is to be had. Open a smaller file."
    );
    assert_eq!(page.notice(), None, "of an attempt that failed");
}

/// Results of some searches are kept at the same time.
fn check_searches(page: &Page, native: &NativeGenome) {
    for motif in ["GAATTC", "GATTACA", "CCNGG", "TTTT", "GAATTC"] {
        page.search(motif);
        assert_eq!(page.outcome(), native.search(motif).outcome(), "{motif}");
    }
}

/// A file that changes between two searches is never searched as if it were the same.
pub(crate) fn changed_file_is_not_searched(page: &Page) {
    page.load_with(LITTLE);
    let sequence = Random::new(5).bases(1_000_000);
    let text = record("one", &sequence, "\n");
    let path = file(page.session.folder(), "changing.fa", text.as_bytes());
    page.open_file(&path);
    let expected = NativeGenome::open(&path).search("GAATTC");
    page.search("GAATTC");
    assert_eq!(page.outcome(), expected.outcome());

    let other = record("one", &Random::new(6).bases(1_000_000), "\n");
    fs::write(&path, other).unwrap();
    page.type_motif("GATTAC");
    page.press("Search");
    let problem = page.wait_for_problem();
    assert!(
        problem.starts_with("changing.fa") && problem.contains("open it again"),
        "{problem}"
    );
    page.open_file(&path);
    page.search("GATTAC");
    let expected = NativeGenome::open(&path).search("GATTAC");
    assert_eq!(page.outcome(), expected.outcome());
}
