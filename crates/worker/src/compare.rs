//! What the comparison of ways to search asks besides measurements.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use engine::compare::{Agreement, Difference, Part, Piece, PieceSum, Stretch, pieces, stretches};
use engine::{Genome, Hits, Match, Query, Search, Stepwise};
use protocol::{
    CompareEvent, CompareRequest, Event, Failure, MatchDifference, MatchRow, RequestId,
    SearchSettings, TaskStretch, TextPiece, Timeline, Version,
};

use crate::clock::{SLICE_MS, now_ms, time_for_all_threads_ms, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::measure::{run, whole_genome};
use crate::pool::pool;
use crate::port;
use crate::results::match_row;
use crate::search::{failure, query};
use crate::translate;

/// Readings of the clock that are looked at at most.
const MOST_READINGS: u32 = 1_000_000;
/// A time-line of so many stretches a thread is as fine as anybody can see.
const STRETCHES: f64 = 500.0;
/// Letters that are sent together, at least.
const SENT_BASES: u64 = 1 << 20;

/// Answers a question.
pub(crate) async fn answer(
    coordinator: &Coordinator,
    id: RequestId,
    request: CompareRequest,
) -> Result<CompareEvent, Stop> {
    match request {
        CompareRequest::ClockResolution => Ok(CompareEvent::ClockResolution(resolution_ms())),
        CompareRequest::Agreement {
            settings,
            other,
            one_in,
        } => agreement(coordinator, id, &settings, other, one_in).await,
        CompareRequest::Timeline { settings, one_in } => {
            timeline(coordinator, id, &settings, one_in).await
        }
        CompareRequest::Pieces {
            settings,
            one_in,
            reach_bases,
        } => send_pieces(coordinator, id, &settings, one_in, reach_bases).await,
        CompareRequest::PieceMatches {
            settings,
            one_in,
            piece,
            from,
            count,
        } => {
            let genome = whole_genome(coordinator)?;
            let pieces = pieces(&genome, Part::one_in(one_in));
            let piece = pieces.get(piece as usize).ok_or(Failure::NoSearch)?;
            let hits = hits(coordinator, id, &genome, &settings, one_in).await?;
            Ok(CompareEvent::PieceRows {
                record: genome.record(piece.record).name.to_owned(),
                first: piece.letters.start + 1,
                rows: rows(&hits, piece, from, count),
            })
        }
    }
}

/// The least step of the clock; looked for in a loop that is short wherever the clock is fine.
fn resolution_ms() -> f64 {
    let mut least_ms = f64::INFINITY;
    let mut steps = 0;
    let mut last_ms = now_ms();
    for _ in 0..MOST_READINGS {
        let ms = now_ms();
        if ms > last_ms {
            least_ms = least_ms.min(ms - last_ms);
            last_ms = ms;
            steps += 1;
            if steps >= 20 {
                break;
            }
        }
    }
    if least_ms.is_finite() {
        least_ms
    } else {
        100.0
    }
}

async fn agreement(
    coordinator: &Coordinator,
    id: RequestId,
    settings: &SearchSettings,
    other: Version,
    one_in: u32,
) -> Result<CompareEvent, Stop> {
    let genome = whole_genome(coordinator)?;
    let one = query(settings)?;
    let other = Query {
        version: translate::version(other),
        ..one.clone()
    };
    let part = Part::one_in(one_in);
    let mut agreement = Agreement::new(Arc::clone(&genome), [&one, &other], part);
    run(coordinator, id, &mut agreement, now_ms()).await?;
    let outcome = match agreement.into_outcome() {
        Ok(matches) => Ok(matches),
        Err(Difference { found, is_of_first }) => {
            let mut search = Search::in_part(genome, one, part).map_err(failure)?;
            run(coordinator, id, &mut search, now_ms()).await?;
            Err(MatchDifference {
                found: match_row(&search.into_hits(), None, &found),
                is_of_first,
            })
        }
    };
    Ok(CompareEvent::Agreement(outcome))
}

async fn timeline(
    coordinator: &Coordinator,
    id: RequestId,
    settings: &SearchSettings,
    one_in: u32,
) -> Result<CompareEvent, Stop> {
    let genome = whole_genome(coordinator)?;
    let query = query(settings)?;
    let threads = translate::threads(&query);
    let mut search =
        Search::in_part(Arc::clone(&genome), query, Part::one_in(one_in)).map_err(failure)?;
    // The clock stands still in pauses: here is what it is behind by, as the bits of a number of ms.
    let behind = Arc::new(AtomicU64::new(time_for_all_threads_ms().to_bits()));
    let shared = Arc::clone(&behind);
    search.observe(Arc::new(move || {
        time_for_all_threads_ms() - f64::from_bits(shared.load(Relaxed))
    }));
    let pool = pool();
    let mut total_ms;
    loop {
        let until_ms = time_of_day_ms() + SLICE_MS;
        let progress = search.step(&pool, &|| time_of_day_ms() >= until_ms);
        total_ms = time_for_all_threads_ms() - f64::from_bits(behind.load(Relaxed));
        if progress.finished {
            break;
        }
        coordinator.pause(id).await?;
        behind.store((time_for_all_threads_ms() - total_ms).to_bits(), Relaxed);
    }
    let spans = search.take_spans();
    let tasks = spans.iter().map(|span| span.task + 1).max().unwrap_or(0) as u32;
    let stretches = stretches(spans, total_ms / STRETCHES);
    let stretches = stretches
        .iter()
        .map(|stretch| task_stretch(&genome, stretch));
    Ok(CompareEvent::Timeline(Timeline {
        total_ms,
        threads,
        tasks,
        stretches: stretches.collect(),
    }))
}

fn task_stretch(genome: &Genome, stretch: &Stretch) -> TaskStretch {
    let segment = genome.block(stretch.first_block).segment(0);
    TaskStretch {
        thread: stretch.lane as u32,
        begin_ms: stretch.begin_ms,
        end_ms: stretch.end_ms,
        busy_ms: stretch.busy_ms,
        tasks: stretch.tasks as u32,
        blocks: stretch.blocks as u32,
        record: segment.map_or_else(String::new, |segment| {
            genome.record(segment.record).name.to_owned()
        }),
    }
}

/// Sends letters piece by piece, with what is found in each.
async fn send_pieces(
    coordinator: &Coordinator,
    id: RequestId,
    settings: &SearchSettings,
    one_in: u32,
    reach_bases: u32,
) -> Result<CompareEvent, Stop> {
    let genome = whole_genome(coordinator)?;
    let hits = hits(coordinator, id, &genome, settings, one_in).await?;
    let mut together = Vec::new();
    let mut bases = 0;
    for piece in pieces(&genome, Part::one_in(one_in)) {
        let mut letters = Vec::new();
        let end = piece.letters.end + u64::from(reach_bases);
        genome.sequence(piece.record, piece.letters.start..end, &mut letters);
        let PieceSum { count, sum } = PieceSum::of(&hits, &piece);
        bases += letters.len() as u64;
        together.push(TextPiece {
            own_bases: (piece.letters.end - piece.letters.start) as u32,
            letters,
            match_count: count,
            match_sum: sum,
        });
        if bases >= SENT_BASES {
            bases = 0;
            let together = std::mem::take(&mut together);
            port::post(id, Event::Compare(CompareEvent::Pieces(together)));
            coordinator.pause(id).await?;
        }
    }
    port::post(id, Event::Compare(CompareEvent::Pieces(together)));
    Ok(CompareEvent::PiecesEnd)
}

async fn hits(
    coordinator: &Coordinator,
    id: RequestId,
    genome: &Arc<Genome>,
    settings: &SearchSettings,
    one_in: u32,
) -> Result<Hits, Stop> {
    let part = Part::one_in(one_in);
    let mut search =
        Search::in_part(Arc::clone(genome), query(settings)?, part).map_err(failure)?;
    run(coordinator, id, &mut search, now_ms()).await?;
    Ok(search.into_hits())
}

/// Matches that start in a piece, in the genome's order.
fn rows(hits: &Hits, piece: &Piece, from: u64, count: u32) -> Vec<MatchRow> {
    let mut rows: Vec<Match> = Vec::new();
    let to_skip = Cell::new(from);
    let first = hits.row_at(piece.record, piece.letters.start);
    let _ = hits.for_each_from(first, &mut |found| {
        let is_inside = found.record == piece.record && piece.letters.contains(&found.start);
        if !is_inside || rows.len() >= count as usize {
            return ControlFlow::Break(());
        }
        if to_skip.get() > 0 {
            to_skip.set(to_skip.get() - 1);
        } else {
            rows.push(found);
        }
        ControlFlow::Continue(())
    });
    rows.iter()
        .map(|found| match_row(hits, None, found))
        .collect()
}
