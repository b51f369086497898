//! A look at the matched sequences, when somebody wants to see them.

use std::sync::Arc;

use leptos::prelude::*;
use protocol::{Event, MatchedSequences, Request, RequestId};

use super::AppState;
use crate::model::sentences::sentence;

/// What is known of the matched sequences.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Looked {
    /// Nobody has asked.
    Unasked,
    /// They are looked at; so much is done, from 0 to 1.
    Looking(f64),
    /// What they look like.
    There(Arc<MatchedSequences>),
    /// Why that is not known.
    Failed(String),
}

/// The look that was taken last.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    /// What is known.
    pub(crate) looked: RwSignal<Looked>,
    /// The results that this is of.
    serial: StoredValue<Option<u32>>,
    /// The request that runs, and the engine that it runs in.
    running: StoredValue<Option<(String, RequestId)>>,
}

impl Look {
    pub(super) fn new() -> Self {
        Self {
            looked: RwSignal::new(Looked::Unasked),
            serial: StoredValue::new(None),
            running: StoredValue::new(None),
        }
    }
}

impl AppState {
    /// Looks at the matches that are shown, unless that is done or under way.
    pub(crate) fn look_at_matches(self) {
        let serial = self.results_serial();
        if serial.is_none() || self.look.serial.get_value() == serial {
            return;
        }
        self.forget_look();
        self.look.serial.set_value(serial);
        self.look.looked.set(Looked::Looking(0.0));
        let looked = self.look.looked;
        let on_event = move |event| {
            let is_of_now = self.look.serial.try_get_value() == Some(serial);
            let now = match event {
                _ if !is_of_now => return,
                Event::Progress(progress) => {
                    Looked::Looking(progress.done as f64 / progress.total.max(1) as f64)
                }
                Event::MatchedSequences(matched) => Looked::There(Arc::new(*matched)),
                Event::Failed(failure) => Looked::Failed(sentence(&failure, &self.genome_name())),
                _ => return,
            };
            looked.set(now);
        };
        let running = self.engines.with_value(|engines| {
            let engine = engines.current.as_ref()?;
            let id = engine.send(&Request::MatchedSequences, &[], on_event);
            Some((engine.plan().instance.clone(), id))
        });
        self.look.running.set_value(running);
    }

    /// Forgets what is known of other results than those that are shown, and ends the look at them.
    pub(crate) fn forget_stale_look(self) {
        if self.look.serial.get_value() != self.results_serial() {
            self.forget_look();
        }
    }

    fn forget_look(self) {
        self.look.serial.set_value(None);
        let running = self.look.running.try_update_value(Option::take).flatten();
        if let (Some((instance, id)), Looked::Looking(_)) =
            (running, self.look.looked.get_untracked())
        {
            self.engines.with_value(|engines| {
                let engine = engines.current.as_ref();
                // Another engine may use the same number for something else.
                if let Some(engine) = engine.filter(|engine| engine.plan().instance == instance) {
                    engine.cancel(id);
                }
            });
        }
        if self.look.looked.get_untracked() != Looked::Unasked {
            self.look.looked.set(Looked::Unasked);
        }
    }

    fn results_serial(&self) -> Option<u32> {
        self.results
            .with_untracked(|results| results.as_ref().map(|results| results.serial))
    }
}
