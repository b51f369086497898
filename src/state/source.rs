//! Where a genome comes from, and how much memory it is given.

use protocol::memory::{
    FileFacts, PAGE_BYTES, least_needed_bytes, needed_bytes, needed_bytes_of_kept,
    needed_bytes_to_read_again,
};
use protocol::{Holding, KeptGenome, Request};

use super::chosen::ChosenFiles;
use crate::engine::memory_limit_bytes;
use crate::model::files;

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
    /// What is needed if the genome does not stay in memory.
    ReadAgain,
}

impl Source {
    /// Files, of which nothing was tried yet.
    pub(super) fn files(chosen: ChosenFiles, facts: Vec<FileFacts>) -> Self {
        let room = if least_needed_bytes(&facts, 1) > memory_limit_bytes() {
            Room::ReadAgain
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
            (Room::ReadAgain, Self::Files { facts, .. }) => {
                needed_bytes_to_read_again(facts, threads)
            }
            (Room::Usual, _) => usual(),
            (Room::More(more_bytes), _) => {
                (usual().saturating_add(more_bytes)).next_multiple_of(PAGE_BYTES)
            }
            (Room::All | Room::ReadAgain, _) => limit,
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

    /// If it is to be read again for each search: the memory that it would need otherwise, in bytes.
    pub(super) fn is_too_large(&self, threads: u32) -> Option<u64> {
        match self {
            Self::Files {
                facts,
                room: Room::ReadAgain,
                ..
            } => Some(least_needed_bytes(facts, threads)),
            _ => None,
        }
    }

    /// The next attempt when the memory was there and did not suffice; if so much was missing for searches alone, with that.
    pub(super) fn with_other_memory(
        self,
        missing_bytes: Option<u64>,
        threads: u32,
        has_threads: bool,
    ) -> Option<Self> {
        // Without threads, memory grows as far as it may.
        let had_all = !has_threads || self.memory_bytes(threads) == memory_limit_bytes();
        match (self.room(), missing_bytes) {
            (Room::Usual, Some(bytes)) if !had_all => Some(self.in_room(Room::More(bytes))),
            (Room::Usual | Room::More(_), _) if !had_all => Some(self.in_room(Room::All)),
            _ => self.without_memory(),
        }
    }

    /// The next attempt when so much memory is not to be had.
    pub(super) fn without_memory(self) -> Option<Self> {
        let can_be_read_again =
            matches!(self, Self::Files { .. }) && self.room() != Room::ReadAgain;
        can_be_read_again.then(|| self.in_room(Room::ReadAgain))
    }

    pub(super) fn request(&self) -> Request {
        match self {
            Self::Files { chosen, room, .. } => Request::Open {
                file_names: chosen.engine_names.clone(),
                holding: match room {
                    Room::Usual | Room::More(_) | Room::All => Holding::InMemory,
                    Room::ReadAgain => Holding::ReadAgain,
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
