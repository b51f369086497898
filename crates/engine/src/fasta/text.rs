//! A text from its first byte: what format it is, and its records.

use super::{Parser, RecordSink};
use crate::input::{Format, OpenError};

/// Marks text as UTF-8; means nothing in FASTA.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A text, pushed in pieces of any size: refused if it is of another format, or else parsed as FASTA.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// The first bytes, until they suffice to know the format.
    head: Option<Vec<u8>>,
    parser: Parser,
}

impl Text {
    /// The start of a text.
    pub(crate) fn new() -> Self {
        Self {
            head: Some(Vec::with_capacity(Format::HEAD_BYTES)),
            parser: Parser::new(),
        }
    }

    pub(crate) fn push(
        &mut self,
        mut text: &[u8],
        sink: &mut impl RecordSink,
    ) -> Result<(), OpenError> {
        if let Some(head) = &mut self.head {
            let missing = Format::HEAD_BYTES - head.len();
            let (more, rest) = text.split_at(missing.min(text.len()));
            head.extend_from_slice(more);
            if head.len() < Format::HEAD_BYTES {
                return Ok(());
            }
            text = rest;
            self.pass_on_head(sink)?;
        }
        self.parser.push(text, sink)
    }

    /// Says that the text has ended.
    pub(crate) fn finish(&mut self, sink: &mut impl RecordSink) -> Result<(), OpenError> {
        self.pass_on_head(sink)?;
        self.parser.finish(sink)
    }

    fn pass_on_head(&mut self, sink: &mut impl RecordSink) -> Result<(), OpenError> {
        let Some(head) = self.head.take() else {
            return Ok(());
        };
        let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&head);
        match Format::of(text) {
            Some(format) => Err(OpenError::Unsupported { format }),
            None => self.parser.push(text, sink),
        }
    }
}
