//! Structures of a known size whose bytes may come in pieces.

/// Collects the bytes of a structure.
#[derive(Debug)]
pub(super) struct Gather {
    bytes: Vec<u8>,
    needed: usize,
}

impl Gather {
    /// Nothing yet of a structure of this size.
    pub(super) fn new(needed: usize) -> Self {
        Self {
            bytes: Vec::new(),
            needed,
        }
    }

    /// Begins with another structure of this size.
    pub(super) fn begin(&mut self, needed: usize) {
        self.bytes.clear();
        self.needed = needed;
    }

    /// The structure is that much longer than was known.
    pub(super) fn extend(&mut self, more: usize) {
        self.needed += more;
    }

    /// Takes what is missing off the front of `bytes`, as far as it is there, and says whether all is there.
    pub(super) fn fill(&mut self, bytes: &mut &[u8], offset: &mut u64) -> bool {
        let missing = self.needed - self.bytes.len();
        let (taken, rest) = bytes.split_at(missing.min(bytes.len()));
        self.bytes.extend_from_slice(taken);
        *offset += taken.len() as u64;
        *bytes = rest;
        self.bytes.len() == self.needed
    }

    /// What has been collected.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The number of two bytes, the least first, that begins at `at`.
    pub(super) fn u16(&self, at: usize) -> u16 {
        number(&self.bytes, at, 2) as u16
    }

    /// The number of four bytes, the least first, that begins at `at`.
    pub(super) fn u32(&self, at: usize) -> u32 {
        number(&self.bytes, at, 4) as u32
    }
}

/// The number of `width` bytes, the least first, that begins at `at`; bytes that are not there count as zero.
pub(super) fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
    let bytes = bytes.iter().skip(at).take(width);
    let places = bytes.enumerate();
    places.fold(0, |sum, (place, byte)| {
        sum | u64::from(*byte) << (8 * place)
    })
}
