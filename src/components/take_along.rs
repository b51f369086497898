use std::time::Duration;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::clipboard::{Copied, CopyNote, copy};
use super::downloads::Downloads;
use crate::model::command::commands;
use crate::model::format::integer;
use crate::model::motifs::{has_look, shown_alone};
use crate::state::{AppState, Looked};

/// Longer links are cut by some programs that send them, in characters.
const LONG_LINK: usize = 2000;

/// The search as a link, as a command and on paper.
#[component]
pub(crate) fn TakeAlong() -> impl IntoView {
    let state = expect_context::<AppState>();
    let outcome = RwSignal::new(None);
    let copy_link = move |_| {
        let link = state.link();
        let remark = if link.len() > LONG_LINK {
            format!(
                "It is {} characters long: programs that send it may cut it.",
                integer(link.len() as u64)
            )
        } else {
            "It holds the settings, and no sequence.".to_owned()
        };
        copy("Link", link, remark, outcome);
    };
    let copy_command = move |_| {
        let results = state.results.get_untracked();
        let Some((results, genome)) = results.zip(state.genome.get_untracked()) else {
            return;
        };
        let motifs = match shown_alone(&results.summary) {
            Some(motif) => vec![motif],
            None => results.summary.motifs.iter().collect(),
        };
        let commands = commands(&genome, &results.settings, &motifs);
        match commands.text {
            Some(text) => copy("Command", text, commands.remark, outcome),
            None => outcome.set(Some(Copied::Nothing(commands.remark))),
        }
    };
    view! {
        <section class="take-along" aria-labelledby="take-along-heading">
            <h3 id="take-along-heading">"Take along"</h3>
            <Downloads/>
            <div class="buttons">
                <button type="button" class="secondary" on:click=copy_link>
                    "Copy link"
                </button>
                <button type="button" class="secondary" on:click=copy_command>
                    "Copy as command"
                </button>
                <button type="button" class="secondary" on:click=printing(state)>
                    "Print report"
                </button>
            </div>
            <CopyNote outcome/>
        </section>
    }
}

/// Makes what prints as soon as the matches were looked at, of which the report shows the outcome.
fn printing(state: AppState) -> impl Fn(MouseEvent) {
    let is_wanted = RwSignal::new(false);
    Effect::new(move |_| {
        let looked = state.look.looked.get();
        if !is_wanted.get() || matches!(looked, Looked::Looking(_)) {
            return;
        }
        is_wanted.set(false);
        // Other results came meanwhile: they were not asked for.
        if looked != Looked::Unasked {
            // In the next turn the outcome is in the page.
            set_timeout(print, Duration::ZERO);
        }
    });
    move |_| {
        let has_look = state.results.with_untracked(|results| {
            results
                .as_ref()
                .is_some_and(|results| has_look(&results.summary))
        });
        if has_look {
            state.look_at_matches();
            is_wanted.set(true);
        } else {
            print();
        }
    }
}

/// What the browser offers to print with is its own matter, also if that is nothing.
fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
