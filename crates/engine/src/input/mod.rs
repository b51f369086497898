//! From the bytes of a file to the text in it: formats by their magic bytes, gzip, errors with their place.

mod decoder;
mod error;
mod format;
mod gzip;
mod gzip_header;

pub use decoder::{Compression, Decoder, TextSink};
pub use error::{GzipFault, OpenError};
pub use format::Format;
