//! What is written beside a kept genome, and the name of its file.

use protocol::{GenomeSummary, KeptGenome};
use serde::{Deserialize, Serialize};

/// How the name of a file ends.
const ENDING: &str = ".genome";
/// Most letters of the genome's name in that of its file.
const MOST_NAME_LETTERS: usize = 80;
/// Bytes of a note, at most.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// What the summary of a genome needs that the genome itself does not tell. It has no version of its own: that of the kept genome is of both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Note {
    /// The genome in short, when it was kept.
    pub(super) summary: GenomeSummary,
    /// When it was kept, in ms since 1970.
    pub(super) kept_at_ms: u64,
}

impl Note {
    /// As bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // Only a value of unknown length could not be written.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// From bytes; none if it was written by another version of this page.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The entry of the library, of a file of this name and size.
    pub(super) fn entry(self, id: &str, file_bytes: u64) -> KeptGenome {
        KeptGenome {
            id: id.to_owned(),
            file_names: self.summary.file_names,
            length_bases: self.summary.length_bases,
            record_count: self.summary.record_count,
            file_bytes,
            kept_at_ms: self.kept_at_ms,
        }
    }
}

/// The name of the file of a genome with this content: `1f2e…-chr1.fa_and_23_more.genome`. The same genome from files of
/// other names has another.
pub(super) fn file_name(content: u64, file_names: &[String]) -> String {
    let first = file_names.first().map_or("genome", String::as_str);
    let letters = first.chars().map(|letter| match letter {
        'A'..='Z' | 'a'..='z' | '0'..='9' | '.' | '-' | '_' => letter,
        _ => '_',
    });
    let name: String = letters.take(MOST_NAME_LETTERS).collect();
    let names = fnv(file_names);
    format!("{content:016x}-{names:08x}-{name}{ENDING}")
}

/// Whether a file of this name is of the library.
pub(super) fn is_file_name(name: &str) -> bool {
    name.ends_with(ENDING) && name.splitn(3, '-').count() == 3
}

/// What the genome in a file of this name is called, as far as the name tells.
pub(super) fn genome_name(file_name: &str) -> String {
    let name = file_name.strip_suffix(ENDING).unwrap_or(file_name);
    name.splitn(3, '-').nth(2).unwrap_or(name).to_owned()
}

/// The names in a number (FNV-1a, 32 bits), with an end behind each.
fn fnv(names: &[String]) -> u32 {
    let bytes = names.iter().flat_map(|name| name.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use engine::store::kept::KeptPreface;
    use protocol::{BaseCounts, Compression, Holding, OpenTimes};

    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    /// What earlier versions wrote is read, and what this writes is of the version that the file says.
    #[test]
    fn note_is_written_as_its_version_says() {
        let note = Note {
            summary: GenomeSummary {
                file_names: names(&["a.fa"]),
                file_bytes: 300,
                text_bytes: 301,
                kept_bytes: Some(5),
                compression: Compression::Bgzf,
                record_count: 2,
                empty_record_count: 1,
                duplicate_name_count: 0,
                length_bases: 7,
                base_counts: BaseCounts {
                    a: 1,
                    c: 2,
                    g: 3,
                    t: 4,
                },
                other_letters: vec![('N', 6)],
                soft_masked_bases: 8,
                holding: Holding::InMemory,
                store_bytes: 9,
                typical_search_ms: None,
                times: OpenTimes {
                    total_ms: 2.0,
                    ..OpenTimes::default()
                },
            },
            kept_at_ms: 10,
        };
        let mut bytes = vec![1, 4];
        bytes.extend(b"a.fa");
        bytes.extend([0xac, 2, 0xad, 2, 1, 5, 2, 2, 1, 0, 7, 1, 2, 3, 4, 1, 1]);
        bytes.extend(b"N");
        bytes.extend([6, 8, 0, 9, 0]);
        for ms in [0.0_f64, 0.0, 0.0, 2.0] {
            bytes.extend(ms.to_le_bytes());
        }
        bytes.push(10);
        let rule = "who changes what a note holds raises the version of kept genomes";
        assert_eq!(KeptPreface::VERSION, 1, "{rule}, and changes this test");
        assert_eq!(note.to_bytes(), bytes, "{rule}");
        assert_eq!(Note::from_bytes(&bytes), Some(note));
    }

    #[test]
    fn a_file_is_called_after_what_is_in_it() {
        let name = file_name(0x1f, &names(&["E. coli/K-12.fa"]));
        assert!(name.starts_with("000000000000001f-"), "{name}");
        assert!(name.ends_with("-E._coli_K-12.fa.genome"), "{name}");
        assert!(is_file_name(&name));
        assert_eq!(genome_name(&name), "E._coli_K-12.fa");
    }

    #[test]
    fn other_names_make_another_file() {
        let all = [
            &["a.fa"] as &[&str],
            &["b.fa"],
            &["a.fa", "b.fa"],
            &["a.fa", "c.fa"],
            &["a.fab.fa"],
            &[],
        ];
        let mut made: Vec<String> = all.iter().map(|all| file_name(7, &names(all))).collect();
        made.sort();
        made.dedup();
        assert_eq!(made.len(), all.len());
        assert!(file_name(7, &names(&[&"ä".repeat(300)])).len() < 128);
    }

    #[test]
    fn other_files_are_not_of_the_library() {
        for name in ["", ".genome", "a.genome", "1f-2e-name.fa", "1f-name.genome"] {
            assert!(!is_file_name(name), "{name}");
        }
    }
}
