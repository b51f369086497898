//! Files in pieces, in the order of the file.
//!
//! Reading keeps more than one core busy by itself, and how the rest is best shared out differs: see [`has_streams_into_buffers`].

mod ahead;
mod own;

use js_sys::Uint8Array;
use protocol::Failure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, ReadableStreamByobReader};

use ahead::Ahead;
use own::Own;

use crate::fault::said;

/// Reads a file from a byte to its end.
pub(crate) struct Reader {
    source: Source,
    file: File,
    file_bytes: u64,
    /// Where the next bytes begin.
    offset: u64,
}

/// How much of a file whoever reads it will take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    /// All to its end, as fast as it comes.
    Whole,
    /// A little at a time: so little is read ahead.
    Little,
}

/// Who reads.
enum Source {
    /// The engine's own thread.
    Own(Own),
    /// A thread of its own.
    Ahead(Ahead),
}

/// Why no bytes come.
enum Fault {
    /// What the browser said.
    Said(String),
    /// There is no memory to read into.
    RefusedBytes(u64),
}

/// Makes ready for the next file, before there is one.
pub(crate) fn prepare() {
    if has_streams_into_buffers() {
        ahead::prepare();
    }
}

/// Makes buffers before a large file comes: handing out their memory is a twentieth of opening it. The figures are in `benches/RESULTS.md`.
pub(crate) fn make_buffers() {
    if has_streams_into_buffers() {
        ahead::make_buffers();
    }
}

/// Whether a thread of its own reads, into the same buffers over and over. WebKit alone has no such streams; there the engine's own
/// thread takes what the browser reads ahead by itself.
fn has_streams_into_buffers() -> bool {
    Blob::new().is_ok_and(|blob| ReadableStreamByobReader::new(&blob.stream()).is_ok())
}

impl Reader {
    /// A reader of this file, from this byte on, of which so much is taken.
    ///
    /// # Errors
    /// [`Failure::Unreadable`].
    pub(crate) fn new(file: &File, offset: u64, span: Span) -> Result<Self, Failure> {
        let source = if has_streams_into_buffers() {
            Ahead::new(file, offset, span).map(Source::Ahead)
        } else {
            Own::new(file, offset, span).map(Source::Own)
        };
        Ok(Self {
            source: source.map_err(|error| unreadable(offset, &said(&error)))?,
            file: file.clone(),
            file_bytes: file.size() as u64,
            offset,
        })
    }

    /// Reads the next bytes into `bytes`, in place of what is there: what comes next, and perhaps what more has come already, until
    /// there are `enough` bytes; false at the end of the file.
    ///
    /// # Errors
    /// [`Failure::Unreadable`], [`Failure::OutOfMemory`].
    pub(crate) async fn next_bytes(
        &mut self,
        bytes: &mut Vec<u8>,
        enough: usize,
    ) -> Result<bool, Failure> {
        let read = match &mut self.source {
            Source::Own(own) => {
                let read = own.next_bytes(bytes, enough).await;
                read.map_err(|error| Fault::Said(said(&error)))
            }
            Source::Ahead(ahead) => ahead.next_bytes(bytes, enough).await,
        };
        let read = read.map_err(|fault| match fault {
            Fault::Said(reason) => unreadable(self.offset, &reason),
            Fault::RefusedBytes(needed_bytes) => Failure::OutOfMemory { needed_bytes },
        });
        if !read? {
            return match self.offset == self.file_bytes {
                true => Ok(false),
                false => Err(self.is_another_length()),
            };
        }
        self.offset += bytes.len() as u64;
        if self.offset > self.file_bytes {
            return Err(self.is_another_length());
        }
        Ok(true)
    }

    /// Checks that the file is still the one that was chosen, as far as the browser can tell: it looks when a read begins.
    /// (Firefox notices only a file that is shorter or gone.)
    ///
    /// # Errors
    /// [`Failure::Unreadable`].
    pub(crate) async fn check_unchanged(&self) -> Result<(), Failure> {
        let end = self.file_bytes as f64;
        let byte = self.file.slice_with_f64_and_f64((end - 1.0).max(0.0), end);
        let byte = match byte {
            Ok(byte) => JsFuture::from(byte.array_buffer()).await,
            Err(error) => Err(error),
        };
        let byte = byte.map_err(|error| unreadable(self.offset, &said(&error)))?;
        if u64::from(Uint8Array::new(&byte).length()) < self.file_bytes.min(1) {
            return Err(self.is_another_length());
        }
        Ok(())
    }

    fn is_another_length(&self) -> Failure {
        unreadable(self.offset, "the file is not as long as it was")
    }
}

/// The browser could not read on from there.
pub(crate) fn unreadable(offset_bytes: u64, reason: &str) -> Failure {
    Failure::Unreadable {
        offset_bytes,
        reason: reason.to_owned(),
    }
}

/// Makes room for so many bytes, and no more, in place of what is there.
fn set_length(bytes: &mut Vec<u8>, length: usize) {
    if length > bytes.capacity() {
        bytes.clear();
        bytes.reserve_exact(length);
    }
    bytes.resize(length, 0);
}
