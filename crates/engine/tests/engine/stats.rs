//! Expected numbers of matches, worked out by hand.

use engine::stats::{expected_matches, expected_matches_in_record};
use engine::{Motif, RecordId, Scope, StrandChoice};

use crate::support::open;

fn check(fasta: &str, motif: &str, strands: StrandChoice, expected: f64) {
    check_with_mismatches(fasta, motif, 0, strands, expected);
}

fn check_with_mismatches(
    fasta: &str,
    motif: &str,
    mismatches: usize,
    strands: StrandChoice,
    expected: f64,
) {
    let genome = open([fasta.as_bytes()]).expect("FASTA");
    let motif = Motif::parse(motif).expect("a motif");
    let got = expected_matches(&genome, &Scope::default(), &motif, mismatches, strands);
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
            &Scope::default(),
            RecordId::new(record),
            &motif,
            0,
            StrandChoice::Forward,
        )
    };
    assert_eq!([expected(0), expected(1)], [3.0, 7.0 / 16.0]);
}

#[test]
fn expected_numbers_with_mismatches() {
    use StrandChoice::Forward;
    let genome = ">a\nACGTACGT\n";
    // AC, or one of both wrong: (1 + 3 + 3) / 16.
    check_with_mismatches(genome, "AC", 1, Forward, 7.0 * 7.0 / 16.0);
    check_with_mismatches(genome, "AC", 2, Forward, 7.0);
    check_with_mismatches(genome, "AC", 8, Forward, 7.0);
    // N is never wrong where all are bases: A.N right, or wrong.
    check_with_mismatches(genome, "AN", 1, Forward, 7.0);
    check_with_mismatches(genome, "ANC", 1, Forward, 6.0 * 7.0 / 16.0);
    // CA (7 places) and CAA (6): right, or one wrong.
    let (two, three) = (7.0 * 7.0 / 16.0, 6.0 * (1.0 + 9.0) / 64.0);
    check_with_mismatches(genome, "CA(1,2)", 1, Forward, two + three);
}
