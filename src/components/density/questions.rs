//! What the engine is asked for, so that what is in view can be drawn.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use protocol::{Density, DensityRequest};

use super::state::{Answer, DensityState};
use crate::state::Activity;

/// While a person zooms or drags, the engine is asked at most so often.
const BETWEEN_QUESTIONS: Duration = Duration::from_millis(40);

impl DensityState {
    /// Whether what is drawn is not yet what belongs there.
    pub(super) fn is_busy(&self) -> bool {
        self.line.track();
        self.bases.track();
        let lanes_are_there = self.is_current(self.lanes);
        !lanes_are_there || self.wanted().is_some()
    }

    fn serial(&self) -> u32 {
        self.results.get().map_or(0, |results| results.serial)
    }

    fn is_current<T: Send + Sync + 'static>(&self, answer: Answer<T>) -> bool {
        let serial = self.serial();
        answer.with(|answer| answer.as_ref().is_some_and(|(of, _)| *of == serial))
    }

    /// Asks for the lanes of each new result; a search that runs goes before all of this.
    pub(super) fn follow_results(self) {
        let state = self.state;
        Effect::new(move |_| {
            let serial = self.serial();
            let is_searching = state.activity.with(|activity| {
                matches!(activity, Activity::Searching { .. } | Activity::Showing)
            });
            if is_searching {
                state.take_back(self.lanes_question);
                state.take_back(self.line_question);
                return;
            }
            self.ask_soon();
            if serial == 0 || untrack(|| self.is_current(self.lanes)) {
                return;
            }
            self.choose_first_record();
            state.ask_density(self.lanes_question, DensityRequest::Lanes, move |density| {
                if let Density::Lanes(lanes) = density {
                    self.lanes.try_set(Some((serial, Arc::new(lanes))));
                    self.choose_first_record();
                }
            });
        });
    }

    /// Asks for what comes into view.
    pub(super) fn follow_view(self) {
        Effect::new(move |_| {
            self.shown.track();
            if self.wanted().is_some() {
                self.ask_soon();
            }
        });
    }

    /// Asks for what is to be drawn, in a moment.
    fn ask_soon(self) {
        if self.is_waiting.get_value() {
            return;
        }
        self.is_waiting.set_value(true);
        let ask = move || {
            if self.is_waiting.is_disposed() {
                return;
            }
            self.is_waiting.set_value(false);
            let is_idle = self.state.activity.with_untracked(|activity| {
                !matches!(activity, Activity::Searching { .. } | Activity::Showing)
            });
            if let Some(request) = untrack(|| self.wanted()).filter(|_| is_idle) {
                self.ask(request);
            }
        };
        set_timeout(ask, BETWEEN_QUESTIONS);
    }

    fn ask(self, request: DensityRequest) {
        let serial = untrack(|| self.serial());
        self.state
            .ask_density(self.line_question, request, move |density| match density {
                Density::Line(line) => drop(self.line.try_set(Some((serial, Arc::new(line))))),
                Density::Bases(bases) => drop(self.bases.try_set(Some((serial, Arc::new(bases))))),
                Density::Lanes(_) => {}
            });
    }

    /// What is to be asked for what is in view; none if it is there.
    fn wanted(&self) -> Option<DensityRequest> {
        let record = self
            .shown
            .with(|shown| shown.as_ref().map(|shown| shown.record))?;
        let (view, width) = (self.view.get(), self.width.get());
        if width <= 0.0 || view.length == 0 {
            return None;
        }
        let serial = self.serial();
        let (start, end) = view.letters();
        // As much again on both sides, so that there is something to be dragged in.
        let margin = end - start;
        if self.shows_letters() {
            let is_there = self.bases.with(|bases| {
                bases.as_ref().is_some_and(|(of, bases)| {
                    let last = bases.from + bases.letters.len() as u64;
                    *of == serial && bases.record == record && bases.from <= start && last >= end
                })
            });
            return (!is_there).then(|| DensityRequest::Bases {
                record,
                from: start.saturating_sub(margin),
                to: end + margin,
            });
        }
        let (step, window) = (self.step(), self.drawn_window());
        let is_there = self.line.with(|line| {
            line.as_ref().is_some_and(|(of, line)| {
                let next = line.from + line.points.len() as u64 * line.step;
                *of == serial
                    && (line.record, line.step, line.window) == (record, step, window)
                    && line.from <= start
                    && next >= end
            })
        });
        (!is_there).then(|| DensityRequest::Line {
            record,
            from: start.saturating_sub(margin / 2) / step * step,
            to: end + margin / 2,
            step,
            window,
        })
    }
}
