//! Measuring the engine: the page's comparison and the benchmarks ask for the same.

use engine::{Query, Scope, Search, Sharing, Stepwise, StrandChoice, Version};
use protocol::{Failure, Measured, Measurement, RequestId, Workload};

use crate::clock::{SLICE_MS, now_ms, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;
use crate::search::{failure, query};
use crate::translate;

/// Runs a workload again and again until the clock can tell how long it takes. Pauses do not count.
pub(crate) async fn measure(
    coordinator: &Coordinator,
    id: RequestId,
    measurement: &Measurement,
) -> Result<Measured, Stop> {
    let genome = coordinator.genome()?;
    if !genome.is_whole() {
        return Err(Failure::NotInMemory.into());
    }
    let pool = pool();
    let query = match &measurement.workload {
        Workload::Search(settings) => query(settings)?,
        Workload::ReadPlanes { threads } => Query {
            motifs: Vec::new(),
            mismatches: 0,
            strands: StrandChoice::default(),
            scope: Scope::default(),
            version: Version::default(),
            sharing: Sharing::default(),
            threads: *threads as usize,
        },
    };
    let mut measured = Measured {
        runs: 0,
        total_ms: 0.0,
        match_count: 0,
        threads: translate::threads(&query),
    };
    while measured.runs == 0 || measured.total_ms < measurement.least_ms {
        let (genome, query) = (genome.clone(), query.clone());
        let mut began_ms = now_ms();
        let search = match &measurement.workload {
            Workload::Search(_) => Search::new(genome, query),
            Workload::ReadPlanes { .. } => Search::reading_planes(genome, query),
        };
        let mut search = search.map_err(failure)?;
        loop {
            let until_ms = time_of_day_ms() + SLICE_MS;
            if search
                .step(&pool, &|| time_of_day_ms() >= until_ms)
                .finished
            {
                break;
            }
            measured.total_ms += now_ms() - began_ms;
            coordinator.pause(id).await?;
            began_ms = now_ms();
        }
        let hits = search.into_hits();
        measured.total_ms += now_ms() - began_ms;
        measured.runs += 1;
        measured.match_count = hits.total();
        coordinator.pause(id).await?;
    }
    Ok(measured)
}
