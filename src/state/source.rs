//! Where a genome comes from, and how much memory it is given.

use protocol::memory::{
    FileFacts, PAGE_BYTES, least_needed_bytes, needed_bytes, needed_bytes_of_kept,
    needed_bytes_to_read_again,
};
use protocol::{Holding, KeptGenome, Request};

use super::chosen::ChosenFiles;
use crate::engine::memory_limit_bytes;
use crate::model::files;
use crate::model::sentences::Shortage;

/// Where a genome comes from.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// Files, with what their first bytes tell.
    Files {
        chosen: ChosenFiles,
        facts: Vec<FileFacts>,
        room: Room,
    },
    /// The library.
    Kept { kept: KeptGenome, room: Room },
}

/// How much memory an attempt to open a genome has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// What such a genome mostly needs.
    Usual,
    /// So many bytes more: they were missing to search it.
    More(u64),
    /// All that is to be had.
    All,
    /// What is needed if the genome does not stay in memory, and why it does not.
    ReadAgain(Shortage),
    /// The same with all that is to be had.
    ReadAgainInAll(Shortage),
}

impl Source {
    /// Files, of which nothing was tried yet.
    pub(super) fn files(chosen: ChosenFiles, facts: Vec<FileFacts>) -> Self {
        let needed_bytes = least_needed_bytes(&facts, 1);
        let room = if needed_bytes > memory_limit_bytes() {
            Room::ReadAgain(Shortage::Needs(needed_bytes))
        } else {
            Room::Usual
        };
        Self::Files {
            chosen,
            facts,
            room,
        }
    }

    /// A genome of the library, of which nothing was tried yet.
    pub(super) fn kept(kept: KeptGenome) -> Self {
        Self::Kept {
            kept,
            room: Room::Usual,
        }
    }

    /// Names of the files, as they are shown.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Files { chosen, .. } => chosen.names.clone(),
            Self::Kept { kept, .. } => files::shown(&kept.file_names),
        }
    }

    /// Memory for an engine that opens it, in bytes.
    pub(super) fn memory_bytes(&self, threads: u32) -> u64 {
        let usual = || match self {
            Self::Files { facts, .. } => needed_bytes(facts, threads),
            Self::Kept { kept, .. } => {
                needed_bytes_of_kept(kept.file_bytes, kept.record_count, threads)
            }
        };
        let limit = memory_limit_bytes();
        let bytes = match (self.room(), self) {
            (Room::ReadAgain(_), Self::Files { facts, .. }) => {
                needed_bytes_to_read_again(facts, threads)
            }
            (Room::Usual, _) => usual(),
            (Room::More(more_bytes), _) => {
                (usual().saturating_add(more_bytes)).next_multiple_of(PAGE_BYTES)
            }
            (Room::All | Room::ReadAgain(_) | Room::ReadAgainInAll(_), _) => limit,
        };
        bytes.min(limit)
    }

    fn room(&self) -> Room {
        match self {
            Self::Files { room, .. } | Self::Kept { room, .. } => *room,
        }
    }

    /// The same with another room.
    fn in_room(self, room: Room) -> Self {
        match self {
            Self::Files { chosen, facts, .. } => Self::Files {
                chosen,
                facts,
                room,
            },
            Self::Kept { kept, .. } => Self::Kept { kept, room },
        }
    }

    /// If it is to be read again for each search: why.
    pub(super) fn shortage(&self) -> Option<Shortage> {
        match self.room() {
            Room::ReadAgain(shortage) | Room::ReadAgainInAll(shortage) => Some(shortage),
            Room::Usual | Room::More(_) | Room::All => None,
        }
    }

    /// The next attempt when the memory was there and did not suffice; if so much was missing for searches alone, with that.
    ///
    /// # Errors
    /// Why there is no memory for it, if nothing is left to be tried.
    pub(super) fn with_other_memory(
        self,
        missing_bytes: Option<u64>,
        threads: u32,
        has_threads: bool,
    ) -> Result<Self, Shortage> {
        let had_bytes = self.memory_bytes(threads);
        // Without threads, memory grows as far as it may.
        let had_all = !has_threads || had_bytes == memory_limit_bytes();
        let shortage = if had_bytes == memory_limit_bytes() {
            Shortage::AllIsTooLittle
        } else {
            Shortage::Needs(had_bytes)
        };
        let next = match (self.room(), missing_bytes) {
            (Room::Usual, Some(bytes)) if !had_all => Some(Room::More(bytes)),
            (Room::Usual | Room::More(_), _) if !had_all => Some(Room::All),
            // So much was not refused: nobody asked for it.
            (Room::ReadAgain(shortage @ Shortage::Needs(bytes)), _)
                if !had_all && bytes > memory_limit_bytes() =>
            {
                Some(Room::ReadAgainInAll(shortage))
            }
            // All of it was there, and is there again.
            _ => self
                .can_be_read_again()
                .then_some(Room::ReadAgainInAll(shortage)),
        };
        next.map(|room| self.in_room(room)).ok_or(shortage)
    }

    /// The next attempt when the memory that it had asked for, in bytes, is not to be had.
    pub(super) fn without_memory(self, refused_bytes: u64) -> Option<Self> {
        let can_be_read_again = self.can_be_read_again();
        can_be_read_again.then(|| self.in_room(Room::ReadAgain(Shortage::Needs(refused_bytes))))
    }

    /// Whether it has not been read again yet, and can be.
    fn can_be_read_again(&self) -> bool {
        matches!(self, Self::Files { .. }) && self.shortage().is_none()
    }

    pub(super) fn request(&self) -> Request {
        match self {
            Self::Files { chosen, room, .. } => Request::Open {
                file_names: chosen.engine_names.clone(),
                holding: match room {
                    Room::Usual | Room::More(_) | Room::All => Holding::InMemory,
                    Room::ReadAgain(_) | Room::ReadAgainInAll(_) => Holding::ReadAgain,
                },
            },
            Self::Kept { kept, .. } => Request::OpenKept {
                id: kept.id.clone(),
            },
        }
    }

    /// The files that travel beside the request.
    pub(super) fn web_files(&self) -> &[web_sys::File] {
        match self {
            Self::Files { chosen, .. } => &chosen.files,
            Self::Kept { .. } => &[],
        }
    }
}
