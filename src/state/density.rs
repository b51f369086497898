//! Questions about the density: of each kind only the latest counts.

use leptos::prelude::*;
use protocol::{Density, DensityRequest, Event, Failure, Request, RequestId};

use super::AppState;
use crate::model::sentences::sentence;

/// A kind of question; asking again takes the former one back.
#[derive(Clone, Copy)]
pub(crate) struct Question {
    /// The engine that was asked, by its name, and the request.
    asked: StoredValue<Option<(String, RequestId)>>,
}

impl Question {
    /// A question that was never asked.
    pub(crate) fn new() -> Self {
        Self {
            asked: StoredValue::new(None),
        }
    }
}

impl AppState {
    /// Asks; `on_answer` hears the answer, unless the question is asked again before, or taken back.
    pub(crate) fn ask_density(
        self,
        question: Question,
        request: DensityRequest,
        on_answer: impl Fn(Density) + 'static,
    ) {
        self.take_back(question);
        let state = self;
        let asked = self.engines.with_value(|engines| {
            let engine = engines.current.as_ref()?;
            let id = engine.send(&Request::Density(request), &[], move |event| {
                question.asked.try_set_value(None);
                match event {
                    Event::Density(density) => on_answer(density),
                    // The search that it was about is no more.
                    Event::Failed(Failure::NoSearch | Failure::NoGenome) => {}
                    // So is, in a moment, the genome.
                    Event::Failed(_) if state.is_opening() => {}
                    Event::Failed(failure) => state.tell(sentence(&failure, &state.genome_name())),
                    _ => {}
                }
            });
            Some((engine.plan().instance.clone(), id))
        });
        question.asked.set_value(asked);
    }

    /// Wants no answer any more.
    pub(crate) fn take_back(self, question: Question) {
        let Some((instance, id)) = question.asked.try_update_value(Option::take).flatten() else {
            return;
        };
        self.engines.with_value(|engines| {
            // Another engine counts its requests anew.
            let engine = engines.current.as_ref();
            if let Some(engine) = engine.filter(|engine| engine.plan().instance == instance) {
                engine.cancel(id);
            }
        });
    }
}
