//! Reading by the engine's own thread, which works on what has come while it is in the cache.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, ReadableStream, ReadableStreamByobReader};

/// The most that is read at once: with less the browser is asked too often, and more does not stay in the cache.
const BUFFER_BYTES: u32 = 1 << 20;

/// A file that is read as a stream.
pub(super) struct Own {
    reader: ReadableStreamByobReader,
    /// What the bytes come in; it is handed over to each read, and comes back.
    buffer: ArrayBuffer,
    /// Without it a browser may take a stream that waits for the disk for garbage, and nothing comes of it any more.
    _stream: ReadableStream,
}

impl Own {
    /// Reads this file, from this byte on.
    ///
    /// # Errors
    /// If the browser has no streams into buffers.
    pub(super) fn new(file: &File, offset: u64) -> Result<Self, JsValue> {
        let stream = file.slice_with_f64(offset as f64)?.stream();
        Ok(Self {
            reader: ReadableStreamByobReader::new(&stream)?,
            buffer: ArrayBuffer::new(BUFFER_BYTES),
            _stream: stream,
        })
    }

    /// Reads the next bytes into `bytes`, in place of what is there; false at the end of the file.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) async fn next_bytes(&mut self, bytes: &mut Vec<u8>) -> Result<bool, JsValue> {
        let place = Uint8Array::new(&self.buffer);
        let read = JsFuture::from(self.reader.read_with_array_buffer_view(&place)).await?;
        if Reflect::get(&read, &"done".into())?.is_truthy() {
            return Ok(false);
        }
        let read: Uint8Array = Reflect::get(&read, &"value".into())?.dyn_into()?;
        bytes.resize(read.length() as usize, 0);
        read.copy_to(bytes);
        self.buffer = read.buffer();
        Ok(true)
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        // Nobody waits until the browser has let go of the file, nor hears of it if it cannot.
        let cancelled = JsFuture::from(self.reader.cancel());
        spawn_local(async move { drop(cancelled.await) });
    }
}
