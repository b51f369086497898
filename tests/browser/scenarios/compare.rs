//! Ways to search side by side, and how they work.

use serde_json::json;

use crate::browser::Build;
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::Page;

const MOTIF: &str = "TTGACAN(14,18)TAWWWT";
const NAIVE_AND_PLANES: &[&str] = &["Naive", "Bit planes"];

/// All versions, sharings and numbers of threads find the same, and each is measured.
pub(crate) fn ways_are_compared(page: &Page) {
    page.go_to_view("Compare");
    page.session
        .find("//*[@id='why-not' and contains(., 'Open a genome')]");
    page.go_to_view("Search");
    page.open_example();
    page.search(MOTIF);
    let before = (page.status(), listed(page));
    page.go_to_view("Compare");
    page.compare_briefly();
    let verdict = page.run_comparison();

    let threads = page
        .session
        .script("return navigator.hardwareConcurrency", &[]);
    let threads = match page.session.browser().build {
        Build::Threads => threads.as_u64().unwrap() as usize,
        Build::Single => 1,
    };
    // 1, 2, 4 … and what there is.
    let counts = (threads as f64).log2().ceil() as usize + 1;
    let ways = 1 + 3 * (1 + 2 * counts);
    assert!(
        verdict.starts_with(&format!("The same matches in {ways} ways")),
        "{verdict}"
    );
    for version in ["Naive", "Shift-And", "Regular expression"] {
        let compared = format!("{version} and Bit planes found the same");
        assert!(verdict.contains(&compared), "{verdict}");
    }
    let hits = NativeGenome::open(&data("vibrio_cholerae_N16961.fa.gz")).search(MOTIF);
    let rows = page.numbers("Measurements");
    assert_eq!(rows.len(), ways, "{rows:#?}");
    for row in &rows {
        if row[5] == "all" {
            assert_eq!(row[4], hits.total().to_string(), "{row:?}");
        }
    }
    // Whatever the machine, bit planes search all of so small a genome in the time for a run.
    let planes = rows.iter().filter(|row| row[0].starts_with("Bit planes"));
    assert!(planes.clone().count() > 0 && planes.clone().all(|row| row[5] == "all"));
    check_threads(page, threads);
    let means = page.numbers("Moving mean");
    assert_eq!(means.len(), if threads > 1 { 3 } else { 2 }, "{means:?}");
    let stages = page.numbers("Stages of a whole run");
    // Three versions twice, and the regular expression, which packs nothing.
    assert_eq!(stages.len(), 7, "{stages:?}");
    // Parsing and packing, which are divided as in a sample; what packs once does it in the first search alone.
    for row in &stages {
        let is_divided = |cell: &str| cell.starts_with("≈ ");
        let expected = match row[0].rsplit_once(", ").map(|(_, search)| search) {
            Some("first search") => [true, true],
            Some("every search") => [true, false],
            _ => [false, false],
        };
        assert_eq!([3, 4].map(|at| is_divided(&row[at])), expected, "{row:?}");
    }

    page.go_to_view("Search");
    assert_eq!((page.status(), listed(page)), before);
    page.go_to_view("Compare");
    assert_eq!(page.wait_for_comparison(), verdict);
}

/// The rows of the matches, once there are some: sections of the results come one after another.
fn listed(page: &Page) -> Vec<Vec<String>> {
    page.session.wait("rows of matches", || {
        let cells = page.table("Matches").cells();
        (!cells.is_empty()).then_some(cells)
    })
}

/// Every block was worked on by one thread, whatever the sharing.
fn check_threads(page: &Page, threads: usize) {
    let rows = page.numbers("Threads at work");
    assert_eq!(rows.len(), 1 + 2 * threads, "{rows:#?}");
    let blocks_of = |sharing: &str| -> u64 {
        let own = rows.iter().filter(|row| row[0].contains(sharing));
        own.map(|row| row[2].parse::<u64>().unwrap()).sum()
    };
    let (by_record, by_block) = (blocks_of("per chromosome"), blocks_of("blocks"));
    assert!(by_record > 0);
    assert_eq!(by_record, by_block, "{rows:#?}");
}

/// A comparison waits while the page is hidden, is cancelled, taken along, and opened beside another.
pub(crate) fn comparison_is_taken_along(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    page.go_to_view("Compare");
    page.tick_only("Versions", NAIVE_AND_PLANES);
    page.tick_only("Sharing", &["One thread"]);
    page.choose_mean_of("Matches");
    page.compare_briefly();

    page.set_hidden(true);
    page.press("Run comparison");
    page.session
        .find("//*[contains(@class, 'progress-note') and contains(., 'Paused')]");
    page.session
        .click("//main[contains(@class, 'compare')]//button[normalize-space()='Cancel']");
    page.session
        .find("//*[@class='notice' and contains(., 'The comparison was cancelled')]");
    page.press("Run comparison");
    page.session
        .find("//*[contains(@class, 'progress-note') and contains(., 'Paused')]");
    page.set_hidden(false);
    let verdict = page.wait_for_comparison();
    assert!(
        verdict.starts_with("The same matches in 2 ways"),
        "{verdict}"
    );
    let note = page.session.script(
        "return document.querySelector('.verdict + .note').textContent",
        &[],
    );
    let note = note.as_str().unwrap();
    assert!(
        note.contains("Measuring waited while the page was hidden"),
        "{note}"
    );

    let table = page.download_comparison("Download CSV", "csv");
    let text = std::fs::read_to_string(&table).unwrap();
    let searches = text.lines().filter(|line| line.contains(",search,"));
    assert_eq!(searches.count(), 2 * 3, "{text}");
    assert!(
        text.contains(",GAATTC,0,Both,search,Naive,One thread,1,1,"),
        "{text}"
    );
    let rows_of = |what: &str| text.lines().filter(|line| line.contains(what)).count();
    assert_eq!(rows_of(",opening,"), 4, "{text}");
    assert_eq!(rows_of(",sample of opening,parse,"), 3, "{text}");
    assert_eq!(rows_of(",sample of opening,parse and pack,"), 3, "{text}");
    let file = page.download_comparison("Download JSON", "json");
    let text = std::fs::read_to_string(&file).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(kept["genome"]["bases"], 4_033_464, "{text}");
    assert_eq!(kept["lines"].as_array().unwrap().len(), 2);
    assert_eq!(kept["opening"]["bases"], 4_033_464, "{text}");
    for mean in kept["means"].as_array().unwrap() {
        assert_eq!(mean["of"], "Matches");
        assert_eq!(mean["hash"], kept["means"][0]["hash"]);
    }
    assert!(
        kept["browser"]
            .as_str()
            .is_some_and(|browser| browser.contains("Mozilla"))
    );

    page.open_comparison(&file);
    page.session.find("//*[contains(., 'Beside it')]");
    let rows = page.numbers("Measurements");
    assert!(rows.iter().all(|row| row[1] == row[8]), "{rows:#?}");
    let wrong = page.session.folder().join("wrong.json");
    std::fs::write(
        &wrong,
        text.replace("motif-matcher comparison", "something else"),
    )
    .unwrap();
    page.open_comparison(&wrong);
    let problem = page
        .session
        .wait("what is wrong with the file", || page.compare_problem());
    assert!(
        problem.starts_with("wrong.json is no comparison that this page has saved"),
        "{problem}"
    );
}

/// The explanation draws the person's own motif, and its automaton goes letter by letter.
pub(crate) fn explanation_shows_the_motif(page: &Page) {
    page.type_motif("GAN(1,3)TTC");
    page.go_to_view("How it works");
    assert_eq!(
        page.session.script("return location.hash", &[]),
        json!("#view=how-it-works")
    );
    page.session
        .find("//p[contains(., 'The drawings show your motif, GAN(1,3)TTC.')]");
    let states = "return document.querySelectorAll('.drawing .state').length";
    // Two letters, up to three of the spacer, three letters: eight positions, nine states.
    assert_eq!(page.session.script(states, &[]), json!(9));
    let is_set = r"return [...document.querySelectorAll('.drawing .bit')].map((bit) => bit.textContent).join('')";
    assert_eq!(page.session.script(is_set, &[]), json!("100000000"));
    // The sample begins with C, then G and A: after three letters two are matched, and one of the spacer may be.
    for _ in 0..3 {
        page.press("Next letter");
    }
    page.session.wait("the third letter", || {
        (page.session.script(is_set, &[]) == json!("101000000")).then_some(())
    });
    // The address leads to each view.
    page.session.script("location.hash = 'view=compare'", &[]);
    page.session
        .find("//nav//a[normalize-space()='Compare'][@aria-current='page']");
    page.go_to_view("Search");
    assert_eq!(page.session.script("return location.hash", &[]), json!(""));
    assert!(!page.motif_note().1, "the motif is still right");
}
