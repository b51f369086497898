//! A genome that memory has no room for: its files are read again, from the place that is needed.

use std::cell::RefCell;
use std::sync::Arc;

use engine::store::{Place, Rereader};
use engine::{Decoder, Genome, OpenError};
use protocol::{Failure, RequestId};
use web_sys::File;

use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;
use crate::reader::{Reader, Span};
use crate::translate;

/// Blocks of a window that is searched: 64 million bases, 16 MiB of planes.
const SEARCHED_BLOCKS: usize = 512;
/// The fewest blocks of a window that is listed from: one, and the next.
const LISTED_BLOCKS: usize = 2;

/// The files of a genome, and places in them.
pub(crate) struct Texts {
    pub(crate) files: Vec<File>,
    /// In order; the first is the start of the first file.
    pub(crate) places: Vec<TextPlace>,
}

/// A place in the files from which they can be read again.
pub(crate) struct TextPlace {
    /// Ordinal of the file.
    pub(crate) file: usize,
    /// Byte in that file.
    pub(crate) offset: u64,
    pub(crate) place: Place,
}

/// Windows of a genome, by the block that is wanted.
pub(crate) struct Windows {
    genome: Arc<Genome>,
    texts: Texts,
    /// The last window that was listed from, and who goes on behind it.
    last: RefCell<Option<(Arc<Genome>, Option<Reading>)>>,
}

impl Windows {
    pub(crate) fn new(genome: Arc<Genome>, texts: Texts) -> Self {
        Self {
            genome,
            texts,
            last: RefCell::default(),
        }
    }

    /// Reads all of it, to search.
    pub(crate) fn all(&self) -> Result<Reading, Failure> {
        Reading::new(self, 0, Span::Whole)
    }

    /// A window in which this block can be searched.
    pub(crate) async fn with_block(
        &self,
        coordinator: &Coordinator,
        id: RequestId,
        block: usize,
    ) -> Result<Arc<Genome>, Stop> {
        let last = self.last.borrow_mut().take();
        let (window, reading) = match last {
            Some((window, reading)) if window.searchable().contains(&block) => (window, reading),
            last => {
                let going_on = last.and_then(|(_, reading)| reading);
                self.read_to(coordinator, id, block, going_on).await?
            }
        };
        self.last.replace(Some((Arc::clone(&window), reading)));
        Ok(window)
    }

    async fn read_to(
        &self,
        coordinator: &Coordinator,
        id: RequestId,
        block: usize,
        going_on: Option<Reading>,
    ) -> Result<(Arc<Genome>, Option<Reading>), Stop> {
        let places = &self.texts.places;
        let best = places.partition_point(|place| place.place.first_block() <= block);
        let best = best.saturating_sub(1);
        let best_block = places[best].place.first_block();
        // Whoever stands between the best place and the block has less to read.
        let going_on =
            going_on.filter(|reading| (best_block..=block).contains(&reading.next_block()));
        let mut reading = match going_on {
            Some(reading) => reading,
            None => Reading::new(self, best, Span::Little)?,
        };
        loop {
            let window = reading.next_window(self, coordinator, id).await?;
            let window = window.ok_or(Failure::FileChanged)?;
            if window.searchable().contains(&block) {
                return Ok((window, Some(reading)));
            }
        }
    }
}

/// Reads the files again, from a place to the end of the last.
pub(crate) struct Reading {
    file: usize,
    reader: Reader,
    bytes: Vec<u8>,
    decoder: Decoder,
    rereader: Rereader,
    span: Span,
    has_ended: bool,
}

impl Reading {
    fn new(windows: &Windows, place: usize, span: Span) -> Result<Self, Failure> {
        let TextPlace {
            file,
            offset,
            place,
        } = &windows.texts.places[place];
        let decoder = match offset {
            0 => Decoder::new().on(Box::new(pool())),
            _ => Decoder::plain(),
        };
        Ok(Self {
            file: *file,
            bytes: Vec::new(),
            reader: Reader::new(&windows.texts.files[*file], *offset, span)?,
            decoder,
            rereader: Rereader::new(&windows.genome, place.clone()),
            span,
            has_ended: false,
        })
    }

    /// The first block of the next window.
    fn next_block(&self) -> usize {
        self.rereader.blocks().start
    }

    /// The next window; none after the last.
    pub(crate) async fn next_window(
        &mut self,
        windows: &Windows,
        coordinator: &Coordinator,
        id: RequestId,
    ) -> Result<Option<Arc<Genome>>, Stop> {
        if self.has_ended {
            return Ok(None);
        }
        let least_blocks = match self.span {
            Span::Whole => SEARCHED_BLOCKS,
            Span::Little => LISTED_BLOCKS,
        };
        while self.rereader.blocks().len() < least_blocks {
            coordinator.pause(id).await?;
            let read = self.reader.next_bytes(&mut self.bytes, 0).await;
            let has_bytes = read.map_err(|_| Failure::FileChanged)?;
            let rereader = &mut self.rereader;
            let text = &mut |text: &[u8]| rereader.push(text);
            if has_bytes {
                self.decoder.push(&self.bytes, text).map_err(failure)?;
                continue;
            }
            self.decoder.finish(text).map_err(failure)?;
            self.file += 1;
            let Some(file) = windows.texts.files.get(self.file) else {
                self.rereader.finish().map_err(failure)?;
                self.has_ended = true;
                break;
            };
            self.rereader.begin_text().map_err(failure)?;
            self.reader = Reader::new(file, 0, self.span)?;
            self.decoder = Decoder::new().on(Box::new(pool()));
        }
        let window = self.rereader.window().map_err(failure)?;
        Ok(Some(Arc::new(window)))
    }
}

/// All was in order when the genome was opened.
fn failure(error: OpenError) -> Failure {
    match error {
        OpenError::OutOfMemory { .. } => translate::open_error(&error),
        _ => Failure::FileChanged,
    }
}
