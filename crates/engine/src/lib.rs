//! Parses, packs and searches genomes; knows no browser.
//!
//! The way of the data:
//!
//! ```text
//! bytes of a file -> input::Decoder -> text -> GenomeBuilder (fasta parser, packing) -> Genome
//! text of a motif -> Motif                                                                |
//!                      \------------------> Search (a Scan version, a Sharing, a Pool) <--/
//!                                              |
//!                                            Hits: counts per block and record; rows are made on demand
//! ```
//!
//! Coordinates are 0-based and half-open throughout. Nothing here reads a clock, a file or a browser.
pub mod alphabet;
pub mod compare;
#[cfg(feature = "conformance")]
#[doc(hidden)]
pub mod conformance;
pub mod coordinates;
pub mod density;
pub mod export;
mod fasta;
pub mod hits;
pub mod input;
mod letters16;
pub mod listing;
pub mod matched;
pub mod motif;
pub mod moving_mean;
pub mod pass;
pub mod ranking;
pub mod regions;
pub mod scan;
pub mod scope;
pub mod search;
pub mod share;
pub mod stats;
pub mod store;

pub use coordinates::{Match, RecordId, Strand, StrandChoice, StrandCounts};
pub use hits::Hits;
pub use input::{
    Compression, Decoder, Fault, Format, GzipFault, OpenError, Refusal, TextSink, TwoBitFault,
    ZipFault, ZstdFault,
};
pub use listing::{Filter, Listing, MismatchCounting, MismatchCounts, Order};
pub use motif::{Motif, MotifError, MotifFault, MotifListError, NamedMotif};
pub use pass::{MatchPass, Pass, Progress, Stepwise, Tally, Work};
pub use regions::{RegionFault, Regions, RegionsError, RegionsReader};
pub use scan::Version;
pub use scope::{Places, Scope};
pub use search::{Query, Search, SearchError};
#[cfg(feature = "threads")]
pub use share::RayonPool;
pub use share::{Pool, Sequential, Sharing};
pub use store::{Composition, Genome, GenomeBuilder, RecordInfo, Windows};
