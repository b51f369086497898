//! A file that is written part by part: straight to the disk where the browser lets a page do that, or else put together
//! and handed to the person as a whole.

mod disk;
mod parts;

pub(crate) use disk::{DiskFile, can_write_to_disk};
use parts::Parts;
pub(crate) use parts::hand_over;

/// What happens to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// One more part is out of the page's memory.
    PartTaken,
    /// All of it is there.
    Saved,
    /// It could not be written, and nothing of it is left; with what the browser says.
    Failed(String),
}

/// A file in the making. Dropped before it is complete, it leaves nothing.
pub(crate) enum Download {
    /// It is being written to the disk.
    Disk(DiskFile),
    /// Its parts are kept by the browser until all are there.
    Parts(Parts),
}

impl Download {
    /// A file of this name among the person's downloads.
    pub(crate) fn named(file_name: String, on_outcome: impl Fn(Outcome) + 'static) -> Self {
        Self::Parts(Parts::new(file_name, Box::new(on_outcome)))
    }

    /// A file that the person has named, from now on heard by `on_outcome`.
    pub(crate) fn to_disk(file: DiskFile, on_outcome: impl Fn(Outcome) + 'static) -> Self {
        file.hear(Box::new(on_outcome));
        Self::Disk(file)
    }

    /// Appends a part.
    pub(crate) fn push(&self, bytes: Vec<u8>) {
        match self {
            Self::Disk(file) => file.push(bytes),
            Self::Parts(parts) => parts.push(&bytes),
        }
    }

    /// There are no more parts.
    pub(crate) fn finish(&self) {
        match self {
            Self::Disk(file) => file.finish(),
            Self::Parts(parts) => parts.finish(),
        }
    }
}

type OnOutcome = Box<dyn Fn(Outcome)>;
