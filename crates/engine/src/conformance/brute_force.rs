//! Matches by writing out every expansion of each motif: slower than naive, and with nothing in common with it.

use std::collections::BTreeSet;

use crate::alphabet::BaseSet;
use crate::{Match, Motif, NamedMotif, RecordId, Strand, StrandChoice};

/// All matches of all motifs, in order.
pub(super) fn matches(
    records: &[Vec<u8>],
    motifs: &[NamedMotif],
    mismatches: usize,
    strands: StrandChoice,
) -> Vec<Match> {
    let each = (0..).zip(motifs).flat_map(|(index, named)| {
        let found = matches_of_one(records, &named.motif, mismatches, strands);
        found.into_iter().map(move |found| Match {
            motif: index,
            ..found
        })
    });
    let mut all: Vec<Match> = each.collect();
    all.sort_unstable();
    all
}

/// All matches of a motif, in order.
///
/// Works on the letters as they were given; the reverse strand is searched as a text of its own.
fn matches_of_one(
    records: &[Vec<u8>],
    motif: &Motif,
    mismatches: usize,
    strands: StrandChoice,
) -> Vec<Match> {
    let expansions = expansions(motif);
    let mut matches = Vec::new();
    for (ordinal, letters) in records.iter().enumerate() {
        let record = RecordId::new(ordinal as u32);
        let length = letters.len();
        let mut add = |start: usize, end: usize, strand: Strand| {
            matches.push(Match {
                record,
                start: start as u64,
                end: end as u64,
                strand,
                motif: 0,
            });
        };
        if strands != StrandChoice::Reverse {
            for (start, end) in places(letters, &expansions, mismatches) {
                add(start, end, Strand::Forward);
            }
        }
        if strands != StrandChoice::Forward {
            let reversed: Vec<u8> = letters.iter().rev().map(|&letter| pair(letter)).collect();
            for (start, end) in places(&reversed, &expansions, mismatches) {
                add(length - end, length - start, Strand::Reverse);
            }
        }
    }
    if strands == StrandChoice::Both && is_symmetric(&expansions) {
        matches.retain(|found| found.strand == Strand::Forward);
        matches
            .iter_mut()
            .for_each(|found| found.strand = Strand::Both);
    }
    matches.sort_unstable();
    matches
}

/// All rows of sets that the motif stands for.
fn expansions(motif: &Motif) -> BTreeSet<Vec<BaseSet>> {
    let mut expansions = BTreeSet::from([Vec::new()]);
    for part in motif.parts() {
        let mut longer = BTreeSet::new();
        for expansion in &expansions {
            for repeats in part.min..=part.max {
                let mut expansion = expansion.clone();
                expansion.extend(std::iter::repeat_n(part.bases, repeats.into()));
                longer.insert(expansion);
            }
        }
        expansions = longer;
    }
    expansions
}

fn is_symmetric(expansions: &BTreeSet<Vec<BaseSet>>) -> bool {
    expansions.iter().all(|expansion| {
        let reversed = expansion.iter().rev().map(|set| set.complement());
        expansions.contains(&reversed.collect::<Vec<_>>())
    })
}

fn places(
    letters: &[u8],
    expansions: &BTreeSet<Vec<BaseSet>>,
    mismatches: usize,
) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for expansion in expansions {
        for (start, window) in letters.windows(expansion.len()).enumerate() {
            let pairs = expansion.iter().zip(window);
            let mut differing = pairs.filter(|&(set, &letter)| !accepts(*set, letter));
            if differing.nth(mismatches).is_none() {
                places.push((start, start + expansion.len()));
            }
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

fn accepts(set: BaseSet, letter: u8) -> bool {
    let bit = match letter.to_ascii_uppercase() {
        b'A' => 1,
        b'C' => 2,
        b'G' => 4,
        b'T' | b'U' => 8,
        _ => return false,
    };
    set.bits() & bit != 0
}

fn pair(letter: u8) -> u8 {
    match letter.to_ascii_uppercase() {
        b'A' => b'T',
        b'C' => b'G',
        b'G' => b'C',
        b'T' | b'U' => b'A',
        other => other,
    }
}
