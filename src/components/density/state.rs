use std::sync::Arc;

use leptos::prelude::*;
use protocol::{DensityBases, DensityLanes, DensityLine, RecordRanking};
use wasm_bindgen_futures::spawn_local;

use super::super::results_region::current_results;
use crate::charts::density::{Plot, TICK_PX};
use crate::model::view::View;
use crate::model::window;
use crate::state::{AppState, Place, Question, Results};

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
pub(super) type Answer<T> = RwSignal<Option<(u32, Arc<T>)>>;

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
    pub(super) lanes_question: Question,
    pub(super) line_question: Question,
    /// Whether the engine is asked soon.
    pub(super) is_waiting: StoredValue<bool>,
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

    /// Draws the record with the most matches at first, or else the longest; and stays there while the motif is changed.
    pub(super) fn choose_first_record(self) {
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
}
