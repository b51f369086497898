//! Keeping the opened genome.

use engine::Genome;
use engine::store::kept::{KeptFile, KeptWriter};
use protocol::{Event, Failure, GenomeSummary, KeptGenome, Progress, RequestId, Step};
use wasm_bindgen::prelude::*;

use super::entry::{Entry, look_into};
use super::fault::{FULL, failure, is_gone, unavailable};
use super::file::OpenFile;
use super::folder::{Folder, left_bytes};
use super::lock::Lock;
use super::note::{Note, file_name};
use crate::clock::{self, SLICE_MS, now_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;
use crate::port;

/// Pieces that get their checksum at once.
const PIECES_AT_ONCE: usize = 16;
/// What is written between two looks at the disk, in bytes: to wait for all at the end would take long.
const FLUSH_BYTES: u64 = 32 << 20;
/// How long to wait for another tab that is keeping the same genome, in ms.
const WAIT_MS: i32 = 100;
/// Room that is left alone, in bytes: a browser may need some for itself.
const SPARE_BYTES: u64 = 1 << 20;

/// Writes a genome to the library, unless it is there already. Nothing of it remains unless it is there as a whole.
pub(crate) async fn keep(
    coordinator: &Coordinator,
    id: RequestId,
    genome: &Genome,
    summary: GenomeSummary,
) -> Result<KeptGenome, Stop> {
    let file_names = summary.file_names.clone();
    let note = Note {
        summary,
        kept_at_ms: clock::time_of_day_ms() as u64,
    };
    let file = prepare(coordinator, id, genome, &note).await?;
    let name = file_name(file.content(), &file_names);
    match put(coordinator, id, &name, &file).await {
        Ok(None) => Ok(note.entry(&name, file.file_bytes())),
        Ok(Some(there)) => Ok(there),
        Err(Stop::Failed(Failure::LibraryFull { .. })) => Err(Failure::LibraryFull {
            needed_bytes: file.file_bytes(),
            left_bytes: left_bytes().await,
        }
        .into()),
        Err(other) => Err(other),
    }
}

/// Writes the file, unless it is there already, which is given then.
async fn put(
    coordinator: &Coordinator,
    id: RequestId,
    name: &str,
    file: &KeptFile<'_>,
) -> Result<Option<KeptGenome>, Stop> {
    let folder = Folder::make().await?;
    let _lock = lock(coordinator, id, name).await?;
    match look_into(&folder, name).await {
        Ok((Entry::Kept(note), file_bytes)) => return Ok(Some(note.entry(name, file_bytes))),
        // Given up by somebody, or by another version, and to be written again.
        Ok(_) => remove(&folder, name).await?,
        Err(error) if is_gone(&error) => {}
        Err(error) => return Err(failure(&error).into()),
    }
    if let Some(left) = left_bytes().await
        && left < file.file_bytes() + SPARE_BYTES
    {
        return Err(FULL.into());
    }
    let written = write(coordinator, id, &folder, name, file).await;
    if written.is_err() {
        // What went wrong first is what matters.
        let _ = remove(&folder, name).await;
    }
    written.map(|()| None)
}

/// Makes the checksums, which tell what genome it is.
async fn prepare<'genome>(
    coordinator: &Coordinator,
    id: RequestId,
    genome: &'genome Genome,
    note: &Note,
) -> Result<KeptFile<'genome>, Stop> {
    let pool = pool();
    let mut writer = KeptWriter::new(genome);
    let mut paused_ms = now_ms();
    while writer.step(PIECES_AT_ONCE, &pool) {
        if now_ms() - paused_ms > SLICE_MS {
            tell(id, 0, writer.pieces_bytes());
            coordinator.pause(id).await?;
            paused_ms = now_ms();
        }
    }
    Ok(writer.finish(&note.to_bytes()))
}

/// Waits until nobody else writes the same file.
async fn lock(coordinator: &Coordinator, id: RequestId, name: &str) -> Result<Lock, Stop> {
    loop {
        let lock = Lock::take(name).await;
        if let Some(lock) = lock.map_err(|reason| unavailable(&reason))? {
            return Ok(lock);
        }
        clock::wait(WAIT_MS).await;
        coordinator.pause(id).await?;
    }
}

async fn write(
    coordinator: &Coordinator,
    id: RequestId,
    folder: &Folder,
    name: &str,
    file: &KeptFile<'_>,
) -> Result<(), Stop> {
    let handle = folder.make_file(name).await;
    let handle = handle.map_err(|error| failure(&error))?;
    let out = OpenFile::write(&handle).await;
    let mut out = out.map_err(|error| failure(&error))?;
    // If there is no room, the browser says so now.
    check(out.set_size(file.file_bytes()).map(|()| true))?;
    let mut paused_ms = now_ms();
    let mut flushed_at = 0;
    check(out.write_at(KeptFile::FRONT_OFFSET, file.front()))?;
    let mut piece = Vec::new();
    for index in 0..file.piece_count() {
        let offset = file.piece_offset(index);
        file.copy_piece(index, &mut piece);
        check(out.write_at(offset, &piece))?;
        if offset - flushed_at >= FLUSH_BYTES {
            check(out.flush().map(|()| true))?;
            flushed_at = offset;
        }
        if now_ms() - paused_ms > SLICE_MS {
            tell(id, offset, file.file_bytes());
            coordinator.pause(id).await?;
            paused_ms = now_ms();
        }
    }
    check(out.flush().map(|()| true))?;
    // The last moment to say otherwise.
    tell(id, file.file_bytes(), file.file_bytes());
    coordinator.pause(id).await?;
    check(out.write_at(0, file.preface()))?;
    check(out.flush().map(|()| true))?;
    Ok(())
}

async fn remove(folder: &Folder, name: &str) -> Result<(), Failure> {
    let removed = folder.remove(name).await;
    removed.map_err(|error| failure(&error))
}

/// Whether all was written.
fn check(written: Result<bool, JsValue>) -> Result<(), Failure> {
    match written {
        Ok(true) => Ok(()),
        Ok(false) => Err(FULL),
        Err(error) => Err(failure(&error)),
    }
}

fn tell(id: RequestId, done: u64, total: u64) {
    let progress = Progress {
        step: Step::Keep,
        done,
        total,
        records: 0,
    };
    port::post(id, Event::Progress(progress));
}
