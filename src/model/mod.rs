//! What the page knows without a browser: plain values and functions, tested natively.

pub(crate) mod command;
pub(crate) mod compare;
pub(crate) mod density;
pub(crate) mod files;
pub(crate) mod format;
pub(crate) mod how_it_works;
pub(crate) mod kept_rows;
pub(crate) mod library;
pub(crate) mod link;
pub(crate) mod motif_library;
pub(crate) mod motif_parts;
pub(crate) mod motifs;
pub(crate) mod outcome;
pub(crate) mod own_motifs;
pub(crate) mod pace;
pub(crate) mod report;
pub(crate) mod sentences;
pub(crate) mod settings;
pub(crate) mod size;
pub(crate) mod svg;
pub(crate) mod ticks;
pub(crate) mod view;
pub(crate) mod viewport;
pub(crate) mod views;
pub(crate) mod window;
