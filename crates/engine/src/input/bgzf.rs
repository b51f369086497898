//! Whole members of BGZF (SAM specification, section 4.1), inflated by all threads.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::OpenError;
use super::decoder::TextSink;
use crate::share::{Pool, Sequential};

/// Members that a thread inflates, and passes on, one after another: each thread that packs has the block that is being filled fetched from the
/// cache of the one before.
const GROUP_MEMBERS: usize = 4;
/// Groups that are inflated, or have been and are not passed on yet: 32 MiB of text at most.
const MOST_PLACES: usize = 128;
/// If more groups for each lane are begun and not passed on, whoever comes next passes on, not only the lane that inflated.
const LATE_GROUPS: usize = 4;
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

/// Inflates members that are there as a whole, each by one thread, and passes their text on in order: mostly by the thread that inflated it, in
/// whose cache it is.
///
/// Only members as bgzip writes them are taken, and only if nothing is wrong with them: the rest is left to the decoder of
/// gzip, which goes byte by byte and says what is wrong.
pub(super) struct MemberInflater {
    pool: Arc<dyn Pool + Send>,
    inflaters: Vec<Mutex<Decompress>>,
    /// Places for the texts of members that are being inflated, or are to be passed on.
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

/// How far the groups of members are that threads share.
#[derive(Debug)]
struct Line {
    /// How many groups are, or will be, begun.
    groups: usize,
    /// Groups that may be begun and not passed on before it is anybody's to pass on the first.
    late_groups: usize,
    /// Those that some thread has taken to inflate.
    begun: Vec<Begun>,
    /// Those whose text was passed on.
    passed_on: usize,
    /// Their members.
    members_passed_on: usize,
    /// Whether some thread passes on.
    is_passing: bool,
    /// Whether no more is passed on: a member is wrong, or a text was not taken.
    has_ended: bool,
    /// Places for texts that are free; the one that was used last comes first, as it may still be in a cache.
    free: Vec<usize>,
}

/// A group that some thread inflates, or has inflated.
#[derive(Debug, Clone, Copy)]
struct Begun {
    /// The place of its text.
    place: usize,
    /// Who inflates it.
    lane: usize,
    /// What came of it, once that is known.
    inflated: Option<Inflated>,
}

/// What came of a group: the text of its members up to the first that is wrong.
#[derive(Debug, Clone, Copy)]
struct Inflated {
    /// Members that are right.
    members: usize,
    /// Whether all are.
    is_whole: bool,
}

/// What a thread does next. None ever waits for another: it may have taken up this work within the other's.
enum Task {
    /// Passes on the text at this place.
    PassOn { place: usize },
    /// Inflates this group to this place.
    Inflate { index: usize, place: usize },
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
        let mut rest = members.as_slice();
        loop {
            let passed_on = self.inflate(rest, text)?;
            if passed_on == 0 {
                break;
            }
            rest = &rest[passed_on..];
        }
        let passed_on = &members[..members.len() - rest.len()];
        Ok(Taken {
            bytes: passed_on.iter().map(Member::file_bytes).sum(),
            members: passed_on.len() as u64,
            last_is_empty: passed_on
                .last()
                .is_some_and(|member| member.text_bytes == 0),
        })
    }

    /// Inflates members and passes their texts on, up to the first that is wrong, or before where too many were waiting to be passed on; gives
    /// the number of those that were passed on.
    fn inflate(
        &mut self,
        members: &[Member<'_>],
        text: &mut TextSink<'_>,
    ) -> Result<usize, OpenError> {
        if members.is_empty() {
            return Ok(0);
        }
        let lanes = self.pool.threads();
        self.inflaters
            .resize_with(lanes, || Mutex::new(Decompress::new(false)));
        let groups = groups(members, lanes);
        let places = self.texts.len().max(groups.len().min(MOST_PLACES));
        self.texts.resize_with(places, Mutex::default);
        let (inflaters, texts) = (&self.inflaters, &self.texts);
        let line = Mutex::new(Line::new(groups.len(), places, lanes));
        let sink = Mutex::new((text, Ok(())));
        self.pool.run(lanes, &|lane| {
            let mut inflater = locked(&inflaters[lane]);
            loop {
                let task = locked(&line).next(lane);
                match task {
                    Task::PassOn { place } => {
                        let (text, outcome) = &mut *locked(&sink);
                        *outcome = text(&locked(&texts[place]));
                        locked(&line).has_passed_on(outcome.is_ok());
                    }
                    Task::Inflate { index, place } => {
                        let text = &mut locked(&texts[place]);
                        let inflated = inflate_group(groups[index], &mut inflater, text);
                        locked(&line).begun[index].inflated = Some(inflated);
                    }
                    Task::Nothing => return,
                }
            }
        });
        let (_, outcome) = &mut *locked(&sink);
        mem::replace(outcome, Ok(()))?;
        Ok(locked(&line).members_passed_on)
    }
}

/// Shares members out, in order: in groups of the same size, but small ones at the end, so that no thread has to wait long for another.
fn groups<'all, 'file>(
    mut members: &'all [Member<'file>],
    lanes: usize,
) -> Vec<&'all [Member<'file>]> {
    let mut groups = Vec::new();
    while !members.is_empty() {
        let count = (members.len() / (2 * lanes)).clamp(1, GROUP_MEMBERS);
        let (group, rest) = members.split_at(count);
        groups.push(group);
        members = rest;
    }
    groups
}

/// Inflates members one after another, in place of what is in `text`, up to the first that is wrong.
fn inflate_group(group: &[Member<'_>], inflater: &mut Decompress, text: &mut Vec<u8>) -> Inflated {
    let all_bytes = group.iter().map(|member| member.text_bytes).sum();
    text.resize(all_bytes, 0);
    let (mut members, mut filled) = (0, 0);
    for member in group {
        let end = filled + member.text_bytes;
        let is_right = text
            .get_mut(filled..end)
            .is_some_and(|text| member.inflate(inflater, text));
        if !is_right {
            break;
        }
        members += 1;
        filled = end;
    }
    text.truncate(filled);
    Inflated {
        members,
        is_whole: members == group.len(),
    }
}

impl Line {
    fn new(groups: usize, places: usize, lanes: usize) -> Self {
        Self {
            groups,
            late_groups: LATE_GROUPS * lanes,
            begun: Vec::with_capacity(groups),
            passed_on: 0,
            members_passed_on: 0,
            is_passing: false,
            has_ended: false,
            free: (0..places).rev().collect(),
        }
    }

    /// What this lane does next.
    fn next(&mut self, lane: usize) -> Task {
        if self.has_ended {
            return Task::Nothing;
        }
        let all_are_begun = self.begun.len() == self.groups;
        let is_late = self.begun.len() - self.passed_on > self.late_groups || self.free.is_empty();
        if let Some(&first) = self.begun.get(self.passed_on)
            && let Some(inflated) = first.inflated
            && !self.is_passing
            && (first.lane == lane || all_are_begun || is_late)
        {
            self.is_passing = inflated.members > 0;
            self.has_ended = !self.is_passing;
            return if self.is_passing {
                Task::PassOn { place: first.place }
            } else {
                Task::Nothing
            };
        }
        let index = self.begun.len();
        let place = (index < self.groups).then(|| self.free.pop()).flatten();
        if place.is_none() {
            // Whoever inflates or passes on the last goes on with what is left to pass on. The rest, if there is any, is begun by all together again.
            self.groups = index;
        }
        place.map_or(Task::Nothing, |place| {
            self.begun.push(Begun {
                place,
                lane,
                inflated: None,
            });
            Task::Inflate { index, place }
        })
    }

    fn has_passed_on(&mut self, was_taken: bool) {
        let Begun {
            place, inflated, ..
        } = self.begun[self.passed_on];
        self.free.push(place);
        self.is_passing = false;
        self.passed_on += 1;
        self.members_passed_on += inflated.map_or(0, |inflated| inflated.members);
        self.has_ended |= !was_taken || inflated.is_some_and(|inflated| !inflated.is_whole);
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
        let member = Self {
            deflated: member.get(HEADER_BYTES..)?,
            checksum: u32::from_le_bytes([c0, c1, c2, c3]),
            text_bytes: u32::from_le_bytes([l0, l1, l2, l3]) as usize,
        };
        (member.text_bytes <= LONGEST_TEXT_BYTES).then(|| {
            *bytes = rest;
            member
        })
    }

    fn file_bytes(&self) -> usize {
        HEADER_BYTES + self.deflated.len() + TRAILER_BYTES
    }

    /// Inflates it into `text`, which is as long as its text; says whether all is as it should be.
    fn inflate(&self, inflater: &mut Decompress, text: &mut [u8]) -> bool {
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

#[cfg(test)]
mod tests {
    use std::sync::Condvar;
    use std::thread;

    use super::*;
    use crate::conformance::files::bgzf;

    /// Two lanes, of which the second begins when the first passes on for the first time, and which the first then waits for: as
    /// on a thread that waits for its share of the packing and takes up another lane meanwhile.
    #[derive(Default)]
    struct Nested {
        now: Mutex<Now>,
        changed: Condvar,
    }

    #[derive(Default, PartialEq, Eq)]
    enum Now {
        #[default]
        NotBegun,
        Begun,
        Over,
    }

    impl Nested {
        fn set(&self, now: Now) {
            *locked(&self.now) = now;
            self.changed.notify_all();
        }

        fn wait_while(&self, is_before: impl Fn(&Now) -> bool) {
            let now = locked(&self.now);
            drop(self.changed.wait_while(now, |now| is_before(now)));
        }
    }

    impl Pool for Nested {
        fn run(&self, lanes: usize, lane: &(dyn Fn(usize) + Sync)) {
            assert_eq!(lanes, self.threads());
            thread::scope(|scope| {
                scope.spawn(|| {
                    self.wait_while(|now| *now == Now::NotBegun);
                    lane(1);
                    self.set(Now::Over);
                });
                lane(0);
            });
        }

        fn threads(&self) -> usize {
            2
        }
    }

    #[test]
    fn lane_within_a_lane_comes_to_its_end() {
        check_lane_within_a_lane(65_280);
    }

    #[test]
    fn lane_without_a_place_comes_to_its_end() {
        check_lane_within_a_lane(6_528);
    }

    fn check_lane_within_a_lane(member_bytes: usize) {
        let text = b"ACGTTGCATT".repeat(1_000_000);
        let file = bgzf(&text, member_bytes);
        let pool = Arc::new(Nested::default());
        let mut inflater = MemberInflater::new();
        inflater.share_among(Arc::clone(&pool) as Arc<dyn Pool + Send>);
        let mut got = Vec::new();
        let taken = inflater.push(&file, &mut |piece| {
            if *locked(&pool.now) == Now::NotBegun {
                pool.set(Now::Begun);
                pool.wait_while(|now| *now != Now::Over);
            }
            got.extend_from_slice(piece);
            Ok(())
        });
        assert_eq!(taken.map(|taken| taken.bytes), Ok(file.len()));
        assert!(got == text);
        assert!(inflater.texts.len() <= MOST_PLACES);
    }

    #[test]
    fn what_is_before_a_wrong_member_is_passed_on() {
        const MEMBER_BYTES: usize = 100;
        let text = b"ACGTTGCATT".repeat(40 * MEMBER_BYTES / 10);
        let file = bgzf(&text, MEMBER_BYTES);
        let mut rest = file.as_slice();
        let members = std::iter::from_fn(|| Member::split_off(&mut rest));
        let ends: Vec<usize> = members
            .scan(0, |end, member| {
                *end += member.file_bytes();
                Some(*end)
            })
            .collect();
        for wrong in 0..40 {
            let mut damaged = file.clone();
            // Its checksum.
            damaged[ends[wrong] - TRAILER_BYTES] ^= 1;
            let mut got = Vec::new();
            let taken = MemberInflater::new().push(&damaged, &mut |piece| {
                got.extend_from_slice(piece);
                Ok(())
            });
            let taken = taken.expect("the text is taken");
            let before = wrong.checked_sub(1).map_or(0, |last| ends[last]);
            assert_eq!((taken.members, taken.bytes), (wrong as u64, before));
            assert!(got == text[..wrong * MEMBER_BYTES], "{wrong}");
        }
    }
}
