//! Expected numbers of matches, worked out by hand.

use engine::stats::{expected_matches, expected_matches_in_record};
use engine::{Motif, RecordId, StrandChoice};

use crate::support::open;

fn check(fasta: &str, motif: &str, strands: StrandChoice, expected: f64) {
    let genome = open([fasta.as_bytes()]).expect("FASTA");
    let motif = Motif::parse(motif).expect("a motif");
    let got = expected_matches(&genome, &motif, strands);
    assert!(
        (got - expected).abs() < 1e-9,
        "{motif} in {fasta}: {got}, not {expected}"
    );
}

#[test]
fn expected_numbers() {
    use StrandChoice::{Both, Forward, Reverse};
    // 8 bases, a quarter each.
    check(">a\nACGTACGT\n", "A", Forward, 8.0 / 4.0);
    check(">a\nACGTACGT\n", "A", Both, 2.0 * 8.0 / 4.0);
    check(">a\nACGTACGT\n", "AC", Forward, 7.0 / 16.0);
    check(">a\nACGTACGT\n", "RN", Forward, 7.0 / 2.0);
    check(">a\nACGTACGT\n", "ACGTACGTA", Forward, 0.0);
    // Searched once, counted once.
    check(">a\nACGTACGT\n", "AT", Both, 7.0 / 16.0);
    // Not across records, nor across N; other letters do not change the frequencies.
    check(">a\nACGT\n>b\nACGT\n", "AC", Forward, 6.0 / 16.0);
    check(">a\nACGTNNNNACGT\n", "AC", Forward, 6.0 / 16.0);
    // Each length for itself.
    check(
        ">a\nACGTACGT\n",
        "CN(1,2)G",
        Forward,
        6.0 / 16.0 + 5.0 / 16.0,
    );
    check(">a\nACGTACGT\n", "CA(0,1)", Forward, 8.0 / 4.0 + 7.0 / 16.0);
    // Three A, one C: the strands differ.
    check(">a\nAAAC\n", "A", Forward, 3.0);
    check(">a\nAAAC\n", "A", Reverse, 0.0);
    check(">a\nAAAC\n", "G", Both, 1.0);
    check(">a\nNNNN\n", "A", Both, 0.0);
}

#[test]
fn a_record_has_a_composition_of_its_own() {
    let genome = open([b">a\nAAAA\n>b\nACGTACGT\n" as &[u8]]).expect("FASTA");
    let motif = Motif::parse("AA").expect("a motif");
    let expected = |record| {
        expected_matches_in_record(
            &genome,
            RecordId::new(record),
            &motif,
            StrandChoice::Forward,
        )
    };
    assert_eq!([expected(0), expected(1)], [3.0, 7.0 / 16.0]);
}
