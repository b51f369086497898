//! A packed genome as a file, to be opened again in a blink.
//!
//! All numbers are little-endian. A file of version 1:
//!
//! ```text
//! preface, 64 bytes
//!      0  "MMgenome"
//!      8  version: u32
//!     12  bytes of a piece: u32 (1 MiB)
//!     16  bytes of the note: u64
//!     24  checksum of the note: u64
//!     32  bytes of the head: u64
//!     40  checksum of the head: u64
//!     48  bytes of the file: u64
//!     56  checksum of the 56 bytes before: u64
//! note
//!     of whoever keeps the file, to be read without the rest
//! head
//!     tables: blocks, segments, records, runs of other letters and of soft-masked ones
//!     checksum of each piece: u64
//! pieces
//!     the planes, 64 in each piece but the last: 1024 words of 16 bytes each
//! ```
//!
//! Checksums are XXH3, 64 bits (Collet, xxHash specification). That of the head stands for the whole genome, since the
//! head holds those of the pieces. The preface is meant to be written last: a file whose writing was broken off has
//! none. Nothing is taken from a file that a checksum does not vouch for.

mod error;
mod read;
mod wire;
mod write;

pub use error::KeptFault;
pub use read::{KeptPreface, KeptReader};
pub use write::{KeptFile, KeptWriter};

use super::block::{Plane, STRIPE_BASES};
use super::packer::Planes;

/// What a file begins with.
const MAGIC: [u8; 8] = *b"MMgenome";
const VERSION: u32 = 1;
const PREFACE_BYTES: usize = 64;
const PLANES_PER_PIECE: usize = 64;
const PLANE_BYTES: usize = STRIPE_BASES * 16;
/// Bytes of a piece; the last may be shorter.
pub const PIECE_BYTES: usize = PLANES_PER_PIECE * PLANE_BYTES;

const _: () = assert!(size_of::<Plane>() == PLANE_BYTES);
// A piece is read straight into a segment of the planes.
const _: () = assert!(Planes::SEGMENT_ITEMS == PLANES_PER_PIECE);

fn checksum(bytes: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(bytes)
}
