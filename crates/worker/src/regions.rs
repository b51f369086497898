//! Regions that the page gave, and parts of the genome to search in.

use std::sync::Arc;

use engine::{Decoder, Genome, Places, RegionsReader, Scope};
use protocol::{
    Failure, RegionFault, RegionsId, RegionsProblem, RegionsRead, RegionsSummary, RequestId,
    SearchScope,
};
use web_sys::File;

use crate::coordinator::{Coordinator, Stop};
use crate::reader::{Reader, Span, unreadable};
use crate::translate;

/// Bytes of text that are read at once: some milliseconds.
const PIECE_BYTES: usize = 256 << 10;
/// Most scopes that are kept: with and without soft-masked letters, in regions or not.
const MAX_SCOPES: usize = 4;

/// The regions that were given last, and the scopes that were made since.
#[derive(Default)]
pub(crate) struct Scopes {
    /// The regions that are wanted: those that were asked for last.
    wanted: Option<RegionsId>,
    regions: Option<(RegionsId, Arc<Places>)>,
    made: Vec<(SearchScope, Scope)>,
}

impl Scopes {
    /// The scope that the page means; none if it means other regions than were given last.
    pub(crate) fn get(&mut self, genome: &Genome, wanted: SearchScope) -> Option<Scope> {
        let made = self.made.iter().find(|(made, _)| *made == wanted);
        if let Some((_, scope)) = made {
            return Some(scope.clone());
        }
        let places = match (wanted.regions, &self.regions) {
            (None, _) => None,
            (Some(wanted), Some((id, places))) if wanted == *id => Some(Arc::clone(places)),
            _ => return None,
        };
        let scope = Scope::new(genome, places, wanted.skips_soft_masked);
        self.made.truncate(MAX_SCOPES - 1);
        self.made.insert(0, (wanted, scope.clone()));
        Some(scope)
    }

    /// There are other regions.
    fn set(&mut self, id: RegionsId, places: Places) {
        self.regions = Some((id, Arc::new(places)));
        self.made.retain(|(made, _)| made.regions.is_none());
    }
}

/// Reads the regions of a file, and keeps them under their id if nothing is wrong with them.
pub(crate) async fn set(
    coordinator: &Coordinator,
    id: RequestId,
    regions: RegionsId,
    file: Option<&File>,
) -> Result<Result<RegionsRead, RegionsProblem>, Stop> {
    let genome = coordinator.genome()?;
    coordinator.scopes.borrow_mut().wanted = Some(regions);
    let file = file.ok_or_else(|| unreadable(0, "no file came with the request"))?;
    let mut reader = Reader::new(file, 0, Span::Whole)?;
    let mut lines = RegionsReader::new(&genome);
    let mut decoder = Decoder::new();
    let mut bytes = Vec::new();
    while reader.next_bytes(&mut bytes, 0).await? {
        for piece in bytes.chunks(PIECE_BYTES) {
            let pushed = decode(|text| decoder.push(piece, text), &mut lines);
            if let Some(problem) = pushed? {
                return Ok(Err(problem));
            }
            pause(coordinator, id, regions).await?;
        }
    }
    if let Some(problem) = decode(|text| decoder.finish(text), &mut lines)? {
        return Ok(Err(problem));
    }
    pause(coordinator, id, regions).await?;
    let read = match lines.finish() {
        Ok(read) => read,
        Err(error) => return problem(error).map(Err).map_err(Stop::Failed),
    };
    let summary = summary(&read.places);
    coordinator.scopes.borrow_mut().set(regions, read.places);
    Ok(Ok(RegionsRead {
        summary,
        cut_count: read.cut_count,
    }))
}

/// Hears the page, which may have given other regions since: then nobody wants these any more.
async fn pause(coordinator: &Coordinator, id: RequestId, regions: RegionsId) -> Result<(), Stop> {
    coordinator.pause(id).await?;
    if coordinator.scopes.borrow().wanted == Some(regions) {
        Ok(())
    } else {
        Err(Stop::Cancelled)
    }
}

/// Decodes, and reads what comes of it: what is wrong with it, if something is.
fn decode(
    decode: impl FnOnce(&mut engine::input::TextSink<'_>) -> Result<(), engine::OpenError>,
    lines: &mut RegionsReader<'_>,
) -> Result<Option<RegionsProblem>, Failure> {
    let mut wrong = None;
    let decoded = decode(&mut |text| {
        if wrong.is_none() {
            wrong = lines.push(text).err();
        }
        Ok(())
    });
    decoded.map_err(|error| translate::open_error(&error))?;
    wrong.map(problem).transpose()
}

/// Regions in short.
pub(crate) fn summary(places: &Places) -> RegionsSummary {
    RegionsSummary {
        region_count: places.region_count(),
        stretch_count: places.stretch_count(),
        length_bases: places.length_bases(),
    }
}

/// What is wrong with regions.
///
/// # Errors
/// If nothing is wrong with them but their number.
fn problem(error: engine::RegionsError) -> Result<RegionsProblem, Failure> {
    use engine::RegionFault as Fault;
    let fault = match error.fault {
        Fault::NotText => RegionFault::NotText,
        Fault::LineTooLong => RegionFault::LineTooLong,
        Fault::UnknownRecord {
            name,
            similar,
            first_names,
            record_count,
        } => RegionFault::UnknownRecord {
            name,
            similar,
            first_names,
            record_count,
        },
        Fault::SeveralRecords { name } => RegionFault::SeveralRecords { name },
        Fault::NameOrPlace { text } => RegionFault::NameOrPlace { text },
        Fault::NoStart => RegionFault::NoStart,
        Fault::NoEnd => RegionFault::NoEnd,
        Fault::NotANumber { found } => RegionFault::NotANumber { found },
        Fault::StartAfterEnd { start, end } => RegionFault::StartAfterEnd { start, end },
        Fault::StartPastRecord {
            start,
            record,
            length_bases,
        } => RegionFault::StartPastRecord {
            start,
            record,
            length_bases,
        },
        Fault::PlaceZero => RegionFault::PlaceZero,
        Fault::NoRegions => RegionFault::NoRegions,
        Fault::OutOfMemory { needed_bytes } => return Err(Failure::OutOfMemory { needed_bytes }),
        other => {
            return Err(Failure::EngineStopped {
                reason: format!("{other:?}"),
            });
        }
    };
    Ok(RegionsProblem {
        line: error.line,
        column: error.column,
        fault,
    })
}
