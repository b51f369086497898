//! Measuring the engine: the page's comparison and the benchmarks ask for the same.

use std::sync::Arc;

use engine::compare::Part;
use engine::{Genome, Query, Scope, Search, Sharing, Stepwise, StrandChoice, Version};
use protocol::{Failure, Measured, Measurement, RequestId, Workload};

use crate::clock::{SLICE_MS, now_ms, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;
use crate::search::{failure, query};
use crate::translate;
use crate::{mean, parse};

/// Runs a workload again and again until the clock can tell how long it takes. Pauses do not count.
pub(crate) async fn measure(
    coordinator: &Coordinator,
    id: RequestId,
    measurement: &Measurement,
) -> Result<Measured, Stop> {
    let genome = whole_genome(coordinator)?;
    let least_ms = measurement.least_ms;
    let (query, part) = match &measurement.workload {
        Workload::MovingMean(way) => {
            return mean::measure(coordinator, id, &genome, way, least_ms).await;
        }
        Workload::Parse { packs } => {
            return parse::measure(coordinator, id, &genome, *packs, least_ms).await;
        }
        Workload::Search { settings, one_in } => {
            let scope = coordinator.scope(settings.scope)?;
            let query = Query {
                scope,
                ..query(settings)?
            };
            (query, Some(Part::one_in(*one_in)))
        }
        Workload::ReadPlanes { threads } => (reading(*threads), None),
    };
    let mut measured = nothing_yet(translate::threads(&query));
    while measured.runs == 0 || measured.total_ms < least_ms {
        let (genome, query) = (genome.clone(), query.clone());
        let mut began_ms = now_ms();
        let search = match part {
            Some(part) => Search::in_part(genome, query, part),
            None => Search::reading_planes(genome, query),
        };
        let mut search = search.map_err(failure)?;
        measured.total_ms += run(coordinator, id, &mut search, began_ms).await?;
        began_ms = now_ms();
        measured.done_bases = search.progress().done_bases;
        let hits = search.into_hits();
        measured.total_ms += now_ms() - began_ms;
        measured.runs += 1;
        measured.match_count = hits.total();
        measured.hash = hits.counts_hash();
        coordinator.pause(id).await?;
    }
    Ok(measured)
}

/// What is measured before the first run, on so many threads.
pub(crate) const fn nothing_yet(threads: u32) -> Measured {
    Measured {
        runs: 0,
        total_ms: 0.0,
        match_count: 0,
        threads,
        done_bases: 0,
        hash: 0,
    }
}

/// Does it in slices; gives the time since `began_ms` without the pauses between, in ms.
pub(crate) async fn run(
    coordinator: &Coordinator,
    id: RequestId,
    work: &mut dyn Stepwise,
    mut began_ms: f64,
) -> Result<f64, Stop> {
    let pool = pool();
    let mut total_ms = 0.0;
    loop {
        let until_ms = time_of_day_ms() + SLICE_MS;
        let progress = work.step(&pool, &|| time_of_day_ms() >= until_ms);
        total_ms += now_ms() - began_ms;
        if progress.finished {
            return Ok(total_ms);
        }
        coordinator.pause(id).await?;
        began_ms = now_ms();
    }
}

/// The opened genome, which must be in memory.
pub(crate) fn whole_genome(coordinator: &Coordinator) -> Result<Arc<Genome>, Failure> {
    let genome = coordinator.genome()?;
    if genome.is_whole() {
        Ok(genome)
    } else {
        Err(Failure::NotInMemory)
    }
}

fn reading(threads: u32) -> Query {
    Query {
        motifs: Vec::new(),
        mismatches: 0,
        strands: StrandChoice::default(),
        scope: Scope::default(),
        version: Version::default(),
        sharing: Sharing::default(),
        threads: threads as usize,
    }
}
