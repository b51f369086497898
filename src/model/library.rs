//! What the page says of the library of kept genomes.

use protocol::{Failure, Library, RemovalCause, RemovedEntry};

use super::format::{bytes, counted};

/// What went wrong in the library with this genome, and what to do.
pub(crate) fn sentence(failure: &Failure, name: &str) -> String {
    match failure {
        Failure::LibraryUnavailable { reason } => {
            format!("Genomes cannot be kept here: {reason}. Nothing else changes.")
        }
        Failure::LibraryFull {
            needed_bytes,
            left_bytes,
        } => {
            let left = left_bytes.map_or_else(String::new, |left| {
                format!(", and the browser has {} left for this page", bytes(left))
            });
            format!(
                "{name} was not kept: it takes {}{left}. Remove a genome from the library, or free some of the disk.",
                bytes(*needed_bytes)
            )
        }
        Failure::LibraryFault { reason } => {
            format!("The browser could not do that in the library ({reason}). Try again.")
        }
        Failure::KeptDamaged { .. } => format!(
            "{name} was damaged in the library, and is removed from it. Nothing of it was searched: open its file again."
        ),
        Failure::KeptOtherVersion => format!(
            "{name} was kept by another version of this page, which alone can open it. Reload the page, or open its file again."
        ),
        Failure::KeptGone => {
            format!("{name} is no longer in the library: it was removed. Open its file again.")
        }
        Failure::KeptInUse => {
            format!("{name} is in use in another tab. Try again in a moment.")
        }
        _ => String::new(),
    }
}

/// What was removed without being asked for, in one sentence; none if nothing was.
pub(crate) fn removed(entries: &[RemovedEntry]) -> Option<String> {
    let [first, others @ ..] = entries else {
        return None;
    };
    let why = match first.cause {
        RemovalCause::HalfWritten => "was kept only in part (its tab was closed in the middle)",
        RemovalCause::Damaged => "was damaged",
        RemovalCause::EarlierVersion => "was kept by an earlier version of this page",
    };
    let name = &first.name;
    Some(match others.len() {
        0 => format!(
            "{name} {why}, and is removed from the library. Open its file again to keep it."
        ),
        others => format!(
            "{name} {why}, and is removed from the library, as are {}. Open their files again to keep them.",
            counted(others as u64, "other entry", "other entries")
        ),
    })
}

/// How much room there is: `1.21 GB used, 38.0 GB left`.
pub(crate) fn room(library: &Library) -> String {
    let used = format!("{} used", bytes(library.used_bytes));
    match library.left_bytes {
        Some(left) => format!("{used}, {} left", bytes(left)),
        None => used,
    }
}
