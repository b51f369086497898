//! The view `Compare`: ways to search side by side.

mod choices;
mod outcome;
mod running;
mod table;

use leptos::prelude::*;

use crate::state::AppState;
use choices::ChoicesForm;
use outcome::Outcome;
use running::Running;

/// Versions, sharings and threads side by side, on the opened genome and the motif in the box.
#[component]
pub(crate) fn ComparePage() -> impl IntoView {
    let state = expect_context::<AppState>();
    let compare = state.compare;
    view! {
        <main class="layout compare">
            <form
                class="inputs"
                aria-label="Compare"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    state.begin_compare();
                }
            >
                <ChoicesForm/>
                <Running/>
            </form>
            <div class="outcome">
                <div class="messages" role="alert">
                    {move || {
                        compare.problem.get().map(|problem| {
                            view! {
                                <p class="problem">
                                    <span>{problem}</span>
                                    <button type="button" class="quiet" on:click=move |_| compare.problem.set(None)>
                                        "Dismiss"
                                    </button>
                                </p>
                            }
                        })
                    }}
                </div>
                <div class="messages" aria-live="polite">
                    {move || state.notice.get().map(|notice| view! { <p class="notice">{notice}</p> })}
                </div>
                <Outcome/>
            </div>
        </main>
    }
}
