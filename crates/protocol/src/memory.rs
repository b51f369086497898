//! How much memory an engine is given. It is said before the engine starts, since shared memory does not
//! grow afterwards; the system hands out what is really used, but in WebKit, which writes zeros to all of it.

/// A page of WebAssembly memory, in bytes.
pub const PAGE_BYTES: u64 = 65_536;
/// All that a 32-bit engine can address.
pub const MAX_BYTES: u64 = 4 << 30;
/// Code, stacks, read buffers, results.
const WORKING_BYTES: u64 = 128 << 20;
/// What a search needs of that, whatever the genome.
const SEARCH_BYTES: u64 = 32 << 20;
/// What it needs for each record: 48 bytes each for the counts of what is shown, of what was shown before and of what is searched for next, and
/// as much again for charts and tables that are made of them.
const SEARCH_BYTES_PER_RECORD: u64 = 256;
/// Stack and thread-local storage of one thread.
const THREAD_BYTES: u64 = 4 << 20;
/// Memory of the engine that waits for the first genome, in bytes: enough for small ones.
pub const IDLE_BYTES: u64 = 512 << 20;
/// Memory of the engine that is started when a person is about to choose files, in bytes: enough for a human genome as plain FASTA.
pub const SPARE_BYTES: u64 = 1_200 << 20;
/// What of that is made ready before a file is there, in bytes: what a human genome takes.
pub const TOUCHED_BYTES: u64 = 800 << 20;
/// A genome that takes less memory itself, in bytes, is opened in a moment, whether memory was made ready for it or not, and would hold
/// several times as much as it needs.
const LEAST_SPARE_BYTES: u64 = 192 << 20;

/// What zstd may keep of the text to look back at, in bytes: 128 MiB, while it grows by copying.
const ZSTD_BYTES: u64 = 512 << 20;

const GZIP_MAGIC: &[u8] = &[0x1f, 0x8b];
const ZSTD_MAGIC: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// Of a frame that is skipped, after a first byte of its own.
const ZSTD_SKIPPABLE_MAGIC: &[u8] = &[0x2a, 0x4d, 0x18];
const ZIP_MAGIC: &[u8] = b"PK\x03\x04";
const TWO_BIT_MAGIC: [&[u8]; 2] = [b"\x43\x27\x41\x1a", b"\x1a\x41\x27\x43"];

/// What is known of a file before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileFacts {
    /// Size on disk, in bytes.
    pub size_bytes: u64,
    /// Letters that a byte of it may well hold.
    letters_per_byte: u64,
    /// Letters that a byte of it hardly ever holds fewer of.
    least_letters_per_byte: u64,
    /// Whether it begins as a zstd file does.
    is_zstd: bool,
}

impl FileFacts {
    /// So many first bytes tell what kind of file it is.
    pub const FIRST_BYTES: u32 = 4;

    /// The facts of a file of this size that begins so.
    #[must_use]
    pub fn new(size_bytes: u64, first_bytes: &[u8]) -> Self {
        let is = |magic: &[u8]| first_bytes.starts_with(magic);
        let skippable = first_bytes.get(1..);
        let is_zstd = is(ZSTD_MAGIC) || skippable == Some(ZSTD_SKIPPABLE_MAGIC);
        let (letters_per_byte, least_letters_per_byte) = match () {
            () if is(GZIP_MAGIC) || is(ZIP_MAGIC) || is_zstd => (6, 3),
            () if TWO_BIT_MAGIC.into_iter().any(is) => (4, 3),
            () => (1, 1),
        };
        Self {
            size_bytes,
            letters_per_byte,
            least_letters_per_byte,
            is_zstd,
        }
    }

    /// Letters that it may well hold.
    fn letters(self) -> u64 {
        self.size_bytes.saturating_mul(self.letters_per_byte)
    }

    /// Letters that it hardly ever holds fewer of.
    fn least_letters(self) -> u64 {
        self.size_bytes.saturating_mul(self.least_letters_per_byte)
    }

    /// Memory to decompress it, in bytes.
    fn window_bytes(self) -> u64 {
        if self.is_zstd {
            self.letters().min(ZSTD_BYTES)
        } else {
            0
        }
    }
}

/// Memory for an engine that opens these files as one genome, in bytes, in whole pages: as far as can be told before they
/// are read, and no more than an engine can have.
///
/// A letter takes two bits, and its share of the lists of records and runs: three tenths of a byte cover it. (Letters that
/// are no base, in a great many places, can take more.) A file that is compressed by gzip, ZIP or zstd holds at most some
/// six letters a byte unless it repeats itself, and packing takes back what a repetition would need: runs of N cost nothing.
#[must_use]
pub fn needed_bytes(files: &[FileFacts], threads: u32) -> u64 {
    with_room_to_work(
        share(letters(files, FileFacts::letters), 30),
        files,
        threads,
    )
    .min(MAX_BYTES)
}

/// Memory without which these files cannot be opened as one genome, in bytes; perhaps more than an engine can have.
#[must_use]
pub fn least_needed_bytes(files: &[FileFacts], threads: u32) -> u64 {
    let letters = letters(files, FileFacts::least_letters);
    with_room_to_work(share(letters, 26), files, threads)
}

/// Memory for an engine that keeps nothing of these files but lists of records and runs, in bytes, in whole pages.
#[must_use]
pub fn needed_bytes_to_read_again(files: &[FileFacts], threads: u32) -> u64 {
    let letters = letters(files, FileFacts::letters);
    with_room_to_work(share(letters, 6), files, threads).min(MAX_BYTES)
}

fn letters(files: &[FileFacts], letters: impl Fn(FileFacts) -> u64) -> u64 {
    let all = files.iter().map(|file| letters(*file));
    all.fold(0, u64::saturating_add)
}

/// So many hundredths.
fn share(letters: u64, hundredths: u64) -> u64 {
    (letters / 100).saturating_mul(hundredths)
}

/// Whether a genome for which so much memory is needed, in bytes, is opened in the engine that was started when files were about to be
/// chosen.
#[must_use]
pub fn takes_spare(needed_bytes: u64, threads: u32) -> bool {
    let room_to_work = WORKING_BYTES + u64::from(threads) * THREAD_BYTES;
    (room_to_work + LEAST_SPARE_BYTES..=SPARE_BYTES).contains(&needed_bytes)
}

fn with_room_to_work(genome_bytes: u64, files: &[FileFacts], threads: u32) -> u64 {
    // One file is decompressed after another.
    let window_bytes = files.iter().map(|file| file.window_bytes()).max();
    let bytes =
        WORKING_BYTES + window_bytes.unwrap_or_default() + u64::from(threads) * THREAD_BYTES;
    genome_bytes.saturating_add(bytes) / PAGE_BYTES * PAGE_BYTES + PAGE_BYTES
}

/// Memory for an engine that opens a kept genome of this size and so many records, in bytes, in whole pages: what is in the
/// file, the same part of it once more that is tables, working memory, and what its records take in searches.
#[must_use]
pub fn needed_bytes_of_kept(file_bytes: u64, record_count: u64, threads: u32) -> u64 {
    let bytes = file_bytes.saturating_add(file_bytes / 4) + WORKING_BYTES;
    let bytes = bytes + u64::from(threads) * THREAD_BYTES;
    let bytes = bytes.saturating_add(record_count.saturating_mul(SEARCH_BYTES_PER_RECORD));
    bytes.min(MAX_BYTES).next_multiple_of(PAGE_BYTES)
}

/// Memory that is still free when a genome of so many records is open, so that it can be searched, in bytes.
#[must_use]
pub fn room_to_search_bytes(record_count: u64) -> u64 {
    record_count
        .saturating_mul(SEARCH_BYTES_PER_RECORD)
        .saturating_add(SEARCH_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &[u8] = b">c";

    fn facts(files: &[(u64, &[u8])]) -> Vec<FileFacts> {
        let files = files.iter();
        files
            .map(|&(size_bytes, first_bytes)| FileFacts::new(size_bytes, first_bytes))
            .collect()
    }

    fn check(files: &[(u64, &[u8])], expected: std::ops::Range<u64>) {
        let bytes = needed_bytes(&facts(files), 2);
        assert_eq!(bytes % PAGE_BYTES, 0);
        assert!(expected.contains(&bytes), "{bytes}");
    }

    #[test]
    fn memory_follows_the_file() {
        check(&[(0, &[])], 130 << 20..140 << 20);
        check(&[(3_200_000_000, PLAIN)], 1_000_000_000..1_150_000_000);
        check(&[(940_000_000, GZIP_MAGIC)], 1_750_000_000..1_900_000_000);
        check(&[(u64::MAX, GZIP_MAGIC)], MAX_BYTES..MAX_BYTES + 1);
        check(&[(940_000_000, ZIP_MAGIC)], 1_750_000_000..1_900_000_000);
        check(
            &[(800_000_000, TWO_BIT_MAGIC[0])],
            1_000_000_000..1_150_000_000,
        );
        check(&[(1_000, ZSTD_MAGIC)], 130 << 20..140 << 20);
        check(&[(700_000_000, ZSTD_MAGIC)], 1_850_000_000..2_000_000_000);
        check(
            &[(700_000_000, b"\x5a\x2a\x4d\x18")],
            1_850_000_000..2_000_000_000,
        );
    }

    #[test]
    fn memory_of_several_files_adds_up() {
        let half: (u64, &[u8]) = (1_600_000_000, PLAIN);
        check(&[half, half], 1_000_000_000..1_150_000_000);
        let gzip: (u64, &[u8]) = (470_000_000, GZIP_MAGIC);
        check(&[half, gzip], 1_400_000_000..1_550_000_000);
        let all: (u64, &[u8]) = (u64::MAX, PLAIN);
        check(&[all, all], MAX_BYTES..MAX_BYTES + 1);
    }

    #[test]
    fn what_fits_is_told_from_what_does_not() {
        let least =
            |size_bytes, first_bytes| least_needed_bytes(&facts(&[(size_bytes, first_bytes)]), 2);
        assert!(least(15_000_000_000, PLAIN) < MAX_BYTES);
        assert!(least(17_000_000_000, PLAIN) > MAX_BYTES);
        assert!(least(4_900_000_000, GZIP_MAGIC) < MAX_BYTES);
        assert!(least(u64::MAX, GZIP_MAGIC) > MAX_BYTES);
        let again = needed_bytes_to_read_again(&facts(&[(17_000_000_000, PLAIN)]), 2);
        assert!((1_000_000_000..1_300_000_000).contains(&again), "{again}");
    }

    #[test]
    fn memory_of_a_kept_genome_follows_its_size() {
        let check = |file_bytes, record_count, expected: std::ops::Range<u64>| {
            let bytes = needed_bytes_of_kept(file_bytes, record_count, 2);
            assert_eq!(bytes % PAGE_BYTES, 0);
            assert!(expected.contains(&bytes), "{bytes}");
        };
        check(1_200_000, 2, 130 << 20..140 << 20);
        check(850_000_000, 200, 1_200_000_000..1_300_000_000);
        check(80_000_000, 1_000_000, 490_000_000..510_000_000);
        check(u64::MAX / 2, 2, MAX_BYTES..MAX_BYTES + 1);
        check(1_000, u64::MAX, MAX_BYTES..MAX_BYTES + 1);
    }

    #[test]
    fn what_waits_has_room_for_a_small_genome_and_the_spare_for_a_human_one() {
        assert!(needed_bytes(&[FileFacts::new(1_000_000_000, PLAIN)], 16) <= IDLE_BYTES);
        assert!(needed_bytes(&[FileFacts::new(3_300_000_000, PLAIN)], 16) <= SPARE_BYTES);
    }

    #[test]
    fn large_genomes_take_the_spare_engine() {
        for threads in [2, 16, 32] {
            let takes = |bytes| {
                takes_spare(
                    needed_bytes(&[FileFacts::new(bytes, PLAIN)], threads),
                    threads,
                )
            };
            let outcome = [
                5_000,
                500_000_000,
                700_000_000,
                3_100_000_000,
                5_000_000_000,
            ]
            .map(takes);
            assert_eq!(
                outcome,
                [false, false, true, true, false],
                "{threads} threads"
            );
        }
    }
}
