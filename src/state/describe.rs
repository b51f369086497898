//! What the motifs in the box say, kept up to date with what is typed.

use std::sync::Arc;

use leptos::prelude::*;
use protocol::{Event, MotifProblem, MotifSummary, Request};
use wasm_bindgen_futures::spawn_local;

use super::{AppState, Sought};

/// What is known of the motifs in the box.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MotifNote {
    /// The box is empty.
    Empty,
    /// All motifs are right.
    Described {
        /// What was described.
        sought: Sought,
        /// What each motif says.
        motifs: Arc<Vec<MotifSummary>>,
    },
    /// A motif is wrong.
    Wrong {
        /// What is wrong with it.
        problem: MotifProblem,
        /// Whether there are several lines, so that the line has to be named.
        has_lines: bool,
    },
}

impl AppState {
    pub(super) fn describe_while_typing(self) {
        let turn = StoredValue::new(0_u32);
        Effect::new(move |_| {
            let sought = self.form.sought();
            // The expected number of matches depends on the genome, and on the regions once they are read.
            self.genome.track();
            self.form.scope.note.track();
            let now = turn.get_value().wrapping_add(1);
            turn.set_value(now);
            if self.is_about_motif.get_value() {
                self.is_about_motif.set_value(false);
                self.problem.set(None);
            }
            if sought.motifs.trim().is_empty() {
                self.is_describing.set(false);
                self.motif_note.set(MotifNote::Empty);
                return;
            }
            self.is_describing.set(true);
            spawn_local(async move {
                let request = Request::Describe {
                    motifs: sought.motifs.clone(),
                    mismatches: sought.mismatches,
                    strands: sought.strands,
                    scope: sought.scope,
                };
                let answer = self.ask(&request).await;
                if turn.get_value() != now {
                    return;
                }
                let has_lines = sought.motifs.trim_end().contains('\n');
                match answer {
                    Some(Event::Described(Ok(motifs))) => {
                        let motifs = Arc::new(motifs);
                        self.motif_note.set(MotifNote::Described { sought, motifs });
                    }
                    Some(Event::Described(Err(problem))) => {
                        self.motif_note.set(MotifNote::Wrong { problem, has_lines });
                    }
                    _ => {}
                }
                self.is_describing.set(false);
            });
        });
    }
}
