//! All versions, sharings and numbers of threads give the same matches.

use engine::conformance::{self, Tally};
use engine::{Pool, Sequential};

use crate::support::pool;

fn check(
    seed: u64,
    rounds: u64,
    conformance: fn(u64, u64, &dyn Pool) -> Tally,
    least_matches: u64,
) {
    let alone = conformance(seed, rounds, &Sequential);
    let together = conformance(seed, rounds, &pool(3));
    println!("seed {seed}: {alone:?}");
    assert_eq!(alone, together);
    assert!(
        alone.matches >= least_matches,
        "too few matches to tell: {alone:?}"
    );
}

#[test]
fn small_genomes() {
    check(1, 400, conformance::check_small_genomes, 10_000);
}

#[test]
fn borders() {
    check(2, 25, conformance::check_borders, 1000);
}

#[test]
fn tiny_contigs() {
    check(3, 12, conformance::check_tiny_contigs, 1000);
}

#[test]
fn many_contigs() {
    check(4, 2, conformance::check_many_contigs, 10000);
}

#[test]
fn dense() {
    check(5, 12, conformance::check_dense, 1000000);
}

#[test]
fn spacers() {
    check(6, 252, conformance::check_spacers, 5000);
}

#[test]
fn scopes() {
    check(7, 64, conformance::check_scopes, 10_000);
}

#[test]
fn beyond_32_bits() {
    check(8, 1, conformance::check_beyond_32_bits, 10);
}
