//! The fields that say in which part of the genome to search.

use std::path::Path;

use serde_json::json;

use crate::page::Page;

const FILE: &str = "//input[@aria-label='Regions file']";

/// The fields of a page.
pub(crate) struct Regions<'page> {
    page: &'page Page,
}

impl<'page> Regions<'page> {
    /// Unfolds the fields.
    pub(crate) fn of(page: &'page Page) -> Self {
        let script = r"
            const title = [...document.querySelectorAll('summary')].find((s) => s.textContent.startsWith('Only in regions'));
            title.parentElement.open = true;
        ";
        page.session.script(script, &[]);
        Self { page }
    }

    /// Types regions in place of those in the box, tabs too.
    #[track_caller]
    pub(crate) fn type_text(&self, text: &str) {
        let script = r"
            const box = document.querySelector('[aria-label=Regions]');
            box.focus();
            box.select();
            document.execCommand('insertText', false, arguments[0]);
            return box.value;
        ";
        let value = self.page.session.script(script, &[json!(text)]);
        assert_eq!(value, text, "what is in the box");
    }

    /// What is in the box.
    pub(crate) fn text(&self) -> String {
        let script = "return document.querySelector('[aria-label=Regions]').value";
        let text = self.page.session.script(script, &[]);
        text.as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub(crate) fn choose_file(&self, path: &Path) {
        let path = path.to_str().expect("a path in UTF-8");
        self.page.session.send_keys(FILE, path);
    }

    /// Waits until the short note beside the title begins like this.
    #[track_caller]
    pub(crate) fn wait_for_note(&self, beginning: &str) -> String {
        let what = format!("a note that begins with “{beginning}”");
        self.page.session.wait(&what, || {
            let note = self.note();
            let is_it = note.starts_with(beginning) && note.is_empty() == beginning.is_empty();
            is_it.then_some(note)
        })
    }

    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, is_so: impl Fn() -> bool) {
        self.page.session.wait(what, || is_so().then_some(()));
    }

    fn note(&self) -> String {
        let script = r"
            const title = [...document.querySelectorAll('summary')].find((s) => s.textContent.startsWith('Only in regions'));
            return title.textContent.slice('Only in regions'.length).trim();
        ";
        let note = self.page.session.script(script, &[]);
        note.as_str().unwrap_or_default().to_owned()
    }

    /// What stands below the box.
    pub(crate) fn sentence(&self) -> String {
        let script = r"
            const input = document.querySelector('[aria-label=\'Regions file\']');
            return document.getElementById(input.getAttribute('aria-describedby')).textContent;
        ";
        let sentence = self.page.session.script(script, &[]);
        sentence.as_str().unwrap_or_default().to_owned()
    }

    /// Whether the switch cannot be used, since nothing is in lower case.
    pub(crate) fn is_without_soft_masked(&self) -> bool {
        let script = r"
            const label = [...document.querySelectorAll('label')].find((label) => label.textContent === 'Not in soft-masked');
            return document.getElementById(label.htmlFor).disabled;
        ";
        self.page.session.script(script, &[]) == true
    }

    #[track_caller]
    pub(crate) fn set_soft_masked(&self, is_left_out: bool) {
        const LABEL: &str = "Not in soft-masked";
        if self.page.is_on(LABEL) != is_left_out {
            self.page.session.click(&crate::page::field(LABEL));
        }
        assert_eq!(self.page.is_on(LABEL), is_left_out);
    }
}
