//! How much of an engine's memory holds anything, as the system counts it.

/// For now.
pub(super) fn touched_bytes(_given_bytes: u64) -> Option<u64> {
    None
}
