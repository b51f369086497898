//! ZIP archives, pushed in pieces: each file behind a header of its own, then the central directory.

use std::sync::Arc;

use super::decoder::TextSink;
use super::gather::{Gather, number};
use super::zip_content::ContentReader;
use super::zip_entry::{self, Entry};
use super::{Compression, Fault, OpenError, Refusal, ZipFault};
use crate::share::Pool;

const SIGNATURE_BYTES: usize = 4;
const ENTRY: u32 = 0x0403_4b50;
const DESCRIPTOR: u32 = 0x0807_4b50;
const ARCHIVE_EXTRA: u32 = 0x0806_4b50;
const LISTED: u32 = 0x0201_4b50;
const SIGNED: u32 = 0x0505_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;
const END: u32 = 0x0605_4b50;

/// Decodes the FASTA files of an archive, one after another.
pub(super) struct ZipDecoder {
    stage: Stage,
    gathered: Gather,
    /// Bytes of the file that were taken.
    offset: u64,
    content: ContentReader,
    counts: Counts,
}

/// What comes next in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Signature,
    /// The header of an entry, without name and extra fields; then with them.
    Header,
    WholeHeader,
    Content,
    /// Perhaps a signature, perhaps the checksum already.
    DescriptorMark,
    /// Checksum and the first eight bytes of sizes; then all, where sizes have eight bytes.
    Descriptor,
    WideDescriptor,
    /// An entry of the central directory, without names.
    Listed,
    Signed,
    ArchiveExtra,
    End64,
    Locator64,
    End,
    /// Names, comments and what else does not matter, before the next signature.
    Ignored {
        left: u64,
    },
    Comment {
        left: u64,
    },
    Done,
}

/// How many there are.
#[derive(Debug, Default)]
struct Counts {
    entries: u64,
    fasta_entries: u64,
    listed: u64,
    /// As the end of the directory says, in eight bytes.
    stated_64: Option<u64>,
}

impl ZipDecoder {
    pub(super) fn new() -> Self {
        Self {
            stage: Stage::Signature,
            gathered: Gather::new(SIGNATURE_BYTES),
            offset: 0,
            content: ContentReader::new(),
            counts: Counts::default(),
        }
    }

    /// Passes text on with the threads of this pool from now on.
    pub(super) fn share_among(&mut self, pool: Arc<dyn Pool + Send>) {
        self.content.share_among(pool);
    }

    #[inline(never)]
    pub(super) fn push(
        &mut self,
        mut bytes: &[u8],
        text: &mut TextSink<'_>,
    ) -> Result<(), OpenError> {
        loop {
            let is_over = match self.stage {
                Stage::Done => {
                    return match bytes {
                        [] => Ok(()),
                        _ => Err(self.corrupt(ZipFault::TrailingBytes)),
                    };
                }
                Stage::Content => self.content.push(&mut bytes, &mut self.offset, text)?,
                Stage::Ignored { left } | Stage::Comment { left } => {
                    let ignored = bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                    bytes = &bytes[ignored..];
                    self.offset += ignored as u64;
                    self.ignore(ignored as u64)
                }
                _ => self.gathered.fill(&mut bytes, &mut self.offset),
            };
            if !is_over {
                return Ok(());
            }
            self.go_on(text)?;
        }
    }

    pub(super) fn finish(&self) -> Result<(), OpenError> {
        if self.stage == Stage::Done {
            return Ok(());
        }
        Err(OpenError::Truncated {
            compression: Compression::Zip,
            offset: self.offset,
        })
    }

    /// What comes after the stage that is over.
    fn go_on(&mut self, text: &mut TextSink<'_>) -> Result<(), OpenError> {
        match self.stage {
            Stage::Signature => self.read_signature()?,
            Stage::Header => {
                let more = zip_entry::more_bytes(self.gathered.bytes());
                self.gathered.extend(more);
                self.stage = Stage::WholeHeader;
            }
            Stage::WholeHeader => self.begin_content()?,
            Stage::Content => {
                self.content.end(text)?;
                self.end_content()?;
            }
            Stage::DescriptorMark => {
                // The first of twelve bytes, unless it is the signature that may stand before them.
                if self.gathered.u32(0) == DESCRIPTOR {
                    self.gathered.begin(12);
                } else {
                    self.gathered.extend(8);
                }
                self.stage = Stage::Descriptor;
            }
            Stage::Descriptor if self.content.has_wide_sizes(self.gathered.u32(8)) => {
                self.gathered.extend(8);
                self.stage = Stage::WideDescriptor;
            }
            Stage::Descriptor => self.check_content(4)?,
            Stage::WideDescriptor => self.check_content(8)?,
            Stage::Listed => {
                self.counts.listed += 1;
                let lengths = [28, 30, 32].map(|at| u64::from(self.gathered.u16(at)));
                let left = lengths.iter().sum();
                self.stage = Stage::Ignored { left };
            }
            Stage::Signed => {
                let left = self.gathered.u16(4).into();
                self.stage = Stage::Ignored { left };
            }
            Stage::ArchiveExtra => {
                let left = self.gathered.u32(4).into();
                self.stage = Stage::Ignored { left };
            }
            Stage::End64 => {
                let bytes = self.gathered.bytes();
                self.counts.stated_64 = Some(number(bytes, 32, 8));
                // Of the length that it says, twelve bytes are not counted and 44 are read.
                let left = number(bytes, 4, 8).saturating_sub(44);
                self.stage = Stage::Ignored { left };
            }
            Stage::Locator64 | Stage::Ignored { .. } => self.begin_signature(),
            Stage::End => self.end_directory()?,
            Stage::Comment { .. } => self.stage = Stage::Done,
            Stage::Done => {}
        }
        Ok(())
    }

    fn begin_signature(&mut self) {
        self.gathered.begin(SIGNATURE_BYTES);
        self.stage = Stage::Signature;
    }

    fn read_signature(&mut self) -> Result<(), OpenError> {
        let is_in_directory = self.counts.listed > 0;
        let (stage, whole_bytes) = match self.gathered.u32(0) {
            ENTRY if !is_in_directory => (Stage::Header, zip_entry::HEADER_BYTES),
            ARCHIVE_EXTRA if !is_in_directory => (Stage::ArchiveExtra, 8),
            LISTED => (Stage::Listed, 46),
            SIGNED => (Stage::Signed, 6),
            END_64 => (Stage::End64, 56),
            LOCATOR_64 => (Stage::Locator64, 20),
            END => (Stage::End, 22),
            got => {
                self.offset -= SIGNATURE_BYTES as u64;
                return Err(self.corrupt(ZipFault::Signature { got }));
            }
        };
        self.gathered.extend(whole_bytes - SIGNATURE_BYTES);
        self.stage = stage;
        Ok(())
    }

    fn begin_content(&mut self) -> Result<(), OpenError> {
        let entry = Entry::read(self.gathered.bytes());
        let offset = self.offset;
        let reading = entry.reading();
        let reading = reading.map_err(|refusal| OpenError::Refused { offset, refusal })?;
        let is_first_fasta = self.counts.fasta_entries == 0;
        self.counts.entries += 1;
        self.counts.fasta_entries += u64::from(reading.is_of_fasta());
        self.content.begin(entry, reading, offset, is_first_fasta);
        self.stage = Stage::Content;
        Ok(())
    }

    fn end_content(&mut self) -> Result<(), OpenError> {
        let entry = self.content.entry();
        if entry.has_descriptor() {
            self.gathered.begin(4);
            self.stage = Stage::DescriptorMark;
            return Ok(());
        }
        let (compressed, text) = (entry.compressed_bytes, entry.text_bytes);
        self.content
            .check(self.offset, entry.checksum, compressed, text)?;
        self.begin_signature();
        Ok(())
    }

    /// What the descriptor says: a checksum and two sizes of this width.
    fn check_content(&mut self, width: usize) -> Result<(), OpenError> {
        let bytes = self.gathered.bytes();
        let (compressed, text) = (number(bytes, 4, width), number(bytes, 4 + width, width));
        let checksum = self.gathered.u32(0);
        self.content
            .check(self.offset, checksum, compressed, text)?;
        self.begin_signature();
        Ok(())
    }

    /// Counts off what was ignored, and says whether that was all.
    fn ignore(&mut self, ignored: u64) -> bool {
        match &mut self.stage {
            Stage::Ignored { left } | Stage::Comment { left } => {
                *left -= ignored;
                *left == 0
            }
            _ => false,
        }
    }

    fn end_directory(&mut self) -> Result<(), OpenError> {
        let stated = self.gathered.u16(10);
        let expected = match self.counts.stated_64 {
            Some(stated_64) if stated == u16::MAX => stated_64,
            _ => stated.into(),
        };
        for got in [self.counts.listed, self.counts.entries] {
            if got != expected {
                return Err(self.corrupt(ZipFault::EntryCount { expected, got }));
            }
        }
        if self.counts.fasta_entries == 0 {
            return Err(OpenError::Refused {
                offset: self.offset,
                refusal: Refusal::ZipWithoutFasta,
            });
        }
        let left = self.gathered.u16(20).into();
        self.stage = Stage::Comment { left };
        Ok(())
    }

    fn corrupt(&self, fault: ZipFault) -> OpenError {
        OpenError::Corrupt {
            offset: self.offset,
            fault: Fault::Zip(fault),
        }
    }
}

impl std::fmt::Debug for ZipDecoder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ZipDecoder")
            .field("stage", &self.stage)
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}
