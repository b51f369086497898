//! Settings that survive a reload, and travel in a link.

use serde_json::{Value, json};

use crate::page::Page;

const MOTIFS: &str = "EcoRI\tGAATTC\nmy & site\t[AC]N(2,3)G";
const FRESH: &str = "#motif=&mismatches=0&strands=both";

/// Sets all that can be set; gives what the form then shows.
fn set_all(page: &Page) -> Value {
    page.set_live(false);
    page.paste_motifs(MOTIFS);
    // What it says moves the controls below.
    wait_for_engine(page);
    page.fill_number("Mismatches", "1");
    page.fill_number("Threads", "1");
    page.select("Strand", "Reverse");
    page.choose_version("Shift-And");
    page.select("Work sharing", "Per chromosome");
    let settings = page.settings();
    assert_eq!(
        settings,
        json!([
            MOTIFS,
            "Reverse",
            "1",
            "Shift-And",
            "Per chromosome",
            "1",
            false
        ])
    );
    settings
}

/// Waits until the engine has read the motifs.
fn wait_for_engine(page: &Page) {
    page.session.wait("what the motifs say", || {
        page.motif_note().0.starts_with("2 motifs").then_some(())
    });
}

/// What was typed and chosen is there again when the page is, and each tab has its own.
pub(crate) fn reload_keeps_settings(page: &Page) {
    let fresh = page.settings();
    let settings = set_all(page);
    page.check_that_all_went_well();
    page.reload();
    assert_eq!(page.settings(), settings);
    page.open_example();
    page.press("Search");
    page.wait_for_results_of("2 motifs together, up to 1 mismatch, on reverse");

    let first = page.session.tab();
    page.load_in_new_tab();
    assert_eq!(page.settings(), fresh, "another tab begins afresh");
    page.type_motif("TATAAT");
    page.session.go_to_tab(&first);
    page.reload();
    assert_eq!(page.settings(), settings, "as the other tab left it");

    // What an older or damaged page wrote is left out piece by piece, without a word. A page whose engine still starts would
    // write once more.
    wait_for_engine(page);
    let older = "sessionStorage['motif-matcher-settings'] = 'motif=GG&mismatches=many&strands=forward&colour=red&version'";
    page.session.script(older, &[]);
    page.reload();
    let mut expected = fresh;
    expected[0] = json!("GG");
    expected[1] = json!("Forward");
    assert_eq!(page.settings(), expected);
    assert_eq!((page.problem(), page.notice()), (None, None));
    page.choose_version("Bit planes");
    page.press("Reset");
    expected[1] = json!("Both");
    assert_eq!(page.settings(), expected, "the motif stays");
}

/// A link opens the page with the settings of another, whatever was set there before, and holds nothing else.
pub(crate) fn link_restores_settings(page: &Page) {
    page.open_pasted(">mine\nGGGGGAATTCGGGGGGG");
    page.wait_for_genome("pasted sequence");
    page.search("GAATTC");
    let (link, note) = page.copied_by("Copy link");
    assert!(
        link.ends_with("/#motif=GAATTC&mismatches=0&strands=both"),
        "{link}"
    );
    assert_eq!(note, "Link copied. It holds the settings, and no sequence.");
    let settings = set_all(page);
    let (link, _) = page.copied_by("Copy link");
    assert!(!link.contains("GGGG"), "{link}");

    page.follow(&link.replace("/#", "/?memory=2G#"));
    assert_eq!(page.settings(), settings);
    assert_eq!(page.fragment(), "", "a reload would take it again");
    page.open_example();
    page.press("Search");
    page.wait_for_results_of("2 motifs together, up to 1 mismatch, on reverse");

    // In a page that is open, and after it the person goes on.
    let go = |fragment: &str| {
        let script = "location.hash = arguments[0]";
        page.session.script(script, &[json!(fragment)]);
        page.session.wait("the link to be taken", || {
            page.fragment().is_empty().then_some(())
        });
    };
    go("#motif=TATAAT&mismatches=2");
    page.wait_for_results_of("TATAAT, up to 2 mismatches, ");
    page.type_motif("GGATCC");
    page.reload();
    assert_eq!(page.settings()[0], "GGATCC");
    assert_eq!(page.settings()[2], "2");
    go(FRESH);
    assert_eq!(page.settings()[2], "0");
    let query = page.session.script("return location.search", &[]);
    assert_eq!(query, "?memory=2G");
}

/// Of a damaged link what is right is taken, and the rest is named.
pub(crate) fn damaged_link_is_told(page: &Page) {
    let site = page.session.script("return location.href", &[]);
    let site = site.as_str().unwrap();
    page.follow(&format!(
        "{site}#motif=GAATTC&mismatches=12&strands=forward&colour=red&version=%F"
    ));
    assert_eq!(
        page.notice().as_deref(),
        Some(
            "Of the link, “mismatches=12”, “colour=red” and “version=%F” could not be read and is left out; \
             all else is set as it says."
        )
    );
    let settings = page.settings();
    assert_eq!(
        [&settings[0], &settings[1], &settings[2], &settings[3]],
        ["GAATTC", "Forward", "0", "Bit planes"]
    );
}

/// Where the browser does not let the page copy, the text is shown, selected.
pub(crate) fn refused_copy_is_shown(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    let selected = page.refused_by("Copy link");
    assert!(
        selected.ends_with("#motif=GAATTC&mismatches=0&strands=both"),
        "{selected}"
    );
}

/// The command of another program that finds the same, or why there is none.
pub(crate) fn command_is_copied(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    let (command, note) = page.copied_by("Copy as command");
    assert_eq!(
        command,
        "seqkit locate --bed --ignore-case --only-positive-strand --pattern GAATTC vibrio_cholerae_N16961.fa.gz"
    );
    assert!(
        note.starts_with("Command copied. seqkit gives BED, "),
        "{note}"
    );
    assert_eq!(page.refused_by("Copy as command"), command);

    page.paste_motifs("EcoRI GAATTC\nGANTC");
    page.press("Search");
    page.wait_for_results("2 motifs together");
    let (commands, _) = page.copied_by("Copy as command");
    assert_eq!(commands.lines().count(), 4, "{commands}");
    page.press("GANTC");
    page.wait_for_results_of("GANTC, of 2 motifs, on ");
    let (command, _) = page.copied_by("Copy as command");
    assert!(
        command.contains("--degenerate") && command.lines().count() == 1,
        "{command}"
    );

    page.fill_number("Mismatches", "1");
    page.type_motif("A(1,3)CW(0,2)T");
    page.press("Search");
    page.wait_for_results_of("A(1,3)CW(0,2)T, up to 1 mismatch, ");
    page.press("Copy as command");
    page.session.wait("why there is none", || {
        let note = page.copy_note()?;
        note.starts_with("There is no command: ").then_some(())
    });
}
