//! Reading by the engine's own thread, which works on what has come while it is in the cache.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader};

/// The most that is read at once: with less the browser is asked too often, and more does not stay in the cache.
const BUFFER_BYTES: u32 = 1 << 20;

/// A file that is read as a stream.
pub(super) struct Own {
    reader: StreamReader,
    /// Without it a browser may take a stream that waits for the disk for garbage, and nothing comes of it any more.
    _stream: ReadableStream,
}

/// How bytes come of a stream.
enum StreamReader {
    /// Into a buffer, which is handed over to each read, and comes back.
    IntoBuffer(ReadableStreamByobReader, ArrayBuffer),
    /// As the browser cuts them: WebKit reads no streams into buffers.
    AsCut(ReadableStreamDefaultReader),
}

impl Own {
    /// Reads this file, from this byte on.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) fn new(file: &File, offset: u64) -> Result<Self, JsValue> {
        let stream = file.slice_with_f64(offset as f64)?.stream();
        let reader = match ReadableStreamByobReader::new(&stream) {
            Ok(reader) => StreamReader::IntoBuffer(reader, ArrayBuffer::new(BUFFER_BYTES)),
            Err(_) => StreamReader::AsCut(ReadableStreamDefaultReader::new(&stream)?),
        };
        Ok(Self {
            reader,
            _stream: stream,
        })
    }

    /// Reads the next bytes into `bytes`, in place of what is there; false at the end of the file.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) async fn next_bytes(&mut self, bytes: &mut Vec<u8>) -> Result<bool, JsValue> {
        let read = match &self.reader {
            StreamReader::IntoBuffer(reader, buffer) => {
                reader.read_with_array_buffer_view(&Uint8Array::new(buffer))
            }
            StreamReader::AsCut(reader) => reader.read(),
        };
        let read = JsFuture::from(read).await?;
        if Reflect::get(&read, &"done".into())?.is_truthy() {
            return Ok(false);
        }
        let read: Uint8Array = Reflect::get(&read, &"value".into())?.dyn_into()?;
        bytes.resize(read.length() as usize, 0);
        read.copy_to(bytes);
        if let StreamReader::IntoBuffer(_, buffer) = &mut self.reader {
            *buffer = read.buffer();
        }
        Ok(true)
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let cancelled = match &self.reader {
            StreamReader::IntoBuffer(reader, _) => reader.cancel(),
            StreamReader::AsCut(reader) => reader.cancel(),
        };
        // Nobody waits until the browser has let go of the file, nor hears of it if it cannot.
        spawn_local(async move { drop(JsFuture::from(cancelled).await) });
    }
}
