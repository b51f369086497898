//! From files to a genome: several reads are in flight while what has come is decompressed, parsed and packed.

use std::collections::VecDeque;
use std::sync::Arc;

use engine::{Compression, Decoder, Genome, GenomeBuilder};
use js_sys::{Promise, Uint8Array};
use protocol::{Event, Failure, GenomeSummary, OpenTimes, Progress, RequestId, Step};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::clock::now_ms;
use crate::coordinator::{Coordinator, Stop};
use crate::translate::Opened;
use crate::{pool, port, search, translate};

/// Bytes of one read.
const READ_BYTES: u64 = 16 << 20;
/// Reads that are under way at once.
const READS_IN_FLIGHT: usize = 6;
/// How often progress is told, in ms.
const PROGRESS_MS: f64 = 50.0;

/// Opens the genome that the files hold together. Nothing of it remains unless it is there as a whole.
pub(crate) async fn open(
    coordinator: &Coordinator,
    id: RequestId,
    file_names: Vec<String>,
    files: Vec<File>,
) -> Result<(Arc<Genome>, GenomeSummary), Stop> {
    if files.is_empty() {
        return Err(unreadable(0, "no file came with the request").into());
    }
    let raw_name = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let first_name = file_names.first().map(String::as_str).unwrap_or_default();
    let mut opening = Opening::new(&files, &raw_name(first_name));
    for (index, (file, name)) in files.into_iter().zip(&file_names).enumerate() {
        if index > 0 {
            opening.builder.begin_text(&raw_name(name));
        }
        let opened = opening.open_file(coordinator, id, file).await;
        opened.map_err(|stop| match stop {
            Stop::Failed(failure) if file_names.len() > 1 => Stop::Failed(Failure::InFile {
                file_name: name.clone(),
                failure: Box::new(failure),
            }),
            other => other,
        })?;
    }
    opening.finish(file_names).map_err(Stop::Failed)
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
    began_ms: f64,
    told_ms: f64,
    times: OpenTimes,
}

impl Opening {
    fn new(files: &[File], raw_name: &str) -> Self {
        Self {
            file_bytes: files.iter().map(|file| file.size() as u64).sum(),
            done_bytes: 0,
            text_bytes: 0,
            compression: None,
            builder: GenomeBuilder::new(raw_name).on(Box::new(pool::pool())),
            began_ms: now_ms(),
            told_ms: now_ms(),
            times: OpenTimes::default(),
        }
    }

    /// Reads a file to its end.
    async fn open_file(
        &mut self,
        coordinator: &Coordinator,
        id: RequestId,
        file: File,
    ) -> Result<(), Stop> {
        let mut reader = Reader::new(file);
        let mut decoder = Decoder::new().on(Box::new(pool::pool()));
        while let Some(bytes) = self.next_bytes(&mut reader).await? {
            self.done_bytes += bytes.len() as u64;
            self.decode(&mut decoder, |decoder, text| decoder.push(&bytes, text))?;
            if now_ms() - self.told_ms > PROGRESS_MS {
                self.told_ms = now_ms();
                port::post(id, Event::Progress(self.progress()));
                coordinator.pause(id).await?;
            }
        }
        self.decode(&mut decoder, Decoder::finish)?;
        let ended = self.builder.end_text();
        ended.map_err(|error| translate::open_error(&error))?;
        self.compression.get_or_insert(decoder.compression());
        Ok(())
    }

    async fn next_bytes(&mut self, reader: &mut Reader) -> Result<Option<Vec<u8>>, Failure> {
        let began_ms = now_ms();
        let bytes = reader.next_bytes().await;
        self.times.read_ms += now_ms() - began_ms;
        bytes
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

    fn finish(mut self, file_names: Vec<String>) -> Result<(Arc<Genome>, GenomeSummary), Failure> {
        let began_ms = now_ms();
        let genome = self.builder.finish();
        let genome = genome.map_err(|error| translate::open_error(&error))?;
        self.times.parse_ms += now_ms() - began_ms;
        self.times.total_ms = now_ms() - self.began_ms;
        let genome = Arc::new(genome);
        let opened = Opened {
            file_names,
            file_bytes: self.file_bytes,
            text_bytes: self.text_bytes,
            compression: self.compression.unwrap_or(Compression::Plain),
            typical_search_ms: search::typical_ms(&genome),
            times: self.times,
        };
        let summary = translate::genome_summary(&genome, opened);
        Ok((genome, summary))
    }
}

/// Reads a file in pieces, some of them at once.
struct Reader {
    file: File,
    file_bytes: u64,
    /// Reads under way, with their offsets.
    reads: VecDeque<(u64, Promise)>,
    /// Offset of the next read.
    next_read: u64,
}

impl Reader {
    fn new(file: File) -> Self {
        Self {
            file_bytes: file.size() as u64,
            file,
            reads: VecDeque::new(),
            next_read: 0,
        }
    }

    /// The next bytes of the file; none at its end.
    async fn next_bytes(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        while self.reads.len() < READS_IN_FLIGHT && self.next_read < self.file_bytes {
            let end = (self.next_read + READ_BYTES).min(self.file_bytes);
            let slice = self
                .file
                .slice_with_f64_and_f64(self.next_read as f64, end as f64);
            let slice = slice.map_err(|error| unreadable(self.next_read, &said(&error)))?;
            self.reads.push_back((self.next_read, slice.array_buffer()));
            self.next_read = end;
        }
        let Some((offset, read)) = self.reads.pop_front() else {
            return Ok(None);
        };
        let buffer = JsFuture::from(read)
            .await
            .map_err(|error| unreadable(offset, &said(&error)))?;
        let bytes = Uint8Array::new(&buffer).to_vec();
        let expected = READ_BYTES.min(self.file_bytes - offset);
        if bytes.len() as u64 != expected {
            return Err(unreadable(
                offset + bytes.len() as u64,
                "the file is shorter than it was",
            ));
        }
        Ok(Some(bytes))
    }
}

fn unreadable(offset_bytes: u64, reason: &str) -> Failure {
    Failure::Unreadable {
        offset_bytes,
        reason: reason.to_owned(),
    }
}

/// What the browser said.
fn said(error: &JsValue) -> String {
    match error.dyn_ref::<web_sys::DomException>() {
        Some(error) => error.message(),
        None => format!("{error:?}"),
    }
}
