//! An order in which what is alike lies together.
//!
//! gzip finds a repetition only within the last 32 kB. A page is made of many functions that differ little and lie far apart:
//! the same code for one type and for another. Side by side they are some per cent smaller over the network.

use std::collections::{HashMap, VecDeque};

/// So many bytes in a row tell what is alike.
const PIECE_BYTES: usize = 6;
/// What more bodies hold than this tells nothing.
const MOST_HOLDERS: usize = 400;
/// Each body is to be like some of so many before it.
const NEIGHBOURS: usize = 16;

/// The indices of all bodies, each behind those that it shares most with.
///
/// The longest comes first, then always the one that shares the most pieces with the last ones, for its length.
/// The same bodies give the same order. Takes time with the square of their number.
pub(crate) fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces = pieces(bodies);
    let holders = holders(&pieces);
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut last = VecDeque::new();
    // How many of the last bodies hold a piece; how many pieces of the last bodies a body holds.
    let mut present = vec![0_usize; holders.len()];
    let mut shared = vec![0_usize; bodies.len()];
    loop {
        let rank = |index: usize| shared[index] as f64 / (bodies[index].len().max(1) as f64).sqrt();
        let best = left.iter().enumerate().max_by(|(_, first), (_, second)| {
            rank(**first)
                .total_cmp(&rank(**second))
                .then_with(|| bodies[**first].len().cmp(&bodies[**second].len()))
                .then_with(|| second.cmp(first))
        });
        let Some((place, &next)) = best else {
            return order;
        };
        left.swap_remove(place);
        order.push(next);
        last.push_back(next);
        for &piece in &pieces[next] {
            present[piece] += 1;
            if present[piece] == 1 {
                holders[piece].iter().for_each(|&body| shared[body] += 1);
            }
        }
        if last.len() > NEIGHBOURS
            && let Some(former) = last.pop_front()
        {
            for &piece in &pieces[former] {
                present[piece] -= 1;
                if present[piece] == 0 {
                    holders[piece].iter().for_each(|&body| shared[body] -= 1);
                }
            }
        }
    }
}

/// The pieces of each body as numbers, each once.
fn pieces(bodies: &[&[u8]]) -> Vec<Vec<usize>> {
    let mut numbers = HashMap::new();
    let mut all = Vec::with_capacity(bodies.len());
    for body in bodies {
        let mut own = Vec::new();
        for piece in body.windows(PIECE_BYTES) {
            let next = numbers.len();
            own.push(*numbers.entry(piece).or_insert(next));
        }
        own.sort_unstable();
        own.dedup();
        all.push(own);
    }
    all
}

/// The bodies that hold a piece; none where they are too many.
fn holders(pieces: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let count = pieces.iter().flatten().max().map_or(0, |most| most + 1);
    let mut holders = vec![Vec::new(); count];
    for (body, own) in pieces.iter().enumerate() {
        for &piece in own {
            holders[piece].push(body);
        }
    }
    for held in &mut holders {
        if held.len() > MOST_HOLDERS {
            held.clear();
        }
    }
    holders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bodies: &[&str], expected: &[usize]) {
        let bodies: Vec<&[u8]> = bodies.iter().map(|body| body.as_bytes()).collect();
        assert_eq!(order(&bodies), expected);
    }

    #[test]
    fn alike_lie_together() {
        check(
            &[
                "abcdefghijkl",
                "0123456789-+/",
                "abcdefghijKL",
                "0123456789=?",
            ],
            &[1, 3, 0, 2],
        );
    }

    #[test]
    fn likeness_counts_for_the_length() {
        check(
            &["abcdefghijklmno", "abcdefghijkl", "abcdef", "abcdefgh"],
            &[0, 1, 3, 2],
        );
    }

    #[test]
    fn without_likeness_the_longest_come_first() {
        check(&["ab", "cdef", "", "gh"], &[1, 0, 3, 2]);
        check(&[], &[]);
    }
}
