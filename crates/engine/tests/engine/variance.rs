//! The variance of the number of matches: against all texts there are, and against many random ones.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::conformance::Random;
use engine::stats::{Chance, NoVariance};
use engine::{
    Motif, NamedMotif, Query, RecordId, Scope, Search, Sequential, Sharing, Stepwise, StrandChoice,
    Version,
};

use crate::support::open;

fn parsed(motifs: &[&str]) -> Vec<Motif> {
    let parsed = motifs.iter().map(|motif| Motif::parse(motif));
    parsed.collect::<Result<_, _>>().expect("motifs")
}

fn chance(counts: [u64; 4], motifs: &[Motif], mismatches: usize, strands: StrandChoice) -> Chance {
    Chance::new(
        counts,
        &motifs.iter().collect::<Vec<_>>(),
        mismatches,
        strands,
    )
}

/// Ends of the matches that begin where the text does: letter by letter, all ways tried.
fn ends(
    motif: &Motif,
    part: usize,
    text: &[u8],
    from: usize,
    left: usize,
    ends: &mut BTreeSet<usize>,
) {
    let Some(current) = motif.parts().get(part) else {
        ends.insert(from);
        return;
    };
    let mut left = left;
    for repeats in 0..=usize::from(current.max) {
        if repeats >= usize::from(current.min) {
            self::ends(motif, part + 1, text, from + repeats, left, ends);
        }
        let Some(&base) = text.get(from + repeats) else {
            return;
        };
        if current.bases.bits() >> base & 1 == 0 {
            match left.checked_sub(1) {
                Some(fewer) => left = fewer,
                None => return,
            }
        }
    }
}

fn count(motif: &Motif, text: &[u8], mismatches: usize) -> usize {
    let starts = 0..text.len();
    starts
        .map(|start| {
            let mut found = BTreeSet::new();
            ends(motif, 0, &text[start..], 0, mismatches, &mut found);
            found.len()
        })
        .sum()
}

fn count_on_strands(motif: &Motif, text: &[u8], mismatches: usize, strands: StrandChoice) -> usize {
    // The reverse strand of the text rather than the reverse complement of the motif.
    let reverse: Vec<u8> = text.iter().rev().map(|base| 3 - base).collect();
    let forward = count(motif, text, mismatches);
    match strands {
        StrandChoice::Forward => forward,
        StrandChoice::Reverse => count(motif, &reverse, mismatches),
        StrandChoice::Both if motif.is_self_reverse_complement() => forward,
        StrandChoice::Both => forward + count(motif, &reverse, mismatches),
    }
}

/// Compares with the mean and variance over all texts of these lengths, each as likely as its bases make it.
fn check_all_texts(motifs: &[&str], mismatches: usize, strands: StrandChoice) {
    const COUNTS: [u64; 4] = [4, 1, 2, 3];
    let motifs = parsed(motifs);
    for bases in [1, 4, 7] {
        let (mut mean, mut square) = (0.0, 0.0);
        for number in 0..4_usize.pow(bases) {
            let text: Vec<u8> = (0..bases).map(|i| (number >> (2 * i) & 3) as u8).collect();
            let likely = text
                .iter()
                .map(|&base| COUNTS[usize::from(base)] as f64 / 10.0);
            let likely: f64 = likely.product();
            let counts = motifs
                .iter()
                .map(|motif| count_on_strands(motif, &text, mismatches, strands));
            let matches = counts.sum::<usize>() as f64;
            mean += likely * matches;
            square += likely * matches * matches;
        }
        let chance = chance(COUNTS, &motifs, mismatches, strands);
        let got = chance.in_stretches(std::iter::once(bases.into()));
        let variance = got.variance.expect("a variance");
        let expected = square - mean * mean;
        assert!(
            (got.matches - mean).abs() < 1e-9 && (variance - expected).abs() < 1e-9,
            "{motifs:?}, {mismatches}, {strands:?}, {bases} bases: {got:?}, not {mean}, {expected}"
        );
    }
}

#[test]
fn all_texts_of_a_few_bases() {
    use StrandChoice::{Both, Forward, Reverse};
    for strands in [Both, Forward, Reverse] {
        // Overlaps with itself, with its reverse complement, and is its own one.
        check_all_texts(&["AA"], 0, strands);
        check_all_texts(&["AAA"], 0, strands);
        check_all_texts(&["TA"], 0, strands);
        check_all_texts(&["ACGT"], 0, strands);
        check_all_texts(&["CA"], 0, strands);
        check_all_texts(&["N"], 0, strands);
        // Sets of words.
        check_all_texts(&["RNY"], 0, strands);
        check_all_texts(&["WAN"], 0, strands);
        // Several lengths.
        check_all_texts(&["AN(0,2)T"], 0, strands);
        check_all_texts(&["CA(1,3)"], 0, strands);
        check_all_texts(&["A(1,2)T"], 0, strands);
        // Mismatches.
        check_all_texts(&["AAC"], 1, strands);
        check_all_texts(&["RCY"], 2, strands);
        check_all_texts(&["GT"], 8, strands);
        check_all_texts(&["AN(1,2)S"], 1, strands);
        // Several motifs.
        check_all_texts(&["AC", "CA", "ACN"], 0, strands);
        check_all_texts(&["AT", "ATR"], 1, strands);
    }
}

/// Compares with the counts of a search in many random texts.
fn check_random_texts(seed: u64, motif: &str, mismatches: usize) {
    const TEXTS: usize = 3000;
    const BASES: usize = 600;
    let random = &mut Random::new(seed);
    let mut fasta = Vec::new();
    for _ in 0..TEXTS {
        fasta.extend_from_slice(b">text\n");
        fasta.extend((0..BASES).map(|_| random.pick(b"AAATTTCGAT")));
        fasta.push(b'\n');
    }
    let genome = Arc::new(open([fasta.as_slice()]).expect("FASTA"));
    let strands = StrandChoice::Both;
    let query = Query {
        motifs: NamedMotif::parse_list(motif).expect("motifs"),
        mismatches,
        strands,
        scope: Scope::default(),
        version: Version::default(),
        sharing: Sharing::OneThread,
        threads: 1,
    };
    let mut search = Search::new(Arc::clone(&genome), query).expect("memory");
    search.step(&Sequential, &|| false);
    let hits = search.into_hits();
    let counts = (0..TEXTS as u32).map(|text| hits.record_count(RecordId::new(text)) as f64);
    let counts: Vec<f64> = counts.collect();
    let mean = counts.iter().sum::<f64>() / TEXTS as f64;
    let squares = counts.iter().map(|count| (count - mean).powi(2));
    let variance = squares.sum::<f64>() / (TEXTS - 1) as f64;

    let chance = chance([4, 1, 1, 4], &parsed(&[motif]), mismatches, strands);
    let expected = chance.in_stretches(std::iter::once(BASES as u64));
    let expected_variance = expected.variance.expect("a variance");
    // Five standard errors of either; that of the variance is taken for a somewhat heavier tail than the normal one.
    let mean_error = 5.0 * (expected_variance / TEXTS as f64).sqrt();
    let variance_error = 5.0 * expected_variance * (3.0 / TEXTS as f64).sqrt();
    assert!(
        (mean - expected.matches).abs() < mean_error
            && (variance - expected_variance).abs() < variance_error,
        "seed {seed}, {motif}: {mean}, {variance} in texts; {expected:?}"
    );
    // Independent matches would have another variance: what is tested is not the trivial part.
    let independent = expected.matches;
    assert!(
        (expected_variance - independent).abs() > variance_error,
        "{motif} hardly depends on itself: {expected:?}"
    );
}

#[test]
fn many_random_texts() {
    check_random_texts(1, "AAAA", 0);
    check_random_texts(2, "ATATA", 0);
    check_random_texts(3, "WWN(1,4)WWW", 0);
    check_random_texts(4, "AATTAA", 1);
    check_random_texts(5, "TATWAW", 0);
}

#[test]
fn what_has_no_variance() {
    use NoVariance::{SeveralVariableParts, TooManyWords};
    let check = |motifs: &[&str], mismatches, expected| {
        let chance = chance([1; 4], &parsed(motifs), mismatches, StrandChoice::Both);
        assert_eq!(chance.no_variance(), expected, "{motifs:?}");
        let got = chance.in_stretches(std::iter::once(10_000));
        assert_eq!(got.variance.is_none(), expected.is_some(), "{motifs:?}");
        assert!(got.matches > 0.0);
        assert_eq!(got.z_score(3).is_none(), expected.is_some(), "{motifs:?}");
    };
    check(&["GAATTC"], 0, None);
    check(&["RCTGTGYRN(17,23)CYTCTCTG"], 0, None);
    check(&["RCTGTGYRN(17,23)CYTCTCTG"], 3, None);
    check(&["CN(1,2)GN(1,2)C"], 0, Some(SeveralVariableParts));
    check(&["CA", "CN(0,200)GA"], 8, Some(TooManyWords));
}

#[test]
fn standard_deviations() {
    // 1,000 bases, a quarter each: CA on one strand, which does not overlap with itself.
    let chance = chance([1; 4], &parsed(&["CA"]), 0, StrandChoice::Forward);
    let expected = chance.in_stretches(std::iter::once(1000));
    let p = 1.0 / 16.0;
    let variance = 999.0 * p * (1.0 - p) - 2.0 * 998.0 * p * p;
    assert!((expected.variance.expect("a variance") - variance).abs() < 1e-9);
    let z = expected.z_score(80).expect("a z-score");
    assert!((z - (80.0 - 999.0 * p) / variance.sqrt()).abs() < 1e-9);
    // Nothing is left to chance.
    let everywhere = self::chance([1; 4], &parsed(&["N"]), 0, StrandChoice::Forward);
    let expected = everywhere.in_stretches(std::iter::once(1000));
    assert_eq!(expected.z_score(1000), None);
}
