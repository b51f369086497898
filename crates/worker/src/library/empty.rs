//! The library of who has kept nothing yet.

use protocol::{Failure, Library};

use super::folder::{Folder, left_bytes};

/// The library as it is before anything was kept; none if something may be.
///
/// # Errors
/// [`Failure::LibraryUnavailable`], [`Failure::LibraryFault`].
pub(crate) async fn nothing_kept() -> Result<Option<Library>, Failure> {
    match Folder::find().await? {
        Some(_) => Ok(None),
        None => Ok(Some(Library {
            left_bytes: left_bytes().await,
            ..Library::default()
        })),
    }
}
