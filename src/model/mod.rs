//! What the page knows without a browser: plain values and functions, tested natively.

pub(crate) mod files;
pub(crate) mod format;
pub(crate) mod histogram;
pub(crate) mod kept_rows;
pub(crate) mod library;
pub(crate) mod logo;
pub(crate) mod motifs;
pub(crate) mod outcome;
pub(crate) mod pace;
pub(crate) mod records;
pub(crate) mod sentences;
pub(crate) mod settings;
pub(crate) mod size;
pub(crate) mod viewport;
