//! Records in other orders than that of the file.

use std::sync::Arc;

use engine::conformance::Random;
use engine::ranking::{Measure, Order, most_matches, ranked, value};
use engine::stats::Chance;
use engine::{
    Genome, Hits, NamedMotif, Query, RecordId, Scope, Search, Sequential, Sharing, Stepwise,
    StrandChoice, Version,
};

use crate::support::open;

fn search(fasta: &[u8], motif: &str) -> (Hits, Chance) {
    search_in(fasta, motif, |_| Scope::default())
}

fn search_in(fasta: &[u8], motif: &str, scope: impl Fn(&Genome) -> Scope) -> (Hits, Chance) {
    let genome = Arc::new(open([fasta]).expect("FASTA"));
    let motifs = NamedMotif::parse_list(motif).expect("motifs");
    let chance = Chance::new(
        genome.composition().bases,
        &motifs.iter().map(|named| &named.motif).collect::<Vec<_>>(),
        0,
        StrandChoice::Both,
    );
    let query = Query {
        motifs,
        mismatches: 0,
        strands: StrandChoice::Both,
        scope: scope(&genome),
        version: Version::default(),
        sharing: Sharing::OneThread,
        threads: 1,
    };
    let mut search = Search::new(genome, query).expect("memory");
    search.step(&Sequential, &|| false);
    (search.into_hits(), chance)
}

#[test]
fn orders() {
    // 3 in 6, 3 in 12, none in nothing, none in 3, one in 2.
    let fasta = b">chr10\nAATTAAT\n>chr2\nAATTAATCCCCC\n>chrM\n>chr1\nCCC\n>chrX\nCA\n";
    let (hits, chance) = search(fasta, "A");
    let check = |measure, order, expected: Option<[u32; 5]>| {
        let got = ranked(&hits, &chance, measure, order);
        assert_eq!(got, expected.map(Vec::from), "{measure:?}, {order:?}");
    };
    for measure in [Measure::Count, Measure::PerMb, Measure::ObservedToExpected] {
        check(measure, Order::File, None);
        check(measure, Order::Name, Some([3, 1, 0, 2, 4]));
    }
    check(Measure::Count, Order::Value, Some([0, 1, 4, 2, 3]));
    check(Measure::PerMb, Order::Value, Some([0, 1, 4, 3, 2]));
    check(
        Measure::ObservedToExpected,
        Order::Value,
        Some([0, 1, 4, 3, 2]),
    );
    assert_eq!(
        value(&hits, &chance, RecordId::new(2), Measure::PerMb),
        None
    );
    assert_eq!(
        value(&hits, &chance, RecordId::new(4), Measure::PerMb),
        Some(500_000.0)
    );
}

#[test]
fn rates_are_of_what_was_searched() {
    // Of ten letters six are not soft-masked, and half of them match; of the second record nothing is searched.
    let fasta = b">one\nAAAaaaaCCC\n>two\naaaa\n";
    let (hits, chance) = search_in(fasta, "A", |genome| Scope::new(genome, None, true));
    let scope = &hits.query().scope;
    let per_mb = |record| value(&hits, &chance, record, Measure::PerMb);
    let [one, two] = [0, 1].map(RecordId::new);
    assert_eq!(scope.searched_letters(hits.genome(), one), 6);
    assert_eq!(scope.searched_letters(hits.genome(), two), 0);
    assert_eq!([per_mb(one), per_mb(two)], [Some(500_000.0), None]);
}

#[test]
fn values_fall() {
    for seed in 0..20 {
        let random = &mut Random::new(seed);
        let mut fasta = Vec::new();
        for record in 0..60 {
            fasta.extend_from_slice(format!(">r{record}\n").as_bytes());
            fasta.extend((0..random.below(90)).map(|_| random.pick(b"ACGTN")));
            fasta.push(b'\n');
        }
        let (hits, chance) = search(&fasta, "RY");
        for measure in [Measure::Count, Measure::PerMb, Measure::ObservedToExpected] {
            let order = ranked(&hits, &chance, measure, Order::Value).expect("an order");
            let key = |ordinal: u32| {
                let value = value(&hits, &chance, RecordId::new(ordinal), measure);
                (value.unwrap_or(-1.0), std::cmp::Reverse(ordinal))
            };
            assert!(
                order.is_sorted_by(|&one, &other| key(one) > key(other)),
                "seed {seed}"
            );
            assert_eq!(order.len(), 60);
        }
        let most = most_matches(&hits, 7);
        let fewest = most
            .iter()
            .map(|&ordinal| hits.record_count(RecordId::new(ordinal)))
            .min();
        let others = (0..60).filter(|ordinal| !most.contains(ordinal));
        let greatest = others
            .map(|ordinal| hits.record_count(RecordId::new(ordinal)))
            .max();
        assert!(
            fewest >= greatest && most.len() == 7 && most.is_sorted(),
            "seed {seed}"
        );
        assert_eq!(most_matches(&hits, 60), (0..60).collect::<Vec<_>>());
    }
}
