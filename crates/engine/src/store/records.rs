//! The table of records.

use std::collections::HashSet;

use crate::fasta::first_word;

/// The records of a genome, in the order of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RecordTable {
    entries: Vec<RecordEntry>,
    /// Name and description of each record, one after another.
    texts: String,
}

/// A record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecordEntry {
    /// Global position of its first letter.
    pub(crate) start: u64,
    /// Letters.
    pub(crate) length: u64,
    /// How often A, C, G, T occur.
    pub(crate) base_counts: [u64; 4],
    text_start: usize,
    name_bytes: u32,
    description_bytes: u32,
}

impl RecordEntry {
    pub(crate) fn end(&self) -> u64 {
        self.start + self.length
    }
}

impl RecordTable {
    /// Appends a record without letters. `fallback_name` names it if the header does not.
    pub(crate) fn push(&mut self, header: &[u8], fallback_name: &str, start: u64) {
        let (name, description) = first_word(header);
        let name = String::from_utf8_lossy(name);
        let name = if name.is_empty() {
            fallback_name
        } else {
            &name
        };
        let description = String::from_utf8_lossy(description);
        // Headers are limited to 1 MiB.
        self.entries.push(RecordEntry {
            start,
            length: 0,
            base_counts: [0; 4],
            text_start: self.texts.len(),
            name_bytes: name.len() as u32,
            description_bytes: description.len() as u32,
        });
        self.texts.push_str(name);
        self.texts.push_str(&description);
    }

    /// Appends a record as it was.
    pub(crate) fn restore(
        &mut self,
        name: &str,
        description: &str,
        start: u64,
        length: u64,
        base_counts: [u64; 4],
    ) {
        self.entries.push(RecordEntry {
            start,
            length,
            base_counts,
            text_start: self.texts.len(),
            name_bytes: name.len() as u32,
            description_bytes: description.len() as u32,
        });
        self.texts.push_str(name);
        self.texts.push_str(description);
    }

    pub(crate) fn entries(&self) -> &[RecordEntry] {
        &self.entries
    }

    pub(crate) fn entries_mut(&mut self) -> &mut [RecordEntry] {
        &mut self.entries
    }

    pub(crate) fn name(&self, index: usize) -> &str {
        let entry = &self.entries[index];
        &self.texts[entry.text_start..][..entry.name_bytes as usize]
    }

    pub(crate) fn description(&self, index: usize) -> &str {
        let entry = &self.entries[index];
        let start = entry.text_start + entry.name_bytes as usize;
        &self.texts[start..][..entry.description_bytes as usize]
    }

    /// Number of records whose name an earlier record has already.
    pub(crate) fn duplicate_names(&self) -> usize {
        let mut seen = HashSet::with_capacity(self.entries.len());
        let all = 0..self.entries.len();
        all.filter(|&index| !seen.insert(self.name(index))).count()
    }

    pub(crate) fn shrink(&mut self) {
        self.entries.shrink_to_fit();
        self.texts.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> u64 {
        (self.entries.capacity() * size_of::<RecordEntry>() + self.texts.capacity()) as u64
    }
}
