//! Searching the opened genome, and what follows from a search.

use std::sync::Arc;

use leptos::prelude::*;
use protocol::{Event, Failure, MatchList, MatchRow, Request, SearchSettings, SearchSummary};

use super::{Activity, AppState, Results};
use crate::model::files;

impl AppState {
    /// Searches with what the form says, in place of a search that runs.
    pub(crate) fn search(self) {
        if !self.activity.with_untracked(Activity::makes_way) {
            return;
        }
        self.forget_soon();
        let settings = self.form.settings();
        if self.genome.get_untracked().is_none() {
            self.fail(&Failure::NoGenome, "");
            return;
        }
        if settings.motifs.trim().is_empty() {
            self.tell("There is no motif yet: type one, such as GAATTC, and search again.".into());
            self.is_about_motif.set_value(true);
            return;
        }
        if self.has_regions() {
            self.begin_search(settings);
        }
    }

    /// Begins a search, unless the same one runs.
    pub(super) fn begin_search(self, settings: SearchSettings) {
        let activity = Activity::Searching {
            settings: settings.clone(),
        };
        if self.activity.get_untracked() == activity {
            return;
        }
        self.begin(activity);
        self.run(
            &Request::Search(settings.clone()),
            move |event| match event {
                Event::Progress(progress) => self.progress.set(Some(progress)),
                Event::Searched(summary) => {
                    let search = self.last_serials().1.wrapping_add(1);
                    self.searched(search, settings.clone(), *summary);
                }
                Event::Failed(failure) => self.fail(&failure, &self.genome_name()),
                _ => {}
            },
        );
    }

    /// Shows the matches of one motif of the last search alone, or of all together.
    pub(crate) fn show(self, motif: Option<u32>) {
        let is_free = matches!(
            self.activity.get_untracked(),
            Activity::Idle | Activity::Showing | Activity::Listing
        );
        let Some(results) = self.results.get_untracked().filter(|_| is_free) else {
            return;
        };
        self.begin(Activity::Showing);
        self.run(&Request::Show { motif }, move |event| match event {
            Event::Progress(progress) => self.progress.set(Some(progress)),
            Event::Searched(summary) => {
                self.searched(results.search, results.settings.clone(), *summary);
            }
            Event::Failed(failure) => self.fail(&failure, &self.genome_name()),
            _ => {}
        });
    }

    /// Ends whatever runs. The page is free at once: opening ends with its engine, and an engine that searches or
    /// writes stops at its next pause, while nobody listens to it any more.
    pub(crate) fn cancel(&self) {
        match self.activity.get_untracked() {
            Activity::Idle => {}
            Activity::Opening { file_names } => {
                self.forget_opening();
                self.expect_no_files();
                let label = files::label(&file_names);
                self.cancelled(&format!(
                    "Opening {label} was cancelled; nothing of it is kept."
                ));
            }
            Activity::Searching { .. } => {
                self.cancel_request();
                self.cancelled("The search was cancelled; nothing was changed.");
            }
            Activity::Showing => {
                self.cancel_request();
                self.cancelled("Counting was cancelled; nothing was changed.");
            }
            Activity::Listing => {
                self.cancel_request();
                self.cancelled("Listing was cancelled; nothing was changed.");
            }
            Activity::Comparing => {
                self.cancel_request();
                self.cancelled("The comparison was cancelled; what it had measured is dropped.");
            }
            Activity::Exporting => {
                self.cancel_request();
                self.cancelled("The download was cancelled; no file was written.");
            }
        }
    }

    pub(super) fn cancel_request(&self) {
        // A file that is not complete is broken off with this.
        self.download.set_value(None);
        self.engines.update_value(|engines| {
            if let (Some(engine), Some(running)) = (&engines.current, engines.running.take()) {
                engine.cancel(running);
            }
        });
    }

    /// Rows of a list of the matches that are shown; none if they are not to be had (any more).
    pub(crate) async fn match_rows(
        self,
        list: MatchList,
        from: u64,
        count: u32,
    ) -> Option<Vec<MatchRow>> {
        match self.ask(&Request::MatchRows { list, from, count }).await? {
            Event::MatchRows(rows) => Some(rows),
            _ => None,
        }
    }

    fn searched(&self, search: u32, settings: SearchSettings, summary: SearchSummary) {
        self.forget_request();
        self.selection.look_away();
        let serial = self.last_serials().0.wrapping_add(1);
        self.results.set(Some(Arc::new(Results {
            serial,
            search,
            settings,
            summary,
        })));
        self.end();
    }

    /// The request that could be cancelled is answered.
    pub(super) fn forget_request(&self) {
        self.engines.update_value(|engines| engines.running = None);
    }

    /// The numbers of the results that are shown, and of their search.
    fn last_serials(&self) -> (u32, u32) {
        self.results.with_untracked(|results| {
            results
                .as_ref()
                .map_or((0, 0), |results| (results.serial, results.search))
        })
    }

    fn cancelled(&self, notice: &str) {
        self.end();
        self.notice.set(Some(notice.to_owned()));
    }

    pub(super) fn run(&self, request: &Request, on_event: impl Fn(Event) + 'static) {
        self.engines.update_value(|engines| {
            engines.running = engines
                .current
                .as_ref()
                .map(|engine| engine.send(request, &[], on_event));
        });
    }

    pub(super) async fn ask(self, request: &Request) -> Option<Event> {
        let answer = self
            .engines
            .with_value(|engines| engines.any().map(|engine| engine.ask(request)));
        answer?.await.ok()
    }
}
