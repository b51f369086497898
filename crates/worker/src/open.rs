//! From files to a genome: a thread of its own reads on while what has come is decompressed, parsed and packed.

use std::sync::Arc;

use engine::{Compression, Genome};
use protocol::{Failure, GenomeSummary, Holding, OpenTimes, Progress, RequestId, Step};
use web_sys::File;

use crate::clock::now_ms;
use crate::coordinator::{Coordinator, Stop};
#[cfg(feature = "threads")]
use crate::elsewhere::{Elsewhere, Packed};
use crate::packing::Packing;
use crate::reader::{Reader, Span, unreadable};
use crate::reread::{TextPlace, Texts};
use crate::translate::Opened;
use crate::{clock, joining, translate};

/// Bytes of a plain file between two places that it can be read again from.
const PLACE_BYTES: u64 = 16 << 20;
/// How often progress is told, in ms.
const PROGRESS_MS: f64 = 100.0;
/// Who has waited so long since the last time has heard what the page said meanwhile.
const RESTED_ENOUGH_MS: f64 = 5.0;

/// A genome that was opened from files.
pub(crate) struct OpenedFiles {
    pub(crate) genome: Arc<Genome>,
    pub(crate) summary: GenomeSummary,
    /// Where its planes come from whenever they are needed, if they do not stay in memory.
    pub(crate) texts: Option<Texts>,
}

/// Opens the genome that the files hold together. Nothing of it remains unless it is there as a whole.
pub(crate) async fn open(
    coordinator: &Coordinator,
    id: RequestId,
    file_names: Vec<String>,
    files: Vec<File>,
    holding: Holding,
) -> Result<OpenedFiles, Stop> {
    if files.is_empty() {
        return Err(unreadable(0, "no file came with the request").into());
    }
    let raw_name = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let first_name = file_names.first().map(String::as_str).unwrap_or_default();
    let mut opening = Opening::new(&files, holding);
    let mut packing = Packing::new(&raw_name(first_name), holding);
    for (index, (file, name)) in files.iter().zip(&file_names).enumerate() {
        if index > 0 {
            packing.begin_text(&raw_name(name));
        }
        let opened = opening
            .open_file(coordinator, id, index, file, packing)
            .await;
        packing = opened.map_err(|stop| match stop {
            Stop::Failed(failure) if file_names.len() > 1 => Stop::Failed(Failure::InFile {
                file_name: name.clone(),
                failure: Box::new(failure),
            }),
            other => other,
        })?;
    }
    let finished = opening.finish(packing, file_names, files);
    finished.map_err(Stop::Failed)
}

/// What has come of all files so far.
struct Opening {
    file_bytes: u64,
    /// Bytes that were decoded.
    done_bytes: u64,
    records: u64,
    /// How the first file was compressed.
    compression: Option<Compression>,
    /// Places to read again from, if the planes do not stay.
    places: Option<Vec<TextPlace>>,
    began_ms: f64,
    /// When progress was told last.
    told_ms: f64,
    /// How long this thread has let the browser do what it wanted since then.
    rested_ms: f64,
    /// How long nothing was packed, as no bytes were there.
    read_ms: f64,
}

impl Opening {
    fn new(files: &[File], holding: Holding) -> Self {
        Self {
            file_bytes: files.iter().map(|file| file.size() as u64).sum(),
            done_bytes: 0,
            records: 0,
            compression: None,
            places: (holding == Holding::ReadAgain).then(Vec::new),
            began_ms: now_ms(),
            told_ms: now_ms(),
            rested_ms: 0.0,
            read_ms: 0.0,
        }
    }

    /// Reads a file to its end.
    async fn open_file(
        &mut self,
        coordinator: &Coordinator,
        id: RequestId,
        index: usize,
        file: &File,
        packing: Packing,
    ) -> Result<Packing, Stop> {
        let mut reader = Reader::new(file, 0, Span::Whole)?;
        let opened = self.open_text(coordinator, id, index, &mut reader, packing);
        let opened = opened.await;
        if !matches!(opened, Err(Stop::Cancelled)) {
            // What came last, and what seems to be wrong, may come of a change.
            reader.check_unchanged().await?;
        }
        opened
    }

    async fn open_text(
        &mut self,
        coordinator: &Coordinator,
        id: RequestId,
        index: usize,
        reader: &mut Reader,
        mut packing: Packing,
    ) -> Result<Packing, Stop> {
        let mut offset = 0;
        let mut bytes = Vec::new();
        while self.read_on(reader, &mut bytes, &packing).await? {
            // Other formats are decoded by the part that comes later.
            let head = Compression::of_head(&bytes);
            if offset == 0 && !matches!(head, Some(Compression::Plain | Compression::Gzip)) {
                joining::load().await?;
            }
            self.note_place(index, offset, &packing);
            offset += bytes.len() as u64;
            self.done_bytes += bytes.len() as u64;
            let packed = packing.push(&bytes);
            packed.map_err(|error| translate::open_error(&error))?;
            self.records = packing.builder.record_count() as u64;
            self.tell_now_and_then(coordinator, id).await?;
            #[cfg(feature = "threads")]
            if packing.can_go_on_elsewhere() {
                let packed = self.pack_elsewhere(coordinator, id, reader, packing);
                packing = packed.await?;
                break;
            }
        }
        let ended = packing.end_text();
        ended.map_err(|error| translate::open_error(&error))?;
        self.records = packing.builder.record_count() as u64;
        self.compression
            .get_or_insert(packing.decoder.compression());
        Ok(packing)
    }

    /// Reads the next bytes, in place of what is there; says whether there are any.
    async fn read_on(
        &mut self,
        reader: &mut Reader,
        bytes: &mut Vec<u8>,
        packing: &Packing,
    ) -> Result<bool, Failure> {
        let began_ms = now_ms();
        let has_bytes = reader.next_bytes(bytes, packing.enough_bytes()).await;
        let passed_ms = now_ms() - began_ms;
        self.rested_ms += passed_ms;
        self.read_ms += passed_ms;
        has_bytes
    }

    /// Has the pool pack the rest of the file, while this thread takes in what comes.
    #[cfg(feature = "threads")]
    async fn pack_elsewhere(
        &mut self,
        coordinator: &Coordinator,
        id: RequestId,
        reader: &mut Reader,
        packing: Packing,
    ) -> Result<Packing, Stop> {
        let began_ms = now_ms();
        let worked_ms = packing.worked_ms();
        let enough = packing.enough_bytes();
        let mut elsewhere = Elsewhere::begin(packing);
        let mut read = Ok(true);
        loop {
            let waits_since_ms = now_ms();
            let Some(Packed { mut bytes, records }) = elsewhere.packed().await else {
                break;
            };
            self.done_bytes += bytes.len() as u64;
            self.records = records;
            if let Ok(true) = read {
                read = reader.next_bytes(&mut bytes, enough).await;
                match read {
                    Ok(true) => elsewhere.pack(bytes),
                    _ => elsewhere.pack_no_more(),
                }
            }
            self.rested_ms += now_ms() - waits_since_ms;
            self.tell_now_and_then(coordinator, id).await?;
        }
        // What is wrong with the bytes before comes first.
        let (packing, packed) = elsewhere.end().await;
        packed.map_err(|error| translate::open_error(&error))?;
        read?;
        let passed_ms = now_ms() - began_ms;
        self.read_ms += (passed_ms - (packing.worked_ms() - worked_ms)).max(0.0);
        Ok(packing)
    }

    /// Tells the page how far it is, if it was not told for a while, and hears whether it goes on.
    async fn tell_now_and_then(
        &mut self,
        coordinator: &Coordinator,
        id: RequestId,
    ) -> Result<(), Stop> {
        if now_ms() - self.told_ms < PROGRESS_MS {
            return Ok(());
        }
        coordinator.tell(id, self.progress());
        // While bytes are waited for, the browser hands over what comes in. Otherwise it does in a time-out: in WebKit a message to oneself
        // takes 20 ms while a file is read.
        if self.rested_ms < RESTED_ENOUGH_MS {
            clock::wait(0).await;
        }
        self.told_ms = now_ms();
        self.rested_ms = 0.0;
        coordinator.check(id)
    }

    /// Notes where the text stands, if it can be read again from there: at the start of a file, and now and then in a plain
    /// one.
    fn note_place(&mut self, file: usize, offset: u64, packing: &Packing) {
        let Some(places) = &mut self.places else {
            return;
        };
        let last = places.last().map_or(0, |place| place.offset);
        let is_far = offset >= last.saturating_add(PLACE_BYTES);
        if offset == 0 || (is_far && packing.decoder.compression() == Compression::Plain) {
            places.push(TextPlace {
                file,
                offset,
                place: packing.builder.place(),
            });
        }
    }

    fn progress(&self) -> Progress {
        Progress {
            step: Step::Open,
            done: self.done_bytes,
            total: self.file_bytes,
            records: self.records,
        }
    }

    fn finish(
        self,
        packing: Packing,
        file_names: Vec<String>,
        files: Vec<File>,
    ) -> Result<OpenedFiles, Failure> {
        let began_ms = now_ms();
        let genome = packing.builder.finish();
        let genome = Arc::new(genome.map_err(|error| translate::open_error(&error))?);
        let times = OpenTimes {
            read_ms: self.read_ms,
            decompress_ms: packing.decompress_ms,
            parse_ms: packing.parse_ms + now_ms() - began_ms,
            total_ms: now_ms() - self.began_ms,
        };
        let opened = Opened {
            file_names,
            file_bytes: self.file_bytes,
            text_bytes: packing.text_bytes,
            compression: self.compression.unwrap_or(Compression::Plain),
            // Of one that is read again, it is mostly the reading.
            typical_search_ms: (!genome.is_whole()).then_some(times.total_ms),
            times,
        };
        Ok(OpenedFiles {
            summary: translate::genome_summary(&genome, opened),
            genome,
            texts: self.places.map(|places| Texts { files, places }),
        })
    }
}
