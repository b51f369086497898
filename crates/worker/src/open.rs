//! From files to a genome: a thread of its own reads on while what has come is decompressed, parsed and packed.

use std::sync::Arc;

use engine::{Compression, Decoder, Genome, GenomeBuilder};
use protocol::{Event, Failure, GenomeSummary, Holding, OpenTimes, Progress, RequestId, Step};
use web_sys::File;

use crate::clock::now_ms;
use crate::coordinator::{Coordinator, Stop};
use crate::reader::{Reader, unreadable};
use crate::reread::{TextPlace, Texts};
use crate::translate::Opened;
use crate::{clock, joining, pool, port, translate};

/// Bytes of a plain file between two places that it can be read again from.
const PLACE_BYTES: u64 = 16 << 20;
/// Bytes of a compressed file that are decoded together, if they are there: threads that share them wait for one another at the end.
/// Of a plain file each piece is parsed as it comes.
const ENOUGH_COMPRESSED_BYTES: usize = 12 << 20;
/// How often progress is told, in ms.
const PROGRESS_MS: f64 = 50.0;
/// Who has waited so long for bytes since the last time has heard what the page said meanwhile.
const WAITED_ENOUGH_MS: f64 = 5.0;

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
    let mut opening = Opening::new(&files, &raw_name(first_name), holding);
    for (index, (file, name)) in files.iter().zip(&file_names).enumerate() {
        if index > 0 {
            opening.builder.begin_text(&raw_name(name));
        }
        let opened = opening.open_file(coordinator, id, index, file).await;
        opened.map_err(|stop| match stop {
            Stop::Failed(failure) if file_names.len() > 1 => Stop::Failed(Failure::InFile {
                file_name: name.clone(),
                failure: Box::new(failure),
            }),
            other => other,
        })?;
    }
    opening.finish(file_names, files).map_err(Stop::Failed)
}

/// What has come of all files so far.
struct Opening {
    file_bytes: u64,
    /// Bytes that were decoded.
    done_bytes: u64,
    text_bytes: u64,
    /// How the first file was compressed.
    compression: Option<Compression>,
    builder: GenomeBuilder,
    /// Places to read again from, if the planes do not stay.
    places: Option<Vec<TextPlace>>,
    began_ms: f64,
    /// When progress was told last, and how long bytes had been waited for by then.
    told_ms: f64,
    told_read_ms: f64,
    times: OpenTimes,
}

impl Opening {
    fn new(files: &[File], raw_name: &str, holding: Holding) -> Self {
        let builder = GenomeBuilder::new(raw_name);
        let reads_again = holding == Holding::ReadAgain;
        Self {
            file_bytes: files.iter().map(|file| file.size() as u64).sum(),
            done_bytes: 0,
            text_bytes: 0,
            compression: None,
            builder: if reads_again {
                builder.without_planes()
            } else {
                builder
            },
            places: reads_again.then(Vec::new),
            began_ms: now_ms(),
            told_ms: now_ms(),
            told_read_ms: 0.0,
            times: OpenTimes::default(),
        }
    }

    /// Reads a file to its end.
    async fn open_file(
        &mut self,
        coordinator: &Coordinator,
        id: RequestId,
        index: usize,
        file: &File,
    ) -> Result<(), Stop> {
        let mut reader = Reader::new(file, 0)?;
        let opened = self.open_text(coordinator, id, index, &mut reader).await;
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
    ) -> Result<(), Stop> {
        let mut offset = 0;
        let mut decoder = Decoder::new().on(Box::new(pool::pool()));
        let mut bytes = Vec::new();
        while self.next_bytes(reader, &mut bytes, &decoder).await? {
            // Other formats are decoded by the part that comes later.
            let head = Compression::of_head(&bytes);
            if offset == 0 && !matches!(head, Some(Compression::Plain | Compression::Gzip)) {
                joining::load().await?;
            }
            self.note_place(index, offset, &decoder);
            offset += bytes.len() as u64;
            self.done_bytes += bytes.len() as u64;
            self.decode(&mut decoder, |decoder, text| decoder.push(&bytes, text))?;
            if now_ms() - self.told_ms > PROGRESS_MS {
                self.tell(coordinator, id).await?;
            }
        }
        self.decode(&mut decoder, Decoder::finish)?;
        let ended = self.builder.end_text();
        ended.map_err(|error| translate::open_error(&error))?;
        self.compression.get_or_insert(decoder.compression());
        Ok(())
    }

    /// Tells the page how far it is, and hears whether it goes on.
    async fn tell(&mut self, coordinator: &Coordinator, id: RequestId) -> Result<(), Stop> {
        port::post(id, Event::Progress(self.progress()));
        // While bytes are waited for, the browser hands over what comes in. Otherwise it does in a time-out: in WebKit a message to oneself
        // takes 20 ms while a file is read.
        if self.times.read_ms - self.told_read_ms < WAITED_ENOUGH_MS {
            clock::wait(0).await;
        }
        self.told_ms = now_ms();
        self.told_read_ms = self.times.read_ms;
        coordinator.check(id)
    }

    /// Notes where the text stands, if it can be read again from there: at the start of a file, and now and then in a plain
    /// one.
    fn note_place(&mut self, file: usize, offset: u64, decoder: &Decoder) {
        let Some(places) = &mut self.places else {
            return;
        };
        let last = places.last().map_or(0, |place| place.offset);
        let is_far = offset >= last.saturating_add(PLACE_BYTES);
        if offset == 0 || (is_far && decoder.compression() == Compression::Plain) {
            places.push(TextPlace {
                file,
                offset,
                place: self.builder.place(),
            });
        }
    }

    async fn next_bytes(
        &mut self,
        reader: &mut Reader,
        bytes: &mut Vec<u8>,
        decoder: &Decoder,
    ) -> Result<bool, Failure> {
        let enough = match decoder.compression() {
            Compression::Plain => 0,
            _ => ENOUGH_COMPRESSED_BYTES,
        };
        let began_ms = now_ms();
        let has_bytes = reader.next_bytes(bytes, enough).await;
        self.times.read_ms += now_ms() - began_ms;
        has_bytes
    }

    /// Decodes, and parses what comes of it; each is timed apart.
    fn decode(
        &mut self,
        decoder: &mut Decoder,
        decode: impl FnOnce(
            &mut Decoder,
            &mut engine::input::TextSink<'_>,
        ) -> Result<(), engine::OpenError>,
    ) -> Result<(), Failure> {
        let builder = &mut self.builder;
        let (mut parse_ms, mut text_bytes) = (0.0, 0);
        let began_ms = now_ms();
        let decoded = decode(decoder, &mut |text| {
            let began_ms = now_ms();
            let parsed = builder.push(text);
            parse_ms += now_ms() - began_ms;
            text_bytes += text.len() as u64;
            parsed
        });
        let passed_ms = now_ms() - began_ms;
        if decoder.compression() != Compression::Plain {
            self.times.decompress_ms += passed_ms - parse_ms;
        }
        self.times.parse_ms += parse_ms;
        self.text_bytes += text_bytes;
        decoded.map_err(|error| translate::open_error(&error))
    }

    fn progress(&self) -> Progress {
        Progress {
            step: Step::Open,
            done: self.done_bytes,
            total: self.file_bytes,
            records: self.builder.record_count() as u64,
        }
    }

    fn finish(mut self, file_names: Vec<String>, files: Vec<File>) -> Result<OpenedFiles, Failure> {
        let began_ms = now_ms();
        let genome = self.builder.finish();
        let genome = Arc::new(genome.map_err(|error| translate::open_error(&error))?);
        self.times.parse_ms += now_ms() - began_ms;
        self.times.total_ms = now_ms() - self.began_ms;
        let opened = Opened {
            file_names,
            file_bytes: self.file_bytes,
            text_bytes: self.text_bytes,
            compression: self.compression.unwrap_or(Compression::Plain),
            // Of one that is read again, it is mostly the reading.
            typical_search_ms: (!genome.is_whole()).then_some(self.times.total_ms),
            times: self.times,
        };
        Ok(OpenedFiles {
            summary: translate::genome_summary(&genome, opened),
            genome,
            texts: self.places.map(|places| Texts { files, places }),
        })
    }
}
