//! Searching while the motif is typed.

use std::time::Duration;

use leptos::prelude::*;

use super::{Activity, AppState, MotifNote, Sought};
use protocol::{Event, Request};

/// A search begins when nothing was typed for so long: shorter than the time between two keys, so that whoever types can
/// see what each letter does.
const TYPING_PAUSE: Duration = Duration::from_millis(40);

/// The engine is asked how long a search takes when it has had so long to answer the first one.
const BEFORE_TRIAL: Duration = Duration::from_millis(500);

impl AppState {
    /// Has the engine try how long a search takes in the genome that was just opened, as soon as it has nothing else to do.
    pub(super) fn try_search_soon(self) {
        let genome = self.genome.get_untracked();
        let try_it = move || {
            let is_the_same = self.genome.get_untracked() == genome;
            match self.activity.get_untracked() {
                _ if !is_the_same => {}
                Activity::Idle => self.try_search(),
                _ => self.try_search_soon(),
            }
        };
        set_timeout(try_it, BEFORE_TRIAL);
    }

    fn try_search(self) {
        self.engines.with_value(|engines| {
            let Some(engine) = &engines.current else {
                return;
            };
            engine.send(&Request::Try, &[], move |event| {
                if let Event::Tried(typical_ms) = event {
                    self.typical_search_ms.set(Some(typical_ms));
                }
            });
        });
    }

    /// Whether a search follows what is typed.
    pub(crate) fn is_live(&self) -> bool {
        self.form.is_live(self.typical_search_ms.get())
    }

    /// Searches when what is in the box is right, there is a genome, and the results are not those already.
    pub(super) fn search_while_typing(self) {
        let is_live = Memo::new(move |_| self.is_live());
        let may_search = Memo::new(move |_| {
            self.activity.with(Activity::makes_way) && self.form.scope.is_settled()
        });
        Effect::new(move |_| {
            self.forget_soon();
            let described = self.motif_note.with(|note| match note {
                MotifNote::Described { sought, .. } => Some(sought.clone()),
                _ => None,
            });
            let may_search = is_live.get() && may_search.get() && self.genome.with(Option::is_some);
            let Some(sought) = described.filter(|_| may_search) else {
                return;
            };
            // What was typed since is described first.
            if sought != untrack(|| self.form.sought()) || self.is_answered(&sought) {
                return;
            }
            let search = move || {
                self.soon.set(None);
                if sought == untrack(|| self.form.sought()) {
                    self.begin_search(self.form.settings());
                }
            };
            self.soon
                .set(set_timeout_with_handle(search, TYPING_PAUSE).ok());
        });
    }

    /// Begins no search of itself any more, until something changes.
    pub(super) fn forget_soon(&self) {
        if let Some(timeout) = self.soon.get_untracked() {
            timeout.clear();
            self.soon.set(None);
        }
    }

    /// Whether the results are those of what is sought, or will be.
    fn is_answered(&self, sought: &Sought) -> bool {
        match self.activity.get_untracked() {
            Activity::Searching { settings } => Sought::from(&settings) == *sought,
            _ => self.results.with_untracked(|results| {
                results
                    .as_ref()
                    .is_some_and(|results| Sought::from(&results.settings) == *sought)
            }),
        }
    }
}
