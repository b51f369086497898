//! A record of a 2bit file: length, runs of N, runs of lower case, and four letters a byte.

use super::decoder::TextSink;
use super::gather::Gather;
use super::two_bit::Numbers;
use super::{Fault, OpenError, TwoBitFault};

/// The letters of two bits.
const LETTERS: [u8; 4] = *b"TCAG";
/// The letters of each byte; the first is in its highest bits.
const LETTERS_OF_BYTE: [[u8; 4]; 256] = letters_of_byte();
/// Letters that are passed on at once.
const PIECE_LETTERS: usize = 128 << 10;

/// Decodes one record after another.
#[derive(Debug)]
pub(super) struct RecordDecoder {
    stage: Stage,
    gathered: Gather,
    length: u32,
    unknown: Runs,
    lower_case: Runs,
    /// Letters that were passed on.
    done: u32,
    piece: Box<[u8]>,
}

/// What comes next in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Length,
    /// The runs of N.
    Unknown,
    LowerCase,
    Reserved,
    Letters,
}

/// Runs of letters, ascending.
#[derive(Debug, Default)]
struct Runs {
    place: Place,
    starts: Vec<u32>,
    /// The letter after each run.
    ends: Vec<u32>,
    /// Runs that are done with.
    passed: usize,
}

/// The number that comes next in a list of runs: their number, all starts, all lengths.
#[derive(Debug, Default, Clone, Copy)]
enum Place {
    #[default]
    Count,
    Starts {
        left: u32,
    },
    Lengths,
}

impl RecordDecoder {
    pub(super) fn new() -> Self {
        Self {
            stage: Stage::Length,
            gathered: Gather::new(4),
            length: 0,
            unknown: Runs::default(),
            lower_case: Runs::default(),
            done: 0,
            piece: vec![0; PIECE_LETTERS].into_boxed_slice(),
        }
    }

    /// Begins with another record.
    pub(super) fn begin(&mut self) {
        self.stage = Stage::Length;
        self.gathered.begin(4);
        self.unknown.begin();
        self.lower_case.begin();
        self.done = 0;
    }

    /// Takes bytes of the record off the front of `bytes`, and says whether the record is whole.
    pub(super) fn push(
        &mut self,
        bytes: &mut &[u8],
        offset: &mut u64,
        numbers: Numbers,
        text: &mut TextSink<'_>,
    ) -> Result<bool, OpenError> {
        while self.stage != Stage::Letters {
            if !self.gathered.fill(bytes, offset) {
                return Ok(false);
            }
            let number = numbers.read(self.gathered.bytes()) as u32;
            self.gathered.begin(4);
            let corrupt = |fault| OpenError::Corrupt {
                offset: *offset,
                fault: Fault::TwoBit(fault),
            };
            match self.stage {
                Stage::Length => {
                    self.length = number;
                    self.stage = Stage::Unknown;
                }
                Stage::Unknown => {
                    if self.unknown.take(number, self.length, corrupt)? {
                        self.stage = Stage::LowerCase;
                    }
                }
                Stage::LowerCase => {
                    if self.lower_case.take(number, self.length, corrupt)? {
                        self.stage = Stage::Reserved;
                    }
                }
                Stage::Reserved | Stage::Letters => self.stage = Stage::Letters,
            }
        }
        while self.done < self.length {
            let left = self.length - self.done;
            let most = bytes.len().min(PIECE_LETTERS / 4);
            let taken = most.min(left.div_ceil(4) as usize);
            if taken == 0 {
                return Ok(false);
            }
            let (packed, rest) = bytes.split_at(taken);
            *bytes = rest;
            *offset += taken as u64;
            self.unpack(packed, text)?;
        }
        Ok(true)
    }

    /// Passes on the letters of these bytes.
    fn unpack(&mut self, packed: &[u8], text: &mut TextSink<'_>) -> Result<(), OpenError> {
        let (rooms, _) = self.piece.as_chunks_mut::<4>();
        for (room, byte) in rooms.iter_mut().zip(packed) {
            *room = LETTERS_OF_BYTE[usize::from(*byte)];
        }
        let left = (self.length - self.done) as usize;
        let letters = &mut self.piece[..left.min(packed.len() * 4)];
        self.unknown.apply(self.done, letters, |run| run.fill(b'N'));
        self.lower_case
            .apply(self.done, letters, <[u8]>::make_ascii_lowercase);
        self.done += letters.len() as u32;
        text(letters)
    }
}

impl Runs {
    fn begin(&mut self) {
        self.place = Place::Count;
        self.starts.clear();
        self.ends.clear();
        self.passed = 0;
    }

    /// Takes the next number of the list, and says whether it was the last.
    fn take(
        &mut self,
        number: u32,
        length: u32,
        corrupt: impl Fn(TwoBitFault) -> OpenError,
    ) -> Result<bool, OpenError> {
        match self.place {
            Place::Count if number == 0 => return Ok(true),
            Place::Count => self.place = Place::Starts { left: number },
            Place::Starts { left } => {
                push(&mut self.starts, number)?;
                self.place = match left {
                    1 => Place::Lengths,
                    _ => Place::Starts { left: left - 1 },
                };
            }
            Place::Lengths => {
                let start = self.starts[self.ends.len()];
                let end = u64::from(start) + u64::from(number);
                let is_in_order = self.ends.last().is_none_or(|before| *before <= start);
                if !is_in_order || end > u64::from(length) {
                    let start = start.into();
                    return Err(corrupt(TwoBitFault::Run { start, end }));
                }
                push(&mut self.ends, end as u32)?;
                return Ok(self.ends.len() == self.starts.len());
            }
        }
        Ok(false)
    }

    /// Changes those of `letters`, which begin at `from` in the record, that are in a run.
    fn apply(&mut self, from: u32, letters: &mut [u8], change: impl Fn(&mut [u8])) {
        let to = from + letters.len() as u32;
        while let Some(&start) = self.starts.get(self.passed) {
            let end = self.ends[self.passed];
            if start >= to {
                return;
            }
            let first = start.max(from) - from;
            let last = end.clamp(from, to) - from;
            if first < last {
                change(&mut letters[first as usize..last as usize]);
            }
            if end > to {
                return;
            }
            self.passed += 1;
        }
    }
}

/// Adds to a list that may become as long as the file says.
fn push(list: &mut Vec<u32>, number: u32) -> Result<(), OpenError> {
    list.try_reserve(1).map_err(|_| OpenError::OutOfMemory {
        needed_bytes: size_of_val(list.as_slice()) as u64 * 2,
    })?;
    list.push(number);
    Ok(())
}

const fn letters_of_byte() -> [[u8; 4]; 256] {
    let mut table = [[0; 4]; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut place = 0;
        while place < 4 {
            table[byte][place] = LETTERS[byte >> (6 - 2 * place) & 3];
            place += 1;
        }
        byte += 1;
    }
    table
}
