//! The genome in memory: transposed bit planes in blocks, runs of other letters, records.

mod block;
mod builder;
mod composition;
mod genome;
mod global;
pub mod kept;
mod letters;
mod pack;
mod packer;
mod records;
mod reread;
mod rows;
mod runs;
mod segmented;
mod stripes;
mod tables;
mod transpose;
mod view;
mod windows;

pub use block::{BLOCK_BASES, BlockPlanes, Gaps, LANES, Plane, STRIPE_BASES, Word};
pub use builder::GenomeBuilder;
pub use composition::Composition;
pub use genome::{Genome, RecordInfo};
pub use reread::{Place, Rereader};
pub(crate) use rows::count_bits;
pub(crate) use transpose::{ROW_WORDS, Row, plane_to_row};
pub use view::{BlockView, OUTSIDE, OVERLAP_BASES, Segment};
pub use windows::Windows;
