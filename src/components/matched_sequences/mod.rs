//! What the matched sequences look like: logo, base counts, spacers, mismatches, distances.

mod base_counts;
mod distributions;

use std::sync::Arc;

use base_counts::BaseCounts;
use distributions::Distributions;
use leptos::html::{Div, Section};
use leptos::prelude::*;
use protocol::MatchedSequences;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

use super::results_region::current_results;
use super::save_chart::SaveChart;
use super::search_options::ChoiceField;
use crate::charts::Logo;
use crate::model::format::{counted, integer, percent};
use crate::model::logo::LogoScale;
use crate::model::motifs::{has_look, of_shown};
use crate::state::{AppState, Looked};

/// What the matched sequences look like; they are looked at as soon as this is in sight.
#[component]
pub(crate) fn MatchedSequences() -> impl IntoView {
    let state = expect_context::<AppState>();
    let results = current_results(state);
    let section = NodeRef::<Section>::new();
    let is_in_sight = in_sight(section);
    let is_of_one = Memo::new(move |_| {
        results
            .get()
            .is_some_and(|results| has_look(&results.summary))
    });
    Effect::new(move |_| {
        results.track();
        state.forget_stale_look();
        if is_in_sight.get() && is_of_one.get() {
            state.look_at_matches();
        }
    });
    let content = move || {
        if !is_of_one.get() {
            return view! { <p class="note">"Press a motif in the table of motifs to see what its matches look like."</p> }
                .into_any();
        }
        match state.look.looked.get() {
            Looked::Unasked => view! { <p class="note">"…"</p> }.into_any(),
            Looked::Looking(share) => {
                view! { <p class="note">"Looking at the matches: " {percent(share)}</p> }.into_any()
            }
            Looked::Failed(sentence) => view! { <p class="note">{sentence}</p> }.into_any(),
            Looked::There(looked) if looked.looked_at == 0 => {
                view! { <p class="note">"There are no matches to look at."</p> }.into_any()
            }
            Looked::There(looked) => view! { <Found looked/> }.into_any(),
        }
    };
    let of = move || results.get().map(|results| of_shown(&results.summary));
    view! {
        <section
            class="matched"
            class:empty=move || !is_of_one.get() || matches!(state.look.looked.get(), Looked::Unasked)
            aria-label="Matched sequences"
            aria-busy=move || matches!(state.look.looked.get(), Looked::Looking(_)).to_string()
            node_ref=section
        >
            <h3>"Matched sequences" {of}</h3>
            {content}
        </section>
    }
}

#[component]
fn Found(looked: Arc<MatchedSequences>) -> impl IntoView {
    let kept = StoredValue::new(Arc::clone(&looked));
    let note = sample_note(&looked);
    view! {
        <p class="note">{note}</p>
        <div class="matched-parts">
            {(!looked.is_certain).then(|| view! { <LogoPart looked=kept/> })}
            <Distributions looked=kept/>
        </div>
    }
}

#[component]
fn LogoPart(looked: StoredValue<Arc<MatchedSequences>>) -> impl IntoView {
    let scale = RwSignal::new(LogoScale::default());
    let holder = NodeRef::<Div>::new();
    view! {
        <figure class="logo-part">
            <figcaption class="chart-head">
                <span class="chart-name">"Sequence logo"</span>
                <ChoiceField id="logo-scale" label="Height" chosen=scale/>
                <SaveChart chart="Sequence logo" holder/>
            </figcaption>
            <div class="logo-scroll" tabindex="0" role="group" aria-label="Sequence logo, scrollable" node_ref=holder>
                {move || view! { <Logo columns=looked.get_value().columns.clone() scale=scale.get()/> }}
            </div>
            <p class="note">
                {move || match scale.get() {
                    LogoScale::Bits => "Height: information, 2 − H bits, less 3 / (2 ln 2 · n) for a sample of n (Schneider & Stephens 1990).",
                    LogoScale::Probability => "Height: share of the matches.",
                }}
            </p>
            <BaseCounts looked=looked.get_value()/>
        </figure>
    }
}

/// How many were looked at.
fn sample_note(looked: &MatchedSequences) -> String {
    let matches = counted(looked.looked_at, "match", "matches");
    let sample = if looked.looked_at < looked.match_count {
        format!(
            "Of a sample of {matches}, evenly taken from all {}.",
            integer(looked.match_count)
        )
    } else {
        format!("Of {matches}; those on the reverse strand are read on their own strand, 5'→3'.")
    };
    let same = if looked.is_certain {
        " All have the same letters, those of the motif."
    } else {
        ""
    };
    format!("{sample}{same}")
}

/// Whether an element is in sight.
fn in_sight(element: NodeRef<Section>) -> ReadSignal<bool> {
    let (is_in_sight, set_in_sight) = signal(false);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let seen = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last: IntersectionObserverEntry = entries.at(-1).unchecked_into();
            let _ = set_in_sight.try_set(last.is_intersecting());
        });
        if let Ok(observer) = IntersectionObserver::new(seen.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = SendWrapper::new((observer, seen));
            on_cleanup(move || kept.0.disconnect());
        }
    });
    is_in_sight
}
