//! Regions of a genome as people write them.
//!
//! One a line, in either of two ways, also mixed:
//!
//! - BED: the record's name, the start (0-based), the end (exclusive), apart by tabs or spaces; further columns do not
//!   matter. Lines that begin with `#`, `browser` or `track` do not either (UCSC Genome Browser, *BED format*).
//! - `chr1:1,000-2,000`: both ends included, counted from 1, with or without thousands separators. As in samtools, `chr1` is
//!   the whole record, `chr1:1000` and `chr1:1000-` reach from there to its end, and `chr1:-2000` begins at its start.
//!
//! A region that reaches past the end of its record is cut there, and counted; one that starts past it is an error, as is a
//! name that no record has, or several have: to guess would be to search somewhere else without saying so. A BED line
//! whose start is its end covers no base, which the format allows.

mod error;
mod line;
mod names;

use std::ops::Range;

use memchr::memchr2;

pub use error::{RegionFault, RegionsError};
use line::Line;
use names::Names;

use crate::scope::Places;
use crate::store::Genome;

/// A line may have so many bytes: BED lists exons behind its first columns.
const LONGEST_LINE_BYTES: usize = 1 << 20;

/// Regions that were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regions {
    /// The places that they are.
    pub places: Places,
    /// How many reached past the end of their record.
    pub cut_count: u64,
}

/// Reads regions from a text that comes in pieces of any size.
#[derive(Debug)]
pub struct RegionsReader<'genome> {
    genome: &'genome Genome,
    names: Names<'genome>,
    /// The start of a line whose end has not come.
    begun: Vec<u8>,
    /// The line that comes next, from 1.
    line: u64,
    /// Whether the last byte was a carriage return: with a line feed after it, that is one end of a line.
    is_after_return: bool,
    /// Global positions.
    ranges: Vec<Range<u64>>,
    cut_count: u64,
}

impl<'genome> RegionsReader<'genome> {
    /// A reader for regions of this genome.
    #[must_use]
    pub fn new(genome: &'genome Genome) -> Self {
        Self {
            genome,
            names: Names::new(genome),
            begun: Vec::new(),
            line: 1,
            is_after_return: false,
            ranges: Vec::new(),
            cut_count: 0,
        }
    }

    /// Reads the next bytes of the text.
    ///
    /// # Errors
    /// What is wrong with the first line that is wrong; nothing can be read after it.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), RegionsError> {
        while let Some(&first) = bytes.first() {
            if std::mem::take(&mut self.is_after_return) && first == b'\n' {
                bytes = &bytes[1..];
                continue;
            }
            let end = memchr2(b'\n', b'\r', bytes);
            let (piece, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
            if self.begun.len() + piece.len() > LONGEST_LINE_BYTES {
                return Err(self.error(1, RegionFault::LineTooLong));
            }
            match rest.split_first() {
                None => {
                    self.begun.extend_from_slice(piece);
                    return Ok(());
                }
                Some((&end, rest)) => {
                    self.end_line(piece)?;
                    self.is_after_return = end == b'\r';
                    bytes = rest;
                }
            }
        }
        Ok(())
    }

    /// The regions; the text has ended.
    ///
    /// # Errors
    /// What is wrong with the last line, or [`RegionFault::NoRegions`].
    pub fn finish(mut self) -> Result<Regions, RegionsError> {
        self.end_line(&[])?;
        if self.ranges.is_empty() {
            self.line = 1;
            return Err(self.error(1, RegionFault::NoRegions));
        }
        Ok(Regions {
            places: Places::of_ranges(self.ranges),
            cut_count: self.cut_count,
        })
    }

    /// Reads the line that ends with this piece.
    fn end_line(&mut self, piece: &[u8]) -> Result<(), RegionsError> {
        if self.begun.is_empty() {
            self.read_line(piece)?;
        } else {
            let mut begun = std::mem::take(&mut self.begun);
            begun.extend_from_slice(piece);
            self.read_line(&begun)?;
            begun.clear();
            self.begun = begun;
        }
        self.line += 1;
        Ok(())
    }

    fn read_line(&mut self, line: &[u8]) -> Result<(), RegionsError> {
        let is_first = self.line == 1;
        let line =
            Line::new(line, is_first).map_err(|(column, fault)| self.error(column, fault))?;
        let read = line.region(self.genome, &self.names);
        let Some(region) = read.map_err(|(column, fault)| self.error(column, fault))? else {
            return Ok(());
        };
        let Range { start, end } = self.genome.global_record(region.record);
        let length = end - start;
        self.cut_count += u64::from(region.letters.end > length);
        let (from, to) = (
            region.letters.start.min(length),
            region.letters.end.min(length),
        );
        if self.ranges.try_reserve(1).is_err() {
            let needed_bytes = 2 * size_of_val(self.ranges.as_slice()) as u64;
            return Err(self.error(1, RegionFault::OutOfMemory { needed_bytes }));
        }
        self.ranges.push(start + from..start + to);
        Ok(())
    }

    fn error(&self, column: usize, fault: RegionFault) -> RegionsError {
        RegionsError {
            line: self.line,
            column: column as u64,
            fault,
        }
    }
}
