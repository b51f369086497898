//! Inflating in pieces, as gzip and ZIP both need it.

use std::mem;
use std::sync::Arc;

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::OpenError;
use super::decoder::TextSink;
use crate::share::{Pool, Sequential, both};

/// Text is passed on in pieces of this size at most, in bytes: they stay in the second-level cache until the
/// parser has read them.
const PIECE_BYTES: usize = 128 << 10;
/// The same where another thread passes them on meanwhile: waking it takes as long as inflating some ten kilobytes.
const SHARED_PIECE_BYTES: usize = 2 << 20;

/// Inflates deflated data and sums up what comes out. With threads, a piece of text is inflated while the one before is passed on.
pub(super) struct Inflater {
    pool: Arc<dyn Pool + Send>,
    inflater: Decompress,
    checksum: Crc,
    piece: Piece,
    /// The piece before, if it is still to be passed on.
    ready: Piece,
}

/// Text that was inflated.
struct Piece {
    buffer: Box<[u8]>,
    filled: usize,
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
            pool: Arc::new(Sequential),
            inflater: Decompress::new(false),
            checksum: Crc::new(),
            piece: Piece::new(PIECE_BYTES),
            ready: Piece::new(0),
        }
    }

    /// Passes text on with the threads of this pool from now on.
    pub(super) fn share_among(&mut self, pool: Arc<dyn Pool + Send>) {
        if pool.threads() > 1 {
            self.piece = Piece::new(SHARED_PIECE_BYTES);
            self.ready = Piece::new(SHARED_PIECE_BYTES);
        }
        self.pool = pool;
    }

    /// Begins with other data.
    pub(super) fn reset(&mut self) {
        self.inflater.reset(false);
        self.checksum.reset();
    }

    /// CRC-32 of the text that was passed on so far.
    pub(super) fn checksum(&self) -> u32 {
        self.checksum.sum()
    }

    /// Length of the text so far, in bytes.
    pub(super) fn text_bytes(&self) -> u64 {
        self.inflater.total_out()
    }

    /// Inflates as much of `bytes` as belongs to the data, takes it off, and says whether the data have ended. All text that was
    /// inflated is passed on then.
    pub(super) fn push(
        &mut self,
        bytes: &mut &[u8],
        text: &mut TextSink<'_>,
    ) -> Result<bool, InflateError> {
        loop {
            let (inflated, passed) = self.inflate_and_pass_on(bytes, text);
            passed.map_err(InflateError::Text)?;
            let is_full = self.piece.filled == self.piece.buffer.len();
            let goes_on = match inflated {
                // A full piece may have left more text behind in the inflater.
                Ok(Inflated::More) => is_full || !bytes.is_empty(),
                _ => false,
            };
            if goes_on && self.pool.threads() > 1 {
                mem::swap(&mut self.piece, &mut self.ready);
                continue;
            }
            // Also what came before an error: so the first error is the same, however the data are cut.
            let passed = self.piece.pass_on(&mut self.checksum, text);
            passed.map_err(InflateError::Text)?;
            match inflated {
                Ok(Inflated::More) if goes_on => {}
                Ok(Inflated::More) => return Ok(false),
                Ok(Inflated::End) => return Ok(true),
                Err(NotDeflate) => return Err(InflateError::Deflate),
            }
        }
    }

    /// Inflates the next piece, and passes on what is ready.
    fn inflate_and_pass_on(
        &mut self,
        bytes: &mut &[u8],
        text: &mut TextSink<'_>,
    ) -> (Result<Inflated, NotDeflate>, Result<(), OpenError>) {
        let (inflater, piece) = (&mut self.inflater, &mut self.piece);
        let mut inflate = || piece.fill(inflater, bytes);
        if self.ready.filled == 0 {
            return (inflate(), Ok(()));
        }
        let (ready, checksum) = (&mut self.ready, &mut self.checksum);
        let pass_on = || {
            let passed = ready.pass_on(checksum, text);
            ready.filled = 0;
            passed
        };
        both(self.pool.as_ref(), inflate, pass_on)
    }
}

/// Whether more text may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inflated {
    More,
    End,
}

/// The data are not deflate.
#[derive(Debug, Clone, Copy)]
struct NotDeflate;

impl Piece {
    fn new(most_bytes: usize) -> Self {
        Self {
            buffer: vec![0; most_bytes].into_boxed_slice(),
            filled: 0,
        }
    }

    fn text(&self) -> &[u8] {
        &self.buffer[..self.filled]
    }

    /// Passes its text on, and takes it into the sum: inflating takes longest, so that whoever does not inflate does both.
    fn pass_on(&self, checksum: &mut Crc, text: &mut TextSink<'_>) -> Result<(), OpenError> {
        checksum.update(self.text());
        text(self.text())
    }

    /// Inflates into it, in place of what is there, what it has room for, and takes off `bytes` what was read.
    fn fill(
        &mut self,
        inflater: &mut Decompress,
        bytes: &mut &[u8],
    ) -> Result<Inflated, NotDeflate> {
        let (before_in, before_out) = (inflater.total_in(), inflater.total_out());
        let result = inflater.decompress(bytes, &mut self.buffer, FlushDecompress::None);
        let taken = (inflater.total_in() - before_in) as usize;
        self.filled = (inflater.total_out() - before_out) as usize;
        *bytes = &bytes[taken..];
        match result {
            Ok(Status::StreamEnd) => Ok(Inflated::End),
            // It needs room or bytes, and has both.
            Ok(_) if taken == 0 && self.filled == 0 && !bytes.is_empty() => Err(NotDeflate),
            Ok(_) => Ok(Inflated::More),
            Err(_) => Err(NotDeflate),
        }
    }
}
