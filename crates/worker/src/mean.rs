//! The moving mean of a genome's G and C, in several ways.

use engine::moving_mean::{moving_mean, moving_mean_in_parts};
use engine::{Genome, Pool, RecordId, Sequential};
use protocol::{Failure, Measured, MovingMean, RequestId};

use crate::clock::{SLICE_MS, now_ms, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;

/// More values than this are not made: the longest record's first so many letters.
const MOST_VALUES: u64 = 1 << 22;
/// Letters that are looked at before the page is heard.
const LETTERS_TOGETHER: u64 = 1 << 20;

/// Measures the mean of each window of the longest record's letters, where G and C are 1 and all others 0.
pub(crate) async fn measure(
    coordinator: &Coordinator,
    id: RequestId,
    genome: &Genome,
    way: MovingMean,
    least_ms: f64,
) -> Result<Measured, Stop> {
    let values = values(coordinator, id, genome).await?;
    let window = way.window.max(1) as usize;
    let pool = pool();
    let mut measured = Measured {
        runs: 0,
        total_ms: 0.0,
        match_count: 0,
        threads: match (way.parts, way.is_on_pool) {
            (Some(parts), true) => parts.min(pool.threads() as u32),
            _ => 1,
        },
        done_bases: values.len() as u64,
        hash: 0,
    };
    let mut heard_ms = time_of_day_ms();
    while measured.runs == 0 || measured.total_ms < least_ms {
        let began_ms = now_ms();
        let means = match (way.parts, way.is_on_pool) {
            (None, _) => moving_mean(&values, window),
            (Some(parts), false) => {
                moving_mean_in_parts(&values, window, parts.max(1) as usize, &Sequential)
            }
            (Some(parts), true) => {
                moving_mean_in_parts(&values, window, parts.max(1) as usize, &pool)
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

/// 1 for each G and C of the longest record, 0 for all other letters; of its first letters if it is very long.
async fn values(
    coordinator: &Coordinator,
    id: RequestId,
    genome: &Genome,
) -> Result<Vec<u8>, Stop> {
    let records = genome
        .records()
        .map(|record| (record.length_bases, record.id));
    let (length, record) = records
        .max_by_key(|(length, record)| (*length, std::cmp::Reverse(record.index())))
        .unwrap_or((0, RecordId::new(0)));
    let length = length.min(MOST_VALUES);
    let mut values = Vec::new();
    // The means are numbers of 8 bytes each.
    let needed_bytes = length * 9;
    let has_room = values.try_reserve_exact(length as usize).is_ok()
        && Vec::<f64>::new().try_reserve_exact(length as usize).is_ok();
    if !has_room {
        return Err(Failure::OutOfMemory { needed_bytes }.into());
    }
    let mut from = 0;
    while from < length {
        let to = length.min(from + LETTERS_TOGETHER);
        genome.sequence(record, from..to, &mut values);
        for value in &mut values[from as usize..] {
            *value = u8::from(matches!(value, b'G' | b'C'));
        }
        from = to;
        coordinator.pause(id).await?;
    }
    Ok(values)
}

/// FNV-1a, 64 bits, over the bits of the means.
fn hash(means: &[f64]) -> u64 {
    means.iter().fold(0xcbf2_9ce4_8422_2325, |hash, mean| {
        let hash = (hash ^ mean.to_bits()).wrapping_mul(0x0000_0100_0000_01b3);
        hash ^ hash >> 29
    })
}
