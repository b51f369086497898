//! What the person chose and what the engine said, as signals; all else is computed from them.

mod chosen;
mod compare;
mod density;
mod describe;
mod engines;
mod export;
mod form;
mod keep;
mod library;
mod list;
mod live;
mod matched;
mod open;
mod own_motifs;
mod pictures;
mod records;
mod regions;
mod search;
mod selection;
mod settings;
mod source;
mod view;

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use protocol::{Failure, GenomeSummary, MatchRow, Progress, RecordRanking, RecordRow};
use protocol::{SearchSettings, SearchSummary};
use web_sys::BroadcastChannel;

pub(crate) use chosen::ChosenFiles;
pub(crate) use compare::Compare;
pub(crate) use density::Question;
pub(crate) use describe::MotifNote;
use engines::Engines;
pub(crate) use form::{Form, Sought};
pub(crate) use keep::Keeping;
pub(crate) use library::Shelf;
pub(crate) use list::{Jump, Listed};
pub(crate) use matched::{Look, Looked};
pub(crate) use own_motifs::OwnMotifs;
pub(crate) use regions::RegionsNote;
pub(crate) use selection::{Place, Selection};

use crate::engine::Download;
use crate::model::files;
use crate::model::views::View;
pub(crate) use view::go_to;

/// What takes less is not shown as work: the page would only flicker.
const QUICK: Duration = Duration::from_millis(150);

/// What the page is busy with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Activity {
    /// Nothing.
    Idle,
    /// A genome is being opened.
    Opening {
        /// Names of the files.
        file_names: Vec<String>,
    },
    /// A search runs.
    Searching {
        /// What for, and how.
        settings: SearchSettings,
    },
    /// One motif of the last search is taken out of it, or all are put together again.
    Showing,
    /// It is found out which matches are listed.
    Listing,
    /// The matches are written out.
    Exporting,
    /// Ways to search are compared.
    Comparing,
}

impl Activity {
    /// Whether a search may begin: it takes the place of one that runs.
    pub(crate) fn makes_way(&self) -> bool {
        !matches!(
            self,
            Self::Opening { .. } | Self::Exporting | Self::Comparing
        )
    }
}

/// The outcome of a search, with all that it depended on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Results {
    /// Tells what is shown from what was shown before.
    pub(crate) serial: u32,
    /// Tells one search from the next, of which other parts may be shown.
    pub(crate) search: u32,
    /// What was searched for.
    pub(crate) settings: SearchSettings,
    /// What was found.
    pub(crate) summary: SearchSummary,
}

/// The state of the page. Copies share the same signals.
#[derive(Clone, Copy)]
pub(crate) struct AppState {
    /// Which view is shown.
    pub(crate) view: RwSignal<View>,
    /// The comparison of ways to search.
    pub(crate) compare: Compare,
    /// The form on the left.
    pub(crate) form: Form,
    /// The opened genome.
    pub(crate) genome: RwSignal<Option<Arc<GenomeSummary>>>,
    /// About how long a search in it takes, in ms, once that is known.
    pub(crate) typical_search_ms: RwSignal<Option<f64>>,
    /// The last search in it.
    pub(crate) results: RwSignal<Option<Arc<Results>>>,
    /// The look at the matched sequences.
    pub(crate) look: Look,
    /// The records with the most matches, in the order of the file: all with matches, unless there are very many.
    pub(crate) fullest_records: RwSignal<Arc<Vec<RecordRow>>>,
    /// How the records are shown.
    pub(crate) record_ranking: RwSignal<RecordRanking>,
    /// The record and the match that the person looks at.
    pub(crate) selection: Selection,
    /// Which matches are listed.
    pub(crate) listed: RwSignal<Listed>,
    /// The row of the list that the person was sent to last.
    pub(crate) jump: RwSignal<Option<Jump>>,
    /// The row that was picked from it last.
    picked: RwSignal<Option<Arc<MatchRow>>>,
    /// What is known of the motif in the box.
    pub(crate) motif_note: RwSignal<MotifNote>,
    /// What the page is busy with.
    pub(crate) activity: RwSignal<Activity>,
    /// Whether that lasts long enough to be shown.
    lasts: RwSignal<bool>,
    /// Counts what was begun and ended.
    turn: StoredValue<u32>,
    /// How far that has come.
    pub(crate) progress: RwSignal<Option<Progress>>,
    /// When it began, in ms of the page's clock.
    pub(crate) began_ms: RwSignal<f64>,
    /// The sentence of the last failure.
    pub(crate) problem: RwSignal<Option<String>>,
    /// Whether that is about the motif, so that another motif ends it.
    is_about_motif: StoredValue<bool>,
    /// A sentence about what was ended on demand.
    pub(crate) notice: RwSignal<Option<String>>,
    /// What is known of the library.
    pub(crate) shelf: RwSignal<Shelf>,
    /// Whether genomes are kept when they are opened.
    pub(crate) keeps: RwSignal<bool>,
    /// The genome that is being kept.
    pub(crate) keeping: RwSignal<Option<Keeping>>,
    /// Tells other tabs that the library has changed.
    library_channel: StoredValue<Option<BroadcastChannel>, LocalStorage>,
    /// Threads that a search may use.
    pub(crate) available_threads: RwSignal<u32>,
    /// Whether the engine still reads what is in the box.
    is_describing: RwSignal<bool>,
    /// A search that begins as soon as the typing pauses.
    soon: RwSignal<Option<TimeoutHandle>>,
    engines: StoredValue<Engines, LocalStorage>,
    /// The file that is being written.
    download: StoredValue<Option<Rc<Download>>, LocalStorage>,
}

impl AppState {
    /// The state of a page that was just loaded; starts the first engine.
    pub(crate) fn new() -> Self {
        let engines = Engines::new();
        let threads = engines.threads();
        let state = Self {
            view: view::follow_the_address(),
            compare: Compare::new(threads),
            form: Form::new(threads),
            genome: RwSignal::new(None),
            typical_search_ms: RwSignal::new(None),
            results: RwSignal::new(None),
            look: Look::new(),
            fullest_records: RwSignal::default(),
            record_ranking: RwSignal::new(RecordRanking::default()),
            selection: Selection::new(),
            listed: RwSignal::default(),
            jump: RwSignal::default(),
            picked: RwSignal::default(),
            motif_note: RwSignal::new(MotifNote::Empty),
            activity: RwSignal::new(Activity::Idle),
            lasts: RwSignal::new(false),
            turn: StoredValue::new(0),
            progress: RwSignal::new(None),
            began_ms: RwSignal::new(0.0),
            problem: RwSignal::new(None),
            is_about_motif: StoredValue::new(false),
            notice: RwSignal::new(None),
            shelf: RwSignal::new(Shelf::Unknown),
            keeps: RwSignal::new(library::was_keeping()),
            keeping: RwSignal::new(None),
            library_channel: StoredValue::new_local(library::channel()),
            available_threads: RwSignal::new(threads),
            is_describing: RwSignal::new(false),
            soon: RwSignal::new(None),
            engines: StoredValue::new_local(engines),
            download: StoredValue::new_local(None),
        };
        state.keep_settings();
        state.ensure_engine();
        state.follow_the_page();
        state.read_regions_while_typing();
        state.list_what_is_found();
        state.follow_the_records();
        state.describe_while_typing();
        state.search_while_typing();
        state.follow_the_library();
        state
    }

    /// Whether something runs that takes its time, and can be cancelled.
    pub(crate) fn is_busy(&self) -> bool {
        self.lasts.get()
    }

    /// Whether another genome is about to come.
    fn is_opening(&self) -> bool {
        self.activity
            .with_untracked(|activity| matches!(activity, Activity::Opening { .. }))
    }

    /// Whether other results are about to come.
    pub(crate) fn is_changing(&self) -> bool {
        let activity = self.activity.get();
        matches!(activity, Activity::Searching { .. } | Activity::Showing)
            || (self.is_live() && (self.is_describing.get() || self.soon.get().is_some()))
    }

    /// Begins something, in place of what still runs on the opened genome.
    fn begin(&self, activity: Activity) {
        self.cancel_request();
        self.compare.forget_run();
        self.problem.set(None);
        self.notice.set(None);
        self.progress.set(None);
        self.began_ms.set(now_ms());
        let may_be_quick = matches!(
            activity,
            Activity::Searching { .. } | Activity::Showing | Activity::Listing
        );
        self.activity.set(activity);
        let turn = self.next_turn();
        let state = *self;
        if !may_be_quick {
            self.lasts.set(true);
        } else if !self.lasts.get_untracked() {
            let show = move || {
                if state.turn.get_value() == turn {
                    state.lasts.set(true);
                }
            };
            set_timeout(show, QUICK);
        }
    }

    fn end(&self) {
        self.compare.forget_run();
        self.next_turn();
        self.activity.set(Activity::Idle);
        self.lasts.set(false);
        self.progress.set(None);
    }

    fn next_turn(&self) -> u32 {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        turn
    }

    fn fail(&self, failure: &Failure, file_name: &str) {
        self.end();
        self.tell(crate::model::sentences::sentence(failure, file_name));
        self.is_about_motif
            .set_value(matches!(failure, Failure::Motif(_)));
    }

    /// Says what is wrong.
    fn tell(&self, sentence: String) {
        self.is_about_motif.set_value(false);
        self.problem.set(Some(sentence));
    }

    /// What the genome is called at the start of a sentence.
    fn genome_name(&self) -> String {
        files::subject(&self.genome_files())
    }

    fn genome_files(&self) -> Vec<String> {
        self.genome.with_untracked(|genome| {
            genome
                .as_ref()
                .map_or_else(Vec::new, |genome| genome.file_names.clone())
        })
    }
}

/// The page's clock, in ms.
pub(crate) fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}
