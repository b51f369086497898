//! Genomes that are kept in the browser.

use serde_json::json;
use xxhash_rust::xxh3::xxh3_64;

use crate::download::download_bed;
use crate::made::{file, large_genome};
use crate::page::Page;

const EXAMPLE: &str = "vibrio_cholerae_N16961.fa.gz";
const MOTIF: &str = "RTGN(2,5)CAY";
const LARGE_BYTES: usize = 800_000_000;

/// What is shown of the genome and of a search in it.
fn all_of(page: &Page) -> (Vec<Option<String>>, String, Vec<Vec<String>>, String) {
    page.search(MOTIF);
    let names = ["Size", "Records", "Bases", "GC", "Letters that are no base"];
    (
        names.map(|name| page.figure(name)).to_vec(),
        page.outcome(),
        page.table("Matches").cells(),
        download_bed(page, "vibrio_cholerae_N16961_RTGN(2,5)CAY.bed"),
    )
}

/// A genome is kept once, is there when the page is loaded again, and is the same; until it is removed.
pub(crate) fn genome_is_kept(page: &Page) {
    assert!(!page.is_on("Keep in this browser"));
    page.session.wait("an empty library", || {
        page.library_note()
            .starts_with("Nothing is kept yet")
            .then_some(())
    });
    // What is open when the switch is turned on is kept too.
    page.open_example();
    let before = all_of(page);
    page.set_keeps(true);
    page.wait_for_kept(&[EXAMPLE]);
    let facts = page.kept()[0].facts.clone();
    assert!(facts.starts_with("4.03 Mb · 1."), "{facts}");
    assert!(
        page.library_note().starts_with("1."),
        "{}",
        page.library_note()
    );

    page.reload();
    page.wait_for_kept(&[EXAMPLE]);
    assert!(
        page.is_on("Keep in this browser"),
        "the switch is remembered"
    );
    page.open_kept(EXAMPLE);
    page.wait_for_genome(EXAMPLE);
    let opened_in = page.figure("Opened in").unwrap();
    assert!(opened_in.ends_with(", from the library"), "{opened_in}");
    assert_eq!(all_of(page), before);

    // The same genome of the same file is there already; another of the same name is not.
    page.open_example();
    page.session.wait("the example to be read again", || {
        let opened_in = page.figure("Opened in").unwrap();
        (!opened_in.ends_with("library")).then_some(())
    });
    page.wait_for_kept(&[EXAMPLE]);
    assert_eq!(page.kept_files().len(), 1);
    let small = file(page.session.folder(), EXAMPLE, b">x\nGAATTC\n");
    page.open_file(&small);
    page.session.wait("the small genome", || {
        (page.figure("Bases").as_deref() == Some("6")).then_some(())
    });
    page.wait_for_kept(&[EXAMPLE, EXAMPLE]);

    page.set_keeps(false);
    for left in [1, 0] {
        page.remove_kept(EXAMPLE);
        page.session
            .wait("one less", || (page.kept().len() == left).then_some(()));
        assert_eq!(page.kept_files().len(), left);
    }
    page.search("GAATTC");
    assert_eq!(page.outcome(), "1 match in 1 record", "it stays open");
    page.reload();
    page.wait_for_kept(&[]);
    assert!(!page.is_on("Keep in this browser"));
}

/// Several files and a pasted sequence are kept under the names that they are shown by.
pub(crate) fn kept_names_are_shown(page: &Page) {
    page.set_keeps(true);
    let folder = page.session.folder();
    let first = file(folder, "chr1 of it.fa", b">a\nGAATTC\n");
    let second = file(folder, "chr2.fa", b">b\nGAATTC\n");
    page.choose_files(&[&second, &first]);
    page.wait_for_genome("chr1 of it.fa and 1 more");
    page.wait_for_kept(&["chr1 of it.fa and 1 more"]);
    page.open_pasted("ACGTGAATTC");
    page.wait_for_kept(&["pasted sequence", "chr1 of it.fa and 1 more"]);

    page.reload();
    page.wait_for_kept(&["pasted sequence", "chr1 of it.fa and 1 more"]);
    page.open_kept("chr1 of it.fa and 1 more");
    page.wait_for_genome("chr1 of it.fa and 1 more");
    assert_eq!(page.genome_files(), ["chr1 of it.fa", "chr2.fa"]);
    page.open_kept("pasted sequence");
    page.wait_for_genome("pasted sequence");
    page.search("GAATTC");
    assert_eq!(page.outcome(), "1 match in 1 record");
}

/// Whatever is not as it was written is found, told, and removed; the genome that was open stays.
pub(crate) fn damaged_entry_is_removed(page: &Page) {
    let small = file(page.session.folder(), "small.fa", b">x\nGAATTC\n");
    page.open_file(&small);
    page.search("GAATTC");
    let keep = || {
        page.open_example();
        page.set_keeps(true);
        page.wait_for_kept(&[EXAMPLE]);
        page.set_keeps(false);
        page.open_file(&small);
        page.search("GAATTC");
    };

    // A bit in the planes, which only reading all of it tells.
    keep();
    page.change_kept_file(EXAMPLE, "bytes[bytes.length - 300000] ^= 4; return bytes;");
    page.open_kept(EXAMPLE);
    let sentence = page.wait_for_problem();
    assert_eq!(
        sentence,
        "vibrio_cholerae_N16961.fa.gz was damaged in the library, and is removed from it. \
         Nothing of it was searched: open its file again."
    );
    assert_eq!(page.genome_label().as_deref(), Some("small.fa"));
    assert_eq!(page.outcome(), "1 match in 1 record");
    page.session.wait("an empty library", || {
        (page.kept().is_empty() && page.kept_files().is_empty()).then_some(())
    });
    page.search("AATT");
    assert_eq!(page.outcome(), "1 match in 1 record");

    // What a look at the beginning and the size tells, is told when the library is listed.
    for (change, what) in [
        ("return bytes.slice(0, bytes.length - 1);", "was damaged"),
        ("bytes[70] ^= 1; return bytes;", "was damaged"),
        (
            "bytes.fill(0, 0, 64); return bytes;",
            "was kept only in part",
        ),
        ("return bytes.slice(0, 10);", "was kept only in part"),
    ] {
        keep();
        page.change_kept_file(EXAMPLE, change);
        page.reload();
        let notice = page.session.wait("a sentence", || page.notice());
        assert!(
            notice.starts_with(&format!("{EXAMPLE} {what}")),
            "{change}: {notice}"
        );
        page.wait_for_kept(&[]);
        assert_eq!(page.kept_files(), [""; 0]);
        page.open_file(&small);
        page.search("GAATTC");
    }
}

/// Two tabs list the same genomes, open them at once, and do not get in each other's way.
pub(crate) fn two_tabs_share_the_library(page: &Page) {
    let first = page.session.tab();
    let second = page.load_in_new_tab();
    page.open_example();
    page.session.go_to_tab(&first);
    page.open_example();
    // Both keep the same genome.
    page.set_keeps(true);
    page.session.go_to_tab(&second);
    page.set_keeps(true);
    page.wait_for_kept(&[EXAMPLE]);
    page.session.go_to_tab(&first);
    page.wait_for_kept(&[EXAMPLE]);
    assert_eq!(page.kept_files().len(), 1);

    // Both open it.
    page.open_kept(EXAMPLE);
    page.session.go_to_tab(&second);
    page.open_kept(EXAMPLE);
    for tab in [&second, &first] {
        page.session.go_to_tab(tab);
        page.session.wait("the genome of the library", || {
            assert_eq!(page.problem(), None);
            let opened_in = page.figure("Opened in").unwrap_or_default();
            opened_in.ends_with("library").then_some(())
        });
    }
    // One removes it, and the other learns of it and keeps what it has open.
    page.session.go_to_tab(&second);
    page.remove_kept(EXAMPLE);
    page.session.go_to_tab(&first);
    page.wait_for_kept(&[]);
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");

    // What is gone before the other tab learns of it is told.
    page.open_example();
    page.wait_for_kept(&[EXAMPLE]);
    page.remove_kept_file(EXAMPLE);
    page.open_kept(EXAMPLE);
    let sentence = page.wait_for_problem();
    assert!(
        sentence.starts_with(&format!("{EXAMPLE} is no longer in the library")),
        "{sentence}"
    );
    assert_eq!(page.genome_label().as_deref(), Some(EXAMPLE));
}

/// Turns the switch on, and does what is called so as soon as something is written; gives how far that was.
const WHILE_KEEPING: &str = r"
    const done = arguments[arguments.length - 1];
    const began = performance.now();
    const look = () => {
      if (performance.now() - began > 20000) return done('nothing was kept');
      const bar = document.querySelector('.keeping progress');
      if (!(bar?.value > 0)) return setTimeout(look, 1);
      done(bar.value);
      if (arguments[0] === 'Stop') bar.parentElement.querySelector('button').click();
      // The driver hears the answer before the page is gone.
      if (arguments[0] === 'reload') setTimeout(() => location.reload(), 20);
      if (arguments[0] === 'Open example')
        [...document.querySelectorAll('button')].find((button) => button.textContent === arguments[0]).click();
    };
    document.getElementById('keep').click();
    look();
";

/// Has the page keep what is open, and does this meanwhile.
#[track_caller]
fn while_keeping(page: &Page, what: &str) {
    let share = page
        .session
        .script_with_answer(WHILE_KEEPING, &[what.into()]);
    assert!(share.as_f64().is_some_and(|share| share < 1.0), "{share}");
}

/// A search runs while a genome is kept; keeping can be stopped, and nothing remains of it, as of a tab that is closed.
pub(crate) fn keeping_is_stopped(page: &Page) {
    let large = large_genome(page.session.folder(), LARGE_BYTES);
    page.open_file(&large);
    while_keeping(page, "Stop");
    page.session.wait("the end of keeping", || {
        (!page.is_keeping() && page.kept_files().is_empty()).then_some(())
    });
    assert!(page.kept().is_empty());
    assert_eq!(page.problem(), None);
    page.search("GAATTC");
    page.set_keeps(false);

    while_keeping(page, "reload");
    page.wait_until_loaded_again();
    // The browser may take a while until it has ended the worker of the page that is gone.
    page.session.wait("what is left to be removed", || {
        let notice = page.session.wait("the library", || {
            (!page.library_note().is_empty()).then(|| page.notice())
        });
        match notice {
            Some(notice) => {
                assert!(
                    notice.starts_with("large.fa was kept only in part"),
                    "{notice}"
                );
                Some(())
            }
            None => {
                page.reload();
                None
            }
        }
    });
    assert_eq!(page.kept_files(), [""; 0]);

    page.open_file(&large);
    std::fs::remove_file(&large).unwrap();
    page.search("GAATTC");
    let before = (page.outcome(), page.table("Matches").cells());
    page.wait_for_kept(&["large.fa"]);
    page.open_kept("large.fa");
    page.session.wait("the genome of the library", || {
        let opened_in = page.figure("Opened in").unwrap_or_default();
        opened_in.ends_with("library").then_some(())
    });
    page.search("GAATTC");
    assert_eq!((page.outcome(), page.table("Matches").cells()), before);
}

/// A genome is kept to its end while another is opened, which is kept after it.
pub(crate) fn genome_is_replaced_while_it_is_kept(page: &Page) {
    let large = large_genome(page.session.folder(), LARGE_BYTES);
    page.open_file(&large);
    page.search("GAATTC");
    let before = (page.outcome(), page.table("Matches").cells());
    while_keeping(page, "Open example");
    page.wait_for_genome(EXAMPLE);
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
    // The latest first.
    page.wait_for_kept(&[EXAMPLE, "large.fa"]);

    page.set_keeps(false);
    page.open_kept("large.fa");
    page.wait_for_genome("large.fa");
    page.search("GAATTC");
    assert_eq!((page.outcome(), page.table("Matches").cells()), before);
}

/// What another version of the page has kept is removed if it is an earlier one, and left alone if it is a later one.
pub(crate) fn other_versions_are_told_apart(page: &Page) {
    let keep_as_version = |version: u32| {
        page.open_example();
        page.set_keeps(true);
        page.wait_for_kept(&[EXAMPLE]);
        page.set_keeps(false);
        // Version, and the checksum of all before it.
        let mut preface = page.kept_bytes(EXAMPLE, 64);
        preface[8..12].copy_from_slice(&version.to_le_bytes());
        let sum = xxh3_64(&preface[..56]);
        preface[56..].copy_from_slice(&sum.to_le_bytes());
        page.change_kept_file(EXAMPLE, &format!("bytes.set({preface:?}); return bytes;"));
    };
    keep_as_version(0);
    page.reload();
    let notice = page.session.wait("a sentence", || page.notice());
    assert_eq!(
        notice,
        "vibrio_cholerae_N16961.fa.gz was kept by an earlier version of this page, and is removed from the library. \
         Open its file again to keep it."
    );
    assert_eq!(page.kept_files(), [""; 0]);

    keep_as_version(1000);
    page.open_kept(EXAMPLE);
    let sentence = page.wait_for_problem();
    assert!(
        sentence.starts_with(&format!(
            "{EXAMPLE} was kept by another version of this page"
        )),
        "{sentence}"
    );
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
    page.reload();
    page.session.wait("what is said of it", || {
        page.library_note()
            .starts_with("1 genome was kept by a later version of this page")
            .then_some(())
    });
    assert_eq!(page.kept_files().len(), 1);
}

/// A genome for which there is no room is not kept, and the sentence says how much it takes; with room it is.
pub(crate) fn full_library_is_told(page: &Page) {
    let origin = page.session.script("return location.origin", &[]);
    let limit = |parameters| {
        page.session
            .developer_tools("Storage.overrideQuotaForOrigin", parameters)
    };
    page.open_example();
    limit(json!({ "origin": origin, "quotaSize": 500_000 }));
    page.set_keeps(true);
    let sentence = page.wait_for_problem();
    assert!(
        sentence.starts_with(&format!("{EXAMPLE} was not kept: it takes 1.")),
        "{sentence}"
    );
    assert_eq!(page.kept_files(), [""; 0]);
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");

    limit(json!({ "origin": origin }));
    page.set_keeps(false);
    page.set_keeps(true);
    page.session.wait("the genome in the library", || {
        (page.kept().len() == 1).then_some(())
    });
}

/// Where the browser gives no files, the region says so, and nothing else changes.
pub(crate) fn library_is_missing(page: &Page) {
    page.session.wait("a sentence", || {
        page.library_note()
            .starts_with("Not to be had here: ")
            .then_some(())
    });
    let script = "return document.getElementById('keep').disabled";
    assert_eq!(page.session.script(script, &[]), true);
    page.open_example();
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
    assert_eq!((page.problem(), page.notice()), (None, None));
}
