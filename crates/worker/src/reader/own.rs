//! Reading by the engine's own thread.

use std::collections::VecDeque;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, ReadableStream, ReadableStreamDefaultReader};

use super::{Span, set_length};

/// The file is read in parts, each as a stream of its own: WebKit reads a stream to its end, however slowly its bytes are taken, and keeps what
/// nobody has taken.
const PART_BYTES: f64 = (64 << 20) as f64;
/// The same where a little is wanted.
const LITTLE_PART_BYTES: f64 = (24 << 20) as f64;
/// A part is begun when no more bytes are under way. It comes behind the one before: of parts that come together the first makes the engine wait, and the
/// others are all work at once.
const AHEAD_BYTES: f64 = (16 << 20) as f64;
/// Bytes that are waited for together, and at first, so that the engine begins early; where more are wanted, twice as many each time.
const LEAST_BYTES: usize = 1 << 20;
const FIRST_BYTES: usize = 64 << 10;

#[wasm_bindgen(module = "/src/reader/pieces.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = readPieces)]
    async fn read_pieces(
        reader: &ReadableStreamDefaultReader,
        least_bytes: f64,
    ) -> Result<JsValue, JsValue>;
}

/// A file that is read in streams, as the browser cuts them.
pub(super) struct Own {
    file: File,
    part_bytes: f64,
    /// Where the next part begins.
    offset: f64,
    parts: VecDeque<Part>,
    /// Bytes that are waited for.
    least: usize,
}

struct Part {
    reader: ReadableStreamDefaultReader,
    /// Bytes that nobody has taken yet.
    missing_bytes: f64,
    /// Without it a browser may take a stream that waits for the disk for garbage, and nothing comes of it any more.
    _stream: ReadableStream,
}

impl Drop for Part {
    fn drop(&mut self) {
        let cancelled = self.reader.cancel();
        // Nobody waits until the browser has let go of the file, nor hears of it if it cannot.
        spawn_local(async move { drop(JsFuture::from(cancelled).await) });
    }
}

impl Own {
    /// Reads this file, from this byte on.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) fn new(file: &File, offset: u64, span: Span) -> Result<Self, JsValue> {
        let mut own = Self {
            file: file.clone(),
            part_bytes: match span {
                Span::Whole => PART_BYTES,
                Span::Little => LITTLE_PART_BYTES,
            },
            offset: offset as f64,
            parts: VecDeque::new(),
            least: FIRST_BYTES,
        };
        own.begin_parts()?;
        Ok(own)
    }

    fn begin_parts(&mut self) -> Result<(), JsValue> {
        while self.missing_bytes() <= AHEAD_BYTES && self.offset < self.file.size() {
            let end = self.offset + self.part_bytes;
            let part = self.file.slice_with_f64_and_f64(self.offset, end)?;
            let stream = part.stream();
            self.parts.push_back(Part {
                reader: ReadableStreamDefaultReader::new(&stream)?,
                missing_bytes: part.size(),
                _stream: stream,
            });
            self.offset = end;
        }
        Ok(())
    }

    /// Bytes that are under way.
    fn missing_bytes(&self) -> f64 {
        self.parts.iter().map(|part| part.missing_bytes).sum()
    }

    /// Reads the next bytes into `bytes`, in place of what is there: a few at least, sooner or later `enough` bytes, fewer if a part
    /// ends; false at the end of the file.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) async fn next_bytes(
        &mut self,
        bytes: &mut Vec<u8>,
        enough: usize,
    ) -> Result<bool, JsValue> {
        while let Some(part) = self.parts.front_mut() {
            let pieces = read_pieces(&part.reader, self.least as f64).await?;
            let pieces: Vec<Uint8Array> = Array::from(&pieces)
                .iter()
                .map(JsCast::unchecked_into)
                .collect();
            if pieces.is_empty() {
                self.parts.pop_front();
                self.begin_parts()?;
                continue;
            }
            self.least = enough.min(2 * self.least).max(LEAST_BYTES);
            let length = pieces.iter().map(|piece| piece.length() as usize).sum();
            part.missing_bytes -= length as f64;
            set_length(bytes, length);
            let mut rest = bytes.as_mut_slice();
            for piece in &pieces {
                let (place, behind) = rest.split_at_mut(piece.length() as usize);
                piece.copy_to(place);
                give_back(&piece.buffer());
                rest = behind;
            }
            self.begin_parts()?;
            return Ok(true);
        }
        Ok(false)
    }
}

/// Gives back the memory of a buffer that nobody needs any more, where the browser can. Otherwise it is left to the collector of garbage, which
/// seldom comes where an engine has much memory, so that each buffer is of new memory: that takes a system longer than packing what is in it.
fn give_back(buffer: &ArrayBuffer) {
    let _ = buffer.transfer_with_length(0);
}
