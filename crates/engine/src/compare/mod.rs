//! Comparing ways to search: a part that stands for the whole, which thread did what when, and that all find the same.

mod agreement;
mod observe;
mod part;
mod piece;

pub use agreement::{Agreement, Difference};
pub use observe::{Clock, Stretch, TaskSpan, stretches};
pub use part::Part;
pub use piece::{LONGEST_PIECE, Piece, PieceSum, pieces};
