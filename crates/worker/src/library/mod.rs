//! The genomes that are kept in this browser: files of the origin's private file system (OPFS), one a genome, in the
//! folder `genomes`, in the format of [`engine::store::kept`].
//!
//! Tabs share the library without talking to each other:
//!
//! - A file is called after what is in it, so that a genome that is kept twice is found to be there already.
//! - Who writes a file holds a Web Lock of its name until it is whole; the browser takes the lock back when a tab is
//!   closed. A file that is not whole although nobody holds the lock was given up, and is removed by whoever lists the
//!   library next.
//! - Who reads a file holds its access handle, without which nobody can remove it. Where another has it, it is asked
//!   for again some times.
//!
//! Listing reads what each file begins with, and its note. Opening verifies everything.

mod browser;
mod empty;
mod entry;
mod fault;
mod file;
mod folder;
mod keep;
mod list;
mod lock;
mod note;
mod open;

pub(crate) use empty::nothing_kept;
pub(crate) use keep::keep;
pub(crate) use list::{list, remove};
pub(crate) use open::open;
