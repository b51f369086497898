use leptos::prelude::*;
use protocol::{Progress, Step};

use crate::model::format;
use crate::state::{Activity, AppState, now_ms};

/// What runs, how far it is, and the button that ends it.
#[component]
pub(crate) fn ProgressPanel() -> impl IntoView {
    let state = expect_context::<AppState>();
    let step = Memo::new(move |_| step_name(&state.activity.get()));
    let share = Memo::new(move |_| state.progress.get().and_then(|progress| share(&progress)));
    view! {
        <Show when=move || state.is_busy()>
            <div class="progress">
                <label for="progress-bar">{move || step.get()}</label>
                <progress id="progress-bar" max="1" prop:value=move || share.get().unwrap_or(0.0)></progress>
                <p class="progress-note">
                    {move || {
                        let elapsed_ms = now_ms() - state.began_ms.get();
                        state.progress.get().map(|progress| progress_note(&progress, elapsed_ms))
                    }}
                </p>
                <button type="button" class="secondary" on:click=move |_| state.cancel()>
                    "Cancel"
                </button>
            </div>
        </Show>
    }
}

fn step_name(activity: &Activity) -> String {
    match activity {
        Activity::Idle => String::new(),
        Activity::Opening { file_name } => format!("Reading {file_name}"),
        Activity::Searching { .. } => "Searching".into(),
        Activity::Showing => "Counting".into(),
        Activity::Exporting => "Writing the matches".into(),
    }
}

fn share(progress: &Progress) -> Option<f64> {
    (progress.total > 0).then(|| progress.done as f64 / progress.total as f64)
}

fn progress_note(progress: &Progress, elapsed_ms: f64) -> String {
    let mut parts = Vec::new();
    if let Some(share) = share(progress) {
        parts.push(format!("{:.0} %", share * 100.0));
    }
    let (amount, unit) = match progress.step {
        Step::Open => (format::bytes(progress.done), "B"),
        Step::Search => (format::bases(progress.done), "b"),
        Step::Export => (format::counted(progress.done, "match", "matches"), ""),
    };
    parts.push(amount);
    if progress.step == Step::Open {
        parts.push(format::counted(progress.records, "record", "records"));
    }
    if !unit.is_empty() {
        parts.extend(format::rate(progress.done, elapsed_ms, unit));
    }
    if let Some(share) = share(progress).filter(|&share| share > 0.02 && elapsed_ms > 1000.0) {
        parts.push(format!(
            "{} left",
            format::duration(elapsed_ms * (1.0 - share) / share)
        ));
    }
    parts.join(" · ")
}
