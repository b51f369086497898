//! The messages between the page and the engine's worker.
//!
//! All that the page knows of the engine stands here: closed enums, sent as the bytes of
//! [postcard](https://docs.rs/postcard) in a transferred buffer. What cannot be written as bytes (the
//! chosen files) travels beside them.
//!
//! A request carries a [`RequestId`], and every event that follows from it carries the same, so that an
//! answer to a question that nobody asks any more can be dropped.
//!
//! Before any message, an engine is given its memory: how much, says [`memory`].

mod compare;
mod density;
mod export;
mod failure;
mod genome;
mod library;
mod list;
mod matched;
pub mod measure;
pub mod memory;
mod message;
mod motif;
mod records;
mod regions;
mod results;
mod search;

pub use compare::{
    CompareEvent, CompareRequest, MatchDifference, TaskStretch, TextPiece, Timeline,
};
pub use density::{
    Density, DensityBases, DensityBin, DensityLane, DensityLanes, DensityLine, DensityPoint,
    DensityRequest, PlacedMatch,
};
pub use export::{ExportFormat, ExportSettings, MOST_FLANKING_BASES};
pub use failure::{Failure, FileFormat, MotifProblem, Refusal};
pub use genome::{BaseCounts, Compression, GenomeSummary, Holding, OpenTimes};
pub use library::{KeptGenome, Library, RemovalCause, RemovedEntry};
pub use list::{MatchList, MatchOrder, PlaceProblem, RecordKey, SoughtPlace};
pub use matched::{DistanceBin, MatchedColumn, MatchedSequences};
pub use measure::{MeanOf, Measured, Measurement, MovingMean, Spread, Workload};
pub use message::{Envelope, Event, Progress, Request, RequestId, Step, WireError};
pub use motif::MotifSummary;
pub use records::{
    NoZScore, RecordChart, RecordFigures, RecordMeasure, RecordOrder, RecordRanking, RecordRow,
};
pub use regions::{
    RegionFault, RegionsId, RegionsProblem, RegionsRead, RegionsSummary, SearchScope,
};
pub use results::{MatchRow, MotifCounts, SearchSummary, Strand};
pub use search::{SearchSettings, Sharing, StrandChoice, Version};
