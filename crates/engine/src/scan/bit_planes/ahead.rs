//! Looking ahead: which alignments have, within reach, what must follow their first letters.
//!
//! Where the letters before the first variable repeat are few (`G(3,5)N(1,7)G(3,5)…`), some alignment is left of them in
//! nearly every word, and each would have to be followed. But each run of fixed letters further on can begin only some
//! positions after the start: so it is looked for everywhere once, and an alignment is worth following only if it is
//! found within that window.

use super::counters::Counters;
use super::lanes::Lanes;
use super::program::Letters;
use super::tile::{Tile, misses};

/// A run of letters that must follow, and how far from the start it can begin: first and last distance.
#[derive(Debug)]
pub(super) struct Landmark {
    pub(super) run: Letters,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The alignments that have all landmarks within reach, and memory to find them.
#[derive(Debug, Default)]
pub(crate) struct Ahead {
    all: Vec<Lanes>,
    found: Vec<Lanes>,
}

impl Ahead {
    /// The alignments, for the words of a tile that matches start in; none if there is no landmark to look for.
    pub(super) fn look(
        &mut self,
        landmarks: &[Landmark],
        tile: &Tile,
        starts: usize,
    ) -> Option<&[Lanes]> {
        if landmarks.is_empty() {
            return None;
        }
        self.all.clear();
        self.all.resize(starts, Lanes::ALL);
        for landmark in landmarks {
            let words = starts + landmark.last;
            find(&landmark.run, tile, words, &mut self.found);
            widen(&mut self.found, landmark.last - landmark.first + 1);
            let within_reach = &self.found[landmark.first..];
            for (all, found) in self.all.iter_mut().zip(within_reach) {
                *all = *all & *found;
            }
        }
        Some(&self.all)
    }
}

/// Finds the letters at the first words of a tile.
fn find(letters: &Letters, tile: &Tile, words: usize, found: &mut Vec<Lanes>) {
    const TOGETHER: usize = 8;
    found.clear();
    let together = words - words % TOGETHER;
    for word in (0..together).step_by(TOGETHER) {
        found.extend(find_in_group::<TOGETHER>(letters, tile, word));
    }
    for word in together..words {
        found.extend(find_in_group::<1>(letters, tile, word));
    }
}

#[inline(always)]
fn find_in_group<const WORDS: usize>(
    letters: &Letters,
    tile: &Tile,
    word: usize,
) -> [Lanes; WORDS] {
    let mut counters = Counters::<0, WORDS>::new(0);
    for at in letters.to_test(tile.is_all_bases) {
        counters.add(misses(tile, at + word));
    }
    counters.left()
}

/// Unites each word with those after it, `window` in all, by doubling; words past the end have nothing.
fn widen(words: &mut [Lanes], window: usize) {
    let mut unite = |distance: usize| {
        for word in distance..words.len() {
            words[word - distance] |= words[word];
        }
    };
    let mut reached = 1;
    while 2 * reached <= window {
        unite(reached);
        reached *= 2;
    }
    if reached < window {
        unite(window - reached);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_of_any_width() {
        for window in 1..40 {
            for at in 0..50_usize {
                let mut words = vec![Lanes::NONE; 50];
                words[at] = Lanes::ALL;
                widen(&mut words, window);
                for (word, lanes) in words.iter().enumerate() {
                    let expected = (word..word + window).contains(&at);
                    assert_eq!(lanes.is_full(), expected, "{window}, {at}, {word}");
                }
            }
        }
    }
}
