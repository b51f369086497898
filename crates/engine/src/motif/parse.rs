//! The text of a motif, read from left to right.

use std::iter::Peekable;

use super::{Expected, Motif, MotifError, MotifFault, Part};
use crate::alphabet::BaseSet;

/// Reads the parts of a motif as they are written, each letter for itself.
pub(super) fn parse(text: &str) -> Result<Vec<Part>, MotifError> {
    let mut parser = Parser::new(text);
    let mut parts = Vec::new();
    let mut columns = Vec::new();
    let mut longest = 0;
    while let Some((column, _)) = parser.peek() {
        let part = parser.part(parts.is_empty())?;
        longest += usize::from(part.max);
        if longest > Motif::LONGEST {
            return Err(error(column, MotifFault::TooLong));
        }
        parts.push(part);
        columns.push(column);
    }
    if parts.is_empty() {
        return Err(parser.unexpected(Expected::CodeOrSet));
    }
    check_edges(&parts, &columns)?;
    if parts.iter().all(|part| part.min == 0) {
        return Err(error(columns[0], MotifFault::NothingRequired));
    }
    Ok(parts)
}

/// A spacer of variable length must not stand first or last, not even within a row of spacers (`NN(1,2)C`).
fn check_edges(parts: &[Part], columns: &[usize]) -> Result<(), MotifError> {
    let is_spacer = |index: &usize| parts[*index].bases == BaseSet::ANY;
    let first = (0..parts.len()).take_while(is_spacer);
    let last = (0..parts.len()).rev().take_while(is_spacer);
    match first.chain(last).find(|&index| parts[index].is_variable()) {
        Some(index) => Err(error(columns[index], MotifFault::SpacerAtEdge)),
        None => Ok(()),
    }
}

fn error(column: usize, fault: MotifFault) -> MotifError {
    MotifError { column, fault }
}

/// The characters that are no white space, with their columns.
struct Parser<I: Iterator<Item = (usize, char)>> {
    characters: Peekable<I>,
    end_column: usize,
}

impl<'text> Parser<Box<dyn Iterator<Item = (usize, char)> + 'text>> {
    fn new(text: &'text str) -> Self {
        let columns = (1..).zip(text.chars());
        let characters: Box<dyn Iterator<Item = (usize, char)> + 'text> =
            Box::new(columns.filter(|(_, character)| !character.is_whitespace()));
        Self {
            characters: characters.peekable(),
            end_column: text.chars().count() + 1,
        }
    }
}

impl<I: Iterator<Item = (usize, char)>> Parser<I> {
    fn peek(&mut self) -> Option<(usize, char)> {
        self.characters.peek().copied()
    }

    fn column(&mut self) -> usize {
        self.peek().map_or(self.end_column, |(column, _)| column)
    }

    fn unexpected(&mut self, expected: Expected) -> MotifError {
        let got = self.peek().map(|(_, character)| character);
        error(self.column(), MotifFault::Unexpected { expected, got })
    }

    fn take_if(&mut self, wanted: char) -> bool {
        self.characters
            .next_if(|&(_, character)| character == wanted)
            .is_some()
    }

    /// A letter or set, with its repeat if there is one.
    fn part(&mut self, is_first: bool) -> Result<Part, MotifError> {
        let bases = if self.take_if('[') {
            self.set()?
        } else if is_first {
            self.code(Expected::CodeOrSet)?
        } else {
            self.code(Expected::CodeSetOrRepeat)?
        };
        let (min, max) = if self.take_if('(') {
            self.repeat(')')?
        } else if self.take_if('{') {
            self.repeat('}')?
        } else {
            (1, 1)
        };
        Ok(Part { bases, min, max })
    }

    fn code(&mut self, expected: Expected) -> Result<BaseSet, MotifError> {
        let bases = self
            .peek()
            .and_then(|(_, character)| u8::try_from(character).ok())
            .and_then(BaseSet::from_code);
        match bases {
            Some(bases) => {
                self.characters.next();
                Ok(bases)
            }
            None => Err(self.unexpected(expected)),
        }
    }

    /// What follows a `[`.
    fn set(&mut self) -> Result<BaseSet, MotifError> {
        let column = self.column();
        if self.take_if(']') {
            return Err(error(column, MotifFault::EmptySet));
        }
        let mut bases = self.code(Expected::Code)?;
        while !self.take_if(']') {
            bases = bases.union(self.code(Expected::CodeOrSetEnd)?);
        }
        Ok(bases)
    }

    /// What follows a `(` or `{`.
    fn repeat(&mut self, close: char) -> Result<(u16, u16), MotifError> {
        let column = self.column();
        let min = self.number()?;
        let max = if self.take_if(',') {
            self.number()?
        } else if self.peek().is_some_and(|(_, character)| character == close) {
            min
        } else {
            return Err(self.unexpected(Expected::CommaOrRepeatEnd { close }));
        };
        if !self.take_if(close) {
            return Err(self.unexpected(Expected::RepeatEnd { close }));
        }
        if min > max {
            return Err(error(column, MotifFault::RepeatReversed { min, max }));
        }
        if max == 0 {
            return Err(error(column, MotifFault::RepeatOfNothing));
        }
        // No motif can be longer, so that a greater number need not be kept apart from this one.
        let limit = |number: u32| number.min(Motif::LONGEST as u32 + 1) as u16;
        Ok((limit(min), limit(max)))
    }

    fn number(&mut self) -> Result<u32, MotifError> {
        let mut number: Option<u32> = None;
        while let Some(digit) = self.digit() {
            let longer = number.unwrap_or(0).saturating_mul(10);
            number = Some(longer.saturating_add(digit));
        }
        number.ok_or_else(|| self.unexpected(Expected::Number))
    }

    fn digit(&mut self) -> Option<u32> {
        let next = self
            .characters
            .next_if(|(_, character)| character.is_ascii_digit());
        next.and_then(|(_, character)| character.to_digit(10))
    }
}
