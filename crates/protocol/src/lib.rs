//! The messages between page and engine worker.
