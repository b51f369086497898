//! What several tests need.

use std::path::PathBuf;

use engine::{Decoder, Genome, GenomeBuilder, OpenError, RayonPool};

/// A pool of this many threads.
pub(crate) fn pool(threads: usize) -> RayonPool {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    RayonPool::new(pool.build().expect("threads"))
}

/// A file of the test data.
pub(crate) fn data(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("../../tests/data").join(name)
}

/// Where Debian's package smalt-examples has P. falciparum.
const FALCIPARUM: &str = "/usr/share/doc/smalt/test/data/genome_1.fa.gz";

/// P. falciparum, 14 chromosomes, 23 Mb; says so where it is not there.
pub(crate) fn falciparum() -> Option<PathBuf> {
    let path = std::env::var_os("MOTIF_MATCHER_FALCIPARUM")
        .map_or(PathBuf::from(FALCIPARUM), PathBuf::from);
    if path.exists() {
        return Some(path);
    }
    println!(
        "skipped: P. falciparum: no {FALCIPARUM}; MOTIF_MATCHER_FALCIPARUM may name another place"
    );
    None
}

/// Opens a file that comes in these pieces. A sequence without a header is called `raw`.
pub(crate) fn open<'bytes>(
    pieces: impl IntoIterator<Item = &'bytes [u8]>,
) -> Result<Genome, OpenError> {
    open_by(Decoder::new(), GenomeBuilder::new("raw"), pieces)
}

/// The same, on so many threads.
pub(crate) fn open_on<'bytes>(
    threads: usize,
    pieces: impl IntoIterator<Item = &'bytes [u8]>,
) -> Result<Genome, OpenError> {
    let decoder = Decoder::new().on(Box::new(pool(threads)));
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

/// Opens a file of the test data, or one at a path of its own.
pub(crate) fn open_file(path: &std::path::Path) -> Genome {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    open(bytes.chunks(1 << 20)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The letters of a record in the case that the file has.
pub(crate) fn letters(genome: &Genome, record: engine::RecordId) -> String {
    let mut letters = Vec::new();
    genome.sequence(record, 0..u64::MAX, &mut letters);
    for stretch in genome.soft_masked(record) {
        letters[stretch.start as usize..stretch.end as usize].make_ascii_lowercase();
    }
    String::from_utf8(letters).expect("letters are ASCII")
}
