//! The content of a file in a ZIP archive.

use std::sync::Arc;

use flate2::Crc;

use super::decoder::TextSink;
use super::inflate::{InflateError, Inflater};
use super::zip_entry::{Entry, Reading};
use super::{Fault, OpenError, Refusal, ZipFault};
use crate::share::Pool;

/// Reads the content of one entry after another.
pub(super) struct ContentReader {
    entry: Entry,
    reading: Reading,
    begins_at: u64,
    /// Bytes of the archive that were taken.
    taken: u64,
    /// Of stored content.
    checksum: Crc,
    inflater: Inflater,
    text: Text,
}

/// The text of an entry, as it is passed on.
#[derive(Debug, Default)]
struct Text {
    /// Whether a header must come first: otherwise the text would go on with the last record.
    needs_header: bool,
    last: Option<u8>,
}

impl ContentReader {
    pub(super) fn new() -> Self {
        Self {
            entry: Entry::default(),
            reading: Reading::Skipped,
            begins_at: 0,
            taken: 0,
            checksum: Crc::new(),
            inflater: Inflater::new(),
            text: Text::default(),
        }
    }

    /// Passes text on with the threads of this pool from now on.
    pub(super) fn share_among(&mut self, pool: Arc<dyn Pool + Send>) {
        self.inflater.share_among(pool);
    }

    /// Begins with another entry, whose content begins at this offset.
    pub(super) fn begin(&mut self, entry: Entry, reading: Reading, at: u64, is_first_fasta: bool) {
        self.entry = entry;
        self.reading = reading;
        self.begins_at = at;
        self.taken = 0;
        self.checksum.reset();
        self.inflater.reset();
        self.text = Text {
            needs_header: !is_first_fasta,
            last: None,
        };
    }

    pub(super) fn entry(&self) -> &Entry {
        &self.entry
    }

    /// Takes off `bytes` what belongs to the content, passes it on, and says whether that was all.
    pub(super) fn push(
        &mut self,
        bytes: &mut &[u8],
        offset: &mut u64,
        text: &mut TextSink<'_>,
    ) -> Result<bool, OpenError> {
        let left = match self.entry.known_bytes() {
            Some(length) => usize::try_from(length - self.taken).unwrap_or(usize::MAX),
            None => usize::MAX,
        };
        let (content, _) = bytes.split_at(left.min(bytes.len()));
        let mut rest = content;
        let result = match self.reading {
            Reading::Skipped => {
                rest = &[];
                Ok(false)
            }
            Reading::Stored => {
                rest = &[];
                self.checksum.update(content);
                let passed = self
                    .text
                    .pass_on(content, &self.entry, self.begins_at, text);
                passed.map(|()| false).map_err(InflateError::Text)
            }
            Reading::Inflated | Reading::InflatedInVain => self.inflate(&mut rest, text),
        };
        let taken = content.len() - rest.len();
        *bytes = &bytes[taken..];
        *offset += taken as u64;
        self.taken += taken as u64;
        let is_over = result.map_err(|error| match error {
            InflateError::Text(error) => error,
            InflateError::Deflate => self.not_deflate(*offset),
        })?;
        let got = self.taken;
        match (self.reading, self.entry.known_bytes()) {
            (Reading::Inflated | Reading::InflatedInVain, Some(expected)) => {
                if is_over && got < expected {
                    return Err(self.wrong_length(*offset, expected, got));
                }
                if !is_over && got == expected {
                    return Err(self.not_deflate(*offset));
                }
                Ok(is_over)
            }
            (_, Some(expected)) => Ok(got == expected),
            (_, None) => Ok(is_over),
        }
    }

    /// Ends the last line, if the content has not.
    pub(super) fn end(&mut self, text: &mut TextSink<'_>) -> Result<(), OpenError> {
        match self.text.last {
            None | Some(b'\n') => Ok(()),
            Some(_) => text(b"\n"),
        }
    }

    /// Compares the content with what is said of it: checksum, size in the archive, and size of its own. Nothing is
    /// known of content that was left out.
    pub(super) fn check(
        &self,
        offset: u64,
        checksum: u32,
        compressed_bytes: u64,
        text_bytes: u64,
    ) -> Result<(), OpenError> {
        if self.reading == Reading::Skipped {
            return Ok(());
        }
        let got = self.checksum();
        if checksum != got {
            let fault = ZipFault::Checksum {
                name: self.entry.name.clone(),
                expected: checksum,
                got,
            };
            return Err(corrupt(offset, fault));
        }
        let pairs = [
            (compressed_bytes, self.taken),
            (text_bytes, self.text_bytes()),
        ];
        match pairs.into_iter().find(|(expected, got)| expected != got) {
            Some((expected, got)) => Err(self.wrong_length(offset, expected, got)),
            None => Ok(()),
        }
    }

    /// Whether sizes have eight bytes behind this content, where `next` follows the lower half of the first.
    ///
    /// It ought to follow from the header, but not all who write archives keep to that: so the sizes have the say.
    pub(super) fn has_wide_sizes(&self, next: u32) -> bool {
        let (compressed_bytes, text_bytes) = (self.taken, self.text_bytes());
        let is_large = compressed_bytes.max(text_bytes) > u64::from(u32::MAX);
        if self.reading == Reading::Skipped {
            return self.entry.is_zip64 || is_large;
        }
        let fits_wide = next == (compressed_bytes >> 32) as u32;
        let fits_narrow = next == text_bytes as u32;
        fits_wide && (self.entry.is_zip64 || is_large || !fits_narrow)
    }

    fn checksum(&self) -> u32 {
        match self.reading {
            Reading::Inflated | Reading::InflatedInVain => self.inflater.checksum(),
            Reading::Stored | Reading::Skipped => self.checksum.sum(),
        }
    }

    fn text_bytes(&self) -> u64 {
        match self.reading {
            Reading::Inflated | Reading::InflatedInVain => self.inflater.text_bytes(),
            Reading::Stored | Reading::Skipped => self.taken,
        }
    }

    fn inflate(
        &mut self,
        bytes: &mut &[u8],
        text: &mut TextSink<'_>,
    ) -> Result<bool, InflateError> {
        if self.reading == Reading::InflatedInVain {
            return self.inflater.push(bytes, &mut |_| Ok(()));
        }
        let (entry, at, of) = (&self.entry, self.begins_at, &mut self.text);
        self.inflater
            .push(bytes, &mut |piece| of.pass_on(piece, entry, at, text))
    }

    fn not_deflate(&self, offset: u64) -> OpenError {
        let name = self.entry.name.clone();
        corrupt(offset, ZipFault::Deflate { name })
    }

    fn wrong_length(&self, offset: u64, expected: u64, got: u64) -> OpenError {
        let fault = ZipFault::Length {
            name: self.entry.name.clone(),
            expected,
            got,
        };
        corrupt(offset, fault)
    }
}

impl Text {
    fn pass_on(
        &mut self,
        piece: &[u8],
        entry: &Entry,
        begins_at: u64,
        text: &mut TextSink<'_>,
    ) -> Result<(), OpenError> {
        if self.needs_header
            && let Some(first) = piece.iter().find(|byte| !byte.is_ascii_whitespace())
        {
            if *first != b'>' {
                let name = entry.name.clone();
                return Err(OpenError::Refused {
                    offset: begins_at,
                    refusal: Refusal::ZipWithoutHeader { name },
                });
            }
            self.needs_header = false;
        }
        self.last = piece.last().copied().or(self.last);
        text(piece)
    }
}

fn corrupt(offset: u64, fault: ZipFault) -> OpenError {
    let fault = Fault::Zip(fault);
    OpenError::Corrupt { offset, fault }
}
