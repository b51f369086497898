//! Matches as files that other programs read.

pub mod bed;
