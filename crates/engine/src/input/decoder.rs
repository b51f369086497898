//! The bytes of a file, decoded as they come.

use std::fmt;
use std::sync::Arc;

use super::gzip::GzipDecoder;
use super::two_bit::TwoBitDecoder;
use super::zip::ZipDecoder;
use super::zstd::ZstdDecoder;
use super::{Compression, OpenError};
use crate::share::Pool;

/// What takes the decoded text, piece by piece and in order; now and then on another thread of the pool.
pub type TextSink<'sink> = dyn FnMut(&[u8]) -> Result<(), OpenError> + Send + 'sink;

/// Decodes the bytes of a file, pushed in pieces of any size, and passes the text on in order.
///
/// gzip, zstd, ZIP and 2bit are known by their first bytes; anything else is passed on as it is (whether it is FASTA is
/// the [`GenomeBuilder`](crate::GenomeBuilder)'s to say).
///
/// - gzip may have any number of members and zeros after the last, zstd any number of frames.
/// - Of a ZIP archive the FASTA files come one after another, as in the archive.
/// - 2bit comes as the FASTA that it stands for, each record in one line, in the order in which they lie in the file.
///
/// Checksums and lengths are checked, so that a damaged file gives an error and never another text. After an error the
/// decoder must not be used any more.
pub struct Decoder {
    kind: Kind,
    pool: Option<Arc<dyn Pool + Send>>,
}

#[derive(Debug)]
enum Kind {
    /// Not known yet; these first bytes have come.
    Unknown(Vec<u8>),
    Plain,
    Gzip(Box<GzipDecoder>),
    Zstd(Box<ZstdDecoder>),
    Zip(Box<ZipDecoder>),
    TwoBit(Box<TwoBitDecoder>),
}

impl Decoder {
    /// A decoder at the start of a file.
    #[must_use]
    pub fn new() -> Self {
        Self {
            kind: Kind::Unknown(Vec::new()),
            pool: None,
        }
    }

    /// A decoder that takes all for plain text: for the middle of a plain file.
    #[must_use]
    pub fn plain() -> Self {
        Self {
            kind: Kind::Plain,
            pool: None,
        }
    }

    /// The same decoder, which uses the threads of a pool where the format allows it: all for BGZF; for what else is inflated one,
    /// while another passes the text on.
    #[must_use]
    pub fn on(mut self, pool: Box<dyn Pool + Send>) -> Self {
        self.pool = Some(pool.into());
        self
    }

    /// Decodes the next bytes of the file.
    ///
    /// # Errors
    /// What is wrong with the file, or what `text` returned.
    pub fn push(&mut self, bytes: &[u8], text: &mut TextSink<'_>) -> Result<(), OpenError> {
        let mut bytes = bytes;
        while let Kind::Unknown(head) = &mut self.kind {
            let Some((&next, rest)) = bytes.split_first() else {
                return Ok(());
            };
            head.push(next);
            bytes = rest;
            if let Some(compression) = Compression::of_head(head) {
                let head = std::mem::take(head);
                self.kind = Kind::of(compression);
                if let Some(pool) = self.pool.take() {
                    self.kind.share_among(pool);
                }
                self.kind.push(&head, text)?;
            }
        }
        self.kind.push(bytes, text)
    }

    /// Says that the file has ended.
    ///
    /// # Errors
    /// [`OpenError::Truncated`] if that is too early, or what `text` returned. The end of a gzip or zstd file that is cut
    /// exactly between two members or frames cannot be told from its true end; that of BGZF can.
    pub fn finish(&mut self, text: &mut TextSink<'_>) -> Result<(), OpenError> {
        match &self.kind {
            Kind::Unknown(head) => text(head),
            Kind::Plain => Ok(()),
            Kind::Gzip(gzip) => gzip.finish(),
            Kind::Zstd(zstd) => zstd.finish(),
            Kind::Zip(zip) => zip.finish(),
            Kind::TwoBit(two_bit) => two_bit.finish(),
        }
    }

    /// How the file is compressed, as far as known: [`Compression::Plain`] before the first bytes.
    #[must_use]
    pub fn compression(&self) -> Compression {
        match &self.kind {
            Kind::Plain | Kind::Unknown(_) => Compression::Plain,
            Kind::Gzip(gzip) if gzip.is_bgzf() => Compression::Bgzf,
            Kind::Gzip(_) => Compression::Gzip,
            Kind::Zstd(_) => Compression::Zstd,
            Kind::Zip(_) => Compression::Zip,
            Kind::TwoBit(_) => Compression::TwoBit,
        }
    }
}

impl Kind {
    fn of(compression: Compression) -> Self {
        match compression {
            Compression::Plain => Self::Plain,
            Compression::Gzip | Compression::Bgzf => Self::Gzip(Box::new(GzipDecoder::new())),
            Compression::Zstd => Self::Zstd(Box::new(ZstdDecoder::new())),
            Compression::Zip => Self::Zip(Box::new(ZipDecoder::new())),
            Compression::TwoBit => Self::TwoBit(Box::new(TwoBitDecoder::new())),
        }
    }

    fn share_among(&mut self, pool: Arc<dyn Pool + Send>) {
        match self {
            Self::Gzip(gzip) => gzip.share_among(pool),
            Self::Zip(zip) => zip.share_among(pool),
            Self::Unknown(_) | Self::Plain | Self::Zstd(_) | Self::TwoBit(_) => {}
        }
    }

    fn push(&mut self, bytes: &[u8], text: &mut TextSink<'_>) -> Result<(), OpenError> {
        match self {
            Self::Plain | Self::Unknown(_) => text(bytes),
            Self::Gzip(gzip) => gzip.push(bytes, text),
            Self::Zstd(zstd) => zstd.push(bytes, text),
            Self::Zip(zip) => zip.push(bytes, text),
            Self::TwoBit(two_bit) => two_bit.push(bytes, text),
        }
    }
}

impl fmt::Debug for Decoder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Decoder")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}
