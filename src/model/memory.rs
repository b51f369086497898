//! How much memory an engine is given. It is said before the engine starts, since shared memory does not
//! grow afterwards; the system hands out what is really used.

/// A page of WebAssembly memory, in bytes.
pub(crate) const PAGE_BYTES: u64 = 65_536;
/// All that a 32-bit engine can address.
const MAX_BYTES: u64 = 4 << 30;
/// Code, stacks, read buffers, results.
const WORKING_BYTES: u64 = 192 << 20;
/// Stack and thread-local storage of one thread.
const THREAD_BYTES: u64 = 4 << 20;
/// The engine that is there before any file is chosen; enough for small genomes.
const IDLE_BYTES: u64 = 384 << 20;

/// What is known of a file before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileFacts {
    /// Size on disk, in bytes.
    pub(crate) size_bytes: u64,
    /// Whether it begins as a gzip file does.
    pub(crate) is_gzip: bool,
}

/// Memory for an engine that may be given any small file, in bytes.
pub(crate) const fn idle_bytes() -> u64 {
    IDLE_BYTES
}

/// Memory for an engine that opens this file, in bytes, in whole pages.
///
/// A plain letter becomes at most three bits and its share of the lists of records and runs: half a byte
/// covers it. A gzip file holds at most some five letters a byte unless it repeats itself, and packing takes
/// back what a repetition would need: runs of N cost nothing.
pub(crate) fn needed_bytes(file: FileFacts, threads: u32) -> u64 {
    let letters = if file.is_gzip {
        file.size_bytes.saturating_mul(6)
    } else {
        file.size_bytes
    };
    let bytes = letters / 2 + WORKING_BYTES + u64::from(threads) * THREAD_BYTES;
    bytes.min(MAX_BYTES).next_multiple_of(PAGE_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(size_bytes: u64, is_gzip: bool, expected: std::ops::Range<u64>) {
        let bytes = needed_bytes(
            FileFacts {
                size_bytes,
                is_gzip,
            },
            2,
        );
        assert_eq!(bytes % PAGE_BYTES, 0);
        assert!(expected.contains(&bytes), "{bytes}");
    }

    #[test]
    fn memory_follows_the_file() {
        check(0, false, 190 << 20..220 << 20);
        check(3_200_000_000, false, 1_700_000_000..1_900_000_000);
        check(940_000_000, true, 2_900_000_000..3_100_000_000);
        check(u64::MAX, true, MAX_BYTES..MAX_BYTES + 1);
    }

    #[test]
    fn a_bacterium_fits_the_idle_engine() {
        assert!(
            needed_bytes(
                FileFacts {
                    size_bytes: 5_000_000,
                    is_gzip: false
                },
                16
            ) <= idle_bytes()
        );
    }
}
