use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::wire::In;
use super::{
    KeptFault, MAGIC, PIECE_BYTES, PLANE_BYTES, PLANES_PER_PIECE, PREFACE_BYTES, VERSION, checksum,
};
use crate::input::OpenError;
use crate::share::Pool;
use crate::store::Genome;
use crate::store::block::{BlockEntry, BlockKind, Plane, block_start};
use crate::store::records::RecordTable;
use crate::store::runs::{LetterRuns, Run, RunList};
use crate::store::tables::{Packed, Planes};

/// What the first bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptPreface {
    /// Bytes of the note, which follows.
    pub note_bytes: u64,
    /// Bytes of the head, which follows the note.
    pub head_bytes: u64,
    /// Bytes of the whole file.
    pub file_bytes: u64,
    note_checksum: u64,
    head_checksum: u64,
}

/// Makes a genome of a file: preface, head, pieces.
#[derive(Debug)]
pub struct KeptReader {
    packed: Packed,
    plane_count: usize,
    checksums: Vec<u64>,
    /// Pieces that were taken.
    done: usize,
    pieces_offset: u64,
}

impl KeptPreface {
    /// Bytes of a preface.
    pub const BYTES: usize = PREFACE_BYTES;
    /// The version that this program reads and writes.
    pub const VERSION: u32 = VERSION;

    /// Reads a preface from the beginning of a file that has so many bytes.
    ///
    /// # Errors
    /// [`KeptFault`], but for memory.
    pub fn read(bytes: &[u8; PREFACE_BYTES], got_bytes: u64) -> Result<Self, KeptFault> {
        let (said, sum) = bytes.split_at(PREFACE_BYTES - 8);
        let (magic, rest) = said.split_at(MAGIC.len());
        if magic != MAGIC || In(sum).u64() != Some(checksum(said)) {
            return Err(KeptFault::Unfinished);
        }
        let mut rest = In(rest);
        let mut preface = || {
            let version = rest.u32()?;
            let piece_bytes = rest.u32()?;
            let preface = Self {
                note_bytes: rest.u64()?,
                note_checksum: rest.u64()?,
                head_bytes: rest.u64()?,
                head_checksum: rest.u64()?,
                file_bytes: rest.u64()?,
            };
            Some((version, piece_bytes, preface))
        };
        match preface() {
            Some((VERSION, piece_bytes, preface)) if piece_bytes as usize == PIECE_BYTES => {
                if preface.file_bytes == got_bytes {
                    Ok(preface)
                } else {
                    Err(KeptFault::Truncated {
                        expected_bytes: preface.file_bytes,
                        got_bytes,
                    })
                }
            }
            Some((version, ..)) => Err(KeptFault::OtherVersion { version }),
            None => Err(KeptFault::Unfinished),
        }
    }

    /// Where the head begins, in bytes.
    #[must_use]
    pub fn head_offset(&self) -> u64 {
        (PREFACE_BYTES as u64).saturating_add(self.note_bytes)
    }

    /// Tells this genome from any other: the checksum of all that it is made of.
    #[must_use]
    pub fn content(&self) -> u64 {
        self.head_checksum
    }

    /// Whether these bytes are the note.
    ///
    /// # Errors
    /// [`KeptFault::Damaged`].
    pub fn check_note(&self, note: &[u8]) -> Result<(), KeptFault> {
        if note.len() as u64 == self.note_bytes && checksum(note) == self.note_checksum {
            return Ok(());
        }
        Err(KeptFault::Damaged {
            offset: PREFACE_BYTES as u64,
        })
    }
}

impl KeptReader {
    /// Reads the head and takes memory for all of the genome.
    ///
    /// # Errors
    /// [`KeptFault::Damaged`], [`KeptFault::OutOfMemory`].
    pub fn new(preface: KeptPreface, head: &[u8]) -> Result<Self, KeptFault> {
        let damaged = KeptFault::Damaged {
            offset: preface.head_offset(),
        };
        if head.len() as u64 != preface.head_bytes || checksum(head) != preface.head_checksum {
            return Err(damaged);
        }
        let pieces_offset = preface.head_offset().saturating_add(preface.head_bytes);
        let mut reader = Self::of_tables(head, pieces_offset)?.ok_or(damaged)?;
        let pieces = reader.plane_count.div_ceil(PLANES_PER_PIECE);
        let planes_bytes = reader.plane_count.saturating_mul(PLANE_BYTES);
        let file_bytes = pieces_offset.saturating_add(planes_bytes as u64);
        if reader.checksums.len() != pieces || file_bytes != preface.file_bytes {
            return Err(damaged);
        }
        reader
            .packed
            .planes
            .reserve(reader.plane_count)
            .map_err(out_of_memory)?;
        Ok(reader)
    }

    /// What the head says; none if it makes no sense, which its checksum should have told.
    fn of_tables(head: &[u8], pieces_offset: u64) -> Result<Option<Self>, KeptFault> {
        let mut head = In(head);
        let mut memory = Ok(());
        let mut tables = || {
            let length_bases = head.u64()?;
            let plane_count = usize::try_from(head.u64()?).ok()?;
            let blocks = head.list(|head| {
                Some(BlockEntry {
                    kind: match head.u8()? {
                        0 => BlockKind::NoBase,
                        1 => BlockKind::AllBases,
                        2 => BlockKind::FewGaps,
                        3 => BlockKind::ManyGaps,
                        _ => return None,
                    },
                    first_plane: head.u32()?,
                    first_segment: head.u32()?,
                })
            })?;
            let segment_records = head.list(In::u32)?;
            let end = block_start(blocks.len());
            let mut records = RecordTable::default();
            let mut order = Order::new(end);
            head.list(|head| {
                let Run { start, length } = order.next(head.u64()?, head.u64()?)?;
                let mut base_counts = [0; 4];
                for count in &mut base_counts {
                    *count = head.u64()?;
                }
                let name = std::str::from_utf8(head.bytes()?).ok()?;
                let description = std::str::from_utf8(head.bytes()?).ok()?;
                records.restore(name, description, start, length, base_counts);
                Some(())
            })?;
            let other_counts = head.list(In::u64)?.try_into().ok()?;
            let mut others = LetterRuns::new();
            let mut order = Order::new(end);
            head.list(|head| {
                let run = order.next(head.u64()?, head.u64()?)?;
                let pushed = others.push(run, head.u8()?);
                memory = memory.clone().and(pushed);
                Some(())
            })?;
            let mut soft_masked = RunList::new();
            let mut order = Order::new(end);
            head.list(|head| {
                let run = order.next(head.u64()?, head.u32()?.into())?;
                let pushed = soft_masked.push(run, false).map(drop);
                memory = memory.clone().and(pushed);
                Some(())
            })?;
            let checksums = head.list(In::u64)?;
            Some(Self {
                packed: Packed {
                    planes: Planes::new(),
                    blocks,
                    segment_records,
                    records,
                    length_bases,
                    others,
                    soft_masked,
                    other_counts,
                },
                plane_count,
                checksums,
                done: 0,
                pieces_offset,
            })
        };
        let tables = tables();
        memory.map_err(out_of_memory)?;
        Ok(tables)
    }

    /// Where in the file the next piece begins, in bytes; none if all were taken.
    #[must_use]
    pub fn next_offset(&self) -> Option<u64> {
        let is_left = self.done < self.checksums.len();
        is_left.then(|| self.pieces_offset + (self.done * PIECE_BYTES) as u64)
    }

    /// Takes the next pieces: some whole ones, and at the end the last, which may be shorter. They are verified and
    /// copied by all threads of the pool.
    ///
    /// # Errors
    /// [`KeptFault::Damaged`], [`KeptFault::OutOfMemory`].
    pub fn take(&mut self, bytes: &[u8], pool: &dyn Pool) -> Result<(), KeptFault> {
        let sources: Vec<&[u8]> = bytes.chunks(PIECE_BYTES).collect();
        let expected = self.checksums.get(self.done..self.done + sources.len());
        let Some(expected) = expected.filter(|_| bytes.len().is_multiple_of(PLANE_BYTES)) else {
            return Err(self.damaged(0));
        };
        let segments = sources.iter().map(|_| {
            let segment = self.packed.planes.spare_segment();
            segment.map(Mutex::new).map_err(out_of_memory)
        });
        let segments = segments.collect::<Result<Vec<_>, _>>()?;
        let next = AtomicUsize::new(0);
        pool.run(pool.threads().min(sources.len()), &|_| {
            loop {
                let index = next.fetch_add(1, Relaxed);
                let Some(source) = sources.get(index) else {
                    return;
                };
                // A segment that is not what it should be stays empty.
                if checksum(source) == expected[index]
                    && let Ok(mut segment) = segments[index].lock()
                {
                    copy_planes(source, &mut segment);
                }
            }
        });
        for (segment, source) in segments.into_iter().zip(sources) {
            let segment = segment.into_inner().unwrap_or_default();
            if segment.len() * PLANE_BYTES != source.len() {
                return Err(self.damaged(0));
            }
            self.packed.planes.push_segment(segment);
            self.done += 1;
        }
        Ok(())
    }

    /// The genome, when all pieces were taken.
    ///
    /// # Errors
    /// [`KeptFault::Damaged`] if pieces are missing.
    pub fn finish(self) -> Result<Genome, KeptFault> {
        if self.packed.planes.len() != self.plane_count || !self.is_sound() {
            return Err(self.damaged(0));
        }
        let mut packed = self.packed;
        packed.planes.shrink();
        Ok(Genome::new(packed, None))
    }

    /// Whether the tables point to nothing that is not there, and agree with each other.
    fn is_sound(&self) -> bool {
        let Packed {
            blocks,
            segment_records,
            records,
            ..
        } = &self.packed;
        let has_planes = |block: &BlockEntry| {
            block.first_plane as usize + block.kind.planes() <= self.plane_count
        };
        let is_record = |record: &u32| (*record as usize) < records.entries().len();
        blocks.iter().all(has_planes)
            && blocks.is_sorted_by_key(|block| block.first_segment)
            && blocks
                .last()
                .is_none_or(|last| last.first_segment as usize <= segment_records.len())
            && segment_records.iter().all(is_record)
            && self.counts_agree()
            && self.others_lie_in_records()
    }

    /// Whether each record has as many letters as it has bases and others.
    fn counts_agree(&self) -> bool {
        let packed = &self.packed;
        let sum = |mut counts: std::slice::Iter<'_, u64>| {
            counts.try_fold(0, |sum: u64, count| sum.checked_add(*count))
        };
        let bases =
            packed.records.entries().iter().map(|record| {
                sum(record.base_counts.iter()).filter(|bases| *bases <= record.length)
            });
        let bases = bases.collect::<Option<Vec<u64>>>();
        let bases = bases.and_then(|bases| sum(bases.iter()));
        let all = bases.zip(sum(packed.other_counts.iter()));
        let all = all.and_then(|(bases, others)| bases.checked_add(others));
        // In order and within the blocks, so that their sum is no more than there are letters in these.
        let lengths = packed.records.entries().iter().map(|record| record.length);
        all == Some(packed.length_bases) && lengths.sum::<u64>() == packed.length_bases
    }

    fn others_lie_in_records(&self) -> bool {
        let mut records = self.packed.records.entries().iter();
        let mut record = records.next();
        self.packed.others.after(0).all(|(run, _)| {
            while record.is_some_and(|record| record.end() <= run.start) {
                record = records.next();
            }
            record.is_some_and(|record| record.start <= run.start && run.end() <= record.end())
        })
    }

    fn damaged(&self, piece: usize) -> KeptFault {
        KeptFault::Damaged {
            offset: self.pieces_offset + ((self.done + piece) * PIECE_BYTES) as u64,
        }
    }
}

/// Stretches of the genome that come one after another, each within it.
struct Order {
    /// Where the next may start.
    start: u64,
    end: u64,
}

impl Order {
    fn new(end: u64) -> Self {
        Self { start: 0, end }
    }

    /// The next stretch; none if it cannot be there.
    fn next(&mut self, start: u64, length: u64) -> Option<Run> {
        let end = start.checked_add(length)?;
        if start < self.start || end > self.end {
            return None;
        }
        self.start = end;
        Some(Run { start, length })
    }
}

fn copy_planes(source: &[u8], planes: &mut Vec<Plane>) {
    for source in source.chunks_exact(PLANE_BYTES) {
        planes.push(Plane::ZERO);
        if let Some(plane) = planes.last_mut() {
            let words = plane.0.as_flattened_mut().iter_mut();
            for (word, bytes) in words.zip(source.as_chunks::<8>().0) {
                *word = u64::from_le_bytes(*bytes);
            }
        }
    }
}

fn out_of_memory(error: OpenError) -> KeptFault {
    match error {
        OpenError::OutOfMemory { needed_bytes } => KeptFault::OutOfMemory { needed_bytes },
        _ => KeptFault::OutOfMemory { needed_bytes: 0 },
    }
}
