use super::wire::Out;
use super::{MAGIC, PIECE_BYTES, PLANE_BYTES, PLANES_PER_PIECE, PREFACE_BYTES, VERSION, checksum};
use crate::store::Genome;
use crate::store::block::BlockKind;
use crate::store::tables::Packed;

/// Makes a file of a genome: head, pieces, preface.
///
/// Write the head at [`KeptWriter::HEAD_OFFSET`], the pieces one after another behind it, and the preface at the
/// beginning when all the rest is safe.
#[derive(Debug)]
pub struct KeptWriter<'genome> {
    packed: &'genome Packed,
    /// The head but for the checksums of the pieces.
    tables: Vec<u8>,
    checksums: Vec<u64>,
    pieces: usize,
}

impl<'genome> KeptWriter<'genome> {
    /// Where the head begins, in bytes.
    pub const HEAD_OFFSET: u64 = PREFACE_BYTES as u64;

    /// A writer of this genome, with a note that [`KeptReader::note`](super::KeptReader::note) gives back.
    #[must_use]
    pub fn new(genome: &'genome Genome, note: &[u8]) -> Self {
        let packed = genome.packed();
        Self {
            pieces: packed.planes.len().div_ceil(PLANES_PER_PIECE),
            packed,
            tables: tables(packed, note),
            checksums: Vec::new(),
        }
    }

    /// Bytes of the whole file.
    #[must_use]
    pub fn file_bytes(&self) -> u64 {
        self.pieces_offset() + (self.packed.planes.len() * PLANE_BYTES) as u64
    }

    /// Where the pieces begin, in bytes.
    #[must_use]
    pub fn pieces_offset(&self) -> u64 {
        Self::HEAD_OFFSET + self.head_bytes()
    }

    /// The next piece, in order, of at most [`PIECE_BYTES`]; false if there is none.
    pub fn next_piece(&mut self, bytes: &mut Vec<u8>) -> bool {
        let first = self.checksums.len() * PLANES_PER_PIECE;
        let planes = self.packed.planes.len();
        if first >= planes {
            return false;
        }
        bytes.clear();
        bytes.reserve(PIECE_BYTES);
        for plane in first..planes.min(first + PLANES_PER_PIECE) {
            for [lower, upper] in &self.packed.planes[plane].0 {
                bytes.extend_from_slice(&lower.to_le_bytes());
                bytes.extend_from_slice(&upper.to_le_bytes());
            }
        }
        self.checksums.push(checksum(bytes));
        true
    }

    /// Preface and head, when all pieces have been made.
    ///
    /// # Panics
    /// If they have not.
    #[must_use]
    pub fn finish(self) -> ([u8; PREFACE_BYTES], Vec<u8>) {
        assert_eq!(self.checksums.len(), self.pieces, "pieces are missing");
        let file_bytes = self.file_bytes();
        let mut head = Out(self.tables);
        head.list(self.checksums.iter(), |out, checksum| out.u64(*checksum));
        let mut preface = Out::default();
        preface.0.extend_from_slice(&MAGIC);
        preface.u32(VERSION);
        preface.u32(PIECE_BYTES as u32);
        preface.u64(head.0.len() as u64);
        preface.u64(file_bytes);
        preface.u64(checksum(&head.0));
        preface.u64(0);
        preface.u64(0);
        preface.u64(checksum(&preface.0));
        let mut bytes = [0; PREFACE_BYTES];
        bytes.copy_from_slice(&preface.0);
        (bytes, head.0)
    }

    fn head_bytes(&self) -> u64 {
        self.tables.len() as u64 + 8 * (1 + self.pieces as u64)
    }
}

fn tables(packed: &Packed, note: &[u8]) -> Vec<u8> {
    let mut out = Out::default();
    out.bytes(note);
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
    out.0
}
