//! Reading by the engine's own thread.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, ReadableStream, ReadableStreamDefaultReader};

/// A file that is read as a stream, as the browser cuts it.
pub(super) struct Own {
    reader: ReadableStreamDefaultReader,
    /// Without it a browser may take a stream that waits for the disk for garbage, and nothing comes of it any more.
    _stream: ReadableStream,
}

impl Own {
    /// Reads this file, from this byte on.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) fn new(file: &File, offset: u64) -> Result<Self, JsValue> {
        let stream = file.slice_with_f64(offset as f64)?.stream();
        Ok(Self {
            reader: ReadableStreamDefaultReader::new(&stream)?,
            _stream: stream,
        })
    }

    /// Reads the next bytes into `bytes`, in place of what is there; false at the end of the file.
    ///
    /// # Errors
    /// What the browser said.
    pub(super) async fn next_bytes(&mut self, bytes: &mut Vec<u8>) -> Result<bool, JsValue> {
        let read = JsFuture::from(self.reader.read()).await?;
        if Reflect::get(&read, &"done".into())?.is_truthy() {
            return Ok(false);
        }
        let read: Uint8Array = Reflect::get(&read, &"value".into())?.dyn_into()?;
        bytes.resize(read.length() as usize, 0);
        read.copy_to(bytes);
        Ok(true)
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let cancelled = self.reader.cancel();
        // Nobody waits until the browser has let go of the file, nor hears of it if it cannot.
        spawn_local(async move { drop(JsFuture::from(cancelled).await) });
    }
}
