//! Comparing ways to search: a part that stands for the whole, which thread did what when, that all find the same, and a
//! sample to tell what opening is made of.

mod agreement;
mod observe;
mod opening;
mod part;
mod piece;

pub use agreement::{Agreement, Difference};
pub use observe::{Clock, Stretch, TaskSpan, stretches};
pub use opening::SampleText;
pub use part::Part;
pub use piece::{LONGEST_PIECE, Piece, PieceSum, pieces};
