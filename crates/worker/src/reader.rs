//! Files in pieces, several reads in flight.

use std::collections::VecDeque;

use js_sys::Uint8Array;
use protocol::Failure;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Bytes of one read.
const READ_BYTES: u64 = 16 << 20;
/// Reads that are under way at once.
const READS_IN_FLIGHT: usize = 6;

/// Reads a file in pieces, some of them at once.
pub(crate) struct Reader {
    file: File,
    file_bytes: u64,
    /// Reads under way, with their offsets. Each is listened to from its beginning: one that fails while another is waited
    /// for would otherwise count as a fault of the engine.
    reads: VecDeque<(u64, JsFuture)>,
    /// Offset of the next read.
    next_read: u64,
    /// Where what came last ends.
    done: u64,
}

impl Reader {
    /// A reader of this file, from this byte on.
    pub(crate) fn new(file: File, offset: u64) -> Self {
        Self {
            file_bytes: file.size() as u64,
            file,
            reads: VecDeque::new(),
            next_read: offset,
            done: offset,
        }
    }

    /// The next bytes of the file; none at its end.
    pub(crate) async fn next_bytes(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        while self.reads.len() < READS_IN_FLIGHT && self.next_read < self.file_bytes {
            let end = (self.next_read + READ_BYTES).min(self.file_bytes);
            let slice = self
                .file
                .slice_with_f64_and_f64(self.next_read as f64, end as f64);
            let slice = slice.map_err(|error| unreadable(self.next_read, &said(&error)))?;
            let read = JsFuture::from(slice.array_buffer());
            self.reads.push_back((self.next_read, read));
            self.next_read = end;
        }
        let Some((offset, read)) = self.reads.pop_front() else {
            return Ok(None);
        };
        let buffer = read
            .await
            .map_err(|error| unreadable(offset, &said(&error)))?;
        let bytes = Uint8Array::new(&buffer).to_vec();
        self.done = offset + bytes.len() as u64;
        if bytes.len() as u64 != READ_BYTES.min(self.file_bytes - offset) {
            return Err(self.is_shorter());
        }
        Ok(Some(bytes))
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
        let byte = byte.map_err(|error| unreadable(self.done, &said(&error)))?;
        if u64::from(Uint8Array::new(&byte).length()) < self.file_bytes.min(1) {
            return Err(self.is_shorter());
        }
        Ok(())
    }

    fn is_shorter(&self) -> Failure {
        unreadable(self.done, "the file is shorter than it was")
    }
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
