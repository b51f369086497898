//! A kept genome comes back as it was, or not at all.

use std::collections::HashSet;

use engine::conformance::Random;
use engine::store::kept::{KeptFault, KeptPreface, KeptReader, KeptWriter, PIECE_BYTES};
use engine::{Genome, Pool, Sequential};

use crate::support::{data, open, open_file, pool};

const NOTE: &[u8] = b"a note";

fn keep(genome: &Genome) -> Vec<u8> {
    keep_on(genome, &Sequential)
}

/// The file of a genome, written by a pool.
pub(crate) fn keep_on(genome: &Genome, pool: &dyn Pool) -> Vec<u8> {
    keep_with(genome, NOTE, pool)
}

fn keep_with(genome: &Genome, note: &[u8], pool: &dyn Pool) -> Vec<u8> {
    let mut writer = KeptWriter::new(genome);
    while writer.step(3, pool) {}
    let file = writer.finish(note);
    let mut bytes = [file.preface(), file.front()].concat();
    let mut piece = Vec::new();
    for index in 0..file.piece_count() {
        assert_eq!(bytes.len() as u64, file.piece_offset(index));
        file.copy_piece(index, &mut piece);
        bytes.extend_from_slice(&piece);
    }
    assert_eq!(bytes.len() as u64, file.file_bytes());
    bytes
}

fn preface(file: &[u8]) -> Result<KeptPreface, KeptFault> {
    let preface = file.first_chunk().ok_or(KeptFault::Unfinished)?;
    KeptPreface::read(preface, file.len() as u64)
}

/// Opens such a file, so many pieces at once.
pub(crate) fn open_kept(file: &[u8], pieces: usize, pool: &dyn Pool) -> Result<Genome, KeptFault> {
    let preface = preface(file)?;
    let (note, rest) = file[KeptPreface::BYTES..].split_at(preface.note_bytes as usize);
    preface.check_note(note)?;
    assert_eq!(note, NOTE);
    let mut reader = KeptReader::new(preface, &rest[..preface.head_bytes as usize])?;
    while let Some(offset) = reader.next_offset() {
        let rest = &file[offset as usize..];
        reader.take(&rest[..rest.len().min(pieces * PIECE_BYTES)], pool)?;
    }
    reader.finish()
}

/// A genome with gaps, lower case, other letters and records without any.
fn genome(seed: u64) -> Genome {
    let random = &mut Random::new(seed);
    let mut text = Vec::new();
    for record in 0..1 + random.below(50) {
        text.extend_from_slice(format!(">r{record} of {seed}\n").as_bytes());
        for _ in 0..random.below(4) {
            let letters = random.pick(&[b"ACGT".as_slice(), b"acgt", b"N", b"ACGTRYn"]);
            let length = random.pick(&[0, 1, 100, 5000, 140_000]);
            text.extend((0..length).map(|_| random.pick(letters)));
        }
        text.push(b'\n');
    }
    text.extend_from_slice(b">last\nA\n");
    open([text.as_slice()]).expect("FASTA")
}

#[test]
fn comes_back_bit_by_bit() {
    for seed in 0..20 {
        let genome = genome(seed);
        let file = keep(&genome);
        assert_eq!(
            open_kept(&file, 1, &Sequential).as_ref(),
            Ok(&genome),
            "seed {seed}"
        );
        assert_eq!(
            open_kept(&file, 3, &pool(2)).as_ref(),
            Ok(&genome),
            "seed {seed}"
        );
    }
    let real = open_file(&data("vibrio_cholerae_N16961.fa.gz"));
    assert_eq!(open_kept(&keep(&real), 2, &pool(2)), Ok(real));
}

/// The same whatever it is called and whoever writes it, and another if anything of it is another.
#[test]
fn the_content_tells_genomes_apart() {
    let content = |file: &[u8]| preface(file).map(|preface| preface.content());
    let file = keep(&genome(7));
    assert_eq!(
        content(&file),
        content(&keep_with(&genome(7), b"another note", &pool(2)))
    );
    let check = |text: &str| {
        let genome = open([text.as_bytes()]).expect("FASTA");
        content(&keep(&genome)).expect("a preface")
    };
    let texts = [
        ">r d\nACGTN\n",
        ">r d\nACTGN\n",
        ">r d\nACGtN\n",
        ">r d\nACGTR\n",
        ">r e\nACGTN\n",
        ">s d\nACGTN\n",
        ">r d\nACGT\n>s\nN\n",
    ];
    let contents: HashSet<u64> = texts.map(check).into_iter().collect();
    assert_eq!(contents.len(), texts.len());
}

#[test]
fn another_version_is_told_apart() {
    let mut file = keep(&genome(6));
    file[8] += 1;
    let sum = xxhash_rust::xxh3::xxh3_64(&file[..56]);
    file[56..64].copy_from_slice(&sum.to_le_bytes());
    assert_eq!(
        preface(&file),
        Err(KeptFault::OtherVersion {
            version: KeptPreface::VERSION + 1
        })
    );
}

#[test]
fn a_part_is_refused() {
    let file = keep(&genome(3));
    for length in (0..file.len())
        .step_by(997)
        .chain([63, 64, 65, file.len() - 1])
    {
        let fault = open_kept(&file[..length], 1, &Sequential).expect_err("a part");
        let is_expected = matches!(fault, KeptFault::Unfinished | KeptFault::Truncated { .. });
        assert!(is_expected, "{length}: {fault}");
    }
    // Writing was broken off before the preface.
    let mut unfinished = file.clone();
    unfinished[..KeptPreface::BYTES].fill(0);
    assert_eq!(
        open_kept(&unfinished, 1, &Sequential),
        Err(KeptFault::Unfinished)
    );
    let longer = [file.as_slice(), b"x"].concat();
    let fault = open_kept(&longer, 1, &Sequential).expect_err("too long");
    assert!(matches!(fault, KeptFault::Truncated { .. }), "{fault}");
}

#[test]
fn any_changed_bit_is_found() {
    let file = keep(&genome(4));
    let random = &mut Random::new(5);
    let places = (0..200).map(|_| random.below(file.len()));
    for place in places.chain(0..KeptPreface::BYTES).collect::<Vec<_>>() {
        let mut changed = file.clone();
        changed[place] ^= 1 << random.below(8);
        let fault = open_kept(&changed, 1, &pool(2)).expect_err("changed");
        let is_expected = match place {
            0..64 => matches!(fault, KeptFault::Unfinished),
            _ => matches!(fault, KeptFault::Damaged { offset } if offset as usize <= place),
        };
        assert!(is_expected, "{place}: {fault}");
    }
}

/// A head that makes no sense is refused also where all checksums are right, and takes no more memory than its genome.
#[test]
fn a_head_without_sense_is_refused() {
    let genome = open([b">r one\nACGTNNacgtRY\n>s\nACgt\n".as_slice()]).expect("FASTA");
    let file = keep(&genome);
    let preface = preface(&file).expect("a preface");
    let head_at = preface.head_offset() as usize;
    let head_end = head_at + preface.head_bytes as usize;
    let mut refused = 0;
    for place in head_at..head_end {
        for difference in [0x01, 0x10, 0x80, 0xff] {
            let mut changed = file.clone();
            changed[place] ^= difference;
            let sum = xxhash_rust::xxh3::xxh3_64(&changed[head_at..head_end]);
            changed[40..48].copy_from_slice(&sum.to_le_bytes());
            let sum = xxhash_rust::xxh3::xxh3_64(&changed[..56]);
            changed[56..64].copy_from_slice(&sum.to_le_bytes());
            match open_kept(&changed, 1, &Sequential) {
                // A name or a letter of another is a genome, too.
                Ok(_) => {}
                Err(KeptFault::Damaged { .. }) => refused += 1,
                Err(fault) => panic!("byte {place}: {fault}"),
            }
        }
    }
    // Most of it are counts and places.
    assert!(refused > 3 * (head_end - head_at), "{refused}");
}
