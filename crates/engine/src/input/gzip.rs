//! The gzip format (RFC 1952) with any number of members, pushed in pieces.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::decoder::TextSink;
use super::gzip_header::{Header, HeaderParser};
use super::{GzipFault, OpenError};

/// Text is passed on in pieces of this size at most, in bytes: they stay in the second-level cache until the
/// parser has read them.
const PIECE_BYTES: usize = 128 << 10;

/// Decodes a gzip stream.
pub(super) struct GzipDecoder {
    stage: Stage,
    inflater: Decompress,
    /// Of the text of this member.
    checksum: Crc,
    /// Bytes of the file that were taken.
    offset: u64,
    piece: Box<[u8]>,
    /// Members begun.
    members: u64,
    /// What the first member's header says.
    is_bgzf: bool,
    /// Whether the last member that ended had no text: BGZF's end marker is such a member.
    last_was_empty: bool,
}

/// What comes next in the stream.
#[derive(Debug)]
enum Stage {
    /// The header of a member.
    Header(HeaderParser),
    /// Deflated data.
    Body,
    /// Checksum and length of the text, four bytes each.
    Trailer { bytes: [u8; 8], filled: usize },
    /// Another member, padding or the end.
    Between,
    /// Zeros up to the end.
    Padding,
}

impl GzipDecoder {
    pub(super) fn new() -> Self {
        Self {
            stage: Stage::Header(HeaderParser::default()),
            inflater: Decompress::new(false),
            checksum: Crc::new(),
            offset: 0,
            piece: vec![0; PIECE_BYTES].into_boxed_slice(),
            members: 0,
            is_bgzf: false,
            last_was_empty: false,
        }
    }

    pub(super) fn is_bgzf(&self) -> bool {
        self.is_bgzf
    }

    pub(super) fn push(
        &mut self,
        mut bytes: &[u8],
        text: &mut TextSink<'_>,
    ) -> Result<(), OpenError> {
        while let Some(&next) = bytes.first() {
            match &mut self.stage {
                Stage::Body => {
                    let taken = self.inflate(bytes, text)?;
                    bytes = &bytes[taken..];
                    continue;
                }
                Stage::Header(parser) => {
                    let header = parser.push(next).map_err(|fault| self.corrupt(fault))?;
                    if let Some(header) = header {
                        self.begin_body(header);
                    }
                }
                Stage::Trailer { bytes, filled } => {
                    bytes[*filled] = next;
                    *filled += 1;
                    if *filled == bytes.len() {
                        let trailer = *bytes;
                        self.check_trailer(trailer)?;
                    }
                }
                Stage::Between if next != 0 => {
                    let mut parser = HeaderParser::default();
                    parser.push(next).map_err(|fault| self.corrupt(fault))?;
                    self.stage = Stage::Header(parser);
                }
                Stage::Between => self.stage = Stage::Padding,
                Stage::Padding if next != 0 => {
                    return Err(self.corrupt(GzipFault::TrailingBytes { got: next }));
                }
                Stage::Padding => {}
            }
            self.offset += 1;
            bytes = &bytes[1..];
        }
        Ok(())
    }

    pub(super) fn finish(&self) -> Result<(), OpenError> {
        let is_whole = matches!(self.stage, Stage::Between | Stage::Padding);
        if is_whole && (self.last_was_empty || !self.is_bgzf) {
            Ok(())
        } else {
            let offset = self.offset;
            Err(OpenError::TruncatedGzip { offset })
        }
    }

    fn begin_body(&mut self, header: Header) {
        if self.members == 0 {
            self.is_bgzf = header.is_bgzf;
        }
        self.members += 1;
        self.inflater.reset(false);
        self.checksum.reset();
        self.stage = Stage::Body;
    }

    /// Inflates as much of `bytes` as belongs to this member and returns how many that were.
    fn inflate(&mut self, bytes: &[u8], text: &mut TextSink<'_>) -> Result<usize, OpenError> {
        let mut taken = 0;
        loop {
            let (before_in, before_out) = (self.inflater.total_in(), self.inflater.total_out());
            let result =
                self.inflater
                    .decompress(&bytes[taken..], &mut self.piece, FlushDecompress::None);
            let newly_taken = (self.inflater.total_in() - before_in) as usize;
            let made = (self.inflater.total_out() - before_out) as usize;
            taken += newly_taken;
            self.offset += newly_taken as u64;
            let status = result.map_err(|_| self.corrupt(GzipFault::Deflate))?;
            self.checksum.update(&self.piece[..made]);
            text(&self.piece[..made])?;
            if status == Status::StreamEnd {
                let bytes = [0; 8];
                self.stage = Stage::Trailer { bytes, filled: 0 };
                return Ok(taken);
            }
            // A full piece may have left more text behind in the inflater.
            if taken == bytes.len() && made < self.piece.len() {
                return Ok(taken);
            }
            if newly_taken == 0 && made == 0 {
                return Err(self.corrupt(GzipFault::Deflate));
            }
        }
    }

    fn check_trailer(&mut self, trailer: [u8; 8]) -> Result<(), OpenError> {
        let [c0, c1, c2, c3, l0, l1, l2, l3] = trailer;
        let expected = u32::from_le_bytes([c0, c1, c2, c3]);
        let got = self.checksum.sum();
        if expected != got {
            return Err(self.corrupt(GzipFault::Checksum { expected, got }));
        }
        let expected = u32::from_le_bytes([l0, l1, l2, l3]);
        let got = self.inflater.total_out() as u32;
        if expected != got {
            return Err(self.corrupt(GzipFault::Length { expected, got }));
        }
        self.last_was_empty = self.inflater.total_out() == 0;
        self.stage = Stage::Between;
        Ok(())
    }

    fn corrupt(&self, fault: GzipFault) -> OpenError {
        let offset = self.offset;
        OpenError::CorruptGzip { offset, fault }
    }
}

impl std::fmt::Debug for GzipDecoder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("GzipDecoder")
            .field("stage", &self.stage)
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}
