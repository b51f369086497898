//! Memory, all of it before the threads start: shared memory does not grow under them.

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
