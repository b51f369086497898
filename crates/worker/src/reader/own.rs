//! Reading by the engine's own thread.

use std::collections::VecDeque;

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, ReadableStream, ReadableStreamDefaultReader};

/// The file is read in parts, each as a stream of its own, and so many at once: WebKit reads a stream to its end, however slowly its bytes
/// are taken, and keeps what nobody has taken.
const PART_BYTES: f64 = (32 << 20) as f64;
const PARTS_IN_FLIGHT: usize = 3;

/// A file that is read in streams, as the browser cuts them.
pub(super) struct Own {
    file: File,
    /// Where the next part begins.
    offset: f64,
    parts: VecDeque<Part>,
}

struct Part {
    reader: ReadableStreamDefaultReader,
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
    pub(super) fn new(file: &File, offset: u64) -> Result<Self, JsValue> {
        let mut own = Self {
            file: file.clone(),
            offset: offset as f64,
            parts: VecDeque::new(),
        };
        own.begin_parts()?;
        Ok(own)
    }

    fn begin_parts(&mut self) -> Result<(), JsValue> {
        while self.parts.len() < PARTS_IN_FLIGHT && self.offset < self.file.size() {
            let end = self.offset + PART_BYTES;
            let stream = self.file.slice_with_f64_and_f64(self.offset, end)?.stream();
            self.parts.push_back(Part {
                reader: ReadableStreamDefaultReader::new(&stream)?,
                _stream: stream,
            });
            self.offset = end;
        }
        Ok(())
    }

    /// Reads the next bytes into `bytes`, in place of what is there: a piece at least, and more until there are `enough` bytes; false at
    /// the end of the file.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) async fn next_bytes(
        &mut self,
        bytes: &mut Vec<u8>,
        enough: usize,
    ) -> Result<bool, JsValue> {
        let mut filled = 0;
        while filled == 0 || filled < enough {
            let Some(piece) = self.next_piece().await? else {
                break;
            };
            let end = filled + piece.length() as usize;
            bytes.resize(end.max(bytes.len()), 0);
            piece.copy_to(&mut bytes[filled..end]);
            give_back(&piece.buffer());
            filled = end;
        }
        bytes.truncate(filled);
        Ok(filled > 0)
    }

    async fn next_piece(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        while let Some(part) = self.parts.front() {
            let read = JsFuture::from(part.reader.read()).await?;
            if Reflect::get(&read, &"done".into())?.is_falsy() {
                return Ok(Some(Reflect::get(&read, &"value".into())?.dyn_into()?));
            }
            self.parts.pop_front();
            self.begin_parts()?;
        }
        Ok(None)
    }
}

/// Gives back the memory of a buffer that nobody needs any more, where the browser can. Otherwise it is left to the collector of garbage, which
/// seldom comes where an engine has much memory, so that each buffer is of new memory: that takes a system longer than packing what is in it.
fn give_back(buffer: &ArrayBuffer) {
    let _ = buffer.transfer_with_length(0);
}
