//! Checks that every version, sharing and build must pass.
