//! The parser: a state machine that may be interrupted at any byte.

use super::letters;
use crate::alphabet::Letter;
use crate::input::OpenError;

/// What takes the records.
pub(crate) trait RecordSink {
    /// A record begins; `header` is its line without `>`, none if it has no such line.
    fn begin_record(&mut self, header: Option<&[u8]>) -> Result<(), OpenError>;

    /// Takes the next letters of the record from the front of a text, as long as they are A, C, G, T, U or N, in either
    /// case; gives their number.
    fn plain_letters(&mut self, text: &[u8]) -> Result<usize, OpenError>;

    /// Takes the next lines of the record from the front of a text, as long as each has `width` such letters and an LF;
    /// gives their number. Lines that are too short to gain anything may be left.
    fn plain_lines(&mut self, text: &[u8], width: usize) -> Result<usize, OpenError>;

    /// The next letters of the record: bases and other letters, nothing else.
    fn letters(&mut self, letters: &[u8]) -> Result<(), OpenError>;
}

/// Parses FASTA text, pushed in pieces of any size.
///
/// - A line ends with LF, CR or CRLF; blank lines, and spaces and tabs within sequence, are skipped.
/// - `>` begins a header, `;` a comment, where they stand first in a line, spaces and tabs apart.
/// - Sequence before the first header is a record without a header.
#[derive(Debug, Clone)]
pub(crate) struct Parser {
    place: Place,
    /// The line that is being read, from 1.
    line: u64,
    /// Bytes of that line that were read.
    column: u64,
    /// Whether the line before ended with CR, so that an LF now belongs to it.
    after_cr: bool,
    /// The last header, as far as it was read; none before the first.
    header: Option<Vec<u8>>,
    /// Whether there is a record to put sequence into.
    is_in_record: bool,
    /// Letters of the last whole line of nothing but A, C, G, T, U and N: the next ones are often as long.
    width: usize,
}

/// Where in a line the text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Header,
    Comment,
    Sequence,
}

impl Parser {
    /// No header of any archive comes near this; a file that has a longer one is none of FASTA.
    const LONGEST_HEADER_BYTES: usize = 1 << 20;

    pub(crate) fn new() -> Self {
        Self {
            place: Place::Start,
            line: 1,
            column: 0,
            after_cr: false,
            header: None,
            is_in_record: false,
            width: 0,
        }
    }

    pub(crate) fn push(
        &mut self,
        mut text: &[u8],
        sink: &mut impl RecordSink,
    ) -> Result<(), OpenError> {
        while let Some(&next) = text.first() {
            if self.place == Place::Start {
                if self.is_in_record && self.column == 0 {
                    let lines = sink.plain_lines(text, self.width)?;
                    if lines > 0 {
                        self.after_cr = false;
                        self.line += lines as u64;
                        text = &text[lines * (self.width + 1)..];
                        continue;
                    }
                }
                let taken = self.start_line(next, sink)?;
                text = &text[taken..];
                continue;
            }
            if self.place == Place::Sequence {
                let taken = sink.plain_letters(text)?;
                self.column += taken as u64;
                text = &text[taken..];
                if let Some((b'\n', rest)) = text.split_first() {
                    if taken as u64 == self.column {
                        self.width = taken;
                    }
                    self.end_line(b'\n');
                    text = rest;
                    continue;
                }
            }
            let end = memchr::memchr2(b'\n', b'\r', text);
            let content = &text[..end.unwrap_or(text.len())];
            match self.place {
                Place::Sequence => self.sequence(content, sink)?,
                Place::Header => self.extend_header(content)?,
                Place::Comment | Place::Start => {}
            }
            self.column += content.len() as u64;
            let Some(end) = end else {
                return Ok(());
            };
            self.end_header(sink)?;
            self.end_line(text[end]);
            text = &text[end + 1..];
        }
        Ok(())
    }

    pub(crate) fn finish(&mut self, sink: &mut impl RecordSink) -> Result<(), OpenError> {
        self.end_header(sink)
    }

    /// Looks at the first byte of a line, or the first after blanks, and says how many bytes (0 or 1) it took.
    fn start_line(&mut self, next: u8, sink: &mut impl RecordSink) -> Result<usize, OpenError> {
        match next {
            b'\n' | b'\r' => {
                self.end_line(next);
                return Ok(1);
            }
            b'>' => {
                self.place = Place::Header;
                self.header.get_or_insert_default().clear();
            }
            b';' => self.place = Place::Comment,
            b' ' | b'\t' => {}
            _ => {
                self.place = Place::Sequence;
                self.after_cr = false;
                if !self.is_in_record {
                    // The check of the line may still refuse it, and then the record is lost with all the rest.
                    self.is_in_record = true;
                    sink.begin_record(None)?;
                }
                return Ok(0);
            }
        }
        self.after_cr = false;
        self.column += 1;
        Ok(1)
    }

    fn end_line(&mut self, end: u8) {
        let is_second_half = self.after_cr && end == b'\n';
        self.after_cr = end == b'\r';
        if !is_second_half {
            self.line += 1;
        }
        self.column = 0;
        self.place = Place::Start;
    }

    fn extend_header(&mut self, content: &[u8]) -> Result<(), OpenError> {
        let header = self.header.get_or_insert_default();
        if header.len() + content.len() > Self::LONGEST_HEADER_BYTES {
            return Err(OpenError::HeaderTooLong {
                line: self.line,
                limit_bytes: Self::LONGEST_HEADER_BYTES,
            });
        }
        header.extend_from_slice(content);
        Ok(())
    }

    fn end_header(&mut self, sink: &mut impl RecordSink) -> Result<(), OpenError> {
        match &self.header {
            Some(header) if self.place == Place::Header => {
                self.place = Place::Start;
                self.is_in_record = true;
                sink.begin_record(Some(header))
            }
            _ => Ok(()),
        }
    }

    fn sequence(&mut self, content: &[u8], sink: &mut impl RecordSink) -> Result<(), OpenError> {
        match letters::split(content, |letters| sink.letters(letters))? {
            None => Ok(()),
            Some((index, kind)) => Err(self.offence(kind, content[index], index as u64)),
        }
    }

    /// The error for a byte, `index` bytes after what was read of the line.
    fn offence(&self, kind: Letter, letter: u8, index: u64) -> OpenError {
        let (line, column) = (self.line, self.column + index + 1);
        match (&self.header, kind) {
            (Some(header), Letter::AminoAcid) => OpenError::Protein {
                line,
                column,
                letter,
                record: String::from_utf8_lossy(super::first_word(header).0).into_owned(),
            },
            _ => OpenError::NotFasta {
                line,
                column,
                letter,
            },
        }
    }
}
