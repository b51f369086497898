//! UCSC's 2bit format, pushed in pieces: header, index, then the records as they lie in the file.
//!
//! ```text
//! magic, version, number of records, 0        four bytes each; the magic number tells the order of bytes
//! length of name, name, offset                the index; one byte, the name, four bytes (eight in version 1)
//! length, runs of N, lower case, 0, letters   a record
//! ```

use super::decoder::TextSink;
use super::gather::Gather;
use super::two_bit_record::RecordDecoder;
use super::{Compression, Fault, OpenError, Refusal, TwoBitFault};

const MAGIC: u32 = 0x1a41_2743;
const HEADER_BYTES: usize = 16;

/// Decodes a 2bit file to FASTA text.
#[derive(Debug)]
pub(super) struct TwoBitDecoder {
    stage: Stage,
    gathered: Gather,
    /// Bytes of the file that were taken.
    offset: u64,
    numbers: Numbers,
    /// Records that the index has still to name.
    unnamed: u32,
    index: Index,
    /// The record that comes next, in the order of the file.
    next: usize,
    record: RecordDecoder,
}

/// What comes next in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Header,
    /// The length of a name.
    NameLength,
    /// A name and the offset of its record.
    Name,
    /// What lies before the next record, if anything does.
    Gap,
    Record,
    End,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    is_big_endian: bool,
    offset_bytes: usize,
}

/// The names, with the offsets of their records.
#[derive(Debug, Default)]
struct Index {
    names: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    /// Of the record.
    offset: u64,
    /// Of the name in the list of names.
    name: usize,
    name_bytes: u8,
}

impl Numbers {
    /// A number that takes all these bytes.
    pub(super) fn read(self, bytes: &[u8]) -> u64 {
        let add = |sum, byte: &u8| sum << 8 | u64::from(*byte);
        if self.is_big_endian {
            bytes.iter().fold(0, add)
        } else {
            bytes.iter().rev().fold(0, add)
        }
    }
}

impl TwoBitDecoder {
    pub(super) fn new() -> Self {
        Self {
            stage: Stage::Header,
            gathered: Gather::new(HEADER_BYTES),
            offset: 0,
            numbers: Numbers {
                is_big_endian: false,
                offset_bytes: 4,
            },
            unnamed: 0,
            index: Index::default(),
            next: 0,
            record: RecordDecoder::new(),
        }
    }

    #[inline(never)]
    pub(super) fn push(
        &mut self,
        mut bytes: &[u8],
        text: &mut TextSink<'_>,
    ) -> Result<(), OpenError> {
        loop {
            match self.stage {
                Stage::Header => {
                    if !self.gathered.fill(&mut bytes, &mut self.offset) {
                        return Ok(());
                    }
                    self.read_header()?;
                }
                Stage::NameLength => {
                    if !self.gathered.fill(&mut bytes, &mut self.offset) {
                        return Ok(());
                    }
                    let name_bytes = usize::from(self.gathered.bytes()[0]);
                    self.gathered.begin(name_bytes + self.numbers.offset_bytes);
                    self.stage = Stage::Name;
                }
                Stage::Name => {
                    if !self.gathered.fill(&mut bytes, &mut self.offset) {
                        return Ok(());
                    }
                    self.read_name()?;
                }
                Stage::Gap => {
                    let at = self.index.entries[self.next].offset;
                    let gap = usize::try_from(at - self.offset).unwrap_or(usize::MAX);
                    let skipped = gap.min(bytes.len());
                    bytes = &bytes[skipped..];
                    self.offset += skipped as u64;
                    if self.offset < at {
                        return Ok(());
                    }
                    text(b">")?;
                    text(self.index.name(self.next))?;
                    text(b"\n")?;
                    self.record.begin();
                    self.stage = Stage::Record;
                }
                Stage::Record => {
                    let numbers = self.numbers;
                    let is_whole = self
                        .record
                        .push(&mut bytes, &mut self.offset, numbers, text)?;
                    if !is_whole {
                        return Ok(());
                    }
                    text(b"\n")?;
                    self.next += 1;
                    self.begin_record()?;
                }
                Stage::End => {
                    return match bytes {
                        [] => Ok(()),
                        _ => Err(self.corrupt(TwoBitFault::TrailingBytes)),
                    };
                }
            }
        }
    }

    pub(super) fn finish(&self) -> Result<(), OpenError> {
        if self.stage == Stage::End {
            return Ok(());
        }
        Err(OpenError::Truncated {
            compression: Compression::TwoBit,
            offset: self.offset,
        })
    }

    fn read_header(&mut self) -> Result<(), OpenError> {
        self.numbers.is_big_endian = self.gathered.u32(0) != MAGIC;
        let header = self.gathered.bytes();
        let version = self.numbers.read(&header[4..8]) as u32;
        self.unnamed = self.numbers.read(&header[8..12]) as u32;
        self.numbers.offset_bytes = match version {
            0 => 4,
            1 => 8,
            got => {
                return Err(OpenError::Refused {
                    offset: self.offset,
                    refusal: Refusal::TwoBitVersion { got },
                });
            }
        };
        self.begin_name()
    }

    /// The next name, or the first record after the last name.
    fn begin_name(&mut self) -> Result<(), OpenError> {
        if self.unnamed > 0 {
            self.unnamed -= 1;
            self.gathered.begin(1);
            self.stage = Stage::NameLength;
            return Ok(());
        }
        // Nothing of a record can be told before its bytes come: so the order is that of the file. It is that of the
        // index, too, in all that faToTwoBit writes.
        self.index.entries.sort_by_key(|entry| entry.offset);
        self.begin_record()
    }

    fn read_name(&mut self) -> Result<(), OpenError> {
        let bytes = self.gathered.bytes();
        let (name, offset) = bytes.split_at(bytes.len() - self.numbers.offset_bytes);
        if let Some(&got) = name.iter().find(|byte| byte.is_ascii_control()) {
            return Err(self.corrupt(TwoBitFault::Name { got }));
        }
        self.index.push(name, self.numbers.read(offset))?;
        self.begin_name()
    }

    /// The next record, or the end after the last.
    fn begin_record(&mut self) -> Result<(), OpenError> {
        let Some(entry) = self.index.entries.get(self.next) else {
            self.stage = Stage::End;
            return Ok(());
        };
        let (got, least) = (entry.offset, self.offset);
        if got < least {
            return Err(self.corrupt(TwoBitFault::Offset { got, least }));
        }
        self.stage = Stage::Gap;
        Ok(())
    }

    fn corrupt(&self, fault: TwoBitFault) -> OpenError {
        OpenError::Corrupt {
            offset: self.offset,
            fault: Fault::TwoBit(fault),
        }
    }
}

impl Index {
    fn push(&mut self, name: &[u8], offset: u64) -> Result<(), OpenError> {
        let needed_bytes = (self.names.len() + self.entries.len() * size_of::<Entry>()) as u64;
        let names = self.names.try_reserve(name.len());
        names
            .and_then(|()| self.entries.try_reserve(1))
            .map_err(|_| OpenError::OutOfMemory { needed_bytes })?;
        self.entries.push(Entry {
            offset,
            name: self.names.len(),
            name_bytes: name.len() as u8,
        });
        self.names.extend_from_slice(name);
        Ok(())
    }

    fn name(&self, record: usize) -> &[u8] {
        let entry = &self.entries[record];
        &self.names[entry.name..][..usize::from(entry.name_bytes)]
    }
}
