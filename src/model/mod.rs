//! What the page knows without a browser: plain values and functions, tested natively.

pub(crate) mod format;
pub(crate) mod memory;
pub(crate) mod sentences;
pub(crate) mod settings;
pub(crate) mod viewport;
