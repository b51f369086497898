//! Opening a kept genome.

use std::sync::Arc;

use engine::Genome;
use engine::store::kept::{KeptFault, KeptPreface, KeptReader, PIECE_BYTES};
use protocol::{Event, Failure, GenomeSummary, OpenTimes, Progress, RequestId, Step};
use wasm_bindgen::prelude::*;

use super::fault::{failure, kept};
use super::file::OpenFile;
use super::folder::Folder;
use super::note::{MOST_BYTES, Note};
use crate::clock::now_ms;
use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;
use crate::port;

/// Bytes that are read at once: whole pieces.
const READ_BYTES: usize = 16 * PIECE_BYTES;
/// How often progress is told, in ms.
const PROGRESS_MS: f64 = 50.0;

/// Opens an entry of the library. One that is damaged is removed, and nothing of it remains.
pub(crate) async fn open(
    coordinator: &Coordinator,
    id: RequestId,
    name: &str,
) -> Result<(Arc<Genome>, GenomeSummary), Stop> {
    let folder = Folder::find().await?.ok_or(Failure::KeptGone)?;
    let opened = read(coordinator, id, &folder, name).await;
    if let Err(Stop::Failed(Failure::KeptDamaged { .. })) = opened {
        // If another tab is reading it, that tab removes it.
        let _ = folder.remove(name).await;
    }
    opened
}

async fn read(
    coordinator: &Coordinator,
    id: RequestId,
    folder: &Folder,
    name: &str,
) -> Result<(Arc<Genome>, GenomeSummary), Stop> {
    let handle = folder.file(name).await;
    let handle = handle.map_err(|error| failure(&error))?;
    let file = OpenFile::read(&handle).await;
    let mut reading = Reading {
        file: file.map_err(|error| failure(&error))?,
        read_ms: 0.0,
        began_ms: now_ms(),
    };
    let (preface, note) = reading.preface()?;
    let head = reading.bytes(preface.head_offset(), preface.head_bytes)?;
    let mut reader = KeptReader::new(preface, &head).map_err(kept)?;
    drop(head);
    let pool = pool();
    let mut staging = vec![0; READ_BYTES.min(preface.file_bytes as usize)];
    let mut told_ms = now_ms();
    while let Some(offset) = reader.next_offset() {
        let count = (preface.file_bytes - offset).min(staging.len() as u64);
        let bytes = &mut staging[..count as usize];
        reading.fill(offset, bytes)?;
        reader.take(bytes, &pool).map_err(kept)?;
        if now_ms() - told_ms > PROGRESS_MS {
            told_ms = now_ms();
            tell(id, &note, offset, preface.file_bytes);
            coordinator.pause(id).await?;
        }
    }
    let genome = Arc::new(reader.finish().map_err(kept)?);
    let total_ms = now_ms() - reading.began_ms;
    let summary = GenomeSummary {
        kept_bytes: Some(preface.file_bytes),
        store_bytes: genome.store_bytes(),
        typical_search_ms: None,
        times: OpenTimes {
            read_ms: reading.read_ms,
            decompress_ms: 0.0,
            parse_ms: total_ms - reading.read_ms,
            total_ms,
        },
        ..note.summary
    };
    Ok((genome, summary))
}

/// A file that is being read.
struct Reading {
    file: OpenFile,
    /// Time that the reads took, in ms.
    read_ms: f64,
    began_ms: f64,
}

impl Reading {
    fn preface(&mut self) -> Result<(KeptPreface, Note), Failure> {
        let size_bytes = self.file.size_bytes().map_err(|error| failure(&error))?;
        let mut preface = [0; KeptPreface::BYTES];
        if size_bytes < preface.len() as u64 {
            return Err(kept(KeptFault::Unfinished));
        }
        self.fill(0, &mut preface)?;
        let preface = KeptPreface::read(&preface, size_bytes).map_err(kept)?;
        if preface.note_bytes > MOST_BYTES {
            return Err(Failure::KeptOtherVersion);
        }
        let note = self.bytes(KeptPreface::BYTES as u64, preface.note_bytes)?;
        preface.check_note(&note).map_err(kept)?;
        let note = Note::from_bytes(&note).ok_or(Failure::KeptOtherVersion)?;
        Ok((preface, note))
    }

    fn bytes(&mut self, offset: u64, count: u64) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let reserved = bytes.try_reserve_exact(count as usize);
        reserved.map_err(|_| Failure::OutOfMemory {
            needed_bytes: count,
        })?;
        bytes.resize(count as usize, 0);
        self.fill(offset, &mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, offset: u64, bytes: &mut [u8]) -> Result<(), Failure> {
        let began_ms = now_ms();
        let read: Result<usize, JsValue> = self.file.read_at(offset, bytes);
        self.read_ms += now_ms() - began_ms;
        match read {
            Ok(count) if count == bytes.len() => Ok(()),
            Ok(count) => Err(Failure::KeptDamaged {
                offset_bytes: offset + count as u64,
            }),
            Err(error) => Err(failure(&error)),
        }
    }
}

fn tell(id: RequestId, note: &Note, done: u64, total: u64) {
    let progress = Progress {
        step: Step::Open,
        done,
        total,
        records: note.summary.record_count,
    };
    port::post(id, Event::Progress(progress));
}
