//! The engines that run: the one that holds the opened genome, the one that is opening another, the spare one for files that are about to be
//! chosen, and the one that still keeps the genome before.

use js_sys::Reflect;
use leptos::ev;
use leptos::prelude::*;
use protocol::memory::{IDLE_BYTES, SPARE_BYTES, TOUCHED_BYTES, takes_spare};
use protocol::{Failure, RequestId};
use wasm_bindgen_futures::spawn_local;

use super::source::Source;
use super::{Activity, AppState};
use crate::engine::{Build, Engine, StartPlan, available_threads, memory_limit_bytes};

/// Every genome has an engine of its own, so that giving up a genome is ending its worker.
pub(super) struct Engines {
    /// Holds the opened genome, or waits for the first.
    pub(super) current: Option<Engine>,
    /// Is opening a genome that replaces the current one when it is whole.
    pub(super) opening: Option<Engine>,
    /// Whether the current engine has never been given a file.
    pub(super) is_current_fresh: bool,
    /// Was started because the person is about to choose files, and has memory ready for a large genome.
    spare: Option<Engine>,
    /// Whether there can be such an engine, as far as is known.
    can_have_spare: bool,
    /// Held the genome before, and still writes it to the library.
    pub(super) former: Option<Engine>,
    /// The request that writes a genome to the library, of the former engine or of the current one.
    pub(super) keeping: Option<RequestId>,
    /// Whether the opened genome is to be kept after that.
    pub(super) keeps_next: bool,
    /// The request that can be cancelled.
    pub(super) running: Option<RequestId>,
    /// What is being opened, for another try without threads.
    pub(super) source: Option<Source>,
    /// Counts the choices of files, so that what belongs to an earlier one is known as stale.
    pub(super) attempt: u32,
    /// The build in use; falls back to one thread if the other cannot be started.
    pub(super) build: Build,
}

impl Engines {
    pub(super) fn new() -> Self {
        Self {
            current: None,
            opening: None,
            is_current_fresh: false,
            spare: None,
            can_have_spare: true,
            former: None,
            keeping: None,
            keeps_next: false,
            running: None,
            source: None,
            attempt: 0,
            build: Build::best(),
        }
    }

    /// Threads that an engine will have.
    pub(super) fn threads(&self) -> u32 {
        match self.build {
            Build::Threads => available_threads(),
            Build::Single => 1,
        }
    }

    /// The engine that answers questions about motifs.
    pub(super) fn any(&self) -> Option<&Engine> {
        self.current.as_ref().or(self.opening.as_ref())
    }

    /// Ends those that have not started yet; what was to be opened is still known.
    fn end_starting(&mut self) {
        for engine in [&mut self.current, &mut self.opening, &mut self.spare] {
            engine.take_if(|engine| !engine.is_ready());
        }
    }

    /// What is to be opened, if there is no engine that does.
    fn take_interrupted(&mut self) -> Option<Source> {
        if self.opening.is_some() {
            return None;
        }
        self.source.take()
    }

    /// Has an engine that is there open what is planned, if one is fit for it: the spare one for a large genome, or the one that waits
    /// for the first. Gives whether there is one. Files are no longer about to be chosen.
    pub(super) fn open_in_what_is_there(&mut self, plan: &StartPlan) -> bool {
        let has_room = |engine: &Engine| {
            engine.plan().build == plan.build && engine.plan().memory_bytes >= plan.memory_bytes
        };
        let is_large = takes_spare(plan.memory_bytes, self.threads());
        let spare = self
            .spare
            .take()
            .filter(|spare| is_large && has_room(spare));
        let is_in_current =
            spare.is_none() && self.is_current_fresh && self.current.as_ref().is_some_and(has_room);
        self.opening = if is_in_current {
            self.is_current_fresh = false;
            self.current.take()
        } else {
            spare
        };
        self.opening.is_some()
    }
}

impl AppState {
    /// Starts an engine if there is none that could answer.
    pub(super) fn ensure_engine(&self) {
        let plan = self.engines.with_value(|engines| {
            let memory_bytes = IDLE_BYTES.min(memory_limit_bytes());
            let is_wanted = engines.any().is_none();
            is_wanted.then(|| StartPlan::new(engines.build, memory_bytes))
        });
        let Some(plan) = plan else { return };
        match self.start_engine(plan) {
            Ok(engine) => self.engines.update_value(|engines| {
                engines.current = Some(engine);
                engines.is_current_fresh = true;
            }),
            Err(failure) => self.tell(crate::model::sentences::sentence(&failure, "")),
        }
    }

    /// Ends engines that are still starting when the page is left, and starts again what is needed if it is shown once more: Chromium has
    /// crashed, with the page that came next, where a thread went on to load its modules as the former page was given up.
    pub(super) fn follow_the_page(self) {
        let left = window_event_listener(ev::pagehide, move |_| {
            self.engines.update_value(Engines::end_starting);
        });
        let shown = window_event_listener(ev::pageshow, move |event| {
            if event.persisted() {
                self.go_on();
            }
        });
        on_cleanup(move || {
            left.remove();
            shown.remove();
        });
    }

    fn go_on(self) {
        let interrupted = self.engines.try_update_value(Engines::take_interrupted);
        if let Some(source) = interrupted.flatten() {
            self.open_in_engine(source);
        }
        self.ensure_engine();
        // What the engine was asked that ended.
        self.list_library();
        self.form.motifs.notify();
    }

    /// Makes an engine ready for files that are about to be chosen, or are above the page already: the person takes longer to choose than
    /// the engine to start, and to have memory for a large genome. (Without threads memory grows when it has to.)
    pub(crate) fn expect_files(&self) {
        let plan = self.engines.with_value(|engines| {
            let is_wanted = engines.spare.is_none()
                && engines.can_have_spare
                && engines.build == Build::Threads
                && is_roomy();
            is_wanted.then(|| StartPlan {
                touched_bytes: TOUCHED_BYTES,
                ..StartPlan::new(engines.build, SPARE_BYTES)
            })
        });
        // Without it, files are opened all the same.
        if let Some(Ok(spare)) = plan.map(|plan| self.start_engine(plan)) {
            self.engines
                .update_value(|engines| engines.spare = Some(spare));
        }
    }

    /// No files are about to be chosen any more.
    pub(crate) fn expect_no_files(&self) {
        self.engines.update_value(|engines| engines.spare = None);
    }

    /// Starts an engine whose faults come to this page.
    pub(super) fn start_engine(&self, plan: StartPlan) -> Result<Engine, Failure> {
        let state = *self;
        let instance = plan.instance.clone();
        Engine::start(plan, move |failure| {
            let instance = instance.clone();
            // The engine that calls is dropped by what follows, so it must have returned before.
            spawn_local(async move { state.engine_stopped(&instance, failure) });
        })
    }

    /// An engine could not start, or has stopped.
    fn engine_stopped(&self, instance: &str, failure: Failure) {
        let is = |engine: &Option<Engine>| {
            engine
                .as_ref()
                .is_some_and(|e| e.plan().instance == instance)
        };
        let (was_opening, was_current, was_former, was_spare) =
            self.engines.with_value(|engines| {
                (
                    is(&engines.opening),
                    is(&engines.current),
                    is(&engines.former),
                    is(&engines.spare),
                )
            });
        // How much it wanted in the midst of its work says nothing to anybody.
        let failure = match failure {
            Failure::OutOfMemory { .. } if !was_opening => Failure::EngineStopped {
                reason: "it ran out of memory".into(),
            },
            other => other,
        };
        if was_opening {
            let memory_bytes = self.end_opening_engine();
            self.opening_stopped(failure, memory_bytes);
        } else if was_current {
            self.current_stopped(failure);
        } else if was_former {
            self.keeping_ended(Some(&failure));
        } else if was_spare {
            self.engines.update_value(|engines| {
                engines.spare = None;
                engines.can_have_spare = false;
            });
        }
    }

    /// Ends the engine that is opening a genome; gives the memory that it was given, in bytes.
    pub(super) fn end_opening_engine(&self) -> u64 {
        let ended = self
            .engines
            .try_update_value(|engines| engines.opening.take());
        ended
            .flatten()
            .map_or(0, |engine| engine.plan().memory_bytes)
    }

    fn current_stopped(&self, failure: Failure) {
        let was_fresh = self.engines.try_update_value(|engines| {
            engines.current = None;
            engines.running = None;
            engines.is_current_fresh
        });
        if self
            .engines
            .with_value(|engines| engines.former.is_none() && engines.keeping.is_some())
        {
            self.keeping_ended(None);
        }
        let lost_genome = self.genome.get_untracked().is_some();
        if !lost_genome && was_fresh == Some(true) && self.fall_back_to_one_thread() {
            return;
        }
        if self.activity.get_untracked() != Activity::Idle {
            self.end();
        }
        self.download.set_value(None);
        self.results.set(None);
        self.selection.clear();
        self.genome.set(None);
        if lost_genome {
            self.ensure_engine();
        }
        let name = self.genome_name();
        self.tell(crate::model::sentences::sentence(&failure, &name));
    }

    /// Goes on without threads; false if that was the case already.
    pub(super) fn fall_back_to_one_thread(&self) -> bool {
        let fell_back = self.engines.try_update_value(|engines| {
            let had_threads = engines.build == Build::Threads;
            engines.build = Build::Single;
            had_threads
        });
        if fell_back != Some(true) {
            return false;
        }
        self.available_threads.set(1);
        self.form.threads.set(1);
        self.ensure_engine();
        true
    }
}

/// Whether an engine did not start because the browser gives a page no such memory.
pub(super) fn is_refused_memory(failure: &Failure) -> bool {
    matches!(failure, Failure::EngineNotStarted { reason } if reason.contains("RangeError"))
}

/// Whether this may well be a machine that has memory ready for a large genome, without anyone missing it: neither a phone nor one that
/// says that it has little.
fn is_roomy() -> bool {
    const LEAST_GIB: f64 = 4.0;
    let window = web_sys::window();
    let is_touched = window
        .as_ref()
        .and_then(|window| window.match_media("(pointer: coarse)").ok().flatten())
        .is_some_and(|media| media.matches());
    // Only Chromium tells.
    let gib = window.and_then(|window| {
        let gib = Reflect::get(&window.navigator(), &"deviceMemory".into());
        gib.ok()?.as_f64()
    });
    !is_touched && gib.is_none_or(|gib| gib >= LEAST_GIB) && memory_limit_bytes() >= SPARE_BYTES
}
