//! What the comparison of ways to search asks of the engine besides measurements.

use serde::{Deserialize, Serialize};

use crate::{MatchRow, SearchSettings, Version};

/// A question of the comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CompareRequest {
    /// How finely the engine's clock tells time. Answered by [`CompareEvent::ClockResolution`].
    ClockResolution,
    /// Whether two versions find the same matches, looked at one by one. Answered by [`CompareEvent::Agreement`].
    Agreement {
        /// What is searched for, by the first version.
        settings: SearchSettings,
        /// The version that it is compared with.
        other: Version,
        /// Of how many parts of the genome one is searched.
        one_in: u32,
    },
    /// Which thread works on what, and when, in a search. Answered by [`CompareEvent::Timeline`].
    Timeline {
        /// What is searched for, and how.
        settings: SearchSettings,
        /// Of how many parts of the genome one is searched.
        one_in: u32,
    },
    /// Letters of a part of the genome for a program that searches in text. Answered by [`CompareEvent::Pieces`] …
    /// [`CompareEvent::PiecesEnd`].
    Pieces {
        /// What the engine searches for meanwhile, for the sums.
        settings: SearchSettings,
        /// Of how many parts of the genome one is wanted.
        one_in: u32,
        /// Letters behind each piece that a match which starts in it may reach.
        reach_bases: u32,
    },
    /// Matches of a search that start in a piece, in order. Answered by [`CompareEvent::PieceRows`].
    PieceMatches {
        /// What is searched for, and how.
        settings: SearchSettings,
        /// Of how many parts of the genome one was wanted.
        one_in: u32,
        /// Ordinal of the piece, from 0.
        piece: u32,
        /// Ordinal of the first match in the piece, from 0.
        from: u64,
        /// Number of matches; fewer come at the end of the piece.
        count: u32,
    },
}

/// An answer to a question of the comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CompareEvent {
    /// The least time between two readings of the clock that differ, in ms.
    ClockResolution(f64),
    /// How many matches both versions find, or the first that only one of them finds.
    Agreement(Result<u64, MatchDifference>),
    /// Which thread worked on what, and when.
    Timeline(Timeline),
    /// The next pieces, and what the engine finds in them.
    Pieces(Vec<TextPiece>),
    /// There are no more pieces.
    PiecesEnd,
    /// Matches of a piece.
    PieceRows {
        /// Name of the record that the piece is of.
        record: String,
        /// The first letter of the piece in its record, 1-based.
        first: u64,
        /// The matches, in order.
        rows: Vec<MatchRow>,
    },
}

/// The first match that only one of two ways to search finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchDifference {
    /// The match.
    pub found: MatchRow,
    /// Whether the first way finds it; else the second does.
    pub is_of_first: bool,
}

/// What threads did during a search. Times are in ms from its begin; pauses, in which the engine hears the page, are taken
/// out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// How long the search took.
    pub total_ms: f64,
    /// Threads that were to work.
    pub threads: u32,
    /// Tasks that there were.
    pub tasks: u32,
    /// What each did, in order of thread and time; tasks too short to be drawn are drawn as one.
    pub stretches: Vec<TaskStretch>,
}

/// A stretch of time in which a thread worked on a task, or on several short ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TaskStretch {
    /// The thread, from 0.
    pub thread: u32,
    /// When it began.
    pub begin_ms: f64,
    /// When it ended.
    pub end_ms: f64,
    /// How long the thread worked meanwhile.
    pub busy_ms: f64,
    /// Tasks that the thread turned to; 0 if it went on with the one of its stretch before.
    pub tasks: u32,
    /// Blocks that were worked on.
    pub blocks: u32,
    /// Name of the record that the first block begins in.
    pub record: String,
}

/// Letters of a record that follow one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPiece {
    /// Letters of the piece; what is behind them in `letters` is there for matches that start in the piece.
    pub own_bases: u32,
    /// Letters in upper case, as the file has them.
    pub letters: Vec<u8>,
    /// Matches that start in the piece, as the engine counts them.
    pub match_count: u64,
    /// A sum over these matches, whatever their order, wrapping in 32 bits: of each, from `0x811c9dc5` on, the words start
    /// in the piece, length, strand (0, 1 and 2 for both at once) and motif change the hash by
    /// `hash = (hash xor word) · 0x9e3779b1`, `hash = hash xor (hash >> 15)`.
    pub match_sum: u32,
}
