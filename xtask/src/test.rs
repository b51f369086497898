//! Tests.
use anyhow::Result;
pub(crate) fn set_up() -> Result<()> { Ok(()) }
pub(crate) fn run(_names: &[&str]) -> Result<()> { Ok(()) }
