//! The header of a gzip member, a byte at a time.

use flate2::Crc;

use super::GzipFault;

const HAS_HEADER_CHECKSUM: u8 = 2;
const HAS_EXTRA: u8 = 4;
const HAS_NAME: u8 = 8;
const HAS_COMMENT: u8 = 16;
const RESERVED: u8 = 0xe0;

/// BGZF's subfield in the extra field: `BC`, of two bytes.
const BGZF_SUBFIELD: [u8; 4] = [b'B', b'C', 2, 0];

/// What matters of a header.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    /// Whether it has BGZF's subfield.
    pub(super) is_bgzf: bool,
}

/// Reads a header.
#[derive(Debug, Default)]
pub(super) struct HeaderParser {
    field: Field,
    flags: u8,
    checksum: Crc,
    extra: Vec<u8>,
}

/// The field that comes next, with how much of it has been read.
#[derive(Debug)]
enum Field {
    /// Two bytes of magic, method, flags, time (4), extra flags, system.
    Fixed {
        read: usize,
    },
    ExtraLength {
        low: Option<u8>,
    },
    Extra {
        length: usize,
    },
    Name,
    Comment,
    Checksum {
        low: Option<u8>,
    },
}

impl Default for Field {
    fn default() -> Self {
        Self::Fixed { read: 0 }
    }
}

impl HeaderParser {
    /// Takes the next byte; gives the header when it was the last.
    pub(super) fn push(&mut self, byte: u8) -> Result<Option<Header>, GzipFault> {
        if let Field::Checksum { low } = &mut self.field {
            let Some(low) = *low else {
                *low = Some(byte);
                return Ok(None);
            };
            let is_right = u16::from_le_bytes([low, byte]) == self.checksum.sum() as u16;
            return if is_right {
                Ok(Some(self.header()))
            } else {
                Err(GzipFault::HeaderChecksum)
            };
        }
        self.checksum.update(&[byte]);
        let has_ended = match &mut self.field {
            Field::Fixed { read } => {
                match *read {
                    0 if byte != 0x1f => return Err(GzipFault::TrailingBytes { got: byte }),
                    1 if byte != 0x8b => return Err(GzipFault::TrailingBytes { got: byte }),
                    2 if byte != 8 => return Err(GzipFault::Method { got: byte }),
                    3 if byte & RESERVED != 0 => return Err(GzipFault::Flags { got: byte }),
                    3 => self.flags = byte,
                    _ => {}
                }
                *read += 1;
                *read == 10
            }
            Field::ExtraLength { low: None } => {
                self.field = Field::ExtraLength { low: Some(byte) };
                false
            }
            Field::ExtraLength { low: Some(low) } => {
                let length = usize::from(u16::from_le_bytes([*low, byte]));
                self.field = Field::Extra { length };
                length == 0
            }
            Field::Extra { length } => {
                self.extra.push(byte);
                self.extra.len() == *length
            }
            Field::Name | Field::Comment => byte == 0,
            Field::Checksum { .. } => false,
        };
        if !has_ended {
            return Ok(None);
        }
        match self.next_field() {
            Some(field) => {
                self.field = field;
                Ok(None)
            }
            None => Ok(Some(self.header())),
        }
    }

    /// The field after this one, if the flags name another.
    fn next_field(&self) -> Option<Field> {
        let has = |flag: u8| self.flags & flag != 0;
        let after = match self.field {
            Field::Fixed { .. } => 0,
            Field::ExtraLength { .. } | Field::Extra { .. } => 1,
            Field::Name => 2,
            Field::Comment => 3,
            Field::Checksum { .. } => 4,
        };
        if after < 1 && has(HAS_EXTRA) {
            Some(Field::ExtraLength { low: None })
        } else if after < 2 && has(HAS_NAME) {
            Some(Field::Name)
        } else if after < 3 && has(HAS_COMMENT) {
            Some(Field::Comment)
        } else if after < 4 && has(HAS_HEADER_CHECKSUM) {
            Some(Field::Checksum { low: None })
        } else {
            None
        }
    }

    fn header(&self) -> Header {
        let mut rest = self.extra.as_slice();
        let mut is_bgzf = false;
        while let [_, _, low, high, content @ ..] = rest {
            is_bgzf |= rest.starts_with(&BGZF_SUBFIELD);
            let length = usize::from(u16::from_le_bytes([*low, *high]));
            rest = content.get(length..).unwrap_or_default();
        }
        Header { is_bgzf }
    }
}
