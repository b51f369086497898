//! Searching the opened genome, and what follows from a search.

use std::sync::Arc;

use leptos::prelude::*;
use protocol::{Event, Failure, MatchRow, RecordRow, Request, SearchSettings, SearchSummary};
use wasm_bindgen_futures::spawn_local;

use super::{Activity, AppState, MotifNote, Results};
use crate::engine::Download;

impl AppState {
    /// Searches with what the form says.
    pub(crate) fn search(self) {
        if self.activity.get_untracked() != Activity::Idle {
            return;
        }
        let settings = self.form.settings();
        if self.genome.get_untracked().is_none() {
            self.fail(&Failure::NoGenome, "");
            return;
        }
        if settings.motif.trim().is_empty() {
            self.problem.set(Some(
                "There is no motif yet: type one, such as GAATTC, and search again.".into(),
            ));
            return;
        }
        self.begin(Activity::Searching);
        self.run(
            &Request::Search(settings.clone()),
            move |event| match event {
                Event::Progress(progress) => self.progress.set(Some(progress)),
                Event::Searched(summary) => self.searched(settings.clone(), *summary),
                Event::Failed(failure) => self.fail(&failure, &self.genome_name()),
                _ => {}
            },
        );
    }

    /// Ends whatever runs. The page is free at once: opening ends with its engine, and an engine that searches or
    /// writes stops at its next pause, while nobody listens to it any more.
    pub(crate) fn cancel(&self) {
        match self.activity.get_untracked() {
            Activity::Idle => {}
            Activity::Opening { file_name } => {
                self.forget_opening();
                self.cancelled(&format!(
                    "Opening {file_name} was cancelled; nothing of it is kept."
                ));
            }
            Activity::Searching => {
                self.cancel_request();
                self.cancelled("The search was cancelled; nothing was changed.");
            }
            Activity::Exporting => {
                self.cancel_request();
                self.cancelled("The download was cancelled; no file was written.");
            }
        }
    }

    fn cancel_request(&self) {
        self.engines.update_value(|engines| {
            if let (Some(engine), Some(running)) = (&engines.current, engines.running.take()) {
                engine.cancel(running);
            }
        });
    }

    /// Writes all matches of the last search to a BED file.
    pub(crate) fn download_bed(self) {
        let Some(results) = self.results.get_untracked() else {
            return;
        };
        if self.activity.get_untracked() != Activity::Idle {
            return;
        }
        let stem = self
            .genome_name()
            .split('.')
            .next()
            .unwrap_or("genome")
            .to_owned();
        let download = Download::new(format!("{stem}_{}.bed", file_word(&results.settings.motif)));
        self.begin(Activity::Exporting);
        self.run(&Request::ExportBed, move |event| match event {
            Event::Progress(progress) => self.progress.set(Some(progress)),
            Event::ExportPart(bytes) => download.push(&bytes),
            Event::Exported => {
                self.end();
                download.save();
            }
            Event::Failed(failure) => self.fail(&failure, &self.genome_name()),
            _ => {}
        });
    }

    /// Rows of the table of matches; none if they are not to be had (any more).
    pub(crate) async fn match_rows(self, from: u64, count: u32) -> Option<Vec<MatchRow>> {
        match self.ask(&Request::MatchRows { from, count }).await? {
            Event::MatchRows(rows) => Some(rows),
            _ => None,
        }
    }

    /// Rows of the table of records; none if they are not to be had (any more).
    pub(crate) async fn record_rows(self, from: u32, count: u32) -> Option<Vec<RecordRow>> {
        match self.ask(&Request::RecordRows { from, count }).await? {
            Event::RecordRows(rows) => Some(rows),
            _ => None,
        }
    }

    /// Keeps the note beside the motif box up to date with what is typed.
    pub(super) fn describe_while_typing(self) {
        Effect::new(move |_| {
            let motif = self.form.motif.get();
            let strands = self.form.strands.get();
            // The expected number of matches depends on the genome.
            self.genome.track();
            if motif.trim().is_empty() {
                self.motif_note.set(MotifNote::Empty);
                return;
            }
            spawn_local(async move {
                let answer = self
                    .ask(&Request::Describe {
                        motif: motif.clone(),
                        strands,
                    })
                    .await;
                let is_stale = self.form.motif.get_untracked() != motif;
                match answer {
                    Some(Event::Described(_)) if is_stale => {}
                    Some(Event::Described(Ok(summary))) => {
                        self.motif_note.set(MotifNote::Described(summary))
                    }
                    Some(Event::Described(Err(problem))) => {
                        self.motif_note.set(MotifNote::Wrong(problem))
                    }
                    _ => {}
                }
            });
        });
    }

    fn searched(&self, settings: SearchSettings, summary: SearchSummary) {
        self.engines.update_value(|engines| engines.running = None);
        let serial = self
            .results
            .with_untracked(|results| results.as_ref().map_or(0, |r| r.serial));
        self.results.set(Some(Arc::new(Results {
            serial: serial.wrapping_add(1),
            settings,
            summary,
        })));
        self.end();
    }

    fn cancelled(&self, notice: &str) {
        self.end();
        self.notice.set(Some(notice.to_owned()));
    }

    fn run(&self, request: &Request, on_event: impl Fn(Event) + 'static) {
        self.engines.update_value(|engines| {
            engines.running = engines
                .current
                .as_ref()
                .map(|engine| engine.send(request, None, on_event));
        });
    }

    async fn ask(self, request: &Request) -> Option<Event> {
        let answer = self
            .engines
            .with_value(|engines| engines.any().map(|engine| engine.ask(request)));
        answer?.await.ok()
    }
}

/// The motif as part of a file name.
fn file_word(motif: &str) -> String {
    let word: String = motif.chars().filter(|c| !c.is_whitespace()).collect();
    word.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "()-,".contains(c) {
                c
            } else {
                '_'
            }
        })
        .take(60)
        .collect()
}
