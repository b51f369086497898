//! A line with a region, or without.

use std::ops::Range;
use std::str;

use super::RegionFault;
use super::names::Names;
use crate::coordinates::RecordId;
use crate::store::Genome;

/// What is wrong, with the column, from 1.
type Fault = (usize, RegionFault);

/// A region: letters of a record, 0-based, half-open, perhaps past its end.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) record: RecordId,
    pub(super) letters: Range<u64>,
}

/// The fields of a line, each with the byte that it begins at.
#[derive(Debug)]
pub(super) struct Line<'line> {
    text: &'line str,
    fields: Vec<(usize, &'line str)>,
}

/// So many fields of BED matter.
const FIELDS: usize = 3;

impl<'line> Line<'line> {
    /// The line of these bytes, without its end. The first of a text may begin with a byte order mark.
    pub(super) fn new(bytes: &'line [u8], is_first: bool) -> Result<Self, Fault> {
        let text = str::from_utf8(bytes).map_err(|_| (1, RegionFault::NotText))?;
        if let Some(at) = text.find('\0') {
            return Err((1 + text[..at].chars().count(), RegionFault::NotText));
        }
        let begin = if is_first && text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        Ok(Self {
            text,
            fields: fields(text, begin),
        })
    }

    /// The region; none if the line has none.
    pub(super) fn region(
        &self,
        genome: &Genome,
        names: &Names<'_>,
    ) -> Result<Option<Region>, Fault> {
        let region = match *self.fields.as_slice() {
            [] => return Ok(None),
            [(_, first), ..] if first.starts_with('#') => return Ok(None),
            [(_, first @ ("browser" | "track")), ref others @ ..]
                if names.record(first) == Ok(None)
                    && others
                        .first()
                        .is_none_or(|(_, field)| number(field).is_none()) =>
            {
                return Ok(None);
            }
            [place] => self.place(place, genome, names)?,
            [record, start, end, ..] => {
                let record = self.record(record, names)?;
                let letters = self.number(start)?..self.number(end)?;
                self.check(genome, record, start, &letters, 0)?;
                Region { record, letters }
            }
            [first, (at, _)] => {
                // A start without an end, or a place with something behind it.
                self.record(first, names)?;
                return Err(self.fault(at, RegionFault::NoEnd));
            }
        };
        Ok(Some(region))
    }

    /// `chr1:1,000-2,000`, or less of it.
    fn place(
        &self,
        (at, text): (usize, &'line str),
        genome: &Genome,
        names: &Names<'_>,
    ) -> Result<Region, Fault> {
        let whole = names.record(text).map_err(|fault| self.fault(at, fault))?;
        let Some((name, range)) = text.rsplit_once(':') else {
            let record = whole.ok_or_else(|| self.fault(at, names.unknown(text)))?;
            return Ok(whole_of(genome, record));
        };
        if let Some(record) = whole {
            let is_range = |byte: u8| byte.is_ascii_digit() || byte == b',' || byte == b'-';
            if range.bytes().all(is_range) && names.record(name) != Ok(None) {
                let text = text.to_owned();
                return Err(self.fault(at, RegionFault::NameOrPlace { text }));
            }
            return Ok(whole_of(genome, record));
        }
        let record = self.record((at, name), names)?;
        let start_at = at + name.len() + 1;
        let (first, last) = match range.split_once('-') {
            Some((first, last)) => (first, Some((start_at + first.len() + 1, last))),
            None => (range, None),
        };
        let start = match (first, last) {
            ("", None | Some((_, ""))) => return Err(self.fault(start_at, RegionFault::NoStart)),
            ("", Some(_)) => 1,
            _ => self.place_number((start_at, first))?,
        };
        let end = match last {
            None | Some((_, "")) => genome.record(record).length_bases.max(start),
            Some(last) => self.place_number(last)?,
        };
        self.check(genome, record, (start_at, first), &(start..end), 1)?;
        Ok(Region {
            record,
            letters: start - 1..end,
        })
    }

    fn record(&self, (at, name): (usize, &str), names: &Names<'_>) -> Result<RecordId, Fault> {
        let record = names.record(name).map_err(|fault| self.fault(at, fault))?;
        record.ok_or_else(|| self.fault(at, names.unknown(name)))
    }

    /// Checks start and end as they are written; the first letter of a record has the number `first`.
    fn check(
        &self,
        genome: &Genome,
        record: RecordId,
        (at, _): (usize, &str),
        &Range { start, end }: &Range<u64>,
        first: u64,
    ) -> Result<(), Fault> {
        let record = genome.record(record);
        let length_bases = record.length_bases;
        // What is empty may stand right behind the last letter.
        let is_past = start >= length_bases + first && !(start == end && start == length_bases);
        if start > end {
            Err(self.fault(at, RegionFault::StartAfterEnd { start, end }))
        } else if is_past {
            let fault = RegionFault::StartPastRecord {
                start,
                record: record.name.to_owned(),
                length_bases,
            };
            Err(self.fault(at, fault))
        } else {
            Ok(())
        }
    }

    fn number(&self, (at, text): (usize, &str)) -> Result<u64, Fault> {
        number(text).ok_or_else(|| {
            let found = text.to_owned();
            self.fault(at, RegionFault::NotANumber { found })
        })
    }

    /// A number from 1 on, perhaps with thousands separators.
    fn place_number(&self, (at, text): (usize, &str)) -> Result<u64, Fault> {
        let digits = text.replace(',', "");
        let is_separated = digits.len() == text.len() || has_thousands(text);
        match number(&digits).filter(|_| is_separated) {
            Some(0) => Err(self.fault(at, RegionFault::PlaceZero)),
            Some(number) => Ok(number),
            None => {
                let found = text.to_owned();
                Err(self.fault(at, RegionFault::NotANumber { found }))
            }
        }
    }

    fn fault(&self, at: usize, fault: RegionFault) -> Fault {
        (1 + self.text[..at].chars().count(), fault)
    }
}

fn whole_of(genome: &Genome, record: RecordId) -> Region {
    Region {
        record,
        letters: 0..genome.record(record).length_bases,
    }
}

/// The first fields, apart by tabs if there is one, else by white space: so that an empty column is not overlooked.
fn fields(text: &str, begin: usize) -> Vec<(usize, &str)> {
    let text = text.trim_ascii_end();
    let mut fields = Vec::with_capacity(FIELDS);
    let mut at = begin;
    let is_blank = text
        .get(begin..)
        .is_none_or(|text| text.trim_ascii().is_empty());
    let has_tabs = text.contains('\t');
    while !is_blank && at <= text.len() && fields.len() < FIELDS {
        let rest = &text[at..];
        if has_tabs {
            let end = rest.find('\t').unwrap_or(rest.len());
            let field = rest[..end].trim_ascii();
            let before = end - rest[..end].trim_ascii_start().len();
            fields.push((at + before, field));
            at += end + 1;
        } else {
            at += rest.len() - rest.trim_ascii_start().len();
            let rest = &text[at..];
            let end = rest.find(|letter: char| letter.is_ascii_whitespace());
            let end = end.unwrap_or(rest.len());
            if end > 0 {
                fields.push((at, &rest[..end]));
            }
            at += end + 1;
        }
    }
    fields
}

/// A whole number; one that is too large for any sequence is as large as can be.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX / 2))
}

/// Whether commas stand where thousands end: `1,000,000`.
fn has_thousands(text: &str) -> bool {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}
