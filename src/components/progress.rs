use leptos::prelude::*;
use protocol::{Progress, Step};

use super::part::{Part, Piece};
use crate::model::pace::Pace;
use crate::model::{files, format};
use crate::state::{Activity, AppState, now_ms};

/// What runs, if something does.
#[component]
pub(crate) fn ProgressPanel() -> impl IntoView {
    let state = expect_context::<AppState>();
    view! {
        <Show when=move || state.is_busy()>
            <Part piece=Piece::Running/>
        </Show>
    }
}

/// What runs, how far it is, and the button that ends it.
#[component]
pub(super) fn Running() -> impl IntoView {
    let state = expect_context::<AppState>();
    let step = Memo::new(move |_| state.activity.with(step_name));
    let all_files = Memo::new(move |_| state.activity.with(all_files));
    let share = Memo::new(move |_| state.progress.get().and_then(|progress| share(&progress)));
    let pace = Memo::new(move |former: Option<&Pace>| {
        let elapsed_ms = now_ms() - state.began_ms.get();
        match state.progress.get() {
            Some(progress) => former
                .copied()
                .unwrap_or_default()
                .after(&progress, elapsed_ms),
            None => Pace::default(),
        }
    });
    let amounts = move || {
        let pace = pace.get();
        state
            .progress
            .get()
            .map(|progress| pace.sentence(&progress))
    };
    let records = move || state.progress.get().and_then(|progress| records(&progress));
    view! {
        <div class="progress">
            <label for="progress-bar" title=move || all_files.get()>{move || step.get()}</label>
            <progress id="progress-bar" max="1" prop:value=move || share.get().unwrap_or(0.0)></progress>
            <p class="progress-note">{amounts}</p>
            <p class="progress-note">{records}</p>
            <button type="button" class="secondary" on:click=move |_| state.cancel()>
                "Cancel"
            </button>
        </div>
    }
}

fn step_name(activity: &Activity) -> String {
    match activity {
        Activity::Idle => String::new(),
        Activity::Opening { file_names } => format!("Reading {}", files::label(file_names)),
        Activity::Searching { .. } => "Searching".into(),
        Activity::Showing => "Counting".into(),
        Activity::Listing => "Sorting the matches".into(),
        Activity::Comparing => "Comparing".into(),
        Activity::Exporting => "Writing the matches".into(),
    }
}

/// The names of all files, where not each is in sight.
fn all_files(activity: &Activity) -> Option<String> {
    match activity {
        Activity::Opening { file_names } if file_names.len() > 1 => Some(file_names.join("\n")),
        _ => None,
    }
}

fn share(progress: &Progress) -> Option<f64> {
    (progress.total > 0).then(|| progress.done as f64 / progress.total as f64)
}

fn records(progress: &Progress) -> Option<String> {
    (progress.step == Step::Open).then(|| {
        format!(
            "{} found so far",
            format::counted(progress.records, "record", "records")
        )
    })
}
