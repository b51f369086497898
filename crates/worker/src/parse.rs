//! Parsing a sample of the genome, with packing and without.

use engine::compare::SampleText;
use engine::{Genome, GenomeBuilder};
use protocol::{Failure, Measured, RequestId};

use crate::clock::{SLICE_MS, now_ms, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::measure::nothing_yet;
use crate::translate;

/// A sample of more letters tells no more.
const SAMPLE_BASES: u64 = 1 << 24;
/// Text that is parsed before the clock is looked at; files come in pieces of 128 KiB to 4 MiB.
const PIECE_BYTES: usize = 1 << 20;

/// Measures how long a sample of the genome takes to be parsed, and packed if that is wanted. Writing the sample does not
/// count.
pub(crate) async fn measure(
    coordinator: &Coordinator,
    id: RequestId,
    genome: &Genome,
    packs: bool,
    least_ms: f64,
) -> Result<Measured, Stop> {
    let text = sample(coordinator, id, genome).await?;
    let mut measured = nothing_yet(1);
    while measured.runs == 0 || measured.total_ms < least_ms {
        let mut slice_ms = time_of_day_ms();
        let mut began_ms = now_ms();
        let mut builder = GenomeBuilder::new("sample");
        if !packs {
            builder = builder.without_packing();
        }
        for piece in text.chunks(PIECE_BYTES) {
            parsed(builder.push(piece))?;
            if time_of_day_ms() - slice_ms > SLICE_MS {
                measured.total_ms += now_ms() - began_ms;
                coordinator.pause(id).await?;
                slice_ms = time_of_day_ms();
                began_ms = now_ms();
            }
        }
        if packs {
            let packed = parsed(builder.finish())?;
            measured.total_ms += now_ms() - began_ms;
            measured.done_bases = packed.length_bases();
        } else {
            parsed(builder.end_text())?;
            measured.total_ms += now_ms() - began_ms;
            measured.done_bases = builder.bases();
        }
        measured.runs += 1;
        coordinator.pause(id).await?;
    }
    Ok(measured)
}

/// Writes the sample.
async fn sample(
    coordinator: &Coordinator,
    id: RequestId,
    genome: &Genome,
) -> Result<Vec<u8>, Stop> {
    let mut sample = SampleText::new(genome, SAMPLE_BASES);
    // The text, and the packed sample beside it.
    let needed_bytes = sample.text_bytes() + sample.bases() / 2;
    if Vec::<u8>::new()
        .try_reserve_exact(needed_bytes as usize)
        .is_err()
    {
        return Err(Failure::OutOfMemory { needed_bytes }.into());
    }
    while sample.make_more(genome) {
        coordinator.pause(id).await?;
    }
    Ok(sample.into_text())
}

fn parsed<T>(outcome: Result<T, engine::OpenError>) -> Result<T, Failure> {
    outcome.map_err(|error| translate::open_error(&error))
}
