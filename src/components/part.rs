//! Parts of the page that are loaded when they are needed, so that the page itself starts fast.
//!
//! The build cuts each function here that is marked `wasm_split`, with all that only it needs, out of the page's module into one of
//! its own (`xtask/src/page.rs`). Calling the function loads that module first.

#![allow(
    unsafe_code,
    reason = "the macro declares what the other module exports; nothing here does"
)]

use std::future::Future;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::compare::ComparePage;
use super::how_it_works::HowItWorks;
use super::motif_library::Content;
use super::results_region::ResultsParts;

/// Makes the view of a part.
type View = fn() -> AnyView;
type Loaded = Result<View, SplitLoaderError>;

/// What is shown of a search.
#[wasm_split(results, preload(prepare_results), fallible)]
pub(super) fn results() -> Loaded {
    Ok(|| view! { <ResultsParts/> }.into_any())
}

/// The view `Compare`.
#[wasm_split(compare, fallible)]
pub(super) fn compare() -> Loaded {
    Ok(|| view! { <ComparePage/> }.into_any())
}

/// The view `How it works`.
#[wasm_split(how_it_works, fallible)]
pub(super) fn how_it_works() -> Loaded {
    Ok(|| view! { <HowItWorks/> }.into_any())
}

/// What is in the motif library.
#[wasm_split(motif_library, fallible)]
pub(super) fn motif_library() -> Loaded {
    Ok(|| view! { <Content/> }.into_any())
}

/// Loads what the first results will need, while there is something else to wait for.
pub(super) fn prepare() {
    spawn_local(async {
        // Whether it is there is seen when it is to be shown.
        let _ = prepare_results().await;
    });
}

/// A part of the page, as soon as it is loaded.
#[component]
pub(super) fn Part<F>(
    /// One of the functions above.
    load: fn() -> F,
    /// What is loaded, as the sentence of a failure begins: `The comparison`.
    name: &'static str,
) -> impl IntoView
where
    F: Future<Output = Loaded> + 'static,
{
    let loaded = RwSignal::<Option<Loaded>, LocalStorage>::new_local(None);
    let begin = move || {
        spawn_local(async move {
            let outcome = load().await;
            // The person may be elsewhere by now.
            let _ = loaded.try_set(Some(outcome));
        });
    };
    begin();
    move || {
        match loaded.get() {
            None => ().into_any(),
            Some(Ok(view)) => view(),
            Some(Err(_)) => view! {
                <p class="problem" role="alert">
                    <span>{name} " could not be loaded. Try again when the network is there; if it is, the site has a newer version: load the page anew."</span>
                    <button type="button" class="quiet" on:click=move |_| begin()>
                        "Try again"
                    </button>
                </p>
            }
            .into_any(),
        }
    }
}
