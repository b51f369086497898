//! What is asked only when a genome has been opened, and where something is kept in the library: it is answered by the
//! part of the engine that comes later.

use std::future::Future;
use std::pin::Pin;

use protocol::{Event, Failure, Request, RequestId};
use web_sys::File;

use super::{Coordinator, Stop};
use crate::{compare, density, export, library, list, matched, measure, regions};

/// Answers a request. Behind a pointer, so that the compiler does not make it one with what answers the others.
#[inline(never)]
pub(super) fn answer<'request>(
    coordinator: &'request Coordinator,
    id: RequestId,
    request: Request,
    files: Vec<File>,
) -> Pin<Box<dyn Future<Output = Result<Event, Stop>> + 'request>> {
    Box::pin(async move {
        match request {
            Request::OpenKept { id: name } => {
                let (genome, summary) = library::open(coordinator, id, &name).await?;
                coordinator.windows.replace(None);
                Ok(coordinator.opened(genome, summary)?)
            }
            Request::Keep => {
                let summary = coordinator.summary.borrow().clone();
                let summary = summary.ok_or(Failure::NoGenome)?;
                let genome = coordinator.genome()?;
                if !genome.is_whole() {
                    return Err(Failure::NotInMemory.into());
                }
                let kept = library::keep(coordinator, id, &genome, summary).await?;
                Ok(Event::Kept(kept))
            }
            Request::Library => Ok(Event::Library(library::list().await?)),
            Request::RemoveKept { id: name } => Ok(Event::Library(library::remove(&name).await?)),
            Request::SetRegions(regions) => {
                let read = regions::set(coordinator, id, regions, files.first()).await?;
                Ok(Event::Regions(read))
            }
            Request::Measure(measurement) => {
                let measured = measure::measure(coordinator, id, &measurement).await?;
                Ok(Event::Measured(measured))
            }
            Request::Compare(request) => Ok(Event::Compare(
                compare::answer(coordinator, id, request).await?,
            )),
            Request::MatchRows { list, from, count } => {
                let rows =
                    list::rows(coordinator, id, &coordinator.shown()?, list, (from, count)).await?;
                Ok(Event::MatchRows(rows))
            }
            Request::RecordChart(ranking) => {
                let chart = coordinator.records.chart(&coordinator.shown()?, ranking);
                Ok(Event::RecordChart(Box::new(chart)))
            }
            Request::RecordRows {
                ranking,
                from,
                count,
            } => {
                let rows = coordinator
                    .records
                    .rows(&coordinator.shown()?, ranking, from, count);
                Ok(Event::RecordRows(rows))
            }
            Request::MatchedSequences => {
                let looked = matched::answer(coordinator, id, coordinator.shown()?.hits()).await?;
                Ok(Event::MatchedSequences(Box::new(looked)))
            }
            Request::Density(request) => {
                let density =
                    density::answer(coordinator, id, &coordinator.shown()?, request).await?;
                Ok(Event::Density(density))
            }
            Request::List(list) => {
                let listing = list::listing(coordinator, id, &coordinator.shown()?, list).await?;
                Ok(Event::Listed(listing.total()))
            }
            Request::FindRow { list, place } => {
                let found =
                    list::find_row(coordinator, id, &coordinator.shown()?, list, place).await?;
                Ok(Event::FoundRow(found))
            }
            Request::Export(settings) => {
                export::export(coordinator, id, &coordinator.shown()?, settings).await?;
                Ok(Event::Exported)
            }
            Request::Open { .. }
            | Request::Describe { .. }
            | Request::Search(_)
            | Request::Show { .. }
            | Request::Try
            | Request::Cancel(_)
            | Request::Ping
            | Request::PartTaken(_) => Ok(Event::Pong),
        }
    })
}
