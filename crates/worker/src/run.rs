//! Runs what is done in steps: in slices, with progress, and window by window where planes are not in memory.

use engine::Stepwise;
use protocol::{Failure, Progress, RequestId, Step};

use crate::clock::{SLICE_MS, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;

/// Runs it to its end, and tells the page meanwhile how many bases are done in this step.
///
/// # Errors
/// If the page asked for the end, or if the files of a genome that is read again have changed.
pub(crate) async fn run(
    coordinator: &Coordinator,
    id: RequestId,
    step: Step,
    work: &mut dyn Stepwise,
) -> Result<(), Stop> {
    let pool = pool();
    let windows = coordinator.windows();
    let mut reading = windows.as_ref().map(|windows| windows.all()).transpose()?;
    loop {
        let until_ms = time_of_day_ms() + SLICE_MS;
        let progress = work.step(&pool, &|| time_of_day_ms() >= until_ms);
        if progress.finished {
            return Ok(());
        }
        coordinator.tell(
            id,
            Progress {
                step,
                done: progress.done_bases,
                total: progress.total_bases,
                records: 0,
            },
        );
        coordinator.pause(id).await?;
        if let (true, Some(windows), Some(reading)) =
            (progress.wants_window, &windows, &mut reading)
        {
            let window = reading.next_window(windows, coordinator, id).await?;
            work.turn_to(window.ok_or(Failure::FileChanged)?);
        }
    }
}
