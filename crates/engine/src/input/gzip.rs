//! The gzip format (RFC 1952) with any number of members, pushed in pieces.

use std::sync::Arc;

use super::bgzf::MemberInflater;
use super::decoder::TextSink;
use super::gzip_header::{Header, HeaderParser};
use super::inflate::{InflateError, Inflater};
use super::{Compression, Fault, GzipFault, OpenError};
use crate::share::Pool;

/// Decodes a gzip stream.
pub(super) struct GzipDecoder {
    stage: Stage,
    inflater: Inflater,
    /// Bytes of the file that were taken.
    offset: u64,
    /// Members begun.
    members: u64,
    /// What the first member's header says.
    is_bgzf: bool,
    /// Whether the last member that ended had no text: BGZF's end marker is such a member.
    last_was_empty: bool,
    /// For the members of BGZF that come as a whole.
    whole_members: MemberInflater,
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
            inflater: Inflater::new(),
            offset: 0,
            members: 0,
            is_bgzf: false,
            last_was_empty: false,
            whole_members: MemberInflater::new(),
        }
    }

    /// Inflates BGZF with the threads of this pool from now on, and passes on the text of what else is gzip.
    pub(super) fn share_among(&mut self, pool: Arc<dyn Pool + Send>) {
        self.inflater.share_among(Arc::clone(&pool));
        self.whole_members.share_among(pool);
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
                    self.inflate(&mut bytes, text)?;
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
                    if self.is_bgzf {
                        let taken = self.whole_members.push(bytes, text)?;
                        if taken.members > 0 {
                            self.offset += taken.bytes as u64;
                            self.members += taken.members;
                            self.last_was_empty = taken.last_is_empty;
                            bytes = &bytes[taken.bytes..];
                            continue;
                        }
                    }
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
            Err(OpenError::Truncated {
                compression: Compression::Gzip,
                offset,
            })
        }
    }

    fn begin_body(&mut self, header: Header) {
        if self.members == 0 {
            self.is_bgzf = header.is_bgzf;
        }
        self.members += 1;
        self.inflater.reset();
        self.stage = Stage::Body;
    }

    /// Inflates as much of `bytes` as belongs to this member, and takes it off.
    fn inflate(&mut self, bytes: &mut &[u8], text: &mut TextSink<'_>) -> Result<(), OpenError> {
        let before = bytes.len();
        let result = self.inflater.push(bytes, text);
        self.offset += (before - bytes.len()) as u64;
        match result {
            Ok(false) => {}
            Ok(true) => {
                let bytes = [0; 8];
                self.stage = Stage::Trailer { bytes, filled: 0 };
            }
            Err(InflateError::Deflate) => return Err(self.corrupt(GzipFault::Deflate)),
            Err(InflateError::Text(error)) => return Err(error),
        }
        Ok(())
    }

    fn check_trailer(&mut self, trailer: [u8; 8]) -> Result<(), OpenError> {
        let [c0, c1, c2, c3, l0, l1, l2, l3] = trailer;
        let expected = u32::from_le_bytes([c0, c1, c2, c3]);
        let got = self.inflater.checksum();
        if expected != got {
            return Err(self.corrupt(GzipFault::Checksum { expected, got }));
        }
        let expected = u32::from_le_bytes([l0, l1, l2, l3]);
        let got = self.inflater.text_bytes() as u32;
        if expected != got {
            return Err(self.corrupt(GzipFault::Length { expected, got }));
        }
        self.last_was_empty = self.inflater.text_bytes() == 0;
        self.stage = Stage::Between;
        Ok(())
    }

    fn corrupt(&self, fault: GzipFault) -> OpenError {
        let offset = self.offset;
        let fault = Fault::Gzip(fault);
        OpenError::Corrupt { offset, fault }
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
