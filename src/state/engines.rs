//! The engines that run: the one that holds the opened genome, and the one that is opening another.

use leptos::prelude::*;
use protocol::memory::{IDLE_BYTES, LEAST_IDLE_BYTES};
use protocol::{Failure, RequestId};
use wasm_bindgen_futures::spawn_local;

use super::source::Source;
use super::{Activity, AppState};
use crate::engine::{
    Build, Engine, StartPlan, available_threads, memory_costs_unused, memory_limit_bytes,
};

/// Every genome has an engine of its own, so that giving up a genome is ending its worker.
pub(super) struct Engines {
    /// Holds the opened genome, or waits for the first.
    pub(super) current: Option<Engine>,
    /// Is opening a genome that replaces the current one when it is whole.
    pub(super) opening: Option<Engine>,
    /// Whether the current engine has never been given a file.
    pub(super) is_current_fresh: bool,
    /// Memory of an engine that waits for a file, in bytes: as far as is known, the browser gives so much.
    idle_bytes: u64,
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
            idle_bytes: if memory_costs_unused() {
                LEAST_IDLE_BYTES
            } else {
                IDLE_BYTES
            },
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

    /// Has engines wait with less memory from now on; false if they had the least already.
    pub(super) fn wait_with_less(&mut self) -> bool {
        let had = std::mem::replace(&mut self.idle_bytes, LEAST_IDLE_BYTES);
        had > LEAST_IDLE_BYTES
    }

    /// The engine that answers questions about motifs.
    pub(super) fn any(&self) -> Option<&Engine> {
        self.current.as_ref().or(self.opening.as_ref())
    }
}

impl AppState {
    /// Starts an engine if there is none that could answer.
    pub(super) fn ensure_engine(&self) {
        let plan = self.engines.with_value(|engines| {
            let memory_bytes = engines.idle_bytes.min(memory_limit_bytes());
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
        let (was_opening, was_current, was_former) = self.engines.with_value(|engines| {
            (
                is(&engines.opening),
                is(&engines.current),
                is(&engines.former),
            )
        });
        if was_opening {
            let memory_bytes = self.engines.try_update_value(|engines| {
                engines
                    .opening
                    .take()
                    .map_or(0, |engine| engine.plan().memory_bytes)
            });
            self.opening_stopped(failure, memory_bytes.unwrap_or_default());
        } else if was_current {
            self.current_stopped(failure);
        } else if was_former {
            self.keeping_ended(Some(&failure));
        }
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
        if !lost_genome && was_fresh == Some(true) && self.fall_back(&failure) {
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

    /// Goes on with an engine that waits with less memory, if it was that which was refused, or without threads; false if
    /// neither is left to be tried.
    fn fall_back(&self, failure: &Failure) -> bool {
        let has_less = is_refused_memory(failure)
            && self.engines.try_update_value(Engines::wait_with_less) == Some(true);
        if has_less {
            self.ensure_engine();
        }
        has_less || self.fall_back_to_one_thread()
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
