//! A sequence that is pasted instead of chosen as a file.

use serde_json::json;

use crate::made::{Random, record};
use crate::page::Page;

const LONG_BASES: usize = 5_000_000;

/// FASTA and bare letters are opened as a file would be; nothing is opened from an empty box.
pub(crate) fn sequence_is_pasted(page: &Page) {
    page.open_pasted(">x some words\nTTGAATTC\nTT\n>y\nGAA TTC GAA\nTTC\n");
    page.wait_for_genome("pasted sequence");
    assert_eq!(page.figure("Records").as_deref(), Some("2"));
    page.search("GAATTC");
    assert_eq!(page.outcome(), "3 matches in 2 records");
    let first_row = |page: &Page| page.table("Matches").cells()[0].join(" ");
    assert_eq!(first_row(page), "x 3 8 . GAATTC");

    page.open_pasted("  acgtgaa ttc\nacgtgaattc");
    page.session.wait("the other sequence", || {
        (page.figure("Bases").as_deref() == Some("20")).then_some(())
    });
    page.search("GAATTC");
    assert_eq!(page.outcome(), "2 matches in 1 record");
    assert_eq!(first_row(page), "pasted 5 10 . GAATTC");

    for (text, expected) in [
        ("", "There is no sequence yet"),
        (" \n \n", "There is no sequence yet"),
        (
            "ACGT\nACGT 61 ACGT",
            "The pasted sequence is not FASTA: line 2, column 6 holds “6”",
        ),
    ] {
        page.open_pasted(text);
        let sentence = page
            .session
            .wait(&format!("a sentence about {text:?}"), || {
                page.problem()
                    .filter(|sentence| sentence.starts_with(expected))
            });
        assert!(sentence.ends_with('.'), "{sentence}");
        assert_eq!(page.genome_label().as_deref(), Some("pasted sequence"));
        assert_eq!(page.outcome(), "2 matches in 1 record");
    }
}

/// Millions of letters are kept beside the box, which shows their beginning: the page stays free.
pub(crate) fn long_sequence_is_pasted(page: &Page) {
    let mut random = Random::new(11);
    let text = record("long", &random.bases(LONG_BASES), "\n");
    let script = r"
        const title = [...document.querySelectorAll('summary')].find((s) => s.textContent === 'Paste sequence');
        title.parentElement.open = true;
        const box = document.querySelector(`[aria-labelledby=${title.id}]`);
        box.focus();
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', arguments[0]);
        const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
        // Not every browser takes what a made event is to carry.
        Object.defineProperty(event, 'clipboardData', { value: clipboardData });
        const done = arguments[arguments.length - 1];
        box.dispatchEvent(event);
        requestAnimationFrame(() => setTimeout(() =>
          done([box.value.length, box.readOnly])));
    ";
    let answer = page.session.script_with_answer(script, &[json!(text)]);
    // With all of it in the box the page would stand still.
    assert_eq!(answer[0], 1_000, "letters that are shown");
    assert_eq!(answer[1], true, "the beginning alone cannot be changed");

    page.press("Open pasted sequence");
    page.wait_for_genome("pasted sequence");
    assert_eq!(page.figure("Bases").as_deref(), Some("5,000,000"));
    page.press("Clear");
    page.press("Open pasted sequence");
    let sentence = page.wait_for_problem();
    assert!(sentence.starts_with("There is no sequence"), "{sentence}");
    page.open_pasted("GAATTC");
    page.session.wait("the short sequence", || {
        (page.figure("Bases").as_deref() == Some("6")).then_some(())
    });
}

/// A page that is left while an engine starts ends it, and opens what was to be opened if it is shown once more.
pub(crate) fn page_is_left_while_an_engine_starts(page: &Page) {
    page.open_pasted(">x\nTTGAATTCTT");
    page.wait_for_genome("pasted sequence");
    // As soon as the engine is there, which cannot have started then. The one with the opened genome goes on.
    let leave = r"
        const [answer] = arguments;
        const Former = window.Worker;
        const terminate = Former.prototype.terminate;
        let ended = 0;
        Former.prototype.terminate = function () {
          ended += 1;
          terminate.call(this);
        };
        window.Worker = class extends Former {
          constructor(...all) {
            super(...all);
            window.Worker = Former;
            queueMicrotask(() => {
              window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
              answer(ended);
            });
          }
        };
        const title = [...document.querySelectorAll('summary')].find((s) => s.textContent === 'Paste sequence');
        const box = document.querySelector(`[aria-labelledby=${title.id}]`);
        title.parentElement.open = true;
        box.value = 'GAATTCGAATTC';
        const open = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Open pasted sequence');
        open.click();
    ";
    assert_eq!(page.session.script_with_answer(leave, &[]), json!(1));
    let show = "window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";
    page.session.script(show, &[]);
    page.session.wait("the other sequence", || {
        (page.figure("Bases").as_deref() == Some("12")).then_some(())
    });
    page.search("GAATTC");
    assert_eq!(page.outcome(), "2 matches in 1 record");
}
