//! Whole members of BGZF (SAM specification, section 4.1), inflated by all threads.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{hint, mem};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::OpenError;
use super::decoder::TextSink;
use crate::share::{Pool, Sequential};

/// Members that may be inflated before the first of them is passed on, for each thread: 2 MiB of text.
const MEMBERS_AHEAD_PER_THREAD: usize = 32;
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

/// Inflates members that are there as a whole, each by one thread, while another thread passes on the text of those before.
///
/// Only members as bgzip writes them are taken, and only if nothing is wrong with them: the rest is left to the decoder of
/// gzip, which goes byte by byte and says what is wrong.
pub(super) struct MemberInflater {
    pool: Arc<dyn Pool + Send>,
    inflaters: Vec<Mutex<Decompress>>,
    /// Of the members that are being inflated, or are to be passed on; used in turns.
    texts: Vec<Mutex<Vec<u8>>>,
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

/// How far the members of some bytes are.
#[derive(Debug, Default)]
struct Line {
    /// Members that some thread has taken to inflate.
    begun: usize,
    /// For each of them, whether it is right, once that is known.
    is_right: Vec<Option<bool>>,
    /// Members whose text was passed on.
    passed_on: usize,
    /// Whether some thread passes on.
    is_passing: bool,
    /// Whether no more is passed on: a member is wrong, or a text was not taken.
    has_ended: bool,
}

/// What a thread does next.
enum Task {
    /// Passes on the text of this member.
    PassOn(usize),
    /// Inflates this member.
    Inflate(usize),
    /// The other threads are about to be so far that there is something to do.
    Wait,
    /// The other threads do the rest.
    Nothing,
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
        mut bytes: &[u8],
        text: &mut TextSink<'_>,
    ) -> Result<Taken, OpenError> {
        let members: Vec<Member<'_>> =
            std::iter::from_fn(|| Member::split_off(&mut bytes)).collect();
        let passed_on = self.inflate(&members, text)?;
        let taken = &members[..passed_on];
        Ok(Taken {
            bytes: taken.iter().map(Member::file_bytes).sum(),
            members: passed_on as u64,
            last_is_empty: taken.last().is_some_and(|last| last.text_bytes == 0),
        })
    }

    /// Inflates members and passes their texts on, up to the first that is wrong; gives the number of those that were passed on.
    fn inflate(
        &mut self,
        members: &[Member<'_>],
        text: &mut TextSink<'_>,
    ) -> Result<usize, OpenError> {
        let lanes = self.pool.threads();
        self.inflaters
            .resize_with(lanes, || Mutex::new(Decompress::new(false)));
        let ahead = lanes * MEMBERS_AHEAD_PER_THREAD;
        self.texts.resize_with(ahead, Mutex::default);
        let (inflaters, texts) = (&self.inflaters, &self.texts);
        let line = Mutex::new(Line::default());
        let sink = Mutex::new((text, Ok(())));
        self.pool.run(lanes, &|lane| {
            let mut inflater = locked(&inflaters[lane]);
            loop {
                let task = locked(&line).next(members.len(), ahead);
                match task {
                    Task::PassOn(index) => {
                        let (text, outcome) = &mut *locked(&sink);
                        *outcome = text(&locked(&texts[index % ahead]));
                        locked(&line).has_passed_on(outcome.is_ok());
                    }
                    Task::Inflate(index) => {
                        let text = &mut locked(&texts[index % ahead]);
                        let is_right = members[index].inflate(&mut inflater, text);
                        locked(&line).is_right[index] = Some(is_right);
                    }
                    Task::Wait => hint::spin_loop(),
                    Task::Nothing => return,
                }
            }
        });
        let (_, outcome) = &mut *locked(&sink);
        mem::replace(outcome, Ok(()))?;
        Ok(locked(&line).passed_on)
    }
}

impl Line {
    /// What is to be done next with so many members, of which only so many may be ahead of those that were passed on.
    fn next(&mut self, members: usize, ahead: usize) -> Task {
        if self.has_ended {
            return Task::Nothing;
        }
        if !self.is_passing {
            match self.is_right.get(self.passed_on) {
                Some(Some(true)) => {
                    self.is_passing = true;
                    return Task::PassOn(self.passed_on);
                }
                Some(Some(false)) => {
                    self.has_ended = true;
                    return Task::Nothing;
                }
                Some(None) | None => {}
            }
        }
        if self.begun == members {
            // Whoever inflates or passes on now goes on with what comes after it.
            Task::Nothing
        } else if self.begun < self.passed_on + ahead {
            self.begun += 1;
            self.is_right.push(None);
            Task::Inflate(self.begun - 1)
        } else {
            Task::Wait
        }
    }

    fn has_passed_on(&mut self, was_taken: bool) {
        self.is_passing = false;
        self.passed_on += 1;
        self.has_ended |= !was_taken;
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
