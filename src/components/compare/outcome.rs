mod charts;
mod files;

use std::sync::Arc;

use leptos::prelude::*;

use crate::model::compare::about::about;
use crate::model::compare::report::Report;
use crate::state::AppState;
use charts::Charts;
use files::TakeAlong;

/// What the comparison gave: one's own, that of a file, or both.
#[component]
pub(super) fn Outcome() -> impl IntoView {
    let state = expect_context::<AppState>();
    let compare = state.compare;
    view! {
        <section class="results" aria-labelledby="comparison-heading">
            <h2 id="comparison-heading">"Comparison"</h2>
            {move || {
                let own = compare.report.get();
                let other = compare.other.get();
                let shown = own.clone().or_else(|| other.as_ref().map(|other| Arc::clone(&other.1)));
                match shown {
                    None => view! { <Before/> }.into_any(),
                    Some(report) => {
                        // A comparison from a file stands beside one's own, or for itself.
                        let other = own.and(other);
                        view! {
                            <Verdict report=Arc::clone(&report)/>
                            <Charts report other=other.map(|other| other.1)/>
                        }
                            .into_any()
                    }
                }
            }}
            <TakeAlong/>
        </section>
    }
}

/// What is to be said before there is a comparison.
#[component]
fn Before() -> impl IntoView {
    view! {
        <div class="first-steps">
            <p>
                "The same search in several ways, measured on this machine: why it is fast, what threads give, and where the rest of \
                 the time goes."
            </p>
            <ul>
                <li><strong>"Regular expression"</strong><span>"text and the browser’s own search, as most tools on the web do it"</span></li>
                <li><strong>"Naive"</strong><span>"compares the motif at every position, letter by letter"</span></li>
                <li><strong>"Shift-And"</strong><span>"follows all partial matches at once, one bit each"</span></li>
                <li><strong>"Bit planes"</strong><span>"compares 128 places at once, in the packed genome itself"</span></li>
            </ul>
            <p class="note">
                "All must find the same matches, which is checked. Times are medians of rounds, with the least and the greatest beside \
                 them. Leave the page in sight while it measures, and the developer tools closed."
            </p>
        </div>
    }
}

/// Whether all found the same, and what the numbers depend on.
#[component]
fn Verdict(report: Arc<Report>) -> impl IntoView {
    let agreement = report.agreement.clone();
    let class = if agreement.is_same {
        "verdict same"
    } else {
        "verdict differs"
    };
    let role = if agreement.is_same { "status" } else { "alert" };
    view! {
        <p class=class role=role>{agreement.sentence}</p>
        <p class="note">{about(&report)}</p>
    }
}
