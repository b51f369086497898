//! The library of motifs as a person knows it.

use std::path::Path;

use serde_json::json;

use crate::page::{Page, button, field, strings};

impl Page {
    #[track_caller]
    pub(crate) fn open_motif_library(&self) {
        self.press("Motif library");
        self.session.wait("the library of motifs", || {
            let is_open = "return document.querySelector('dialog').open && document.getElementById('find-motif') !== null";
            (self.session.script(is_open, &[]) == true).then_some(())
        });
    }

    /// Whether the library lies above the page.
    pub(crate) fn has_motif_library(&self) -> bool {
        self.session
            .script("return document.querySelector('dialog').open", &[])
            == true
    }

    /// The names that are to be seen in a list of the library.
    pub(crate) fn motifs_in(&self, list: &str) -> Vec<String> {
        let script = r"
            const items = [...document.querySelectorAll(`dialog ul[aria-label='${arguments[0]}'] li`)];
            return items.filter((item) => !item.hidden).map((item) => item.querySelector('button').textContent);
        ";
        strings(&self.session.script(script, &[json!(list)]))
    }

    /// Types into the box that finds, in place of what was there.
    #[track_caller]
    pub(crate) fn find_motifs(&self, typed: &str) {
        self.fill("Find", typed);
    }

    /// Presses the name of a motif of the library.
    #[track_caller]
    pub(crate) fn put_motif(&self, name: &str) {
        self.session.click(&format!("//dialog{}", button(name)));
    }

    /// Presses a button of a motif of the library: Add or Remove.
    #[track_caller]
    pub(crate) fn press_at_motif(&self, what: &str, name: &str) {
        self.session
            .click(&format!("//dialog//button[@aria-label='{what} {name}']"));
    }

    /// What the library says of what was done last.
    pub(crate) fn said_of_motifs(&self) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll('dialog .said p')].map((p) => p.textContent)";
        strings(&self.session.script(script, &[]))
    }

    /// Waits until the library says something that begins so.
    #[track_caller]
    pub(crate) fn wait_for_said(&self, beginning: &str) -> Vec<String> {
        self.session.wait(beginning, || {
            let said = self.said_of_motifs();
            said.first()?.starts_with(beginning).then_some(said)
        })
    }

    /// Saves what is in the motif box.
    #[track_caller]
    pub(crate) fn save_motif(&self, name: &str) {
        self.fill("Name", name);
        self.press("Save what is in the motif box");
    }

    #[track_caller]
    pub(crate) fn import_motifs(&self, file: &Path) {
        self.session
            .send_keys(&field("Import"), file.to_str().unwrap());
    }

    /// What is in the motif box.
    pub(crate) fn motif_box(&self) -> String {
        let text = self
            .session
            .script("return document.getElementById('motif').value", &[]);
        text.as_str().unwrap_or_default().to_owned()
    }
}
