//! What several fuzz targets need.

use std::sync::{Arc, LazyLock};

use engine::{Decoder, Genome, GenomeBuilder, OpenError, Pool, RayonPool};

/// Two threads for all inputs: to start some takes longer than to read one.
static POOL: LazyLock<Arc<RayonPool>> = LazyLock::new(|| {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    Arc::new(RayonPool::new(pool.expect("threads")))
});

/// The same pool for everyone.
#[derive(Debug)]
pub struct SharedPool;

impl Pool for SharedPool {
    fn run(&self, lanes: usize, lane: &(dyn Fn(usize) + Sync)) {
        POOL.run(lanes, lane);
    }

    fn threads(&self) -> usize {
        POOL.threads()
    }
}

/// Opens a file that comes in these pieces. A sequence without a header is called `raw`.
///
/// # Errors
/// What is wrong with the file.
pub fn open<'bytes>(pieces: impl IntoIterator<Item = &'bytes [u8]>) -> Result<Genome, OpenError> {
    open_by(Decoder::new(), GenomeBuilder::new("raw"), pieces)
}

/// The same on two threads.
///
/// # Errors
/// What is wrong with the file.
pub fn open_on_threads<'bytes>(
    pieces: impl IntoIterator<Item = &'bytes [u8]>,
) -> Result<Genome, OpenError> {
    let decoder = Decoder::new().on(Box::new(SharedPool));
    open_by(decoder, GenomeBuilder::new("raw"), pieces)
}

fn open_by<'bytes>(
    mut decoder: Decoder,
    mut builder: GenomeBuilder,
    pieces: impl IntoIterator<Item = &'bytes [u8]>,
) -> Result<Genome, OpenError> {
    for piece in pieces {
        decoder.push(piece, &mut |text| builder.push(text))?;
    }
    decoder.finish(&mut |text| builder.push(text))?;
    builder.finish()
}

/// The text of a file that comes in these pieces.
///
/// # Errors
/// What is wrong with the file.
pub fn decode<'bytes>(
    mut decoder: Decoder,
    pieces: impl IntoIterator<Item = &'bytes [u8]>,
) -> Result<Vec<u8>, OpenError> {
    let mut text = Vec::new();
    let mut take = |piece: &[u8]| {
        text.extend_from_slice(piece);
        Ok(())
    };
    for piece in pieces {
        decoder.push(piece, &mut take)?;
    }
    decoder.finish(&mut take)?;
    Ok(text)
}

/// Cuts a file into pieces whose lengths follow from `seed`: from one byte to some hundreds.
pub fn pieces(file: &[u8], seed: u8) -> impl Iterator<Item = &[u8]> {
    let (mut rest, mut state) = (file, u32::from(seed));
    std::iter::from_fn(move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let most = [1, 7, 60, 600][(state >> 16) as usize % 4];
        let length = 1 + (state >> 20) as usize % most;
        let (piece, later) = rest.split_at(length.min(rest.len()));
        rest = later;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Letters of 2bit for any bytes: bases, mostly, and N, in either case.
#[must_use]
pub fn two_bit_letters(bytes: &[u8]) -> Vec<u8> {
    let letters = bytes
        .iter()
        .map(|byte| b"ACGTACGTACGTNNNNacgtacgtacgtnnnn"[usize::from(byte % 32)]);
    letters.collect()
}
