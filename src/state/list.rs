//! Which of the matches that are shown are listed, and in which order.

use std::sync::Arc;

use leptos::prelude::*;
use protocol::{Event, MatchList, MatchOrder, MatchRow, Request};

use super::{Activity, AppState, Place, Results};
use crate::model::match_list::{Target, fitting, place_sentence, target};

/// A list of matches that can be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    /// The results that it is of.
    pub(crate) serial: u32,
    /// The list.
    pub(crate) list: MatchList,
    /// Its rows.
    pub(crate) row_count: u64,
    /// Tells it from the list that was there before.
    pub(crate) generation: u32,
}

/// A row that the person is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Jump {
    /// Its ordinal in the list, from 0.
    pub(crate) row: u64,
    /// Tells one jump from the next to the same row.
    pub(crate) turn: u32,
}

impl AppState {
    /// Lists the matches of whatever results there are, by what was chosen for those before as far as it makes sense.
    pub(super) fn list_what_is_found(self) {
        let tried_serial = StoredValue::new(0);
        Effect::new(move |_| {
            let results = self.results.get();
            let activity = self.activity.get();
            let listed = self.listed.get_untracked();
            let Some(results) = results else {
                if listed.serial != 0 {
                    self.set_listed(0, MatchList::default(), 0);
                }
                return;
            };
            let is_settled = listed.serial == results.serial || activity != Activity::Idle;
            let list = fitting(listed.list, &results.settings, &results.summary);
            if listed.serial != results.serial && list == MatchList::default() {
                self.list_all(&results);
            } else if is_settled {
                // Also if other results are about to come.
            } else if tried_serial.get_value() == results.serial {
                // That was cancelled, or failed.
                self.list_all(&results);
            } else {
                tried_serial.set_value(results.serial);
                self.list(list);
            }
        });
    }

    /// Lists matches of the results in this way.
    pub(crate) fn list(self, list: MatchList) {
        let Some(results) = self.results.get_untracked() else {
            return;
        };
        if !matches!(
            self.activity.get_untracked(),
            Activity::Idle | Activity::Listing
        ) {
            return;
        }
        self.begin(Activity::Listing);
        self.run(&Request::List(list), move |event| match event {
            Event::Progress(progress) => self.progress.set(Some(progress)),
            Event::Listed(row_count) => {
                self.forget_request();
                self.set_listed(results.serial, list, row_count);
                self.end();
            }
            Event::Failed(failure) => self.fail(&failure, &self.genome_name()),
            _ => {}
        });
    }

    fn list_all(&self, results: &Results) {
        let row_count = results.summary.match_count;
        self.set_listed(results.serial, MatchList::default(), row_count);
    }

    fn set_listed(&self, serial: u32, list: MatchList, row_count: u64) {
        let former = self.listed.get_untracked();
        self.jump.set(None);
        self.listed.set(Listed {
            serial,
            list,
            row_count,
            generation: former.generation.wrapping_add(1),
        });
    }

    /// Goes to a row or a place, as the person has typed it; gives a sentence if there is none.
    pub(crate) async fn go_to(self, text: String) -> Option<String> {
        let listed = self.listed.get_untracked();
        let place = match target(&text, listed.row_count)? {
            Ok(Target::Row(row)) => {
                self.jump_to(row).await;
                return None;
            }
            Ok(Target::Place(place)) => place,
            Err(sentence) => return Some(sentence),
        };
        // Places are in order only if the list is.
        let list = MatchList {
            order: MatchOrder::Position,
            ..listed.list
        };
        let request = Request::FindRow {
            list,
            place: place.clone(),
        };
        match self.ask(&request).await? {
            Event::FoundRow(Ok(row)) => {
                if list != listed.list {
                    self.set_listed(listed.serial, list, listed.row_count);
                }
                self.jump_to(row).await;
                None
            }
            Event::FoundRow(Err(problem)) => Some(place_sentence(problem, &place)),
            _ => None,
        }
    }

    /// Goes to a row of the list, and looks at its match.
    async fn jump_to(self, row: u64) {
        let turn = self.jump.get_untracked().map_or(0, |jump| jump.turn);
        self.jump.set(Some(Jump {
            row,
            turn: turn.wrapping_add(1),
        }));
        let listed = self.listed.get_untracked();
        let rows = self.match_rows(listed.list, row, 1).await;
        if let Some(row) = rows.and_then(|rows| rows.into_iter().next()) {
            self.pick(Arc::new(row));
        }
    }

    /// Looks at the match of a row.
    pub(crate) fn pick(&self, row: Arc<MatchRow>) {
        self.selection.look_at(Place::of(&row));
        self.picked.set(Some(row));
    }

    /// The row of the match that is looked at, if it was picked from the list.
    pub(crate) fn picked_row(&self) -> Option<Arc<MatchRow>> {
        let place = self.selection.place()?;
        self.picked.get().filter(|row| Place::of(row) == place)
    }
}
