//! The zstd format (RFC 8878) with any number of frames, pushed in pieces.
//!
//! `ruzstd` decodes whole blocks. Frames and blocks are put together here from the pieces, so that it never has to wait
//! for bytes, and what is wrong with a block is the same however the file is cut.

use std::io;

use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::decoder::TextSink;
use super::gather::{Gather, number};
use super::{Compression, Fault, OpenError, Refusal, ZstdFault};

/// The farthest that a frame may look back, in bytes: `zstd --long=27`, what zstd itself takes without being asked.
const WINDOW_LIMIT_BYTES: u64 = 1 << 27;
/// No block is longer, compressed or not, in bytes.
const BLOCK_LIMIT_BYTES: usize = 128 << 10;

const MAGIC: u32 = 0xfd2f_b528;
const SKIPPABLE: std::ops::RangeInclusive<u32> = 0x184d_2a50..=0x184d_2a5f;
const MAGIC_BYTES: usize = 4;
const BLOCK_HEADER_BYTES: usize = 3;
const CHECKSUM_BYTES: usize = 4;

/// Decodes a zstd stream.
pub(super) struct ZstdDecoder {
    stage: Stage,
    gathered: Gather,
    /// Bytes of the file that were taken.
    offset: u64,
    decoder: FrameDecoder,
    frame: Frame,
}

/// What comes next in the stream.
#[derive(Debug, Clone, Copy)]
enum Stage {
    /// The magic number of a frame, or the end.
    Magic,
    /// The first byte of a frame's header.
    Descriptor,
    /// The rest of a frame's header.
    Header,
    BlockHeader,
    /// The content of a block, and of the last one the checksum.
    Block,
    /// The length of a skippable frame.
    SkippableLength,
    Skippable {
        left: u64,
    },
}

/// What matters of a frame's header, and what came of the frame.
#[derive(Debug, Default)]
struct Frame {
    has_checksum: bool,
    content_bytes: Option<u64>,
    text_bytes: u64,
}

impl ZstdDecoder {
    pub(super) fn new() -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW_LIMIT_BYTES);
        Self {
            stage: Stage::Magic,
            gathered: Gather::new(MAGIC_BYTES),
            offset: 0,
            decoder,
            frame: Frame::default(),
        }
    }

    #[inline(never)]
    pub(super) fn push(
        &mut self,
        mut bytes: &[u8],
        text: &mut TextSink<'_>,
    ) -> Result<(), OpenError> {
        loop {
            if let Stage::Skippable { left } = &mut self.stage {
                let taken = bytes
                    .len()
                    .min(usize::try_from(*left).unwrap_or(usize::MAX));
                bytes = &bytes[taken..];
                self.offset += taken as u64;
                *left -= taken as u64;
                if *left > 0 {
                    return Ok(());
                }
                self.begin(Stage::Magic, MAGIC_BYTES);
            }
            if !self.gathered.fill(&mut bytes, &mut self.offset) {
                return Ok(());
            }
            match self.stage {
                Stage::Magic => self.begin_frame()?,
                Stage::Descriptor => {
                    self.gathered
                        .extend(header_bytes(self.gathered.bytes()[MAGIC_BYTES]));
                    self.stage = Stage::Header;
                }
                Stage::Header => self.read_header()?,
                Stage::BlockHeader => self.read_block_header()?,
                Stage::Block => self.decode_block(text)?,
                Stage::SkippableLength => {
                    let left = self.gathered.u32(MAGIC_BYTES).into();
                    self.stage = Stage::Skippable { left };
                }
                Stage::Skippable { .. } => {}
            }
        }
    }

    pub(super) fn finish(&self) -> Result<(), OpenError> {
        if matches!(self.stage, Stage::Magic) && self.gathered.bytes().is_empty() {
            return Ok(());
        }
        Err(OpenError::Truncated {
            compression: Compression::Zstd,
            offset: self.offset,
        })
    }

    fn begin(&mut self, stage: Stage, bytes: usize) {
        self.stage = stage;
        self.gathered.begin(bytes);
    }

    fn begin_frame(&mut self) -> Result<(), OpenError> {
        let magic = self.gathered.u32(0);
        if magic == MAGIC {
            self.gathered.extend(1);
            self.stage = Stage::Descriptor;
        } else if SKIPPABLE.contains(&magic) {
            self.gathered.extend(4);
            self.stage = Stage::SkippableLength;
        } else {
            self.offset -= MAGIC_BYTES as u64;
            return Err(self.corrupt(ZstdFault::TrailingBytes));
        }
        Ok(())
    }

    fn read_header(&mut self) -> Result<(), OpenError> {
        let header = self.gathered.bytes();
        let descriptor = header[MAGIC_BYTES];
        if descriptor & 0x08 != 0 {
            return Err(self.corrupt(ZstdFault::ReservedBit));
        }
        let mut at = MAGIC_BYTES + 1;
        let is_single_segment = is_single_segment(descriptor);
        let window = header[at];
        at += usize::from(!is_single_segment);
        let dictionary = number(header, at, dictionary_bytes(descriptor)) as u32;
        at += dictionary_bytes(descriptor);
        let content_bytes = match content_size_bytes(descriptor) {
            0 => None,
            2 => Some(number(header, at, 2) + 256),
            width => Some(number(header, at, width)),
        };
        let window_bytes = if is_single_segment {
            content_bytes.unwrap_or_default()
        } else {
            let base = 1 << (10 + (window >> 3));
            base + base / 8 * u64::from(window & 7)
        };
        if dictionary != 0 {
            return Err(self.refused(Refusal::ZstdDictionary { id: dictionary }));
        }
        if window_bytes > WINDOW_LIMIT_BYTES {
            return Err(self.refused(Refusal::ZstdWindow {
                window_bytes,
                limit_bytes: WINDOW_LIMIT_BYTES,
            }));
        }
        let result = self.decoder.reset(header);
        result.map_err(|_| self.corrupt(ZstdFault::Block))?;
        self.frame = Frame {
            has_checksum: descriptor & 0x04 != 0,
            content_bytes,
            text_bytes: 0,
        };
        self.begin(Stage::BlockHeader, BLOCK_HEADER_BYTES);
        Ok(())
    }

    fn read_block_header(&mut self) -> Result<(), OpenError> {
        let header = number(self.gathered.bytes(), 0, BLOCK_HEADER_BYTES) as usize;
        let (is_last, kind, length) = (header & 1 != 0, header >> 1 & 3, header >> 3);
        if kind == 3 || length > BLOCK_LIMIT_BYTES {
            return Err(self.corrupt(ZstdFault::Block));
        }
        // A block of one repeated byte holds just that byte.
        let content = if kind == 1 { 1 } else { length };
        let checksum = if is_last && self.frame.has_checksum {
            CHECKSUM_BYTES
        } else {
            0
        };
        self.gathered.extend(content + checksum);
        self.stage = Stage::Block;
        Ok(())
    }

    fn decode_block(&mut self, text: &mut TextSink<'_>) -> Result<(), OpenError> {
        let one = BlockDecodingStrategy::UptoBlocks(1);
        let is_last = self.decoder.decode_blocks(self.gathered.bytes(), one);
        let is_last = is_last.map_err(|_| self.corrupt(ZstdFault::Block))?;
        let mut passed_on = PassedOn {
            text,
            bytes: 0,
            error: None,
        };
        let result = self.decoder.collect_to_writer(&mut passed_on);
        let PassedOn { bytes, error, .. } = passed_on;
        self.frame.text_bytes += bytes;
        if let Some(error) = error {
            return Err(error);
        }
        result.map_err(|_| self.corrupt(ZstdFault::Block))?;
        if is_last {
            self.check_frame()?;
            self.begin(Stage::Magic, MAGIC_BYTES);
        } else {
            self.begin(Stage::BlockHeader, BLOCK_HEADER_BYTES);
        }
        Ok(())
    }

    fn check_frame(&self) -> Result<(), OpenError> {
        let got = self.frame.text_bytes;
        if let Some(expected) = self.frame.content_bytes
            && expected != got
        {
            return Err(self.corrupt(ZstdFault::Length { expected, got }));
        }
        let expected = self.decoder.get_checksum_from_data();
        let got = self.decoder.get_calculated_checksum();
        match (expected, got) {
            (Some(expected), Some(got)) if expected != got => {
                Err(self.corrupt(ZstdFault::Checksum { expected, got }))
            }
            _ => Ok(()),
        }
    }

    fn corrupt(&self, fault: ZstdFault) -> OpenError {
        OpenError::Corrupt {
            offset: self.offset,
            fault: Fault::Zstd(fault),
        }
    }

    fn refused(&self, refusal: Refusal) -> OpenError {
        let offset = self.offset;
        OpenError::Refused { offset, refusal }
    }
}

const fn is_single_segment(descriptor: u8) -> bool {
    descriptor & 0x20 != 0
}

/// Width of the number of the dictionary.
const fn dictionary_bytes(descriptor: u8) -> usize {
    [0, 1, 2, 4][(descriptor & 3) as usize]
}

/// Width of the length of the content.
const fn content_size_bytes(descriptor: u8) -> usize {
    match descriptor >> 6 {
        0 => is_single_segment(descriptor) as usize,
        flag => 1 << flag,
    }
}

/// Bytes of a frame's header after the descriptor.
const fn header_bytes(descriptor: u8) -> usize {
    let window = if is_single_segment(descriptor) { 0 } else { 1 };
    window + dictionary_bytes(descriptor) + content_size_bytes(descriptor)
}

/// Passes on what is written to it, and keeps the error of the one who took it.
struct PassedOn<'text, 'sink> {
    text: &'text mut TextSink<'sink>,
    bytes: u64,
    error: Option<OpenError>,
}

impl io::Write for PassedOn<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match (self.text)(bytes) {
            Ok(()) => {
                self.bytes += bytes.len() as u64;
                Ok(bytes.len())
            }
            Err(error) => {
                self.error = Some(error);
                Err(io::ErrorKind::Other.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl std::fmt::Debug for ZstdDecoder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ZstdDecoder")
            .field("stage", &self.stage)
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}
