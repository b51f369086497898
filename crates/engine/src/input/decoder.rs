//! The bytes of a file, decoded as they come.

use super::OpenError;

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
/// gzip is known by its first bytes; anything else is passed on as it is (whether it is FASTA is the
/// [`GenomeBuilder`](crate::GenomeBuilder)'s to say). After an error the decoder must not be used any more.
#[derive(Debug, Default)]
pub struct Decoder {}

impl Decoder {
    /// A decoder at the start of a file.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Decodes the next bytes of the file.
    ///
    /// # Errors
    /// What is wrong with the compressed data, or what `text` returned.
    pub fn push(
        &mut self,
        bytes: &[u8],
        text: &mut dyn FnMut(&[u8]) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        let _ = (bytes, text);
        unimplemented!()
    }

    /// Says that the file has ended.
    ///
    /// # Errors
    /// [`OpenError::TruncatedGzip`] if that is too early, or what `text` returned.
    pub fn finish(
        &mut self,
        text: &mut dyn FnMut(&[u8]) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        let _ = text;
        unimplemented!()
    }

    /// How the file is compressed, as far as known: [`Compression::Plain`] before the first bytes.
    #[must_use]
    pub fn compression(&self) -> Compression {
        unimplemented!()
    }
}
