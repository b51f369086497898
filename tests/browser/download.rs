//! Files that the page hands to the person.

use std::path::PathBuf;

use serde_json::json;

use crate::page::Page;

/// Scrolls a button to the middle of the screen, and waits until it is drawn there.
const TO_THE_MIDDLE: &str = r"
    const [name, done] = arguments;
    const button = [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === name);
    button?.scrollIntoView({ block: 'center', behavior: 'instant' });
    requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
";

/// Presses `Download BED` and gives the file that then lies among the downloads, which it removes.
#[track_caller]
pub(crate) fn download_bed(page: &Page, file_name: &str) -> String {
    download(page, "BED", file_name)
}

/// The same for the format that is chosen.
#[track_caller]
pub(crate) fn download(page: &Page, format: &str, file_name: &str) -> String {
    let button = format!("Download {format}");
    // A click that has to scroll first is lost now and then in WebKit.
    page.session
        .script_with_answer(TO_THE_MIDDLE, &[json!(button)]);
    page.press(&button);
    saved(page, file_name)
}

/// Gives the text that lies among the downloads once it is there, and removes it.
#[track_caller]
pub(crate) fn saved(page: &Page, file_name: &str) -> String {
    text(saved_bytes(page, file_name))
}

/// The text of a file.
#[track_caller]
pub(crate) fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// Presses a button, by what stands on it or by its label, and gives the file that then lies among the downloads, which it removes.
#[track_caller]
pub(crate) fn save(page: &Page, button: &str, file_name: &str) -> Vec<u8> {
    page.session.click(&format!(
        "//button[normalize-space()='{button}' or @aria-label='{button}']"
    ));
    saved_bytes(page, file_name)
}

/// Gives the file that lies among the downloads once it is there, and removes it.
#[track_caller]
fn saved_bytes(page: &Page, file_name: &str) -> Vec<u8> {
    let path = page.session.downloads().join(file_name);
    let mut former_size = None;
    let bytes = page.session.wait(&format!("the download {file_name}"), || {
        // A browser may lay an empty file first, and the bytes beside it until they are all there.
        let (size, is_alone) = (path.metadata().ok()?.len(), files(page).len() == 1);
        let is_complete = is_alone && former_size.replace(size) == Some(size);
        is_complete.then(|| std::fs::read(&path).unwrap())
    });
    std::fs::remove_file(&path).unwrap();
    bytes
}

fn files(page: &Page) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(page.session.downloads()).unwrap();
    entries.flatten().map(|entry| entry.path()).collect()
}
