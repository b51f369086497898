//! The settings of the form, and what is copied, as a person knows them.

use serde_json::{Value, json};

use crate::page::Page;

/// Takes the clipboard's place: what is copied is kept, or refused.
const CLIPBOARD: &str = r"
    window.copied = null;
    const writeText = (text) => {
      if (arguments[0]) return Promise.reject(new DOMException('not allowed', 'NotAllowedError'));
      window.copied = text;
      return Promise.resolve();
    };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
";

impl Page {
    /// What each control of the form shows: motif, strand, mismatches, version, sharing, threads, typing.
    pub(crate) fn settings(&self) -> Value {
        let script = r"
            const value = (name) => {
              const label = [...document.querySelectorAll('label')].find((label) => label.textContent === name);
              const control = document.getElementById(label.htmlFor);
              return control.type === 'checkbox' ? control.checked : control.value;
            };
            const version = document.querySelector('fieldset input:checked').value;
            return [value('Motif'), value('Strand'), value('Mismatches'), version, value('Work sharing'),
              value('Threads'), value('Search as you type')];
        ";
        self.session.script(script, &[])
    }

    /// Presses a button that copies, and gives what is then in the clipboard and what is said of it.
    #[track_caller]
    pub(crate) fn copied_by(&self, button: &str) -> (String, String) {
        self.session.script(CLIPBOARD, &[json!(false)]);
        self.press(button);
        self.session.wait(&format!("what {button} copies"), || {
            let copied = self.session.script("return window.copied", &[]);
            let note = self.copy_note();
            Some((copied.as_str()?.to_owned(), note?))
        })
    }

    /// Presses a button that copies where the browser does not let it; gives what is then selected in a box.
    #[track_caller]
    pub(crate) fn refused_by(&self, button: &str) -> String {
        self.session.script(CLIPBOARD, &[json!(true)]);
        self.press(button);
        self.session.wait("the box to copy from", || {
            let script = r"
                const box = document.activeElement;
                if (box.tagName !== 'TEXTAREA' || !box.readOnly) return null;
                return box.value.slice(box.selectionStart, box.selectionEnd);
            ";
            let selected = self.session.script(script, &[]);
            Some(selected.as_str()?.to_owned())
        })
    }

    /// What is said of a copy.
    pub(crate) fn copy_note(&self) -> Option<String> {
        let script = "return document.querySelector('.copy-note p')?.textContent ?? null";
        let note = self.session.script(script, &[]);
        note.as_str().map(str::to_owned)
    }

    /// What stands behind the `#` of the address.
    pub(crate) fn fragment(&self) -> String {
        let fragment = self.session.script("return location.hash", &[]);
        fragment.as_str().unwrap_or_default().to_owned()
    }

    /// Has the tab forget its settings, so that the page is fresh when it is loaded again.
    pub(crate) fn forget_settings(&self) {
        let forget = "sessionStorage.removeItem('motif-matcher-settings')";
        self.session.script(forget, &[]);
    }

    /// Goes to a link to this page, as from another one, and waits until it is settled.
    #[track_caller]
    pub(crate) fn follow(&self, link: &str) {
        // From the page itself it would be a place within it.
        self.load_with("?elsewhere");
        self.session.go_to(link);
        self.session.wait("the page of the link", || {
            let is_there = "return location.search !== '?elsewhere' && window.wrongs === undefined";
            let is_there = self.session.try_script(is_there, &[]);
            is_there
                .is_ok_and(|is_there| is_there == true)
                .then_some(())
        });
        self.settle();
    }
}
