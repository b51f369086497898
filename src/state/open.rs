//! Opening a genome: a fresh engine reads it, and replaces the current one when the genome is whole.

use std::sync::Arc;

use js_sys::JsString;
use leptos::prelude::*;
use protocol::memory::{FileFacts, needed_bytes};
use protocol::{Event, Failure, GenomeSummary, Request};
use wasm_bindgen_futures::spawn_local;

use super::chosen::{ChosenFiles, EXAMPLE_FILE};
use super::{Activity, AppState};
use crate::engine::{Build, StartPlan};
use crate::model::files;

impl AppState {
    /// Opens files as one genome.
    pub(crate) fn open(self, chosen: ChosenFiles) {
        let attempt = self.forget_opening();
        self.begin(Activity::Opening {
            file_names: chosen.names.clone(),
        });
        spawn_local(async move {
            let facts = chosen.facts().await;
            if self.is_abandoned(attempt) {
                return;
            }
            match facts {
                Ok(facts) => self.open_in_engine(chosen, facts),
                Err(failure) => self.fail(&failure, &files::subject(&chosen.names)),
            }
        });
    }

    /// Opens the genome that comes with the site.
    pub(crate) fn open_example(self) {
        let attempt = self.forget_opening();
        self.begin(Activity::Opening {
            file_names: vec![EXAMPLE_FILE.into()],
        });
        spawn_local(async move {
            let example = ChosenFiles::example().await;
            if self.is_abandoned(attempt) {
                return;
            }
            match example {
                Ok(example) => self.open(example),
                Err(failure) => self.fail(&failure, EXAMPLE_FILE),
            }
        });
    }

    /// Opens a sequence that was pasted, if there is one.
    pub(crate) fn open_pasted(self, text: &JsString) {
        if text.trim().length() == 0 {
            self.tell("There is no sequence yet: paste one into the box, and open it then.".into());
            return;
        }
        match ChosenFiles::pasted(text) {
            Ok(chosen) => self.open(chosen),
            Err(failure) => self.tell(crate::model::sentences::sentence(
                &failure,
                &files::subject(&[files::PASTED.to_owned()]),
            )),
        }
    }

    fn open_in_engine(self, chosen: ChosenFiles, facts: Vec<FileFacts>) {
        let subject = files::subject(&chosen.names);
        let build = self.engines.with_value(|engines| engines.build);
        let plan = StartPlan::new(
            build,
            needed_bytes(&facts, self.available_threads.get_untracked()),
        );
        if let Err(failure) = self.prepare_engine(plan) {
            self.fail(&failure, &subject);
            return;
        }
        let request = Request::Open {
            file_names: chosen.engine_names.clone(),
        };
        self.engines.update_value(|engines| {
            let Some(engine) = &engines.opening else {
                return;
            };
            let names = chosen.names.clone();
            engine.send(&request, &chosen.files, move |event| match event {
                Event::Progress(progress) => self.progress.set(Some(progress)),
                Event::Opened(summary) => self.opened(GenomeSummary {
                    file_names: names.clone(),
                    ..*summary
                }),
                Event::Failed(failure) => {
                    self.forget_opening();
                    self.fail(&failure, &subject);
                }
                _ => {}
            });
            engines.files = Some((chosen, facts));
        });
    }

    /// Takes the current engine if it is unused and large enough, or starts one.
    fn prepare_engine(&self, plan: StartPlan) -> Result<(), Failure> {
        let took_current = self.engines.try_update_value(|engines| {
            let fits = engines.is_current_fresh
                && engines
                    .current
                    .as_ref()
                    .is_some_and(|e| e.plan().memory_bytes >= plan.memory_bytes);
            if fits {
                engines.opening = engines.current.take();
                engines.is_current_fresh = false;
            }
            fits
        });
        if took_current == Some(true) {
            return Ok(());
        }
        let engine = self.start_engine(plan)?;
        self.engines
            .update_value(|engines| engines.opening = Some(engine));
        Ok(())
    }

    fn opened(&self, summary: GenomeSummary) {
        self.engines.update_value(|engines| {
            engines.current = engines.opening.take();
            engines.is_current_fresh = false;
            engines.files = None;
        });
        self.results.set(None);
        self.genome.set(Some(Arc::new(summary)));
        self.end();
    }

    /// The engine that was opening is gone.
    pub(super) fn opening_stopped(&self, failure: Failure, memory_bytes: u64) {
        let subject = match self.activity.get_untracked() {
            Activity::Opening { file_names } => files::subject(&file_names),
            _ => String::new(),
        };
        let retry = self
            .engines
            .try_update_value(|engines| engines.files.take())
            .flatten();
        if let Failure::EngineNotStarted { reason } = &failure {
            if reason.contains("RangeError") {
                self.ensure_engine();
                self.fail(
                    &Failure::OutOfMemory {
                        needed_bytes: memory_bytes,
                    },
                    &subject,
                );
                return;
            }
            if let Some((chosen, facts)) = retry
                && self.fall_back_to_one_thread()
            {
                self.open_in_engine(chosen, facts);
                return;
            }
        }
        self.ensure_engine();
        self.fail(&failure, &subject);
    }

    /// Ends the engine that is opening, if there is one; the former genome stays. Gives the number of the
    /// next attempt.
    pub(super) fn forget_opening(&self) -> u32 {
        let attempt = self.engines.try_update_value(|engines| {
            engines.opening = None;
            engines.files = None;
            engines.attempt = engines.attempt.wrapping_add(1);
            engines.attempt
        });
        self.ensure_engine();
        attempt.unwrap_or_default()
    }

    /// Whether other files were chosen since, or the opening cancelled.
    fn is_abandoned(&self, attempt: u32) -> bool {
        self.engines
            .with_value(|engines| engines.attempt != attempt)
    }

    /// Whether the engine runs on several threads.
    pub(crate) fn has_threads(&self) -> bool {
        self.engines
            .with_value(|engines| engines.build == Build::Threads)
    }
}
