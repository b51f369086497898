//! A kept genome comes back as it was, or not at all; a head that makes no sense is refused, even if all checksums are right.
//!
//! The bytes: whether checksums are put right, how many bytes to change; for each of these a part, a place in it and a
//! difference; then the letters of the records, each up to a byte 0.

#![no_main]

use engine::store::kept::{KeptFault, KeptPreface, KeptReader, KeptWriter, PIECE_BYTES};
use engine::{Genome, GenomeBuilder, Sequential};
use fuzz::SharedPool;
use libfuzzer_sys::fuzz_target;
use xxhash_rust::xxh3::xxh3_64;

const NOTE: &[u8] = b"a note";
const CHANGE_BYTES: usize = 4;

fuzz_target!(|bytes: &[u8]| {
    let Some((&[repair, changes], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let changes = usize::from(changes % 6) * CHANGE_BYTES;
    let Some((changes, records)) = rest.split_at_checked(changes) else {
        return;
    };
    let Some(genome) = genome(records) else {
        return;
    };
    let whole = keep(&genome);
    let mut file = whole.clone();
    let front_bytes = front_bytes(&file);
    for change in changes.as_chunks::<CHANGE_BYTES>().0 {
        let part = match change[0] % 4 {
            0 => 0..KeptPreface::BYTES,
            1 | 2 => KeptPreface::BYTES..front_bytes,
            _ => front_bytes..file.len(),
        };
        let place = usize::from(u16::from_le_bytes([change[1], change[2]]));
        if !part.is_empty() {
            file[part.start + place % part.len()] ^= change[3];
        }
    }

    if repair % 2 == 1 {
        put_right(&mut file, front_bytes);
        // What the checksums vouch for is another genome, or none: it only must not break anything.
        let _ = open(&file);
        return;
    }
    match open(&file) {
        Ok(got) => {
            assert!(file == whole, "a change was not found");
            assert!(got == genome);
        }
        Err(fault) => assert!(file != whole, "{fault}"),
    }
});

/// Records of the letters in these bytes.
fn genome(records: &[u8]) -> Option<Genome> {
    let mut builder = GenomeBuilder::new("");
    for letters in records.split(|byte| *byte == 0) {
        builder.push(b">record of letters\n").ok()?;
        let letters = letters.iter().filter(|byte| byte.is_ascii_alphabetic());
        builder.push(&letters.copied().collect::<Vec<u8>>()).ok()?;
        builder.push(b"\n").ok()?;
    }
    builder.finish().ok()
}

fn keep(genome: &Genome) -> Vec<u8> {
    let mut writer = KeptWriter::new(genome);
    while writer.step(1, &Sequential) {}
    let file = writer.finish(NOTE);
    let mut bytes = [file.preface(), file.front()].concat();
    let mut piece = Vec::new();
    for index in 0..file.piece_count() {
        file.copy_piece(index, &mut piece);
        bytes.extend_from_slice(&piece);
    }
    bytes
}

/// Bytes before the pieces.
fn front_bytes(file: &[u8]) -> usize {
    let number = |at: usize| u64::from_le_bytes(file[at..at + 8].try_into().expect("8 bytes"));
    KeptPreface::BYTES + (number(16) + number(32)) as usize
}

/// Has every checksum say what is there, as far as the preface says where that is.
fn put_right(file: &mut [u8], front_bytes: usize) {
    let note_end = KeptPreface::BYTES + NOTE.len();
    let sums: Vec<u64> = file[front_bytes..]
        .chunks(PIECE_BYTES)
        .map(xxh3_64)
        .collect();
    let sums_at = front_bytes - 8 * sums.len();
    for (place, sum) in file[sums_at..front_bytes].chunks_mut(8).zip(sums) {
        place.copy_from_slice(&sum.to_le_bytes());
    }
    let note = xxh3_64(&file[KeptPreface::BYTES..note_end]);
    let head = xxh3_64(&file[note_end..front_bytes]);
    file[24..32].copy_from_slice(&note.to_le_bytes());
    file[40..48].copy_from_slice(&head.to_le_bytes());
    let preface = xxh3_64(&file[..56]);
    file[56..64].copy_from_slice(&preface.to_le_bytes());
}

fn open(file: &[u8]) -> Result<Genome, KeptFault> {
    let preface = file.first_chunk().ok_or(KeptFault::Unfinished)?;
    let preface = KeptPreface::read(preface, file.len() as u64)?;
    // What lies past the end of a file is not there to be read.
    let part = |start: u64, bytes: u64| {
        let end = start.saturating_add(bytes).min(file.len() as u64);
        &file[start.min(end) as usize..end as usize]
    };
    preface.check_note(part(KeptPreface::BYTES as u64, preface.note_bytes))?;
    let mut reader = KeptReader::new(preface, part(preface.head_offset(), preface.head_bytes))?;
    while let Some(offset) = reader.next_offset() {
        reader.take(part(offset, 2 * PIECE_BYTES as u64), &SharedPool)?;
    }
    reader.finish()
}
