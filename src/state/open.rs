//! Opening a genome: a fresh engine reads it, and replaces the current one when the genome is whole.

use std::sync::Arc;

use gloo_file::File;
use leptos::prelude::*;
use protocol::{Event, Failure, GenomeSummary, Request};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Activity, AppState};
use crate::engine::{Build, StartPlan, error_text as text};
use crate::model::memory::{FileFacts, needed_bytes};

const EXAMPLE_FILE: &str = "vibrio_cholerae_N16961.fa.gz";
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

impl AppState {
    /// Opens a file that was chosen or dropped.
    pub(crate) fn open(self, file: File) {
        let attempt = self.forget_opening();
        self.begin(Activity::Opening {
            file_name: file.name(),
        });
        spawn_local(async move {
            let first_bytes = first_bytes(&file).await;
            if self.is_abandoned(attempt) {
                return;
            }
            match first_bytes {
                Ok(magic) => {
                    let facts = FileFacts {
                        size_bytes: file.size(),
                        is_gzip: magic == GZIP_MAGIC,
                    };
                    self.open_in_engine(file, facts);
                }
                Err(reason) => self.fail(
                    &Failure::Unreadable {
                        offset_bytes: 0,
                        reason,
                    },
                    &file.name(),
                ),
            }
        });
    }

    /// Opens the genome that comes with the site.
    pub(crate) fn open_example(self) {
        let attempt = self.forget_opening();
        self.begin(Activity::Opening {
            file_name: EXAMPLE_FILE.into(),
        });
        spawn_local(async move {
            let example = fetch_example().await;
            if self.is_abandoned(attempt) {
                return;
            }
            match example {
                Ok(file) => self.open(file),
                Err(reason) => self.fail(
                    &Failure::Unreadable {
                        offset_bytes: 0,
                        reason,
                    },
                    EXAMPLE_FILE,
                ),
            }
        });
    }

    /// Says that several files were dropped, of which none is opened.
    pub(crate) fn refuse_several_files(&self) {
        self.tell("One genome at a time: drop or choose a single file.".into());
    }

    fn open_in_engine(self, file: File, facts: FileFacts) {
        let file_name = file.name();
        let build = self.engines.with_value(|engines| engines.build);
        let plan = StartPlan::new(
            build,
            needed_bytes(facts, self.available_threads.get_untracked()),
        );
        if let Err(failure) = self.prepare_engine(plan) {
            self.fail(&failure, &file_name);
            return;
        }
        let request = Request::Open {
            file_name: file_name.clone(),
        };
        self.engines.update_value(|engines| {
            let Some(engine) = &engines.opening else {
                return;
            };
            engine.send(&request, Some(file.as_ref()), move |event| match event {
                Event::Progress(progress) => self.progress.set(Some(progress)),
                Event::Opened(summary) => self.opened(*summary),
                Event::Failed(failure) => {
                    self.forget_opening();
                    self.fail(&failure, &file_name);
                }
                _ => {}
            });
            engines.file = Some((file, facts));
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
            engines.file = None;
        });
        self.results.set(None);
        self.genome.set(Some(Arc::new(summary)));
        self.end();
    }

    /// The engine that was opening is gone.
    pub(super) fn opening_stopped(&self, failure: Failure, memory_bytes: u64) {
        let name = match self.activity.get_untracked() {
            Activity::Opening { file_name } => file_name,
            _ => String::new(),
        };
        let retry = self
            .engines
            .try_update_value(|engines| engines.file.take())
            .flatten();
        if let Failure::EngineNotStarted { reason } = &failure {
            if reason.contains("RangeError") {
                self.ensure_engine();
                self.fail(
                    &Failure::OutOfMemory {
                        needed_bytes: memory_bytes,
                    },
                    &name,
                );
                return;
            }
            if let Some((file, facts)) = retry
                && self.fall_back_to_one_thread()
            {
                self.open_in_engine(file, facts);
                return;
            }
        }
        self.ensure_engine();
        self.fail(&failure, &name);
    }

    /// Ends the engine that is opening, if there is one; the former genome stays. Gives the number of the
    /// next attempt.
    pub(super) fn forget_opening(&self) -> u32 {
        let attempt = self.engines.try_update_value(|engines| {
            engines.opening = None;
            engines.file = None;
            engines.attempt = engines.attempt.wrapping_add(1);
            engines.attempt
        });
        self.ensure_engine();
        attempt.unwrap_or_default()
    }

    /// Whether another file was chosen since, or the opening cancelled.
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

async fn first_bytes(file: &File) -> Result<[u8; 2], String> {
    let head = file.slice(0, 2);
    let head: &web_sys::File = head.as_ref();
    let buffer = JsFuture::from(head.array_buffer())
        .await
        .map_err(|error| text(&error))?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    Ok([
        bytes.first().copied().unwrap_or(0),
        bytes.get(1).copied().unwrap_or(0),
    ])
}

async fn fetch_example() -> Result<File, String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let address = format!("example/{EXAMPLE_FILE}");
    let response = JsFuture::from(window.fetch_with_str(&address))
        .await
        .map_err(|error| text(&error))?;
    let response: web_sys::Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!("the site answered {}", response.status()));
    }
    let blob = response.blob().map_err(|error| text(&error))?;
    let blob: web_sys::Blob = JsFuture::from(blob)
        .await
        .map_err(|error| text(&error))?
        .unchecked_into();
    let file = web_sys::File::new_with_blob_sequence(&js_sys::Array::of1(&blob), EXAMPLE_FILE);
    file.map(File::from).map_err(|error| text(&error))
}
