//! The genome in memory.

mod builder;
mod composition;
mod genome;

pub use builder::GenomeBuilder;
pub use composition::Composition;
pub use genome::{Genome, RecordInfo};
