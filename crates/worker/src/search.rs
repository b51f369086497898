//! Searching, slice by slice, and what a motif says.

use engine::{Genome, Hits, Motif, Query, Search, SearchError, stats};
use protocol::{Event, Failure, MotifProblem, MotifSummary, Progress, RequestId, SearchSettings};
use protocol::{SearchSummary, Step, StrandChoice};

use crate::clock::{SLICE_MS, now_ms, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;
use crate::{port, results, translate};

/// What the motif says, or what is wrong with it.
pub(crate) fn describe(
    text: &str,
    strands: StrandChoice,
    genome: Option<&Genome>,
) -> Result<MotifSummary, MotifProblem> {
    let motif = Motif::parse(text).map_err(translate::motif_error)?;
    let strands = translate::strand_choice(strands);
    Ok(MotifSummary {
        min_length_bases: motif.min_length() as u32,
        max_length_bases: motif.max_length() as u32,
        reverse_complement: motif.reverse_complement().to_string(),
        is_self_reverse_complement: motif.is_self_reverse_complement(),
        expected_matches: genome.map(|genome| stats::expected_matches(genome, &motif, strands)),
    })
}

/// Searches the opened genome.
pub(crate) async fn search(
    coordinator: &Coordinator,
    id: RequestId,
    settings: &SearchSettings,
) -> Result<(Hits, SearchSummary), Stop> {
    let genome = coordinator.genome()?;
    let motif = Motif::parse(&settings.motif)
        .map_err(translate::motif_error)
        .map_err(Failure::Motif)?;
    let query = Query {
        motif,
        strands: translate::strand_choice(settings.strands),
        version: translate::version(settings.version),
        sharing: translate::sharing(settings.sharing),
        threads: settings.threads.max(1) as usize,
    };
    let pool = pool();
    let began_ms = now_ms();
    let mut search = Search::new(genome, query).map_err(|error| match error {
        SearchError::OutOfMemory { needed_bytes } => Failure::OutOfMemory { needed_bytes },
        other => Failure::EngineStopped {
            reason: other.to_string(),
        },
    })?;
    loop {
        let until_ms = time_of_day_ms() + SLICE_MS;
        let progress = search.step(&pool, &|| time_of_day_ms() >= until_ms);
        if progress.finished {
            break;
        }
        port::post(
            id,
            Event::Progress(Progress {
                step: Step::Search,
                done: progress.done_bases,
                total: progress.total_bases,
                records: 0,
            }),
        );
        coordinator.pause(id).await?;
    }
    let hits = search.into_hits();
    let search_ms = now_ms() - began_ms;
    let summary = results::summary(&hits, search_ms);
    Ok((hits, summary))
}
