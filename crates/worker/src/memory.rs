//! Memory, all of it before the threads start: shared memory does not grow under them.

use std::hint::black_box;
use std::sync::{Mutex, PoisonError};

use engine::Pool;
use protocol::Failure;
use protocol::memory::room_to_search_bytes;

use crate::clock::pause;
use crate::coordinator::Coordinator;
use crate::pool;

/// Sizes of the pieces that memory is taken in, in bytes: large ones first, then what is left over.
#[cfg(feature = "threads")]
const PIECES: [usize; 3] = [64 << 20, 4 << 20, 256 << 10];

/// Takes all memory that the page allows, and gives it to the allocator, which keeps it.
#[cfg(feature = "threads")]
pub(crate) fn take_all() {
    let mut taken: Vec<Vec<u8>> = Vec::with_capacity(1024);
    for piece_bytes in PIECES {
        while taken.len() < taken.capacity() {
            let mut piece = Vec::new();
            if piece.try_reserve_exact(piece_bytes).is_err() {
                break;
            }
            taken.push(piece);
        }
    }
}

/// Memory of a single thread grows when it has to.
#[cfg(not(feature = "threads"))]
pub(crate) fn take_all() {}

/// Whether memory is left to search a genome of so many records, so that the engine does not end in the midst of a search. (Memory of a
/// single thread grows when it has to.)
///
/// # Errors
/// [`Failure::NoRoomToSearch`].
pub(crate) fn check_room_to_search(record_count: u64) -> Result<(), Failure> {
    // A search takes tables of up to a tenth of it in one piece.
    const PIECES: usize = 8;
    if cfg!(not(feature = "threads")) {
        return Ok(());
    }
    let needed_bytes = room_to_search_bytes(record_count);
    let piece_bytes = usize::try_from(needed_bytes / PIECES as u64).unwrap_or(usize::MAX);
    let mut pieces: [Vec<u8>; PIECES] = Default::default();
    let is_there = pieces
        .iter_mut()
        .all(|piece| piece.try_reserve_exact(piece_bytes).is_ok());
    // Memory that nobody writes to would not be taken at all.
    black_box(&pieces);
    is_there
        .then_some(())
        .ok_or(Failure::NoRoomToSearch { needed_bytes })
}

/// What a thread writes to before the page is heard, in bytes.
const TOUCHED_AT_ONCE_BYTES: usize = 4 << 20;

/// Writes zeros to so much of the free memory, in bytes, while the engine has nothing else to do: the memory that is taken next.
///
/// A system hands out each page of memory when it is first written to. On a virtual machine this takes as long as parsing and packing the
/// letters that have room in it; the figures are in `benches/RESULTS.md`.
pub(crate) async fn touch(coordinator: &Coordinator, bytes: usize) {
    let pool = pool::pool();
    let pieces: Vec<Mutex<Vec<u8>>> = (0..bytes.div_ceil(TOUCHED_AT_ONCE_BYTES))
        .map(|_| Mutex::default())
        .collect();
    for pieces in pieces.chunks(pool.threads()) {
        pool.run(pieces.len(), &|lane| {
            let mut piece = pieces[lane].lock().unwrap_or_else(PoisonError::into_inner);
            if piece.try_reserve_exact(TOUCHED_AT_ONCE_BYTES).is_ok() {
                piece.resize(TOUCHED_AT_ONCE_BYTES, 0);
            }
        });
        pause().await;
        if !coordinator.is_idle() {
            return;
        }
    }
}
