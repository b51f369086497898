//! How densely matches lie, and how rich in G and C the sequence is there.
//!
//! Everything is counted in *pieces*: stretches of a record between two borders. A block that no border cuts needs no
//! second scan, since the search has counted it; only the others are scanned again. The pieces of a line are what
//! the borders of its windows cut the record into, and a window's count is the sum of its pieces: so each match is looked at
//! once, however far the windows overlap, and the numbers are the same however the blocks are shared among threads.

mod lanes;
mod line;
mod pieces;

pub use lanes::{Lane, Lanes, MOST_LANES};
pub use line::{Line, LineSettings, MOST_POINTS, Point, window_at};
pub use pieces::{PieceCount, PieceCounting, Pieces};
