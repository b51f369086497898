//! How much memory the browser's processes hold, as the system counts it: an engine's, of which what was never written to takes no
//! room, and all the rest.

use std::collections::HashMap;
use std::fs;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// A browser maps an engine's memory as a piece of its own, which may be so much larger than what it was given, or
/// smaller, since the engine takes it in pieces.
const TOLERANCE_BYTES: u64 = 1 << 20;
/// Between two looks. Each takes the system some milliseconds, so that nothing is timed meanwhile.
const INTERVAL: Duration = Duration::from_millis(50);

/// What all processes hold that this one has started, in bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Memory {
    /// What is there of the memory of an engine.
    pub(super) engine_bytes: Option<u64>,
    /// All else. What several of them share counts once.
    pub(super) other_bytes: u64,
}

impl Memory {
    /// Now, with an engine that was given so many bytes; none where the system does not tell.
    pub(super) fn now(given_bytes: u64) -> Option<Self> {
        let parents = parents();
        let own = std::process::id();
        let descends = |mut id: u32| {
            while let Some(&parent) = parents.get(&id) {
                if parent == own {
                    return true;
                }
                id = parent;
            }
            false
        };
        let processes = parents.keys().filter(|&&id| descends(id));
        processes
            .filter_map(|id| {
                // A process may end meanwhile.
                let maps = fs::read_to_string(format!("/proc/{id}/smaps")).ok()?;
                Some(Self::of_process(&maps, given_bytes))
            })
            .reduce(|sum, process| Self {
                engine_bytes: sum.engine_bytes.max(process.engine_bytes),
                other_bytes: sum.other_bytes + process.other_bytes,
            })
    }

    /// By the system's list of pieces of a process; the engine's is the writable one of that size.
    fn of_process(maps: &str, given_bytes: u64) -> Self {
        let mut is_engine = false;
        let mut memory = Self::default();
        for line in maps.lines() {
            if let Some(bytes) = bytes_of(line, "Rss:") {
                if is_engine {
                    memory.engine_bytes = memory.engine_bytes.max(Some(bytes));
                }
            } else if let Some(bytes) = bytes_of(line, "Pss:") {
                if !is_engine {
                    memory.other_bytes += bytes;
                }
            } else if let Some((bytes, rights)) = piece(line) {
                is_engine =
                    rights.starts_with("rw") && bytes.abs_diff(given_bytes) <= TOLERANCE_BYTES;
            }
        }
        memory
    }
}

/// Does the work, and gives the most that was held beside an engine meanwhile, in bytes, of an engine that was given so many.
pub(super) fn most_beside_engine<T>(
    given_bytes: u64,
    work: impl FnOnce() -> T,
) -> (T, Option<u64>) {
    thread::scope(|scope| {
        let (working, ended) = mpsc::channel::<()>();
        let looks = scope.spawn(move || {
            let mut most = None;
            loop {
                most = most.max(Memory::now(given_bytes).map(|memory| memory.other_bytes));
                // Nothing is ever sent: the other end goes with the work, also if that panics.
                if ended.recv_timeout(INTERVAL) != Err(RecvTimeoutError::Timeout) {
                    return most;
                }
            }
        });
        let outcome = work();
        drop(working);
        // A look that fails gives nothing.
        (outcome, looks.join().ok().flatten())
    })
}

/// The parent of every process.
fn parents() -> HashMap<u32, u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|process| {
            let id = process.file_name().to_str()?.parse().ok()?;
            let state = fs::read_to_string(process.path().join("stat")).ok()?;
            // Behind the name, which may hold anything, and a letter.
            let (_, rest) = state.rsplit_once(") ")?;
            let parent = rest.split(' ').nth(1)?.parse().ok()?;
            Some((id, parent))
        })
        .collect()
}

/// What a line says under that name.
fn bytes_of(line: &str, name: &str) -> Option<u64> {
    let kib: u64 = line
        .strip_prefix(name)?
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .ok()?;
    Some(kib << 10)
}

/// Size and rights of the piece that the line begins, if it does.
fn piece(line: &str) -> Option<(u64, &str)> {
    let (range, rest) = line.split_once(' ')?;
    let (from, to) = range.split_once('-')?;
    let address = |text| u64::from_str_radix(text, 16).ok();
    let rights = rest.split(' ').next()?;
    Some((address(to)?.checked_sub(address(from)?)?, rights))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAPS: &str = "\
7f0000000000-7f0004000000 rw-p 00000000 00:00 0
Size:              65536 kB
Rss:               65536 kB
Pss:               65536 kB
VmFlags: rd wr mr mw me ac
7f0010000000-7f0012001000 rw-p 00000000 00:00 0
Size:              32772 kB
Rss:               12288 kB
Pss:               12288 kB
7f0020000000-7f0022000000 r--p 00000000 fe:00 1234   /usr/lib/some-library.so
Rss:               32768 kB
Pss:                2048 kB
";

    #[test]
    fn the_engine_is_known_by_its_size() {
        let check = |given_bytes, engine_mib: Option<u64>, other_mib: u64| {
            let memory = Memory::of_process(MAPS, given_bytes);
            let expected = Memory {
                engine_bytes: engine_mib.map(|mib| mib << 20),
                other_bytes: other_mib << 20,
            };
            assert_eq!(memory, expected, "of {given_bytes}");
        };
        check(32 << 20, Some(12), 64 + 2);
        check(64 << 20, Some(64), 12 + 2);
        check((64 << 20) + 1, Some(64), 12 + 2);
        check(16 << 20, None, 64 + 12 + 2);
        assert_eq!(Memory::of_process("", 1), Memory::default());
    }

    #[test]
    fn most_is_of_what_was_held_meanwhile() {
        const BYTES: usize = 16 << 20;
        // The work is another process, as a browser is.
        let hold = format!("x=$(head -c {BYTES} /dev/zero | tr '\\0' x); sleep 1");
        let (status, most) = most_beside_engine(0, || {
            std::process::Command::new("sh")
                .args(["-c", &hold])
                .status()
        });
        assert!(status.is_ok_and(|status| status.success()));
        if let Some(most) = most {
            assert!(most >= BYTES as u64, "{most}");
        }
    }

    #[test]
    fn parents_are_known_where_the_system_tells() {
        let parents = parents();
        let is_told = parents.contains_key(&std::process::id());
        assert_eq!(is_told, fs::exists("/proc/self/stat").unwrap_or(false));
    }
}
