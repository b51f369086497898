//! The person's own named motifs, kept by the browser for all tabs of this page.

use leptos::ev;
use leptos::prelude::*;
use protocol::{Event, Request, SearchScope, StrandChoice};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, Storage};

use super::{AppState, MotifNote};
use crate::engine::{Download, Outcome};
use crate::model::own_motifs::{self, OwnMotif};
use crate::model::sentences::not_written;

/// Where the browser keeps them.
const KEPT: &str = "motif-matcher-motifs";
/// The name of the file that they are exported to.
const FILE: &str = "motifs.txt";
/// A longer file is no list of motifs, in bytes.
const LONGEST_FILE_BYTES: f64 = 4e6;
/// So many wrong lines are named; a file with more of them is something else.
const MOST_WRONG_LINES: usize = 50;

/// The motifs, and what was last done with them.
#[derive(Clone, Copy)]
pub(crate) struct OwnMotifs {
    /// The motifs as they are kept.
    pub(crate) list: RwSignal<Vec<OwnMotif>>,
    /// What was done, in sentences.
    pub(crate) said: RwSignal<Vec<String>>,
}

impl OwnMotifs {
    /// The motifs that are kept; follows what other tabs do with them.
    pub(crate) fn new() -> Self {
        let own = Self {
            list: RwSignal::new(kept()),
            said: RwSignal::default(),
        };
        let changed = window_event_listener(ev::storage, move |event| {
            if event.key().is_none_or(|key| key == KEPT) {
                own.list.set(kept());
            }
        });
        on_cleanup(move || changed.remove());
        own
    }

    /// Keeps what is in the motif box under a name.
    pub(crate) fn save(self, state: AppState, name: &str) {
        let MotifNote::Described { sought, motifs } = state.motif_note.get_untracked() else {
            return self.say("The motif box holds no motif that could be saved.");
        };
        if sought.motifs != state.form.motifs.get_untracked() {
            return self.say("The motif box has just been changed: save again.");
        }
        if name.trim().is_empty() {
            return self.say("Type a name for it first.");
        }
        let named = own_motifs::named(name, &motifs);
        let mut list = kept();
        let outcome = own_motifs::add(&mut list, named);
        if !self.keep(list) {
            return;
        }
        let mut said: Vec<String> = outcome
            .renamed
            .iter()
            .map(|(former, name)| {
                format!("“{former}” is another motif already: this one is saved as “{name}”.")
            })
            .collect();
        if said.is_empty() {
            said.push(match outcome.added {
                0 => "It was saved already.".to_owned(),
                _ => "Saved in this browser.".to_owned(),
            });
        }
        self.said.set(said);
    }

    /// Removes a motif.
    pub(crate) fn remove(self, name: &str) {
        let mut list = kept();
        list.retain(|own| own.name != name);
        if self.keep(list) {
            self.say(&format!("“{name}” is removed."));
        }
    }

    /// Hands all over as a file.
    pub(crate) fn export(self) {
        let download = Download::named(FILE.to_owned(), move |outcome| {
            if let Outcome::Failed(reason) = outcome {
                self.say(&not_written(&reason));
            }
        });
        download.push(own_motifs::written(&kept()).into_bytes());
        download.finish();
    }

    /// Adds the motifs of a file, which is of the form of the motif box.
    pub(crate) fn import(self, state: AppState, file: File) {
        if file.size() > LONGEST_FILE_BYTES {
            return self.say(&format!(
                "{} is too long for a list of motifs; nothing was imported.",
                file.name()
            ));
        }
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok();
            let Some(text) = text.and_then(|text| text.as_string()) else {
                return self.say(&format!(
                    "{} could not be read; nothing was imported.",
                    file.name()
                ));
            };
            self.import_text(state, &file.name(), text).await;
        });
    }

    async fn import_text(self, state: AppState, file: &str, mut text: String) {
        let mut wrong: Vec<(u32, String)> = Vec::new();
        let motifs = loop {
            if text.trim().is_empty() {
                break Vec::new();
            }
            let request = Request::Describe {
                motifs: text.clone(),
                mismatches: 0,
                strands: StrandChoice::Both,
                scope: SearchScope::default(),
            };
            match state.ask(&request).await {
                Some(Event::Described(Ok(motifs))) => break motifs,
                Some(Event::Described(Err(problem))) => {
                    text = own_motifs::without_line(&text, problem.line as usize);
                    wrong.push((problem.line, problem.message));
                }
                _ => return self.say("The engine did not answer; import the file again."),
            }
            if wrong.len() > MOST_WRONG_LINES {
                let (line, message) = &wrong[0];
                return self.say(&format!(
                    "{file} is no list of motifs: more than {MOST_WRONG_LINES} lines are wrong, the first is line {line}: \
                     {message}. Nothing was imported."
                ));
            }
        };
        let mut list = kept();
        let outcome = own_motifs::add(&mut list, own_motifs::listed(&motifs));
        if self.keep(list) {
            self.said.set(own_motifs::imported(file, &outcome, &wrong));
        }
    }

    /// Says what was done.
    pub(crate) fn say(self, sentence: &str) {
        self.said.set(vec![sentence.to_owned()]);
    }

    /// Keeps a list in place of the former; says so if the browser does not.
    fn keep(self, list: Vec<OwnMotif>) -> bool {
        let text = own_motifs::written(&list);
        let is_kept = storage().is_some_and(|storage| storage.set_item(KEPT, &text).is_ok());
        if is_kept {
            self.list.set(list);
        } else {
            self.say(
                "The browser does not keep it: its storage is full, or closed to this page. Nothing was changed.",
            );
        }
        is_kept
    }
}

/// What is kept now, by whichever tab.
fn kept() -> Vec<OwnMotif> {
    let text = storage().and_then(|storage| storage.get_item(KEPT).ok()?);
    own_motifs::read(&text.unwrap_or_default())
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
