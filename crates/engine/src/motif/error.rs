//! What is wrong with the text of a motif.

use std::fmt;

use super::Motif;

/// What is wrong with the text of a motif, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MotifError {
    /// Column, from 1, in characters of the text as typed (white space counts); one past the last character
    /// when something is missing at the end.
    pub column: usize,
    /// What is wrong there.
    pub fault: MotifFault,
}

/// What is wrong at a place of a motif.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MotifFault {
    /// Something else was expected.
    Unexpected {
        /// What was expected.
        expected: Expected,
        /// What stands there; none at the end of the text.
        got: Option<char>,
    },
    /// A set without a code: `[]`.
    EmptySet,
    /// A repeat of no letter: `(0)`, `(0,0)`.
    RepeatOfNothing,
    /// A repeat whose least number exceeds its greatest.
    RepeatReversed {
        /// The number that should be the smaller.
        min: u32,
        /// The number that should be the greater.
        max: u32,
    },
    /// A spacer of variable length stands first or last.
    SpacerAtEdge,
    /// The longest expansion exceeds [`Motif::LONGEST`].
    TooLong,
    /// Every part may be absent, so that the empty sequence would match.
    NothingRequired,
}

/// What may stand at a place of a motif.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// A nucleotide code or `[`: where a motif starts.
    CodeOrSet,
    /// A nucleotide code, `[`, or a repeat of what stands before: `(` or `{`.
    CodeSetOrRepeat,
    /// A nucleotide code: inside a set.
    Code,
    /// A nucleotide code or `]`: further inside a set.
    CodeOrSetEnd,
    /// A number: in a repeat.
    Number,
    /// A comma, or the closing `)` or `}`: in a repeat.
    CommaOrRepeatEnd {
        /// The character that closes the repeat.
        close: char,
    },
    /// The closing `)` or `}`: in a repeat.
    RepeatEnd {
        /// The character that closes the repeat.
        close: char,
    },
}

impl fmt::Display for MotifError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "column {}: {}", self.column, self.fault)
    }
}

impl fmt::Display for MotifFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unexpected {
                expected,
                got: Some(got),
            } => write!(out, "expected {expected}, got '{got}'"),
            Self::Unexpected {
                expected,
                got: None,
            } => write!(out, "expected {expected}, got the end"),
            Self::EmptySet => write!(out, "expected a nucleotide code in the set, got ']'"),
            Self::RepeatOfNothing => write!(out, "expected a repeat of at least 1, got 0"),
            Self::RepeatReversed { min, max } => {
                write!(
                    out,
                    "expected the smaller number first, got {min} before {max}"
                )
            }
            Self::SpacerAtEdge => write!(
                out,
                "expected a spacer of variable length between other letters, got it at the edge"
            ),
            Self::TooLong => write!(out, "expected at most {} letters, got more", Motif::LONGEST),
            Self::NothingRequired => {
                write!(
                    out,
                    "expected at least one letter that must be there, got none"
                )
            }
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CodeOrSet => write!(out, "a nucleotide code or '['"),
            Self::CodeSetOrRepeat => write!(out, "a nucleotide code, '[' or a repeat"),
            Self::Code => write!(out, "a nucleotide code"),
            Self::CodeOrSetEnd => write!(out, "a nucleotide code or ']'"),
            Self::Number => write!(out, "a number"),
            Self::CommaOrRepeatEnd { close } => write!(out, "',' or '{close}'"),
            Self::RepeatEnd { close } => write!(out, "'{close}'"),
        }
    }
}

impl std::error::Error for MotifError {}
