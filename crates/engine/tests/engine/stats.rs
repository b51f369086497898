//! Expected numbers of matches, worked out by hand.

use engine::stats::{Chance, expected_matches};
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
fn records_add_up_to_the_genome() {
    let genome = open([b">a\nAAAAA\n>b\nACGTNNACGT\n>c\nNN\n" as &[u8]]).expect("FASTA");
    let counts = genome.composition().bases;
    for (motif, mismatches) in [("AA", 0), ("RCN(0,1)G", 0), ("ACG", 1)] {
        let motif = Motif::parse(motif).expect("a motif");
        let strands = StrandChoice::Both;
        let chance = Chance::new(counts, &[&motif], mismatches, strands);
        let genome_wide = chance.in_genome(&genome, &Scope::default());
        let records = (0..3)
            .map(|record| chance.in_record(&genome, &Scope::default(), RecordId::new(record)));
        let (matches, variances): (Vec<f64>, Vec<f64>) = records
            .map(|record| (record.matches, record.variance.expect("a variance")))
            .unzip();
        let close = |one: f64, other: f64| (one - other).abs() < 1e-9;
        assert!(close(matches.iter().sum(), genome_wide.matches), "{motif}");
        assert!(close(
            variances.iter().sum(),
            genome_wide.variance.expect("a variance")
        ));
        assert_eq!([matches[2], variances[2]], [0.0, 0.0], "no base, no match");
        let mean = expected_matches(&genome, &Scope::default(), &motif, mismatches, strands);
        assert!(close(mean, genome_wide.matches), "{motif}");
    }
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
