//! From the bytes of a file to the text in it: formats by their magic bytes, gzip, zstd, ZIP, 2bit, errors with their
//! place.

mod bgzf;
mod compression;
mod decoder;
mod error;
mod fault;
mod format;
mod gather;
mod gzip;
mod gzip_header;
mod inflate;
mod refusal;
mod two_bit;
mod two_bit_record;
mod zip;
mod zip_content;
mod zip_entry;
mod zstd;

pub use compression::Compression;
pub use decoder::{Decoder, TextSink};
pub use error::OpenError;
pub use fault::{Fault, GzipFault, TwoBitFault, ZipFault, ZstdFault};
pub use format::Format;
pub use refusal::Refusal;
