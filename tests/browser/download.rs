//! Files that the page hands to the person.

use std::path::PathBuf;

use crate::page::Page;

/// Presses `Download BED` and gives the file that then lies among the downloads, which it removes.
#[track_caller]
pub(crate) fn download_bed(page: &Page, file_name: &str) -> String {
    download(page, "BED", file_name)
}

/// The same for the format that is chosen.
#[track_caller]
pub(crate) fn download(page: &Page, format: &str, file_name: &str) -> String {
    page.press(&format!("Download {format}"));
    saved(page, file_name)
}

/// Gives the file that lies among the downloads once it is there, and removes it.
#[track_caller]
pub(crate) fn saved(page: &Page, file_name: &str) -> String {
    let path = page.session.downloads().join(file_name);
    let mut former_size = None;
    let text = page.session.wait(&format!("the download {file_name}"), || {
        // A browser may lay an empty file first, and the bytes beside it until they are all there.
        let (size, is_alone) = (path.metadata().ok()?.len(), files(page).len() == 1);
        let is_complete = is_alone && former_size.replace(size) == Some(size);
        is_complete.then(|| std::fs::read_to_string(&path).unwrap())
    });
    std::fs::remove_file(&path).unwrap();
    text
}

fn files(page: &Page) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(page.session.downloads()).unwrap();
    entries.flatten().map(|entry| entry.path()).collect()
}
