use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use protocol::{Density, DensityBases, DensityLanes, DensityLine, DensityRequest, RecordRanking};
use wasm_bindgen_futures::spawn_local;

use super::super::results_region::current_results;
use crate::charts::density::{Plot, TICK_PX};
use crate::model::view::View;
use crate::model::window;
use crate::state::{Activity, AppState, Place, Question, Results};

/// While a person zooms or drags, the engine is asked at most so often.
const BETWEEN_QUESTIONS: Duration = Duration::from_millis(40);
/// Points of a line that are in view, at most.
const MOST_POINTS_IN_VIEW: f64 = 800.0;

/// The record that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// Its ordinal, from 0.
    pub(super) record: u32,
    pub(super) name: String,
    /// Its letters.
    pub(super) length: u64,
}

/// An answer, with the results that it is about.
type Answer<T> = RwSignal<Option<(u32, Arc<T>)>>;

/// What is shown of the density.
#[derive(Clone, Copy)]
pub(super) struct DensityState {
    pub(super) state: AppState,
    pub(super) results: Memo<Option<Arc<Results>>>,
    pub(super) lanes: Answer<DensityLanes>,
    pub(super) line: Answer<DensityLine>,
    pub(super) bases: Answer<DensityBases>,
    /// The record that is drawn; none until its length is known.
    pub(super) shown: RwSignal<Option<Shown>>,
    /// What of it is in view.
    pub(super) view: RwSignal<View>,
    /// The window that the person chose, in bases.
    pub(super) chosen_window: RwSignal<Option<u64>>,
    /// Width of the drawing, in pixels.
    pub(super) width: RwSignal<f64>,
    /// The record that is drawn until the person selects one.
    first_record: RwSignal<Option<u32>>,
    /// Letters to be brought into view as soon as their record is drawn.
    next_place: StoredValue<Option<(u32, u64, u64)>>,
    lanes_question: Question,
    line_question: Question,
    /// Whether the engine is asked soon.
    is_waiting: StoredValue<bool>,
}

impl DensityState {
    pub(super) fn new() -> Self {
        let state = expect_context::<AppState>();
        let density = Self {
            state,
            results: current_results(state),
            lanes: RwSignal::new(None),
            line: RwSignal::new(None),
            bases: RwSignal::new(None),
            shown: RwSignal::new(None),
            view: RwSignal::new(View::whole(0)),
            chosen_window: RwSignal::new(None),
            width: RwSignal::new(0.0),
            first_record: RwSignal::new(None),
            next_place: StoredValue::new(None),
            lanes_question: Question::new(),
            line_question: Question::new(),
            is_waiting: StoredValue::new(false),
        };
        density.follow_results();
        density.follow_selection();
        density.follow_view();
        density
    }

    /// The record that is to be drawn.
    pub(super) fn record(&self) -> Option<u32> {
        self.state.selection.record().or(self.first_record.get())
    }

    /// The match that is looked at in the record that is drawn: 0-based, half-open.
    pub(super) fn place(&self) -> Option<(u64, u64)> {
        let place = self.state.selection.place()?;
        let record = self
            .shown
            .with(|shown| shown.as_ref().map(|shown| shown.record));
        (record == Some(place.record)).then(|| (place.first - 1, place.last))
    }

    /// Where what is in view stands in the drawing.
    pub(super) fn plot(&self) -> Plot {
        let (view, width) = (self.view.get(), self.width.get());
        if self.shows_letters() {
            Plot::of_letters(view, width)
        } else {
            Plot::of_line(view, width)
        }
    }

    /// Whether the letters have room for themselves.
    pub(super) fn shows_letters(&self) -> bool {
        let (view, width) = (self.view.get(), self.width.get());
        width > 0.0 && Plot::of_letters(view, width).letter_px() >= TICK_PX
    }

    /// Letters of the window as the person chose it.
    pub(super) fn window(&self) -> u64 {
        let length = self.view.get().length;
        let chosen = self.chosen_window.get();
        chosen
            .unwrap_or_else(|| window::first(length))
            .clamp(1, window::widest(length))
    }

    /// Letters of the window that is drawn: one that is narrower than the distance of two points would leave matches out.
    pub(super) fn drawn_window(&self) -> u64 {
        self.window().max(self.step())
    }

    /// Letters from one point of the line to the next.
    pub(super) fn step(&self) -> u64 {
        let points = self.plot().extent().clamp(100.0, MOST_POINTS_IN_VIEW);
        self.view.get().step(points)
    }

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
    fn follow_results(self) {
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

    /// Draws the record with the most matches at first, or else the longest; and stays there while the motif is changed.
    fn choose_first_record(self) {
        if self.first_record.try_get_untracked().flatten().is_some() {
            return;
        }
        let first = self.lanes.with_untracked(|lanes| {
            let lanes = lanes.iter().flat_map(|(_, lanes)| &lanes.lanes).rev();
            lanes
                .max_by_key(|lane| (lane.match_count, lane.length_bases))
                .map(|lane| lane.record)
        });
        if first.is_some() {
            self.first_record.set(first);
        }
    }

    /// Draws what is selected, wherever that was done.
    fn follow_selection(self) {
        let record = Memo::new(move |_| self.record());
        Effect::new(move |_| {
            let Some(record) = record.get() else { return };
            spawn_local(async move {
                let ranking = RecordRanking::default();
                let rows = self.state.record_rows(ranking, record, 1).await;
                let Some(row) = rows.and_then(|rows| rows.into_iter().next()) else {
                    return;
                };
                // Another record may have been selected meanwhile, or there is another genome.
                if self.shown.is_disposed() || untrack(|| self.record()) != Some(record) {
                    return;
                }
                let length = row.figures.length_bases;
                self.shown.set(Some(Shown {
                    record,
                    name: row.name,
                    length,
                }));
                self.line.set(None);
                self.bases.set(None);
                self.view.set(View::whole(length));
                self.look_at_next_place();
            });
        });
        Effect::new(move |_| {
            if let Some(Place {
                record,
                first,
                last,
                ..
            }) = self.state.selection.place()
            {
                let next = View::around(u64::MAX, first - 1, last);
                self.go_to(record, next.letters());
            }
        });
    }

    /// Brings letters of a record into view (0-based, half-open); it is selected, or about to be.
    pub(super) fn go_to(self, record: u32, (start, end): (u64, u64)) {
        self.next_place.set_value(Some((record, start, end)));
        self.look_at_next_place();
    }

    fn look_at_next_place(self) {
        let Some((record, start, end)) = self.next_place.get_value() else {
            return;
        };
        let shown = self.shown.get_untracked();
        if let Some(shown) = shown.filter(|shown| shown.record == record) {
            self.next_place.set_value(None);
            self.view.set(View::of(shown.length, start, end));
        }
    }

    fn follow_view(self) {
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
