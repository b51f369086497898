//! Parts of the page that are loaded when they are needed, so that the page itself starts fast.
//!
//! The build cuts each function here that is marked `wasm_split`, with all that only it needs, out of the page's module into one of
//! its own (`xtask/src/page.rs`). Calling the function loads that module first.

#![allow(
    unsafe_code,
    reason = "the macro declares what the other module exports; nothing here does"
)]

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::compare::ComparePage;
use super::genome_region::Figures;
use super::how_it_works::HowItWorks;
use super::keeping_panel::KeepingRuns;
use super::library_region::Shelves;
use super::motif_library::Content;
use super::progress::Running;
use super::report::ReportHead;
use super::results_region::ResultsParts;

/// Makes the view of a piece.
pub(super) type View = fn() -> AnyView;
type Loaded = Result<View, SplitLoaderError>;

/// What is shown of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// What is shown of a search.
    Results,
    /// The head of the report on paper.
    ReportHead,
    /// The opened genome in figures.
    Figures,
    /// What runs.
    Running,
    /// The genomes that are kept.
    Shelves,
    /// The genome that is being kept.
    Keeping,
    /// The view `Compare`.
    Compare,
    /// The view `How it works`.
    HowItWorks,
    /// What is in the motif library.
    MotifLibrary,
}

impl Piece {
    /// Loads the part that it is of.
    ///
    /// # Errors
    /// If that cannot be loaded; it is tried anew each time.
    pub(super) async fn load(self) -> Loaded {
        match self {
            Self::Results | Self::ReportHead => results(self).await,
            Self::Figures | Self::Running | Self::Shelves | Self::Keeping => genome(self).await,
            Self::Compare => compare().await,
            Self::HowItWorks => how_it_works().await,
            Self::MotifLibrary => motif_library().await,
        }
    }

    /// As the sentence of a failure begins.
    const fn name(self) -> &'static str {
        match self {
            Self::Results => "What shows the results",
            Self::ReportHead => "The head of the report",
            Self::Figures => "What tells of the genome",
            Self::Running | Self::Keeping => "What shows the progress",
            Self::Shelves => "What is in the library",
            Self::Compare => "The comparison",
            Self::HowItWorks => "The explanation",
            Self::MotifLibrary => "The motif library",
        }
    }
}

/// What is there as soon as something was searched.
#[wasm_split(results, preload(prepare_results), fallible)]
fn results(piece: Piece) -> Loaded {
    Ok(match piece {
        Piece::ReportHead => || view! { <ReportHead/> }.into_any(),
        _ => || view! { <ResultsParts/> }.into_any(),
    })
}

/// What is there as soon as a genome is opened, or kept.
#[wasm_split(genome, fallible)]
fn genome(piece: Piece) -> Loaded {
    Ok(match piece {
        Piece::Running => || view! { <Running/> }.into_any(),
        Piece::Shelves => || view! { <Shelves/> }.into_any(),
        Piece::Keeping => || view! { <KeepingRuns/> }.into_any(),
        _ => || view! { <Figures/> }.into_any(),
    })
}

#[wasm_split(compare, fallible)]
fn compare() -> Loaded {
    Ok(|| view! { <ComparePage/> }.into_any())
}

#[wasm_split(how_it_works, fallible)]
fn how_it_works() -> Loaded {
    Ok(|| view! { <HowItWorks/> }.into_any())
}

#[wasm_split(motif_library, fallible)]
fn motif_library() -> Loaded {
    Ok(|| view! { <Content/> }.into_any())
}

/// Loads what the first results will need, while there is something else to wait for.
pub(super) fn prepare() {
    spawn_local(async {
        // Whether it is there is seen when it is to be shown.
        let _ = prepare_results().await;
    });
}

/// A piece of the page, as soon as its part is loaded.
#[component]
pub(super) fn Part(piece: Piece) -> impl IntoView {
    let loaded = RwSignal::<Option<Loaded>, LocalStorage>::new_local(None);
    let begin = move || {
        spawn_local(async move {
            let outcome = piece.load().await;
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
                    <span>{piece.name()} " could not be loaded. Try again when the network is there; if it is, the site has a newer version: load the page anew."</span>
                    <button type="button" class="quiet" on:click=move |_| begin()>
                        "Try again"
                    </button>
                </p>
            }
            .into_any(),
        }
    }
}
