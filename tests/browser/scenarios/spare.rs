//! The engine that is started when files are about to be chosen.

use serde_json::json;

use super::too_large::refuse;
use crate::engines::{engines, wait_for_engines, watch_engines};
use crate::made::large_genome;
use crate::native::NativeGenome;
use crate::needs::data;
use crate::page::Page;

/// Of so many bytes, a file is opened in the spare engine.
const LARGE_BYTES: usize = 700_000_000;
/// Puts a file into what is moved.
const A_FILE: &str = "transfer.items.add(new File(['>x\\nACGT'], 'x.fa'))";
/// More pages of memory than any other engine has here.
const PAGES_OF_SPARE: u32 = 19_200;

/// An engine starts when the file dialog is opened, or files are above the page; it opens a large genome, and ends if none comes.
pub(crate) fn spare_engine_opens_a_large_genome(page: &Page) {
    watch_engines(page);
    tell_input(page, "click");
    assert_eq!(engines(page), 1);
    tell_input(page, "click");
    assert_eq!(engines(page), 1, "it was there already");
    tell_input(page, "cancel");
    assert_eq!(engines(page), 0, "the dialog was closed");

    drag_over(page, "transfer.setData('text/plain', 'ACGT')");
    assert_eq!(engines(page), 0, "a text is no file");
    drag_over(page, A_FILE);
    drag_over(page, A_FILE);
    assert_eq!(engines(page), 1);
    wait_for_engines(page, 0, "the files were taken away again");

    tell_input(page, "click");
    page.open_file(&data("phage_lambda.fa.gz"));
    assert_eq!(engines(page), 0, "a small genome needs no spare engine");

    tell_input(page, "click");
    assert_eq!(engines(page), 1);
    let large = large_genome(page.session.folder(), LARGE_BYTES);
    page.open_file(&large);
    assert_eq!(engines(page), 1, "it was opened in another engine");
    page.search("GAATTC");
    let expected = NativeGenome::open(&large).search("GAATTC");
    assert_eq!(page.outcome(), expected.outcome());
}

/// If the browser has no memory for it, nothing is said, none is started again, and a large genome is opened in an engine of its own size.
pub(crate) fn spare_engine_can_be_missed(page: &Page) {
    refuse(page, PAGES_OF_SPARE..u32::MAX);
    let threads = page.engine_note();
    watch_engines(page);
    assert_eq!(tell_input(page, "click"), 1);
    wait_for_engines(page, 0, "it has no memory");
    assert_eq!(tell_input(page, "click"), 0, "it was tried before");
    let large = large_genome(page.session.folder(), LARGE_BYTES);
    page.open_file(&large);
    page.search("GAATTC");
    let expected = NativeGenome::open(&large).search("GAATTC");
    assert_eq!(page.outcome(), expected.outcome());
    assert_eq!(page.engine_note(), threads);
}

/// What happens at the input for files when a person opens the dialog, or closes it. Gives how many engines there are at that moment.
fn tell_input(page: &Page, event: &str) -> u64 {
    let script = r"
        const label = [...document.querySelectorAll('label')].find((label) => label.textContent === 'Genome file');
        document.getElementById(label.htmlFor).dispatchEvent(new Event(arguments[0], { bubbles: true }));
        return window.engines.size;
    ";
    let size = page.session.script(script, &[json!(event)]);
    size.as_u64().expect("a number of engines")
}

/// What happens when something is moved over the page.
fn drag_over(page: &Page, put: &str) {
    let script = format!(
        "const transfer = new DataTransfer(); {put};
         const event = new DragEvent('dragover', {{ dataTransfer: transfer, bubbles: true, cancelable: true }});
         document.querySelector('h1').dispatchEvent(event);"
    );
    page.session.script(&script, &[]);
}
