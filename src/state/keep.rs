//! Writing the opened genome to the library, beside all else.

use leptos::prelude::*;
use protocol::{Event, Failure, Progress, Request};

use super::{AppState, Shelf, library};
use crate::model::files;

/// A genome that is being kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Keeping {
    /// Names of the files.
    pub(crate) file_names: Vec<String>,
    /// How far that has come.
    pub(crate) progress: Option<Progress>,
}

impl AppState {
    /// Keeps genomes from now on, the opened one included; or keeps none any more.
    pub(crate) fn set_keeps(self, keeps: bool) {
        self.keeps.set(keeps);
        library::remember(keeps);
        if keeps {
            library::ask_to_persist();
            self.keep_opened();
        } else {
            self.stop_keeping();
        }
    }

    /// Keeps the opened genome, if that is wanted and it is not from the library.
    pub(super) fn keep_opened(self) {
        let is_wanted = self.keeps.get_untracked()
            && !matches!(self.shelf.get_untracked(), Shelf::Unavailable(_));
        let genome = self.genome.get_untracked();
        let Some(genome) = genome.filter(|genome| is_wanted && genome.kept_bytes.is_none()) else {
            return;
        };
        let file_names = genome.file_names.clone();
        let began = self.engines.try_update_value(|engines| {
            // One after another: when that one is kept, it is this one's turn.
            engines.keeps_next = engines.keeping.is_some();
            if engines.keeps_next {
                return false;
            }
            let hear = move |event| self.hear_of_keeping(event);
            engines.keeping = engines
                .current
                .as_ref()
                .map(|engine| engine.send(&Request::Keep, &[], hear));
            engines.keeping.is_some()
        });
        if began == Some(true) {
            self.keeping.set(Some(Keeping {
                file_names,
                progress: None,
            }));
        }
    }

    /// Ends the keeping early; nothing of that genome remains in the library.
    pub(crate) fn stop_keeping(self) {
        self.engines.with_value(|engines| {
            let engine = engines.former.as_ref().or(engines.current.as_ref());
            if let (Some(engine), Some(id)) = (engine, engines.keeping) {
                engine.ask_to_end(id);
            }
        });
    }

    fn hear_of_keeping(self, event: Event) {
        match event {
            Event::Progress(progress) => self.keeping.update(|keeping| {
                if let Some(keeping) = keeping {
                    keeping.progress = Some(progress);
                }
            }),
            Event::Kept(_) => {
                self.keeping_ended(None);
                self.tell_other_tabs();
            }
            Event::Failed(failure) => self.keeping_ended(Some(&failure)),
            _ => self.keeping_ended(None),
        }
    }

    /// The keeping has ended, well or not: it is the turn of the opened genome, if that had to wait.
    pub(super) fn keeping_ended(self, failure: Option<&Failure>) {
        let ended = self.engines.try_update_value(|engines| {
            engines.keeping = None;
            (
                engines.former.take(),
                std::mem::take(&mut engines.keeps_next),
            )
        });
        let (former, keeps_next) = ended.unwrap_or_default();
        // The engine that calls is dropped, so it must have returned before.
        wasm_bindgen_futures::spawn_local(async move { drop(former) });
        let names = self
            .keeping
            .get_untracked()
            .map(|keeping| keeping.file_names);
        self.keeping.set(None);
        if let Some(failure) = failure {
            let subject = files::subject(&names.unwrap_or_default());
            self.tell(crate::model::sentences::sentence(failure, &subject));
        }
        self.list_library();
        if keeps_next {
            self.keep_opened();
        }
    }
}
