//! Searching as one types, and searching for the same again.

use serde_json::{Value, json};

use crate::needs::data;
use crate::page::{Page, button, field};

const LEFT: &str = "\u{e012}";
const SHIFT: &str = "\u{e008}";
const ENTER: &str = "\u{e007}";

/// Types into the box, a letter every few ms, and notes whether anything flickers meanwhile.
const TYPE: &str = r"
    const [text, pause, done] = [arguments[0], arguments[1], arguments[arguments.length - 1]];
    const label = [...document.querySelectorAll('label')].find((label) => label.textContent === 'Motif');
    const box = document.getElementById(label.htmlFor);
    const flickers = new Set();
    const watch = new MutationObserver(() => {
      if (document.querySelector('progress')) flickers.add('progress');
      if (document.querySelector('button.primary').disabled) flickers.add('a button without use');
      if (document.activeElement !== box) flickers.add('the focus');
    });
    box.focus();
    box.select();
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
    const type = (i) => {
      if (i < text.length) {
        document.execCommand('insertText', false, text[i]);
        setTimeout(type, pause, i + 1);
      } else {
        setTimeout(() => { watch.disconnect(); done([...flickers]); }, 300);
      }
    };
    type(0);
";

/// The results follow what is typed, and what was typed last counts.
pub(crate) fn results_follow_the_typing(page: &Page) {
    page.open_example();
    assert!(page.is_live(), "off for a small genome");
    // From now on as the person chose, whatever the next genome is.
    page.set_live(false);
    page.set_live(true);
    page.type_motif("GAATTC");
    page.wait_for_results("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");

    for pause_ms in [0, 5, 60] {
        for (motif, outcome) in [
            ("TATAAT", "572 matches in 2 records"),
            ("CGSKRRCH", "4,963 matches in 2 records"),
        ] {
            let arguments = [json!(motif), json!(pause_ms)];
            let flickers = page.session.script_with_answer(TYPE, &arguments);
            assert_eq!(flickers, json!([]), "{motif}, every {pause_ms} ms");
            page.wait_for_results(motif);
            assert_eq!(page.outcome(), outcome, "{motif}, every {pause_ms} ms");
        }
    }

    // In the middle of a motif the caret stays where it is.
    page.type_motif("GAATC");
    page.session.send_keys(&field("Motif"), LEFT);
    page.session.send_keys(&field("Motif"), "T");
    page.wait_for_results("GAATTC");
    assert_eq!(selection(page), json!(["GAATTC", 5, 5]));

    // What is wrong is said at the box; the results stay.
    let before = page.status();
    page.paste_motifs("GAATTZ");
    page.session
        .wait("the note about Z", || page.motif_note().1.then_some(()));
    assert_eq!((page.problem(), page.status()), (None, before));
    assert!(!page.subject().contains("press Search"));

    // Other choices are followed too, and so is another genome.
    page.paste_motifs("TATAAT");
    page.wait_for_results("TATAAT");
    page.select("Strand", "Forward");
    page.wait_for_results_of("TATAAT on forward");
    page.select("Strand", "Both");
    page.paste_motifs("GAATTC");
    page.open_file(&data("phage_lambda.fa.gz"));
    page.wait_for_results("GAATTC");
    assert_eq!(page.outcome(), "5 matches in 1 record");

    // Shift and Enter begin a further line; Enter would search.
    page.type_motif("GAATTC");
    let keys = format!("{SHIFT}{ENTER}{SHIFT}GGATCC");
    page.session.send_keys(&field("Motif"), &keys);
    page.wait_for_results("2 motifs together");
    assert_eq!(page.outcome(), "10 matches in 1 record");
}

/// A search that takes its time makes way for the next.
pub(crate) fn slow_search_is_overtaken(page: &Page) {
    page.open_example();
    page.set_live(true);
    // With so many mismatches nothing can be left out early.
    page.paste_motifs("AN(1,100)CN(1,60)GN(1,40)TTTTTTTTTTTTTTTTTT");
    page.fill_number("Mismatches", "6");
    page.session.wait("a search that takes its time", || {
        page.is_busy().then_some(())
    });
    page.fill_number("Mismatches", "0");
    page.paste_motifs("GAATTC");
    page.wait_for_results("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
    assert!(!page.is_busy());
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(page.outcome(), "720 matches in 2 records");
}

/// Without the switch, Search is to be pressed, and the page says so.
pub(crate) fn switch_is_turned_off(page: &Page) {
    page.open_example();
    page.search("GAATTC");
    page.set_live(false);
    let before = page.status();
    page.type_motif("TATAAT");
    page.session
        .wait("the word that Search is to be pressed", || {
            page.subject()
                .contains("another motif now: press Search")
                .then_some(())
        });
    assert_eq!(page.status(), before);
    page.press("Search");
    page.wait_for_results("TATAAT");
    assert_eq!(page.outcome(), "572 matches in 2 records");

    // The choice stays, also for another genome.
    page.open_file(&data("phage_lambda.fa.gz"));
    assert!(!page.is_live());
    page.set_live(true);
    page.wait_for_results("TATAAT");
    page.choose_version("Naive");
    assert!(!page.is_live());
    let switch = "return document.getElementById('live').disabled";
    assert_eq!(page.session.script(switch, &[]), true);
    page.choose_version("Bit planes");
    assert!(page.is_live());
}

/// The same search again is answered at once, and the page says from where.
pub(crate) fn same_search_is_remembered(page: &Page) {
    page.open_example();
    page.set_live(false);
    page.search("CGSKRRCH");
    let first = page.status();
    assert!(!first.contains("last results"), "{first}");
    let rows = page.table("Matches").cells();
    page.search("GAATTC");
    page.search("CGSKRRCH");
    let again = page.session.wait("the word that it was there", || {
        Some(page.status()).filter(|status| status.contains("from the last results (searched in "))
    });
    assert_eq!(page.outcome(), "4,963 matches in 2 records", "{again}");
    assert_eq!(page.table("Matches").cells(), rows);
    assert!(page.session.has(&button("Download BED")));
}

/// What is in the box, and where the caret is.
fn selection(page: &Page) -> Value {
    let script = r"
        const box = document.activeElement;
        return [box.value, box.selectionStart, box.selectionEnd];
    ";
    page.session.script(script, &[])
}
