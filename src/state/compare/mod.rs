//! Comparing ways to search: what the person chose, what runs, and what came of it.

mod agree;
mod file;
mod measure;
mod text;

use std::sync::Arc;
use std::time::Duration;

use futures_channel::oneshot;
use leptos::prelude::*;
use protocol::{CompareEvent, Event, Failure, Holding, Request};
use wasm_bindgen::prelude::*;

use super::{Activity, AppState, MotifNote};
use crate::engine::text_search::TextSearch;
use crate::model::compare::report::Report;
use crate::model::compare::ways::{Choices, ways};
use crate::pause::pause;

/// How often a page that was hidden is looked at again.
const HIDDEN_LOOK: Duration = Duration::from_millis(200);

/// The comparison. Copies share the same signals.
#[derive(Clone, Copy)]
pub(crate) struct Compare {
    /// What is to be compared.
    pub(crate) choices: RwSignal<Choices>,
    /// What the last comparison gave.
    pub(crate) report: RwSignal<Option<Arc<Report>>>,
    /// A comparison that was opened from a file, with the name of the file.
    pub(crate) other: RwSignal<Option<(String, Arc<Report>)>>,
    /// How far the one that runs has come.
    pub(crate) stage: RwSignal<Option<Stage>>,
    /// What is wrong.
    pub(crate) problem: RwSignal<Option<String>>,
    /// How often the page was hidden.
    hidden_times: StoredValue<u32>,
    /// Searches text, as long as a comparison needs it.
    text: StoredValue<Option<TextSearch>, LocalStorage>,
}

/// How far a comparison has come.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stage {
    /// Steps that were begun, the last of them being what is done now.
    begun: usize,
    /// All steps that there are.
    total: usize,
    /// What is being done.
    pub(crate) what: String,
    /// Whether it waits for the page to be seen.
    pub(crate) is_paused: bool,
}

impl Stage {
    /// The share of the steps that are done, 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        let done = self.begun.saturating_sub(1).min(self.total);
        done as f64 / self.total.max(1) as f64
    }
}

/// Why a comparison ended early.
enum Stop {
    /// Something else was begun, or it was cancelled.
    Ended,
    /// It failed, as a sentence.
    Failed(String),
}

/// A comparison that runs, known by its turn.
#[derive(Clone, Copy)]
struct Run {
    state: AppState,
    turn: u32,
}

impl Compare {
    pub(super) fn new(threads: u32) -> Self {
        let hidden_times = StoredValue::new(0_u32);
        let listener = Closure::<dyn Fn()>::new(move || {
            if is_hidden() {
                hidden_times.update_value(|times| *times = times.wrapping_add(1));
            }
        });
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            // The page listens as long as it lives.
            let listener = listener.into_js_value();
            let _ = document
                .add_event_listener_with_callback("visibilitychange", listener.unchecked_ref());
        }
        Self {
            choices: RwSignal::new(Choices::all(threads)),
            report: RwSignal::new(None),
            other: RwSignal::new(None),
            stage: RwSignal::new(None),
            problem: RwSignal::new(None),
            hidden_times,
            text: StoredValue::new_local(None),
        }
    }

    /// Nothing runs any more.
    pub(super) fn forget_run(&self) {
        self.text.set_value(None);
        self.stage.set(None);
    }
}

impl AppState {
    /// Why nothing can be compared now, as a sentence; none if it can.
    pub(crate) fn why_not_compare(&self) -> Option<&'static str> {
        let Some(genome) = self.genome.get() else {
            return Some("Open a genome on the tab Search first.");
        };
        if genome.holding == Holding::ReadAgain {
            return Some(
                "This genome is too large for memory: what is read again for each search cannot be compared. Open a smaller one.",
            );
        }
        let has_ways = self
            .compare
            .choices
            .with(|choices| !ways(choices).is_empty());
        match self.motif_note.get() {
            MotifNote::Empty => Some("Type a motif on the tab Search first."),
            MotifNote::Wrong { .. } => {
                Some("The motif on the tab Search is wrong: put it right first.")
            }
            MotifNote::Described { .. } if has_ways => None,
            MotifNote::Described { .. } => {
                Some("Choose at least one version, one sharing and one number of threads.")
            }
        }
    }

    /// Compares what was chosen, on the opened genome and the motif in the box.
    pub(crate) fn begin_compare(self) {
        let is_possible = untrack(|| self.why_not_compare()).is_none();
        if !is_possible || !self.activity.with_untracked(Activity::makes_way) {
            return;
        }
        self.forget_soon();
        self.begin(Activity::Comparing);
        self.compare.problem.set(None);
        let turn = self.turn.get_value();
        let run = Run { state: self, turn };
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = run.all().await;
            if !run.is_going_on() {
                return;
            }
            match outcome {
                Ok(report) => self.compare.report.set(Some(Arc::new(report))),
                Err(Stop::Failed(sentence)) => self.compare.problem.set(Some(sentence)),
                Err(Stop::Ended) => {}
            }
            self.end();
        });
    }
}

impl Run {
    fn is_going_on(&self) -> bool {
        self.state.turn.get_value() == self.turn
    }

    fn go_on(&self) -> Result<(), Stop> {
        if self.is_going_on() {
            Ok(())
        } else {
            Err(Stop::Ended)
        }
    }

    /// Asks the engine, which may be told to end that. `on_part` hears what comes before the answer.
    async fn ask(
        &self,
        request: &Request,
        on_part: impl Fn(Event) + 'static,
    ) -> Result<Event, Stop> {
        let (sender, receiver) = oneshot::channel();
        let sender = std::cell::Cell::new(Some(sender));
        self.state.run(request, move |event| match event {
            part @ (Event::Progress(_) | Event::Compare(CompareEvent::Pieces(_))) => on_part(part),
            answer => {
                if let Some(sender) = sender.take() {
                    // Nobody waits any more: the answer is stale.
                    let _ = sender.send(answer);
                }
            }
        });
        let answer = receiver.await;
        self.go_on()?;
        match answer {
            Ok(Event::Failed(failure)) => Err(self.failed(&failure)),
            Ok(event) => Ok(event),
            Err(_) => Err(Stop::Ended),
        }
    }

    fn failed(&self, failure: &Failure) -> Stop {
        let name = self.state.genome_name();
        Stop::Failed(crate::model::sentences::sentence(failure, &name))
    }

    /// There are so many steps to come.
    fn plan(&self, total: usize) {
        self.state.compare.stage.set(Some(Stage {
            begun: 0,
            total,
            what: String::new(),
            is_paused: false,
        }));
    }

    /// The next step begins.
    fn tell(&self, what: String) {
        self.state.compare.stage.update(|stage| {
            if let Some(stage) = stage {
                stage.begun += 1;
                stage.what = what;
            }
        });
    }

    /// Measures something while the page is seen. While it is hidden nothing is measured, and what was measured when it was
    /// hidden is measured again. Counts in `pauses` how often that was so.
    async fn while_seen<T, F: Future<Output = Result<T, Stop>>>(
        &self,
        pauses: &mut u32,
        measure: impl Fn() -> F,
    ) -> Result<T, Stop> {
        loop {
            if is_hidden() {
                self.set_paused(true);
                while is_hidden() {
                    pause(HIDDEN_LOOK).await;
                    self.go_on()?;
                }
                self.set_paused(false);
                *pauses += 1;
            }
            let before = self.state.compare.hidden_times.get_value();
            let measured = measure().await?;
            if self.state.compare.hidden_times.get_value() == before {
                return Ok(measured);
            }
            if !is_hidden() {
                *pauses += 1;
            }
        }
    }

    fn set_paused(&self, is_paused: bool) {
        self.state.compare.stage.update(|stage| {
            if let Some(stage) = stage {
                stage.is_paused = is_paused;
            }
        });
    }
}

fn is_hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden())
}
