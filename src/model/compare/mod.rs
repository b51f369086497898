//! The comparison of ways to search, as plain values: what is measured, what came of it, and how it is drawn and kept.

pub(crate) mod about;
pub(crate) mod agreement;
pub(crate) mod csv;
pub(crate) mod drawings;
pub(crate) mod figures;
pub(crate) mod regular_expression;
pub(crate) mod report;
pub(crate) mod stages;
pub(crate) mod ways;
