//! Browsers that are driven from outside: what the tests and the benchmarks of the built site share.

pub mod browser;
pub mod driver;
pub mod folder;
pub mod needs;
