//! Searching, slice by slice, and what motifs say.

use std::rc::Rc;
use std::sync::Arc;

use engine::{Genome, Hits, NamedMotif, Query, Scope, Search, SearchError, Stepwise, stats};
use protocol::{
    Failure, MotifProblem, MotifSummary, RequestId, SearchScope, SearchSettings, Step, StrandChoice,
};

use crate::clock::{now_ms, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;
use crate::run::run;
use crate::translate;

/// How long the search is tried that tells how long one takes, in ms.
const TRIAL_MS: f64 = 20.0;
/// How often it is tried at most.
const MOST_TRIALS: usize = 20;
/// A search that takes less is fast beyond doubt, in ms.
const FAST_MS: f64 = 100.0;
/// A motif like those that people search for: no letter twice as likely as another, and it occurs.
const TRIAL_MOTIF: &str = "GCTGGTGA";

/// A search that is done.
#[derive(Clone)]
pub(crate) struct Found {
    /// What it found.
    pub(crate) hits: Rc<Hits>,
    /// How long it took when it was run, in ms.
    pub(crate) search_ms: f64,
    /// Whether it was run before.
    pub(crate) is_from_cache: bool,
    /// How long it took until the answer was there, in ms.
    pub(crate) answer_ms: f64,
}

/// What each motif says, or what is wrong with the first that is wrong.
pub(crate) fn describe(
    text: &str,
    mismatches: u32,
    strands: StrandChoice,
    genome: Option<(&Genome, &Scope)>,
) -> Result<Vec<MotifSummary>, MotifProblem> {
    let motifs = NamedMotif::parse_list(text).map_err(translate::motif_error)?;
    let strands = translate::strand_choice(strands);
    let describe = |named: &NamedMotif| {
        let motif = &named.motif;
        MotifSummary {
            name: named.name.clone(),
            motif: motif.to_string(),
            min_length_bases: motif.min_length() as u32,
            max_length_bases: motif.max_length() as u32,
            reverse_complement: motif.reverse_complement().to_string(),
            is_self_reverse_complement: motif.is_self_reverse_complement(),
            expected_matches: genome.map(|(genome, scope)| {
                stats::expected_matches(genome, scope, motif, mismatches as usize, strands)
            }),
        }
    };
    Ok(motifs.iter().map(describe).collect())
}

/// The engine's query for what the page asks, in the whole genome.
///
/// # Errors
/// If a motif is wrong.
pub(crate) fn query(settings: &SearchSettings) -> Result<Query, Failure> {
    let motifs = NamedMotif::parse_list(&settings.motifs)
        .map_err(translate::motif_error)
        .map_err(Failure::Motif)?;
    Ok(Query {
        motifs,
        mismatches: settings.mismatches.min(SearchSettings::MOST_MISMATCHES) as usize,
        strands: translate::strand_choice(settings.strands),
        scope: Scope::default(),
        version: translate::version(settings.version),
        sharing: translate::sharing(settings.sharing),
        threads: settings.threads.max(1) as usize,
    })
}

/// Searches the opened genome, unless the answer is known.
pub(crate) async fn search(
    coordinator: &Coordinator,
    id: RequestId,
    query: Query,
) -> Result<Found, Stop> {
    let began_ms = now_ms();
    let genome = coordinator.genome()?;
    let known = coordinator.cache.borrow_mut().get(&query);
    if let Some((hits, search_ms)) = known {
        return Ok(Found {
            hits,
            search_ms,
            is_from_cache: true,
            answer_ms: now_ms() - began_ms,
        });
    }
    let mut search = Search::new(Arc::clone(&genome), query).map_err(failure)?;
    run(coordinator, id, Step::Search, &mut search).await?;
    // What is kept holds no window.
    let hits = Rc::new(search.into_hits().in_window(genome));
    let search_ms = now_ms() - began_ms;
    coordinator.cache.borrow_mut().put(&hits, search_ms);
    Ok(Found {
        hits,
        search_ms,
        is_from_cache: false,
        answer_ms: search_ms,
    })
}

/// Why a search cannot begin.
pub(crate) fn failure(error: SearchError) -> Failure {
    match error {
        SearchError::OutOfMemory { needed_bytes } => Failure::OutOfMemory { needed_bytes },
        other => Failure::EngineStopped {
            reason: other.to_string(),
        },
    }
}

/// About how long a search for a motif takes with all threads, in ms: tried on a part of the genome. A browser runs new
/// code slowly, makes better code of it meanwhile, and wakes threads late: so it is tried again until it is fast, or
/// will not get faster. The best try counts.
pub(crate) async fn typical_ms(coordinator: &Coordinator, id: RequestId) -> Result<f64, Stop> {
    let genome = coordinator.genome()?;
    if !genome.is_whole() {
        return Err(Failure::NotInMemory.into());
    }
    let mut best_ms = f64::INFINITY;
    for _ in 0..MOST_TRIALS {
        best_ms = best_ms.min(try_search(&genome).unwrap_or(f64::INFINITY));
        if best_ms < FAST_MS {
            break;
        }
        coordinator.pause(id).await?;
    }
    Ok(if best_ms.is_finite() { best_ms } else { 0.0 })
}

/// How long a search would take by what is done of it in a short time; none if that is nothing.
fn try_search(genome: &Arc<Genome>) -> Option<f64> {
    let mut search = Search::new(Arc::clone(genome), trial().ok()?).ok()?;
    let began_ms = now_ms();
    let until_ms = time_of_day_ms() + TRIAL_MS;
    let progress = search.step(&pool(), &|| time_of_day_ms() >= until_ms);
    let share_done = progress.done_bases as f64 / progress.total_bases.max(1) as f64;
    (share_done > 0.0).then(|| (now_ms() - began_ms) / share_done)
}

/// A search like those that people want most often.
///
/// # Errors
/// None: its motif is right.
pub(crate) fn trial() -> Result<Query, Failure> {
    query(&SearchSettings {
        motifs: TRIAL_MOTIF.to_owned(),
        mismatches: 0,
        strands: StrandChoice::default(),
        scope: SearchScope::default(),
        version: protocol::Version::default(),
        sharing: protocol::Sharing::default(),
        threads: u32::MAX,
    })
}
