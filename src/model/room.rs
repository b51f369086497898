//! How much memory an attempt to open a genome has, and which attempt follows it.

use protocol::memory::PAGE_BYTES;

use super::sentences::Shortage;

/// How much memory an attempt to open a genome has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// What such a genome mostly needs.
    Usual,
    /// At least so many bytes: what an engine had, and what was missing there to search it.
    AtLeast(u64),
    /// All that is to be had.
    All,
    /// What is needed if the genome does not stay in memory, and why it does not.
    ReadAgain(Shortage),
    /// The same with all that is to be had.
    ReadAgainInAll(Shortage),
}

/// An attempt whose memory was there and did not suffice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    /// Memory that its engine was given, in bytes: what was asked for, or more in an engine that was there.
    pub(crate) had_bytes: u64,
    /// Memory that an engine may have, in bytes.
    pub(crate) limit_bytes: u64,
    /// What was missing for searches alone, in bytes, if it was that.
    pub(crate) missing_bytes: Option<u64>,
    /// Whether the engine has threads: without them, its memory grows as far as it may.
    pub(crate) has_threads: bool,
    /// Whether the genome comes from files: one of the library is not read again for each search.
    pub(crate) is_of_files: bool,
}

impl Room {
    /// The first of files that stay in memory only if there is so much, in bytes.
    pub(crate) fn of_files(least_needed_bytes: u64, limit_bytes: u64) -> Self {
        if least_needed_bytes > limit_bytes {
            Self::ReadAgain(Shortage::Needs(least_needed_bytes))
        } else {
            Self::Usual
        }
    }

    /// If the genome is to be read again for each search: why.
    pub(crate) const fn shortage(self) -> Option<Shortage> {
        match self {
            Self::ReadAgain(shortage) | Self::ReadAgainInAll(shortage) => Some(shortage),
            Self::Usual | Self::AtLeast(_) | Self::All => None,
        }
    }

    /// The same in bytes, whole pages if all of these are: what such a genome mostly needs, what it needs to be read again, and what an engine
    /// may have.
    pub(crate) fn bytes(self, usual_bytes: u64, read_again_bytes: u64, limit_bytes: u64) -> u64 {
        let bytes = match self {
            Self::Usual => usual_bytes,
            Self::AtLeast(bytes) => bytes
                .max(usual_bytes)
                .min(limit_bytes)
                .next_multiple_of(PAGE_BYTES),
            Self::ReadAgain(_) => read_again_bytes,
            Self::All | Self::ReadAgainInAll(_) => limit_bytes,
        };
        bytes.min(limit_bytes)
    }

    /// The next when the memory was there and did not suffice.
    ///
    /// # Errors
    /// Why there is no memory for the genome, if nothing is left to be tried.
    pub(crate) fn after_too_little(self, attempt: Attempt) -> Result<Self, Shortage> {
        let Attempt {
            had_bytes,
            limit_bytes,
            ..
        } = attempt;
        let had_all = !attempt.has_threads || had_bytes >= limit_bytes;
        let shortage = if !attempt.has_threads {
            Shortage::CannotGrow
        } else if had_bytes >= limit_bytes {
            Shortage::AllIsTooLittle
        } else {
            Shortage::Needs(had_bytes)
        };
        match (self, attempt.missing_bytes) {
            (Self::Usual, Some(missing_bytes)) if !had_all => {
                Ok(Self::AtLeast(had_bytes.saturating_add(missing_bytes)))
            }
            (Self::Usual | Self::AtLeast(_), _) if !had_all => Ok(Self::All),
            // So much was not refused: nobody asked for it.
            (Self::ReadAgain(shortage @ Shortage::Needs(bytes)), _)
                if !had_all && bytes > limit_bytes =>
            {
                Ok(Self::ReadAgainInAll(shortage))
            }
            // All of it was there, and is there again.
            _ if self.can_be_read_again(attempt.is_of_files) => Ok(Self::ReadAgainInAll(shortage)),
            _ => Err(shortage),
        }
    }

    /// The next when so many bytes were asked for and are not to be had; none if nothing is left to be tried.
    pub(crate) fn after_refusal(self, refused_bytes: u64, is_of_files: bool) -> Option<Self> {
        self.can_be_read_again(is_of_files)
            .then_some(Self::ReadAgain(Shortage::Needs(refused_bytes)))
    }

    /// Whether the genome has not been read again yet, and can be.
    fn can_be_read_again(self, is_of_files: bool) -> bool {
        is_of_files && self.shortage().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u64 = 1000 * PAGE_BYTES;
    const HALF: u64 = LIMIT / 2;

    /// Of files, in an engine with threads.
    fn attempt(had_bytes: u64) -> Attempt {
        Attempt {
            had_bytes,
            limit_bytes: LIMIT,
            missing_bytes: None,
            has_threads: true,
            is_of_files: true,
        }
    }

    #[test]
    fn files_too_large_by_their_size_are_read_again_at_once() {
        assert_eq!(Room::of_files(LIMIT, LIMIT), Room::Usual);
        let needs = Shortage::Needs(LIMIT + 1);
        assert_eq!(Room::of_files(LIMIT + 1, LIMIT), Room::ReadAgain(needs));
    }

    #[test]
    fn no_room_is_larger_than_all_there_is() {
        let shortage = Shortage::AllIsTooLittle;
        for (room, expected) in [
            (Room::Usual, HALF),
            (Room::AtLeast(1), HALF),
            (Room::AtLeast(HALF + 1), HALF + PAGE_BYTES),
            (Room::AtLeast(u64::MAX), LIMIT),
            (Room::All, LIMIT),
            (Room::ReadAgain(shortage), PAGE_BYTES),
            (Room::ReadAgainInAll(shortage), LIMIT),
        ] {
            assert_eq!(room.bytes(HALF, PAGE_BYTES, LIMIT), expected, "{room:?}");
        }
        assert_eq!(Room::Usual.bytes(LIMIT + 1, LIMIT + 1, LIMIT), LIMIT);
    }

    #[test]
    fn too_little_is_tried_with_more_and_with_all_before_it_is_read_again() {
        let room = Room::Usual.after_too_little(attempt(HALF));
        assert_eq!(room, Ok(Room::All));
        let to_search = Attempt {
            missing_bytes: Some(7),
            ..attempt(HALF)
        };
        let room = Room::Usual.after_too_little(to_search);
        assert_eq!(room, Ok(Room::AtLeast(HALF + 7)));
        let room = Room::AtLeast(HALF + 7).after_too_little(to_search);
        assert_eq!(room, Ok(Room::All));
        let again = Room::ReadAgainInAll(Shortage::AllIsTooLittle);
        assert_eq!(Room::All.after_too_little(attempt(LIMIT)), Ok(again));
        let had_all_at_once = Room::Usual.after_too_little(attempt(LIMIT));
        assert_eq!(had_all_at_once, Ok(again));
        let all_was_too_little_to_search = Attempt {
            missing_bytes: Some(7),
            ..attempt(LIMIT)
        };
        let room = Room::Usual.after_too_little(all_was_too_little_to_search);
        assert_eq!(room, Ok(again));
        let last = again.after_too_little(attempt(LIMIT));
        assert_eq!(last, Err(Shortage::AllIsTooLittle));
    }

    /// The spare engine has more than such a genome mostly needs.
    #[test]
    fn an_engine_that_had_more_is_followed_by_one_that_has_more_than_it() {
        let to_search = Attempt {
            missing_bytes: Some(7),
            ..attempt(HALF)
        };
        let usual_bytes = HALF / 2;
        let room = Room::Usual.after_too_little(to_search);
        let bytes = room.map(|room| room.bytes(usual_bytes, PAGE_BYTES, LIMIT));
        assert_eq!(bytes, Ok(HALF + PAGE_BYTES));
    }

    #[test]
    fn who_is_read_again_says_why() {
        let shortage = Shortage::Needs(HALF);
        for (room, expected) in [
            (Room::Usual, None),
            (Room::AtLeast(7), None),
            (Room::All, None),
            (Room::ReadAgain(shortage), Some(shortage)),
            (Room::ReadAgainInAll(shortage), Some(shortage)),
        ] {
            assert_eq!(room.shortage(), expected, "{room:?}");
        }
    }

    #[test]
    fn what_is_too_large_by_its_size_is_tried_once_more_in_all() {
        let too_large = Shortage::Needs(LIMIT + 1);
        let room = Room::ReadAgain(too_large).after_too_little(attempt(HALF));
        assert_eq!(room, Ok(Room::ReadAgainInAll(too_large)));
        let last = Room::ReadAgainInAll(too_large).after_too_little(attempt(LIMIT));
        assert_eq!(last, Err(Shortage::AllIsTooLittle));
        let had_all = Room::ReadAgain(too_large).after_too_little(attempt(LIMIT));
        assert_eq!(had_all, Err(Shortage::AllIsTooLittle));
        let all_was_refused = Room::ReadAgain(Shortage::Needs(LIMIT));
        let last = all_was_refused.after_too_little(attempt(HALF));
        assert_eq!(last, Err(Shortage::Needs(HALF)));
        // The browser refused less than all: it would refuse all.
        let refused = Room::ReadAgain(Shortage::Needs(HALF));
        let last = refused.after_too_little(attempt(PAGE_BYTES));
        assert_eq!(last, Err(Shortage::Needs(PAGE_BYTES)));
    }

    #[test]
    fn memory_that_grows_is_not_tried_with_more() {
        let grown = Attempt {
            has_threads: false,
            ..attempt(HALF)
        };
        let again = Room::ReadAgainInAll(Shortage::CannotGrow);
        assert_eq!(Room::Usual.after_too_little(grown), Ok(again));
        let to_search = Attempt {
            missing_bytes: Some(7),
            ..grown
        };
        assert_eq!(Room::Usual.after_too_little(to_search), Ok(again));
        let kept = Attempt {
            is_of_files: false,
            ..grown
        };
        let last = Room::Usual.after_too_little(kept);
        assert_eq!(last, Err(Shortage::CannotGrow));
        let too_large = Room::ReadAgain(Shortage::Needs(LIMIT + 1));
        let last = too_large.after_too_little(grown);
        assert_eq!(last, Err(Shortage::CannotGrow));
    }

    #[test]
    fn a_genome_of_the_library_is_not_read_again() {
        let kept = |had_bytes| Attempt {
            is_of_files: false,
            ..attempt(had_bytes)
        };
        let room = Room::Usual.after_too_little(kept(HALF));
        assert_eq!(room, Ok(Room::All));
        let last = Room::All.after_too_little(kept(LIMIT));
        assert_eq!(last, Err(Shortage::AllIsTooLittle));
        assert_eq!(Room::Usual.after_refusal(HALF, false), None);
    }

    #[test]
    fn refused_memory_is_not_asked_for_again() {
        let again = Room::ReadAgain(Shortage::Needs(HALF));
        for room in [Room::Usual, Room::AtLeast(7), Room::All] {
            assert_eq!(room.after_refusal(HALF, true), Some(again), "{room:?}");
        }
        for room in [again, Room::ReadAgainInAll(Shortage::AllIsTooLittle)] {
            assert_eq!(room.after_refusal(PAGE_BYTES, true), None, "{room:?}");
        }
    }
}
