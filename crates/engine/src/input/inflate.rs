//! Inflating in pieces, as gzip and ZIP both need it.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::OpenError;
use super::decoder::TextSink;

/// Text is passed on in pieces of this size at most, in bytes: they stay in the second-level cache until the
/// parser has read them.
const PIECE_BYTES: usize = 128 << 10;

/// Inflates deflated data and sums up what comes out.
pub(super) struct Inflater {
    inflater: Decompress,
    checksum: Crc,
    piece: Box<[u8]>,
}

/// Why inflating stopped.
pub(super) enum InflateError {
    /// The data are not deflate.
    Deflate,
    /// The text was not taken.
    Text(OpenError),
}

impl Inflater {
    pub(super) fn new() -> Self {
        Self {
            inflater: Decompress::new(false),
            checksum: Crc::new(),
            piece: vec![0; PIECE_BYTES].into_boxed_slice(),
        }
    }

    /// Begins with other data.
    pub(super) fn reset(&mut self) {
        self.inflater.reset(false);
        self.checksum.reset();
    }

    /// CRC-32 of the text so far.
    pub(super) fn checksum(&self) -> u32 {
        self.checksum.sum()
    }

    /// Length of the text so far, in bytes.
    pub(super) fn text_bytes(&self) -> u64 {
        self.inflater.total_out()
    }

    /// Inflates as much of `bytes` as belongs to the data, takes it off, and says whether the data have ended.
    pub(super) fn push(
        &mut self,
        bytes: &mut &[u8],
        text: &mut TextSink<'_>,
    ) -> Result<bool, InflateError> {
        loop {
            let (before_in, before_out) = (self.inflater.total_in(), self.inflater.total_out());
            let result = self
                .inflater
                .decompress(bytes, &mut self.piece, FlushDecompress::None);
            let taken = (self.inflater.total_in() - before_in) as usize;
            let made = (self.inflater.total_out() - before_out) as usize;
            *bytes = &bytes[taken..];
            // Also what came before an error: so the first error is the same, however the data are cut.
            self.checksum.update(&self.piece[..made]);
            text(&self.piece[..made]).map_err(InflateError::Text)?;
            if result.map_err(|_| InflateError::Deflate)? == Status::StreamEnd {
                return Ok(true);
            }
            // A full piece may have left more text behind in the inflater.
            if bytes.is_empty() && made < self.piece.len() {
                return Ok(false);
            }
            if taken == 0 && made == 0 {
                return Err(InflateError::Deflate);
            }
        }
    }
}
