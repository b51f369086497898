//! Matches as files, part by part, so that memory stays flat.

use std::ops::ControlFlow;

use engine::export::bed;
use engine::{Hits, NamedMotif};
use protocol::{Event, Progress, RequestId, Step};

use crate::clock::{SLICE_MS, now_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::port;

/// Most matches of one part; a part also ends with the slice of time.
const PART_MATCHES: u64 = 50_000;

/// All matches as BED6.
pub(crate) async fn bed(coordinator: &Coordinator, id: RequestId, hits: &Hits) -> Result<(), Stop> {
    let motifs: Vec<String> = hits.query().motifs.iter().map(NamedMotif::label).collect();
    let mut done = 0;
    while done < hits.total() {
        let end = (done + PART_MATCHES).min(hits.total());
        let hits = coordinator.listable(id, hits, done).await?;
        let until_ms = now_ms() + SLICE_MS;
        let mut text = Vec::new();
        let _ = hits.for_each_from(done, &mut |found| {
            bed::push_line(
                &mut text,
                hits.genome().record(found.record).name,
                &found,
                &motifs[found.motif as usize],
            );
            done += 1;
            if done == end || now_ms() >= until_ms {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        port::post(id, Event::ExportPart(text));
        let progress = Progress {
            step: Step::Export,
            done,
            total: hits.total(),
            records: 0,
        };
        port::post(id, Event::Progress(progress));
        coordinator.pause(id).await?;
    }
    Ok(())
}
