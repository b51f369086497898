//! Whole members of BGZF (SAM specification, section 4.1), inflated by all threads.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::OpenError;
use super::decoder::TextSink;
use crate::share::{Pool, Sequential};

/// Members that are inflated at once, for each thread: 1 MiB of text.
const MEMBERS_PER_THREAD: usize = 16;
/// What a member begins with, times and system apart: gzip, deflate, an extra field and no other.
const MAGIC: [u8; 4] = [0x1f, 0x8b, 8, 4];
/// The length of the extra field, and its subfield up to the size of the member.
const EXTRA: [u8; 6] = [6, 0, b'B', b'C', 2, 0];
const EXTRA_OFFSET: usize = 10;
const HEADER_BYTES: usize = 18;
/// Checksum and length of the text.
const TRAILER_BYTES: usize = 8;
/// No member has more text.
const LONGEST_TEXT_BYTES: usize = 1 << 16;

/// Inflates members that are there as a whole, some at a time by all threads, of which one passes on the text of those before
/// meanwhile.
///
/// Only members as bgzip writes them are taken, and only if nothing is wrong with them: the rest is left to the decoder of
/// gzip, which goes byte by byte and says what is wrong.
pub(super) struct MemberInflater {
    pool: Arc<dyn Pool + Send>,
    inflaters: Vec<Mutex<Decompress>>,
    /// Of the members that are being inflated.
    texts: Vec<Mutex<Text>>,
    /// Of those before.
    ready: Vec<Mutex<Text>>,
}

/// What was taken.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Bytes of the file.
    pub(super) bytes: usize,
    /// Members.
    pub(super) members: u64,
    /// Whether the last of them has no text.
    pub(super) last_is_empty: bool,
}

/// The text of a member.
#[derive(Debug, Default)]
struct Text {
    text: Vec<u8>,
    is_right: bool,
}

/// A member of a file.
#[derive(Debug, Clone, Copy)]
struct Member<'file> {
    deflated: &'file [u8],
    checksum: u32,
    text_bytes: usize,
}

impl MemberInflater {
    pub(super) fn new() -> Self {
        Self {
            pool: Arc::new(Sequential),
            inflaters: Vec::new(),
            texts: Vec::new(),
            ready: Vec::new(),
        }
    }

    /// Inflates with the threads of this pool from now on.
    pub(super) fn share_among(&mut self, pool: Arc<dyn Pool + Send>) {
        self.pool = pool;
    }

    /// Takes members from the front of `bytes`, and passes their text on in order.
    ///
    /// # Errors
    /// What `text` returned.
    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        text: &mut TextSink<'_>,
    ) -> Result<Taken, OpenError> {
        let mut taken = Taken::default();
        let most = self.pool.threads() * MEMBERS_PER_THREAD;
        let mut rest = bytes;
        let mut before: Vec<Member<'_>> = Vec::new();
        loop {
            let next: Vec<Member<'_>> = std::iter::from_fn(|| Member::split_off(&mut rest))
                .take(most)
                .collect();
            let passed_on = self.inflate(&next, before.len(), text)?;
            for member in &before[..passed_on] {
                taken.bytes += member.file_bytes();
                taken.members += 1;
                taken.last_is_empty = member.text_bytes == 0;
            }
            if passed_on < before.len() || next.is_empty() {
                return Ok(taken);
            }
            std::mem::swap(&mut self.texts, &mut self.ready);
            before = next;
        }
    }

    /// Inflates members, and passes on the texts of so many before, up to the first that is wrong; gives the number of those
    /// that were passed on.
    fn inflate(
        &mut self,
        members: &[Member<'_>],
        before: usize,
        text: &mut TextSink<'_>,
    ) -> Result<usize, OpenError> {
        let mut passed_on = Ok(0);
        let lanes = self.pool.threads();
        let count = self.inflaters.len().max(lanes);
        self.inflaters
            .resize_with(count, || Mutex::new(Decompress::new(false)));
        let count = self.texts.len().max(members.len());
        self.texts.resize_with(count, Mutex::default);
        let next = AtomicUsize::new(0);
        let (inflaters, texts) = (&self.inflaters, &self.texts);
        // Whoever comes first passes on, and then helps.
        let passing = Mutex::new(Some((&self.ready[..before], text, &mut passed_on)));
        self.pool.run(lanes, &|lane| {
            let mine = passing
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            if let Some((ready, text, passed_on)) = mine {
                *passed_on = pass_on(ready, text);
            }
            let inflater = inflaters[lane].lock();
            let mut inflater = inflater.unwrap_or_else(PoisonError::into_inner);
            loop {
                let index = next.fetch_add(1, Relaxed);
                let Some(member) = members.get(index) else {
                    return;
                };
                let text = texts[index].lock();
                let mut text = text.unwrap_or_else(PoisonError::into_inner);
                text.is_right = member.inflate(&mut inflater, &mut text.text);
            }
        });
        passed_on
    }
}

/// Passes texts on, up to the first that is wrong, and gives their number.
fn pass_on(ready: &[Mutex<Text>], text: &mut TextSink<'_>) -> Result<usize, OpenError> {
    for (index, slot) in ready.iter().enumerate() {
        let slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if !slot.is_right {
            return Ok(index);
        }
        text(&slot.text)?;
    }
    Ok(ready.len())
}

impl<'file> Member<'file> {
    /// Splits a member off the front; none if it is not there as a whole, or not as bgzip writes it.
    fn split_off(bytes: &mut &'file [u8]) -> Option<Self> {
        let header: &[u8; HEADER_BYTES] = bytes.first_chunk()?;
        let extra = &header[EXTRA_OFFSET..];
        let [.., low, high] = *header;
        if !header.starts_with(&MAGIC) || !extra.starts_with(&EXTRA) {
            return None;
        }
        let file_bytes = usize::from(u16::from_le_bytes([low, high])) + 1;
        let (member, rest) = bytes.split_at_checked(file_bytes)?;
        let (member, trailer) = member.split_last_chunk::<TRAILER_BYTES>()?;
        let [c0, c1, c2, c3, l0, l1, l2, l3] = *trailer;
        *bytes = rest;
        Some(Self {
            deflated: member.get(HEADER_BYTES..)?,
            checksum: u32::from_le_bytes([c0, c1, c2, c3]),
            text_bytes: u32::from_le_bytes([l0, l1, l2, l3]) as usize,
        })
    }

    fn file_bytes(&self) -> usize {
        HEADER_BYTES + self.deflated.len() + TRAILER_BYTES
    }

    /// Whether all is as it should be; then `text` is the member's.
    fn inflate(&self, inflater: &mut Decompress, text: &mut Vec<u8>) -> bool {
        if self.text_bytes > LONGEST_TEXT_BYTES {
            return false;
        }
        text.resize(self.text_bytes, 0);
        inflater.reset(false);
        let result = inflater.decompress(self.deflated, text, FlushDecompress::Finish);
        let mut checksum = Crc::new();
        checksum.update(text);
        matches!(result, Ok(Status::StreamEnd))
            && inflater.total_in() == self.deflated.len() as u64
            && inflater.total_out() == self.text_bytes as u64
            && checksum.sum() == self.checksum
    }
}
