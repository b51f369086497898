//! The moving mean along the longest record, in several ways.

use engine::moving_mean::{
    MatchStarts, longest_record, moving_mean, moving_mean_in_parts, push_gc,
};
use engine::{Genome, Pool, Query, RecordId, Sequential, Version};
use protocol::{Failure, MeanOf, Measured, MovingMean, RequestId};

use crate::clock::{SLICE_MS, now_ms, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::measure::nothing_yet;
use crate::pool::pool;
use crate::search::query;

/// More values than this are not made: the longest record's first so many letters.
const MOST_VALUES: u64 = 1 << 22;
/// Letters that are looked at before the page is heard.
const LETTERS_TOGETHER: u64 = 1 << 20;

/// Measures the mean of each window of the longest record's values.
pub(crate) async fn measure(
    coordinator: &Coordinator,
    id: RequestId,
    genome: &Genome,
    way: &MovingMean,
    least_ms: f64,
) -> Result<Measured, Stop> {
    let record = longest_record(genome).unwrap_or(RecordId::new(0));
    let length = genome.record(record).length_bases.min(MOST_VALUES);
    match &way.of {
        MeanOf::Gc => {
            let mut values: Vec<u8> = room(length)?;
            let mut from = 0;
            while from < length {
                let to = length.min(from + LETTERS_TOGETHER);
                push_gc(genome, record, from..to, &mut values);
                from = to;
                coordinator.pause(id).await?;
            }
            measure_series(coordinator, id, &values, way, least_ms).await
        }
        MeanOf::Matches(settings) => {
            let mut values: Vec<u32> = room(length)?;
            values.resize(length as usize, 0);
            let query = Query {
                version: Version::BitPlanes,
                ..query(settings)?
            };
            let mut starts = MatchStarts::new(genome, &query);
            for block in genome.blocks_of(record, 0..length) {
                starts.add_block(genome, record, block, &mut values);
                coordinator.pause(id).await?;
            }
            measure_series(coordinator, id, &values, way, least_ms).await
        }
    }
}

/// Room for so many values, if there is room for their means too.
fn room<T>(length: u64) -> Result<Vec<T>, Failure> {
    let mut values = Vec::new();
    let has_room = values.try_reserve_exact(length as usize).is_ok()
        && Vec::<f64>::new().try_reserve_exact(length as usize).is_ok();
    if has_room {
        return Ok(values);
    }
    let each = size_of::<T>() + size_of::<f64>();
    Err(Failure::OutOfMemory {
        needed_bytes: length * each as u64,
    })
}

async fn measure_series<T: Copy + Into<u64> + Sync>(
    coordinator: &Coordinator,
    id: RequestId,
    values: &[T],
    way: &MovingMean,
    least_ms: f64,
) -> Result<Measured, Stop> {
    let window = way.window.max(1) as usize;
    let pool = pool();
    let mut measured = nothing_yet(match (way.parts, way.is_on_pool) {
        (Some(parts), true) => parts.min(pool.threads() as u32),
        _ => 1,
    });
    measured.done_bases = values.len() as u64;
    let mut heard_ms = time_of_day_ms();
    while measured.runs == 0 || measured.total_ms < least_ms {
        let began_ms = now_ms();
        let means = match (way.parts, way.is_on_pool) {
            (None, _) => moving_mean(values, window),
            (Some(parts), false) => {
                moving_mean_in_parts(values, window, parts.max(1) as usize, &Sequential)
            }
            (Some(parts), true) => {
                moving_mean_in_parts(values, window, parts.max(1) as usize, &pool)
            }
        };
        measured.total_ms += now_ms() - began_ms;
        measured.runs += 1;
        measured.hash = hash(&means);
        if time_of_day_ms() - heard_ms > SLICE_MS {
            coordinator.pause(id).await?;
            heard_ms = time_of_day_ms();
        }
    }
    Ok(measured)
}

/// FNV-1a, 64 bits, over the bits of the means.
fn hash(means: &[f64]) -> u64 {
    means.iter().fold(0xcbf2_9ce4_8422_2325, |hash, mean| {
        let hash = (hash ^ mean.to_bits()).wrapping_mul(0x0000_0100_0000_01b3);
        hash ^ hash >> 29
    })
}
