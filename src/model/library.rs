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

/// Why nothing can be kept.
pub(crate) fn unavailable(reason: &str) -> String {
    format!("Not to be had here: {reason}.")
}

/// What is said of a library with nothing in it.
pub(crate) fn empty(library: &Library) -> String {
    match (later(library.later_version_count), library.left_bytes) {
        (Some(later), _) => later,
        (None, Some(left)) => format!("Nothing is kept yet; {} left.", bytes(left)),
        (None, None) => "Nothing is kept yet.".to_owned(),
    }
}

/// What is said of genomes that only a later version of the page can open; none if there are none.
pub(crate) fn later(count: u64) -> Option<String> {
    (count > 0).then(|| {
        format!(
            "{} kept by a later version of this page: reload the page to see {}.",
            counted(count, "genome was", "genomes were"),
            if count == 1 { "it" } else { "them" }
        )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_what_happened_and_what_to_do() {
        let check =
            |failure: Failure, expected: &str| assert_eq!(sentence(&failure, "a.fa"), expected);
        check(
            Failure::LibraryFull {
                needed_bytes: 801_000_000,
                left_bytes: Some(12_300_000),
            },
            "a.fa was not kept: it takes 801 MB, and the browser has 12.3 MB left for this page. Remove a genome from the library, or free some of the disk.",
        );
        check(
            Failure::KeptDamaged { offset_bytes: 7 },
            "a.fa was damaged in the library, and is removed from it. Nothing of it was searched: open its file again.",
        );
        check(
            Failure::KeptGone,
            "a.fa is no longer in the library: it was removed. Open its file again.",
        );
        check(
            Failure::LibraryUnavailable {
                reason: "this browser gives pages no files of their own".into(),
            },
            "Genomes cannot be kept here: this browser gives pages no files of their own. Nothing else changes.",
        );
    }

    #[test]
    fn what_was_removed_is_named() {
        let entry = |name: &str, cause| RemovedEntry {
            name: name.into(),
            cause,
        };
        assert_eq!(removed(&[]), None);
        let one = [entry("a.fa", RemovalCause::HalfWritten)];
        assert_eq!(
            removed(&one).as_deref(),
            Some(
                "a.fa was kept only in part (its tab was closed in the middle), and is removed from the library. Open its file again to keep it."
            )
        );
        let three = [
            entry("a.fa", RemovalCause::Damaged),
            entry("b.fa", RemovalCause::Damaged),
            entry("c.fa", RemovalCause::EarlierVersion),
        ];
        assert_eq!(
            removed(&three).as_deref(),
            Some(
                "a.fa was damaged, and is removed from the library, as are 2 other entries. Open their files again to keep them."
            )
        );
    }

    #[test]
    fn the_room_is_told() {
        let mut library = Library {
            genomes: Vec::new(),
            removed: Vec::new(),
            later_version_count: 0,
            used_bytes: 1_210_000_000,
            left_bytes: Some(38_000_000_000),
        };
        assert_eq!(room(&library), "1.21 GB used, 38.0 GB left");
        assert_eq!(empty(&library), "Nothing is kept yet; 38.0 GB left.");
        library.left_bytes = None;
        assert_eq!(room(&library), "1.21 GB used");
        assert_eq!(empty(&library), "Nothing is kept yet.");
        library.later_version_count = 1;
        assert_eq!(
            empty(&library),
            "1 genome was kept by a later version of this page: reload the page to see it."
        );
    }
}
