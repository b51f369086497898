//! How much of an engine's memory holds anything, as the system counts it: memory that an engine is given, but never
//! writes to, takes no room.

use std::collections::HashMap;
use std::fs;

/// A browser maps an engine's memory as a piece of its own, which may be so much larger than what it was given, or
/// smaller, since the engine takes it in pieces.
const TOLERANCE_BYTES: u64 = 1 << 20;

/// Bytes that are there of the memory of an engine that was given so many, in any process that this one has started;
/// none where the system does not tell. An engine gives nothing back, so that this is the most that it ever had.
pub(super) fn touched_bytes(given_bytes: u64) -> Option<u64> {
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
    parents
        .keys()
        .filter(|&&id| descends(id))
        .filter_map(|id| {
            // A process may end meanwhile.
            let maps = fs::read_to_string(format!("/proc/{id}/smaps")).ok()?;
            resident_bytes(&maps, given_bytes)
        })
        .max()
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

/// What is there of the writable piece of that size, by the system's list of pieces.
fn resident_bytes(maps: &str, given_bytes: u64) -> Option<u64> {
    let mut is_it = false;
    let mut most = None;
    for line in maps.lines() {
        if let Some(kib) = line.strip_prefix("Rss:") {
            let kib: Option<u64> = kib.trim().trim_end_matches(" kB").parse().ok();
            if is_it {
                most = most.max(kib.map(|kib| kib << 10));
            }
        } else if let Some((bytes, rights)) = piece(line) {
            is_it = rights.starts_with("rw") && bytes.abs_diff(given_bytes) <= TOLERANCE_BYTES;
        }
    }
    most
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
7f0020000000-7f0022000000 r--p 00000000 fe:00 1234   /usr/lib/some-library.so
Rss:               32768 kB
";

    #[test]
    fn the_piece_is_known_by_its_size() {
        assert_eq!(resident_bytes(MAPS, 32 << 20), Some(12 << 20));
        assert_eq!(resident_bytes(MAPS, 64 << 20), Some(64 << 20));
        assert_eq!(resident_bytes(MAPS, (64 << 20) + 1), Some(64 << 20));
        assert_eq!(resident_bytes(MAPS, 16 << 20), None);
        assert_eq!(resident_bytes("", 1), None);
    }

    #[test]
    fn parents_are_known_where_the_system_tells() {
        let parents = parents();
        let is_told = parents.contains_key(&std::process::id());
        assert_eq!(is_told, fs::exists("/proc/self/stat").unwrap_or(false));
    }
}
