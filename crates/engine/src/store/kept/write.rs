use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::wire::Out;
use super::{MAGIC, PIECE_BYTES, PLANE_BYTES, PLANES_PER_PIECE, PREFACE_BYTES, VERSION, checksum};
use crate::share::Pool;
use crate::store::Genome;
use crate::store::block::BlockKind;
use crate::store::tables::{Packed, Planes};

/// Makes a file of a genome: first all checksums, which tell what genome it is, then the file.
#[derive(Debug)]
pub struct KeptWriter<'genome> {
    packed: &'genome Packed,
    checksums: Vec<u64>,
}

/// A file to be written: its front at [`KeptFile::FRONT_OFFSET`], the pieces one after another behind it, and the
/// preface at the beginning when all the rest is safe.
#[derive(Debug)]
pub struct KeptFile<'genome> {
    planes: &'genome Planes,
    preface: [u8; PREFACE_BYTES],
    front: Vec<u8>,
    content: u64,
}

impl<'genome> KeptWriter<'genome> {
    /// A writer of this genome.
    #[must_use]
    pub fn new(genome: &'genome Genome) -> Self {
        Self {
            packed: genome.packed(),
            checksums: Vec::new(),
        }
    }

    /// Bytes of all pieces.
    #[must_use]
    pub fn pieces_bytes(&self) -> u64 {
        (self.packed.planes.len() * PLANE_BYTES) as u64
    }

    /// Makes the checksums of at most so many pieces more, with all threads of the pool. False when none is left.
    pub fn step(&mut self, most_pieces: usize, pool: &dyn Pool) -> bool {
        let planes = &self.packed.planes;
        let first = self.checksums.len();
        let count = most_pieces.min(piece_count(planes) - first);
        let next = AtomicUsize::new(0);
        let made = Mutex::new(vec![0; count]);
        pool.run(pool.threads().min(count), &|_| {
            let mut bytes = Vec::new();
            loop {
                let index = next.fetch_add(1, Relaxed);
                if index >= count {
                    return;
                }
                copy_piece(planes, first + index, &mut bytes);
                let checksum = checksum(&bytes);
                if let Ok(mut made) = made.lock() {
                    made[index] = checksum;
                }
            }
        });
        self.checksums.extend(made.into_inner().unwrap_or_default());
        self.checksums.len() < piece_count(planes)
    }

    /// The file, with a note that comes back with the genome, when all checksums have been made.
    ///
    /// # Panics
    /// If they have not.
    #[must_use]
    pub fn finish(self, note: &[u8]) -> KeptFile<'genome> {
        let planes = &self.packed.planes;
        assert_eq!(
            self.checksums.len(),
            piece_count(planes),
            "checksums are missing"
        );
        let mut head = tables(self.packed);
        head.list(self.checksums.iter(), |out, checksum| out.u64(*checksum));
        let head = head.0;
        let content = checksum(&head);
        let front_bytes = (note.len() + head.len()) as u64;
        let mut preface = Out::default();
        preface.0.extend_from_slice(&MAGIC);
        preface.u32(VERSION);
        preface.u32(PIECE_BYTES as u32);
        preface.u64(note.len() as u64);
        preface.u64(checksum(note));
        preface.u64(head.len() as u64);
        preface.u64(content);
        preface.u64(PREFACE_BYTES as u64 + front_bytes + self.pieces_bytes());
        preface.u64(checksum(&preface.0));
        let mut bytes = [0; PREFACE_BYTES];
        bytes.copy_from_slice(&preface.0);
        KeptFile {
            planes,
            preface: bytes,
            front: [note, &head].concat(),
            content,
        }
    }
}

impl KeptFile<'_> {
    /// Where the front begins, in bytes.
    pub const FRONT_OFFSET: u64 = PREFACE_BYTES as u64;

    /// Tells this genome from any other: the checksum of all that it is made of.
    #[must_use]
    pub fn content(&self) -> u64 {
        self.content
    }

    /// Bytes of the whole file.
    #[must_use]
    pub fn file_bytes(&self) -> u64 {
        self.piece_offset(0) + (self.planes.len() * PLANE_BYTES) as u64
    }

    /// What the file begins with.
    #[must_use]
    pub fn preface(&self) -> &[u8; PREFACE_BYTES] {
        &self.preface
    }

    /// Note and head.
    #[must_use]
    pub fn front(&self) -> &[u8] {
        &self.front
    }

    /// Number of pieces.
    #[must_use]
    pub fn piece_count(&self) -> usize {
        piece_count(self.planes)
    }

    /// Where a piece begins, in bytes.
    #[must_use]
    pub fn piece_offset(&self, index: usize) -> u64 {
        Self::FRONT_OFFSET + (self.front.len() + index * PIECE_BYTES) as u64
    }

    /// Copies a piece, of at most [`PIECE_BYTES`].
    pub fn copy_piece(&self, index: usize, bytes: &mut Vec<u8>) {
        copy_piece(self.planes, index, bytes);
    }
}

fn piece_count(planes: &Planes) -> usize {
    planes.len().div_ceil(PLANES_PER_PIECE)
}

fn copy_piece(planes: &Planes, index: usize, bytes: &mut Vec<u8>) {
    let first = index * PLANES_PER_PIECE;
    let last = planes.len().min(first + PLANES_PER_PIECE);
    bytes.resize((last - first) * PLANE_BYTES, 0);
    for (plane, bytes) in (first..last).zip(bytes.chunks_exact_mut(PLANE_BYTES)) {
        let words = planes[plane].0.as_flattened();
        for (bytes, word) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(words) {
            *bytes = word.to_le_bytes();
        }
    }
}

fn tables(packed: &Packed) -> Out {
    let mut out = Out::default();
    out.u64(packed.length_bases);
    out.u64(packed.planes.len() as u64);
    out.list(packed.blocks.iter(), |out, block| {
        out.u8(match block.kind {
            BlockKind::NoBase => 0,
            BlockKind::AllBases => 1,
            BlockKind::FewGaps => 2,
            BlockKind::ManyGaps => 3,
        });
        out.u32(block.first_plane);
        out.u32(block.first_segment);
    });
    out.list(packed.segment_records.iter(), |out, record| {
        out.u32(*record)
    });
    let records = 0..packed.records.entries().len();
    out.list(records, |out, index| {
        let entry = &packed.records.entries()[index];
        out.u64(entry.start);
        out.u64(entry.length);
        entry.base_counts.iter().for_each(|count| out.u64(*count));
        out.bytes(packed.records.name(index).as_bytes());
        out.bytes(packed.records.description(index).as_bytes());
    });
    out.list(packed.other_counts.iter(), |out, count| out.u64(*count));
    let others = packed.others.after(0).collect::<Vec<_>>();
    out.list(others.into_iter(), |out, (run, letter)| {
        out.u64(run.start);
        out.u64(run.length);
        out.u8(letter);
    });
    // By far the longest list: starts and lengths as they are kept.
    let soft_masked = 0..packed.soft_masked.len();
    out.list(soft_masked, |out, index| {
        let run = packed.soft_masked.get(index);
        out.u64(run.start);
        out.u32(run.length as u32);
    });
    out
}
