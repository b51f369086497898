//! A part of a genome that stands for the whole.

use std::ops::Range;

/// The same share of the blocks of every record, so that the part is shared out among threads as the whole would be.
///
/// Of `n` parts it is the one that holds each `n`-th block, moved to the front of its record:
///
/// ```text
/// blocks          0 1 2 3 4 5 6 7 8 9 …
/// records         a a a a a a b c c c …
/// one block in 3  x     x     x     x      that is two blocks of a, one of b, and one of c:
/// the part        x x         x x
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    one_in: usize,
}

impl Part {
    /// All blocks.
    pub const WHOLE: Self = Self { one_in: 1 };

    /// About one block in so many, at least the first; 0 is taken for 1.
    #[must_use]
    pub const fn one_in(count: u32) -> Self {
        Self {
            one_in: if count == 0 { 1 } else { count as usize },
        }
    }

    /// Whether that is all.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.one_in == 1
    }

    /// What belongs to the part of blocks that follow one another.
    #[must_use]
    pub fn of(self, blocks: &Range<usize>) -> Range<usize> {
        let before = |block: usize| block.div_ceil(self.one_in);
        let count = before(blocks.end) - before(blocks.start);
        blocks.start..blocks.start + count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_record_gives_its_share() {
        let part = Part::one_in(3);
        assert_eq!(part.of(&(0..6)), 0..2);
        assert_eq!(part.of(&(6..7)), 6..7);
        assert_eq!(part.of(&(7..10)), 7..8);
        assert_eq!(Part::WHOLE.of(&(7..10)), 7..10);
        assert_eq!(Part::one_in(0), Part::WHOLE);
        // However the blocks are divided among records, the shares make up as many blocks.
        for cuts in [vec![0, 100], vec![0, 1, 2, 50, 99, 100]] {
            let of_all: usize = cuts
                .windows(2)
                .map(|cut| part.of(&(cut[0]..cut[1])).len())
                .sum();
            assert_eq!(of_all, 34, "{cuts:?}");
        }
    }
}
