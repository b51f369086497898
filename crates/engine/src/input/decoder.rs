//! The bytes of a file, decoded as they come.

use super::OpenError;
use super::gzip::GzipDecoder;

/// What takes the decoded text, piece by piece and in order.
pub type TextSink<'sink> = dyn FnMut(&[u8]) -> Result<(), OpenError> + 'sink;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    Plain,
    /// gzip, of one member or many.
    Gzip,
    /// BGZF, as bgzip writes it: gzip in blocks that say their size.
    Bgzf,
}

/// Decodes the bytes of a file, pushed in pieces of any size, and passes the text on in order.
///
/// gzip is known by its first two bytes; anything else is passed on as it is (whether it is FASTA is the
/// [`GenomeBuilder`](crate::GenomeBuilder)'s to say). A gzip stream may have any number of members and zeros
/// after the last. Checksum and length of each member are checked, so that a damaged file gives an error and
/// never another text. After an error the decoder must not be used any more.
#[derive(Debug)]
pub struct Decoder {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// Not known yet; the first byte has come and is gzip's.
    Unknown {
        has_gzip_byte: bool,
    },
    Plain,
    Gzip(Box<GzipDecoder>),
}

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

impl Decoder {
    /// A decoder at the start of a file.
    #[must_use]
    pub fn new() -> Self {
        let has_gzip_byte = false;
        Self {
            kind: Kind::Unknown { has_gzip_byte },
        }
    }

    /// Decodes the next bytes of the file.
    ///
    /// # Errors
    /// What is wrong with the compressed data, or what `text` returned.
    pub fn push(&mut self, bytes: &[u8], text: &mut TextSink<'_>) -> Result<(), OpenError> {
        let mut bytes = bytes;
        if let Kind::Unknown { has_gzip_byte } = &mut self.kind {
            if !*has_gzip_byte && bytes.first() == Some(&GZIP_MAGIC[0]) {
                *has_gzip_byte = true;
                bytes = &bytes[1..];
            }
            let Some(&next) = bytes.first() else {
                return Ok(());
            };
            if *has_gzip_byte && next == GZIP_MAGIC[1] {
                let mut gzip = Box::new(GzipDecoder::new());
                gzip.push(&GZIP_MAGIC[..1], text)?;
                self.kind = Kind::Gzip(gzip);
            } else {
                self.pass_on_head(text)?;
            }
        }
        match &mut self.kind {
            Kind::Gzip(gzip) => gzip.push(bytes, text),
            Kind::Plain | Kind::Unknown { .. } => text(bytes),
        }
    }

    /// Says that the file has ended.
    ///
    /// # Errors
    /// [`OpenError::TruncatedGzip`] if that is too early, or what `text` returned. The end of a plain gzip file
    /// that is cut exactly between two members cannot be told from its true end; that of BGZF can.
    pub fn finish(&mut self, text: &mut TextSink<'_>) -> Result<(), OpenError> {
        match &self.kind {
            Kind::Gzip(gzip) => gzip.finish(),
            Kind::Plain => Ok(()),
            Kind::Unknown { .. } => self.pass_on_head(text),
        }
    }

    /// How the file is compressed, as far as known: [`Compression::Plain`] before the first bytes.
    #[must_use]
    pub fn compression(&self) -> Compression {
        match &self.kind {
            Kind::Gzip(gzip) if gzip.is_bgzf() => Compression::Bgzf,
            Kind::Gzip(_) => Compression::Gzip,
            Kind::Plain | Kind::Unknown { .. } => Compression::Plain,
        }
    }

    /// It is no gzip: passes on the byte that was held back.
    fn pass_on_head(&mut self, text: &mut TextSink<'_>) -> Result<(), OpenError> {
        let kind = std::mem::replace(&mut self.kind, Kind::Plain);
        match kind {
            Kind::Unknown {
                has_gzip_byte: true,
            } => text(&GZIP_MAGIC[..1]),
            _ => Ok(()),
        }
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}
