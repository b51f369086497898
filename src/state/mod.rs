//! What the person chose and what the engine said, as signals; all else is computed from them.

mod engines;
mod form;
mod open;
mod search;

use std::sync::Arc;

use leptos::prelude::*;
use protocol::{
    Failure, GenomeSummary, MotifProblem, MotifSummary, Progress, SearchSettings, SearchSummary,
};

use engines::Engines;
pub(crate) use form::Form;

/// What the page is busy with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Activity {
    /// Nothing.
    Idle,
    /// A genome is being opened.
    Opening {
        /// Name of the file.
        file_name: String,
    },
    /// A search runs.
    Searching,
    /// The matches are written out.
    Exporting,
}

/// The outcome of a search, with all that it depended on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Results {
    /// Tells one search from the next.
    pub(crate) serial: u32,
    /// What was searched for.
    pub(crate) settings: SearchSettings,
    /// What was found.
    pub(crate) summary: SearchSummary,
}

/// What is known of the motif in the box.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MotifNote {
    /// The box is empty.
    Empty,
    /// The motif is right.
    Described(MotifSummary),
    /// The motif is wrong.
    Wrong(MotifProblem),
}

/// The state of the page. Copies share the same signals.
#[derive(Clone, Copy)]
pub(crate) struct AppState {
    /// The form on the left.
    pub(crate) form: Form,
    /// The opened genome.
    pub(crate) genome: RwSignal<Option<Arc<GenomeSummary>>>,
    /// The last search in it.
    pub(crate) results: RwSignal<Option<Arc<Results>>>,
    /// What is known of the motif in the box.
    pub(crate) motif_note: RwSignal<MotifNote>,
    /// What the page is busy with.
    pub(crate) activity: RwSignal<Activity>,
    /// How far that has come.
    pub(crate) progress: RwSignal<Option<Progress>>,
    /// When it began, in ms of the page's clock.
    pub(crate) began_ms: RwSignal<f64>,
    /// The sentence of the last failure.
    pub(crate) problem: RwSignal<Option<String>>,
    /// A sentence about what was ended on demand.
    pub(crate) notice: RwSignal<Option<String>>,
    /// Threads that a search may use.
    pub(crate) available_threads: RwSignal<u32>,
    engines: StoredValue<Engines, LocalStorage>,
}

impl AppState {
    /// The state of a page that was just loaded; starts the first engine.
    pub(crate) fn new() -> Self {
        let engines = Engines::new();
        let threads = engines.threads();
        let state = Self {
            form: Form::new(threads),
            genome: RwSignal::new(None),
            results: RwSignal::new(None),
            motif_note: RwSignal::new(MotifNote::Empty),
            activity: RwSignal::new(Activity::Idle),
            progress: RwSignal::new(None),
            began_ms: RwSignal::new(0.0),
            problem: RwSignal::new(None),
            notice: RwSignal::new(None),
            available_threads: RwSignal::new(threads),
            engines: StoredValue::new_local(engines),
        };
        state.ensure_engine();
        state.describe_while_typing();
        state
    }

    /// Whether something runs that can be cancelled.
    pub(crate) fn is_busy(&self) -> bool {
        self.activity.get() != Activity::Idle
    }

    fn begin(&self, activity: Activity) {
        self.problem.set(None);
        self.notice.set(None);
        self.progress.set(None);
        self.began_ms.set(now_ms());
        self.activity.set(activity);
    }

    fn end(&self) {
        self.activity.set(Activity::Idle);
        self.progress.set(None);
    }

    fn fail(&self, failure: &Failure, file_name: &str) {
        self.end();
        self.problem
            .set(Some(crate::model::sentences::sentence(failure, file_name)));
    }

    fn genome_name(&self) -> String {
        self.genome.with_untracked(|genome| {
            genome.as_ref().map_or_else(
                || "The genome".to_owned(),
                |genome| genome.file_name.clone(),
            )
        })
    }
}

/// The page's clock, in ms.
pub(crate) fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}
