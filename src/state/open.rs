//! Opening a genome: a fresh engine reads it, and replaces the current one when the genome is whole.

use std::sync::Arc;

use gloo_file::FileList;
use js_sys::JsString;
use leptos::prelude::*;
use protocol::{Event, Failure, GenomeSummary, KeptGenome};
use wasm_bindgen_futures::spawn_local;

use super::chosen::{ChosenFiles, EXAMPLE_FILE};
use super::engines::is_refused_memory;
use super::source::Source;
use super::{Activity, AppState};
use crate::engine::{Build, StartPlan, memory_limit_bytes};
use crate::model::{files, sentences};

impl AppState {
    /// Takes the files that were dropped: a BED file says where to search, all others are one genome.
    pub(crate) fn take_dropped(self, files: &FileList) {
        match ChosenFiles::dropped(files) {
            Ok((genome, regions)) => {
                if let Some(regions) = regions {
                    self.form.scope.file.set(Some(regions));
                }
                match genome {
                    Some(genome) => self.open(genome),
                    None => self.expect_no_files(),
                }
            }
            Err(count) => {
                self.expect_no_files();
                self.tell(format!(
                    "{count} BED files were dropped, and only one can say where to search: drop one of them. \
                     Nothing was taken."
                ));
            }
        }
    }

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
                Ok(facts) => self.open_in_engine(Source::files(chosen, facts)),
                Err(failure) => {
                    self.expect_no_files();
                    self.fail(&failure, &files::subject(&chosen.names));
                }
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

    /// Opens a genome of the library.
    pub(crate) fn open_kept(self, kept: KeptGenome) {
        self.forget_opening();
        self.begin(Activity::Opening {
            file_names: files::shown(&kept.file_names),
        });
        self.open_in_engine(Source::kept(kept));
    }

    pub(super) fn open_in_engine(self, source: Source) {
        let names = source.names();
        let subject = files::subject(&names);
        let build = self.engines.with_value(|engines| engines.build);
        let threads = self.available_threads.get_untracked();
        let memory_bytes = source.memory_bytes(threads);
        if let Some(shortage) = source.shortage() {
            self.notice.set(Some(sentences::too_large(
                &subject,
                shortage,
                memory_limit_bytes(),
            )));
        }
        let plan = StartPlan::new(build, memory_bytes);
        if let Err(failure) = self.prepare_engine(plan) {
            self.opening_failed(&failure, &subject);
            return;
        }
        let request = source.request();
        self.engines.update_value(|engines| {
            let Some(engine) = &engines.opening else {
                return;
            };
            engine.send(&request, source.web_files(), move |event| match event {
                Event::Progress(progress) => self.progress.set(Some(progress)),
                Event::Opened(summary) => self.opened(GenomeSummary {
                    file_names: names.clone(),
                    ..*summary
                }),
                Event::Failed(failure) if failure.is_out_of_memory() => {
                    // The engine ends, and its memory is free.
                    let had_bytes = self.end_opening_engine();
                    let source = self
                        .engines
                        .try_update_value(|engines| engines.source.take());
                    self.open_with_other_memory(source.flatten(), had_bytes, &failure);
                }
                Event::Failed(failure) => {
                    self.forget_opening();
                    self.opening_failed(&failure, &subject);
                    // A damaged entry is gone, and one that is gone should not be listed.
                    self.list_library();
                }
                _ => {}
            });
            engines.source = Some(source);
        });
    }

    /// Takes an engine that is there, or starts one.
    fn prepare_engine(&self, plan: StartPlan) -> Result<(), Failure> {
        let is_there = self
            .engines
            .try_update_value(|engines| engines.open_in_what_is_there(&plan));
        if is_there == Some(true) {
            return Ok(());
        }
        let engine = self.start_engine(plan)?;
        self.engines
            .update_value(|engines| engines.opening = Some(engine));
        Ok(())
    }

    fn opened(&self, summary: GenomeSummary) {
        self.engines.update_value(|engines| {
            let replaced = std::mem::replace(&mut engines.current, engines.opening.take());
            // What it is still writing to the library is not lost.
            if engines.keeping.is_some() && engines.former.is_none() {
                engines.former = replaced;
            }
            engines.is_current_fresh = false;
            engines.source = None;
        });
        self.results.set(None);
        self.selection.clear();
        let typical_search_ms = summary.typical_search_ms;
        self.typical_search_ms.set(typical_search_ms);
        let soft_masked_bases = summary.soft_masked_bases;
        self.form.scope.soft_masked_bases.set(soft_masked_bases);
        self.genome.set(Some(Arc::new(summary)));
        self.end();
        if typical_search_ms.is_none() {
            self.try_search_soon();
        }
        self.keep_opened();
    }

    /// The genome needs more memory than its engine has: it is opened again with more, or without all of it in memory.
    fn open_with_other_memory(self, source: Option<Source>, had_bytes: u64, failure: &Failure) {
        let Some(source) = source else {
            return;
        };
        let subject = files::subject(&source.names());
        let missing_bytes = match failure {
            Failure::NoRoomToSearch { needed_bytes } => Some(*needed_bytes),
            _ => None,
        };
        match source.with_other_memory(had_bytes, missing_bytes, self.has_threads()) {
            Ok(source) => self.open_in_engine(source),
            Err(shortage) => {
                self.forget_opening();
                let limit_bytes = memory_limit_bytes();
                self.opening_ended(sentences::no_memory(&subject, shortage, limit_bytes));
            }
        }
    }

    /// Says what failed, so that there is no other genome.
    fn opening_failed(&self, failure: &Failure, subject: &str) {
        self.opening_ended(sentences::sentence(failure, subject));
    }

    /// Says why there is no other genome; what was said of the attempts before means nothing any more.
    fn opening_ended(&self, sentence: String) {
        self.notice.set(None);
        self.end();
        self.tell(sentence);
    }

    /// The engine that was opening is gone, which had so much memory, in bytes.
    pub(super) fn opening_stopped(&self, failure: Failure, memory_bytes: u64) {
        let subject = match self.activity.get_untracked() {
            Activity::Opening { file_names } => files::subject(&file_names),
            _ => String::new(),
        };
        let retry = self
            .engines
            .try_update_value(|engines| engines.source.take())
            .flatten();
        if failure.is_out_of_memory() {
            self.open_with_other_memory(retry, memory_bytes, &failure);
            return;
        }
        if is_refused_memory(&failure) {
            let refused = Failure::OutOfMemory {
                needed_bytes: memory_bytes,
            };
            let threads = self.available_threads.get_untracked();
            let other = retry.and_then(|source| {
                // The engine that was there may have asked for more than this needs.
                if source.memory_bytes(threads) < memory_bytes {
                    Some(source)
                } else {
                    source.without_memory(memory_bytes)
                }
            });
            match other {
                Some(source) => self.open_in_engine(source),
                None => {
                    self.ensure_engine();
                    self.opening_failed(&refused, &subject);
                }
            }
            return;
        }
        if let Failure::EngineNotStarted { .. } = &failure
            && let Some(source) = retry
            && self.fall_back_to_one_thread()
        {
            self.open_in_engine(source);
            return;
        }
        self.ensure_engine();
        self.opening_failed(&failure, &subject);
    }

    /// Ends the engine that is opening, if there is one; the former genome stays. Gives the number of the
    /// next attempt.
    pub(super) fn forget_opening(&self) -> u32 {
        let attempt = self.engines.try_update_value(|engines| {
            engines.opening = None;
            engines.source = None;
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
