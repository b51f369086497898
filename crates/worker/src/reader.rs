//! Files in pieces, the fastest way that the browser has.

use std::collections::VecDeque;

use js_sys::Uint8Array;
use protocol::Failure;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ReadableStreamByobReader, ReadableStreamReadResult};

/// Bytes of a buffer that a stream is read into: it stays in the second-level cache until its text is parsed.
const BUFFER_BYTES: u32 = 1 << 20;
/// Bytes of a slice, where streams cannot be read so.
const SLICE_BYTES: u64 = 4 << 20;
/// Slices that are read at once.
const SLICES_IN_FLIGHT: usize = 6;

/// Reads a file from a byte to its end.
pub(crate) struct Reader {
    file: File,
    way: Way,
    file_bytes: u64,
    /// Where the next bytes begin.
    offset: u64,
}

/// How files are read. Streams into buffers are the faster way in Chromium and Firefox; WebKit has none.
enum Way {
    /// A stream, and the buffer that it is read into.
    Stream {
        reader: ReadableStreamByobReader,
        buffer: Uint8Array,
    },
    /// Several slices at once.
    Slices {
        /// Each is listened to from its beginning: one that fails while another is waited for would otherwise count as a
        /// fault of the engine.
        reads: VecDeque<JsFuture>,
        /// Where the next slice begins.
        next: u64,
    },
}

impl Reader {
    /// A reader of this file, from this byte on.
    ///
    /// # Errors
    /// [`Failure::Unreadable`].
    pub(crate) fn new(file: &File, offset: u64) -> Result<Self, Failure> {
        let file_bytes = file.size() as u64;
        let rest = file.slice_with_f64(offset as f64);
        let rest = rest.map_err(|error| unreadable(offset, &said(&error)))?;
        let way = match ReadableStreamByobReader::new(&rest.stream()) {
            Ok(reader) => Way::Stream {
                reader,
                buffer: Uint8Array::new_with_length(BUFFER_BYTES),
            },
            Err(_) => Way::Slices {
                reads: VecDeque::new(),
                next: offset,
            },
        };
        Ok(Self {
            file: file.clone(),
            way,
            file_bytes,
            offset,
        })
    }

    /// Reads the next bytes into `bytes`, in place of what is there; false at the end of the file.
    ///
    /// # Errors
    /// [`Failure::Unreadable`].
    pub(crate) async fn next_bytes(&mut self, bytes: &mut Vec<u8>) -> Result<bool, Failure> {
        let (offset, file_bytes) = (self.offset, self.file_bytes);
        let read = match &mut self.way {
            Way::Stream { reader, buffer } => from_stream(reader, buffer, bytes).await,
            Way::Slices { reads, next } => {
                from_slices(&self.file, file_bytes, reads, next, bytes).await
            }
        };
        let has_bytes = read.map_err(|error| unreadable(offset, &said(&error)))?;
        if has_bytes {
            self.offset += bytes.len() as u64;
        }
        let is_as_it_was = match self.way {
            Way::Slices { .. } if has_bytes => {
                bytes.len() as u64 == SLICE_BYTES || self.offset == file_bytes
            }
            _ => has_bytes || self.offset == file_bytes,
        };
        if self.offset > file_bytes || !is_as_it_was {
            return Err(unreadable(self.offset, "the file is not as long as it was"));
        }
        Ok(has_bytes)
    }

    /// Checks that the file is still the one that was chosen, as far as the browser can tell: it looks when a read begins.
    /// (Firefox notices only a file that is shorter or gone.)
    pub(crate) async fn check_unchanged(&self) -> Result<(), Failure> {
        let end = self.file_bytes as f64;
        let byte = self.file.slice_with_f64_and_f64((end - 1.0).max(0.0), end);
        let byte = match byte {
            Ok(byte) => JsFuture::from(byte.array_buffer()).await,
            Err(error) => Err(error),
        };
        let byte = byte.map_err(|error| unreadable(self.offset, &said(&error)))?;
        if u64::from(Uint8Array::new(&byte).length()) < self.file_bytes.min(1) {
            return Err(unreadable(self.offset, "the file is not as long as it was"));
        }
        Ok(())
    }
}

async fn from_stream(
    reader: &ReadableStreamByobReader,
    buffer: &mut Uint8Array,
    bytes: &mut Vec<u8>,
) -> Result<bool, JsValue> {
    let read = JsFuture::from(reader.read_with_array_buffer_view(buffer)).await?;
    let read: ReadableStreamReadResult = read.unchecked_into();
    if read.get_done() == Some(true) {
        return Ok(false);
    }
    let view: Uint8Array = read.get_value().dyn_into()?;
    take(&view, bytes);
    // The buffer was handed over and comes back with the view.
    *buffer = Uint8Array::new(&view.buffer());
    Ok(true)
}

async fn from_slices(
    file: &File,
    file_bytes: u64,
    reads: &mut VecDeque<JsFuture>,
    next: &mut u64,
    bytes: &mut Vec<u8>,
) -> Result<bool, JsValue> {
    while reads.len() < SLICES_IN_FLIGHT && *next < file_bytes {
        let end = (*next + SLICE_BYTES).min(file_bytes);
        let slice = file.slice_with_f64_and_f64(*next as f64, end as f64)?;
        reads.push_back(JsFuture::from(slice.array_buffer()));
        *next = end;
    }
    let Some(read) = reads.pop_front() else {
        return Ok(false);
    };
    take(&Uint8Array::new(&read.await?), bytes);
    Ok(true)
}

/// Copies the bytes into the engine's memory.
fn take(read: &Uint8Array, bytes: &mut Vec<u8>) {
    bytes.resize(read.length() as usize, 0);
    read.copy_to(bytes);
}

/// The browser could not read on from there.
pub(crate) fn unreadable(offset_bytes: u64, reason: &str) -> Failure {
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
