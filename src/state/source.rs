//! Where a genome comes from, and how much memory it is given.

use protocol::memory::{
    FileFacts, least_needed_bytes, needed_bytes, needed_bytes_of_kept, needed_bytes_to_read_again,
};
use protocol::{Holding, KeptGenome, Request};

use super::chosen::ChosenFiles;
use crate::engine::memory_limit_bytes;
use crate::model::files;
use crate::model::room::{Attempt, Room};
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

impl Source {
    /// Files, of which nothing was tried yet.
    pub(super) fn files(chosen: ChosenFiles, facts: Vec<FileFacts>) -> Self {
        Self::Files {
            room: Room::of_files(least_needed_bytes(&facts, 1), memory_limit_bytes()),
            chosen,
            facts,
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
        let (usual_bytes, read_again_bytes) = match self {
            Self::Files { facts, .. } => (
                needed_bytes(facts, threads),
                needed_bytes_to_read_again(facts, threads),
            ),
            Self::Kept { kept, .. } => {
                let bytes = needed_bytes_of_kept(kept.file_bytes, kept.record_count, threads);
                // It is not read again.
                (bytes, bytes)
            }
        };
        let limit_bytes = memory_limit_bytes();
        self.room()
            .bytes(usual_bytes, read_again_bytes, limit_bytes)
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
        self.room().shortage()
    }

    /// The next attempt when an engine that was given so much memory, in bytes, had too little; if so much was missing for searches alone, with
    /// that.
    ///
    /// # Errors
    /// Why there is no memory for it, if nothing is left to be tried.
    pub(super) fn with_other_memory(
        self,
        had_bytes: u64,
        missing_bytes: Option<u64>,
        has_threads: bool,
    ) -> Result<Self, Shortage> {
        let attempt = Attempt {
            had_bytes,
            limit_bytes: memory_limit_bytes(),
            missing_bytes,
            has_threads,
            is_of_files: self.is_of_files(),
        };
        let room = self.room().after_too_little(attempt)?;
        Ok(self.in_room(room))
    }

    /// The next attempt when the memory that it had asked for, in bytes, is not to be had.
    pub(super) fn without_memory(self, refused_bytes: u64) -> Option<Self> {
        let room = self
            .room()
            .after_refusal(refused_bytes, self.is_of_files())?;
        Some(self.in_room(room))
    }

    const fn is_of_files(&self) -> bool {
        matches!(self, Self::Files { .. })
    }

    pub(super) fn request(&self) -> Request {
        match self {
            Self::Files { chosen, room, .. } => Request::Open {
                file_names: chosen.engine_names.clone(),
                holding: match room.shortage() {
                    None => Holding::InMemory,
                    Some(_) => Holding::ReadAgain,
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
