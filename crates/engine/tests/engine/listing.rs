//! Lists of some matches, or in another order, against all rows filtered and sorted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use engine::conformance::Random;
use engine::listing::needs_mismatch_counts;
use engine::motif::MismatchCounter;
use engine::store::Place;
use engine::{
    Filter, Genome, Hits, Listing, Match, MismatchCounting, MismatchCounts, NamedMotif, Order,
    Query, RecordId, Scope, Search, Sharing, Stepwise, Strand, StrandChoice, Version,
};

use crate::reread::{open_without_planes, texts, windows};
use crate::support::{open, pool};

const MOTIFS: [&str; 6] = [
    "GAATTC",
    "ACGN(0,3)TTA",
    "A(0,2)CGN(1,3)GTT",
    "ACGTA\nTTGCAG\nGAATTC",
    "RYN(2,4)AAG",
    "CCGG",
];

fn query(random: &mut Random, version: Version) -> Query {
    Query {
        motifs: NamedMotif::parse_list(random.pick(&MOTIFS)).expect("motifs"),
        mismatches: random.below(3),
        strands: random.pick(&[
            StrandChoice::Both,
            StrandChoice::Both,
            StrandChoice::Reverse,
        ]),
        scope: Scope::default(),
        version,
        sharing: Sharing::default(),
        threads: 0,
    }
}

fn search(genome: &Arc<Genome>, windows: &[Arc<Genome>], query: Query) -> Hits {
    let mut search = Search::new(Arc::clone(genome), query).expect("memory");
    step_through(&mut search, windows);
    search.into_hits().in_window(Arc::clone(genome))
}

/// Steps with pauses, through all windows.
fn step_through(work: &mut dyn Stepwise, windows: &[Arc<Genome>]) {
    let pool = pool(2);
    for window in windows {
        work.turn_to(Arc::clone(window));
        loop {
            let asked = AtomicU32::new(0);
            let progress = work.step(&pool, &|| asked.fetch_add(1, Relaxed) > 3);
            if progress.finished || progress.wants_window {
                break;
            }
        }
    }
}

fn mismatch_counts(hits: &Hits, windows: &[Arc<Genome>]) -> MismatchCounts {
    let mut counting = MismatchCounting::new(hits).expect("memory");
    step_through(&mut counting, windows);
    counting.into_counts()
}

/// Every row of a list, each from a window that has it.
fn rows(listing: &Listing, windows: &[Arc<Genome>], mut from: u64, count: u64) -> Vec<Match> {
    let end = listing.total().min(from + count);
    let mut rows = Vec::new();
    while from < end {
        let block = listing.block_of_row(from).expect("a row");
        let has_block = |window: &&Arc<Genome>| window.searchable().contains(&block);
        let window = windows.iter().find(has_block).expect("a window");
        let found = listing
            .in_window(Arc::clone(window))
            .rows(from, (end - from) as usize);
        assert!(!found.is_empty(), "row {from} is not in its window");
        from += found.len() as u64;
        rows.extend(found);
    }
    rows
}

/// The same from all rows of the search, each with its mismatches.
fn expected(all: &[(Match, usize)], filter: Filter, order: Order) -> Vec<Match> {
    let is_listed = |(found, mismatches): &&(Match, usize)| {
        filter.record.is_none_or(|record| record == found.record)
            && filter.strand.is_none_or(|strand| strand == found.strand)
            && filter.mismatches.is_none_or(|number| number == *mismatches)
    };
    let mut listed: Vec<_> = all.iter().filter(is_listed).collect();
    match order {
        Order::Position => {}
        Order::FewestMismatches => listed.sort_by_key(|(_, mismatches)| *mismatches),
        Order::MostMismatches => {
            listed.sort_by_key(|(_, mismatches)| std::cmp::Reverse(*mismatches))
        }
    }
    listed.into_iter().map(|(found, _)| *found).collect()
}

fn filters(random: &mut Random, hits: &Hits) -> (Filter, Order) {
    let record = RecordId::new(random.below(hits.genome().record_count()) as u32);
    let strand = random.pick(&[Strand::Forward, Strand::Reverse, Strand::Both]);
    let filter = Filter {
        record: random.one_in(2).then_some(record),
        strand: random.one_in(2).then_some(strand),
        mismatches: random.one_in(2).then_some(random.below(4)),
    };
    let order = random.pick(&[
        Order::Position,
        Order::FewestMismatches,
        Order::MostMismatches,
    ]);
    (filter, order)
}

/// Compares many lists of a search, of which `whole` is the same in a genome that is in memory.
fn check_lists(
    random: &mut Random,
    hits: &Hits,
    whole: &Hits,
    windows: &[Arc<Genome>],
    context: &str,
) -> usize {
    let counts = mismatch_counts(hits, windows);
    let with_mismatches = |found: Match| (found, whole.mismatches(&found).len());
    let all = whole.rows(0, usize::MAX).into_iter();
    let all: Vec<(Match, usize)> = all.map(with_mismatches).collect();
    let mut listed = 0;
    for _ in 0..8 {
        let (filter, order) = filters(random, whole);
        let context = format!("{context}, {filter:?}, {order:?}");
        let needed = needs_mismatch_counts(hits, filter, order).then_some(&counts);
        let listing = Listing::new(hits, needed, filter, order);
        let expected = expected(&all, filter, order);
        listed += expected.len();
        assert_eq!(listing.total(), expected.len() as u64, "{context}");
        assert!(
            rows(&listing, windows, 0, u64::MAX) == expected,
            "{context}"
        );
        assert_eq!(listing.block_of_row(listing.total()), None, "{context}");

        let from = random.below(expected.len() + 1);
        let some: Vec<Match> = expected.iter().skip(from).take(7).copied().collect();
        assert_eq!(rows(&listing, windows, from as u64, 7), some, "{context}");

        check_place(random, &listing, &expected, order, windows, &context);
    }
    listed
}

fn check_place(
    random: &mut Random,
    listing: &Listing,
    expected: &[Match],
    order: Order,
    windows: &[Arc<Genome>],
    context: &str,
) {
    let genome = listing.hits().genome();
    let record = RecordId::new(random.below(genome.record_count()) as u32);
    let length = genome.record(record).length_bases as usize;
    if length == 0 {
        return;
    }
    let start = random.below(length) as u64;
    let block = listing.block_of_place(record, start);
    let has_block = |window: &&Arc<Genome>| window.searchable().contains(&block);
    let window = windows.iter().find(has_block).expect("a window");
    let row = listing.in_window(Arc::clone(window)).row_at(record, start);
    let is_before = |found: &Match| (found.record, found.start) < (record, start);
    match row {
        Some(row) => {
            assert!(expected.is_sorted(), "{context}");
            let expected = expected.partition_point(is_before) as u64;
            assert_eq!(row, expected, "{record:?}, {start}: {context}");
        }
        None => assert_ne!(order, Order::Position, "{context}"),
    }
}

#[test]
fn lists_are_all_rows_filtered_and_sorted() {
    let mut listed = 0;
    for seed in 0..12 {
        let random = &mut Random::new(seed);
        let text = texts(random).concat();
        let genome = Arc::new(open([text.as_slice()]).expect("FASTA"));
        let query = query(random, random_version(seed));
        let context = format!("seed {seed}, {query:?}");
        let all = [Arc::clone(&genome)];
        let hits = search(&genome, &all, query);
        listed += check_lists(random, &hits, &hits, &all, &context);
    }
    assert!(listed > 100_000, "only {listed} rows");
}

#[test]
fn lists_of_a_genome_that_is_read_again_are_the_same() {
    let mut listed = 0;
    for seed in 100..106 {
        let random = &mut Random::new(seed);
        let texts = texts(random);
        let whole = Arc::new(open([texts.concat().as_slice()]).expect("FASTA"));
        let (genome, _) = open_without_planes(random, &texts);
        let windows = windows(random, &genome, &texts, (0, 0, Place::start())).expect("the text");
        let query = query(random, random_version(seed));
        let context = format!("seed {seed}, {query:?}");
        let in_memory = search(&whole, &[Arc::clone(&whole)], query.clone());
        let hits = search(&genome, &windows, query);
        listed += check_lists(random, &hits, &in_memory, &windows, &context);
    }
    assert!(listed > 30_000, "only {listed} rows");
}

fn random_version(seed: u64) -> Version {
    Version::ALL[seed as usize % Version::ALL.len()]
}

#[test]
fn mismatches_are_counted_as_they_are_listed() {
    let mut counted = [0; 4];
    for seed in 0..40 {
        let random = &mut Random::new(seed);
        let motifs = random.pick(&[
            "GAATTC",
            "ACGN(0,3)TTA",
            "A(0,2)CN(1,3)G",
            "AC(1,3)G(0,2)TA(2,4)\nGGN(1,2)C(1,4)A",
        ]);
        let letters: Vec<u8> = (0..5000).map(|_| random.pick(b"ACGTACGTACGTN")).collect();
        let text = [b">a\n".as_slice(), &letters, b"\n"].concat();
        let genome = Arc::new(open([text.as_slice()]).expect("FASTA"));
        let query = Query {
            motifs: NamedMotif::parse_list(motifs).expect("motifs"),
            mismatches: random.below(4),
            ..query(random, Version::default())
        };
        let hits = search(&genome, &[Arc::clone(&genome)], query);
        let mut counter = MismatchCounter::new(&hits.query().motifs);
        for found in hits.rows(0, 2000) {
            let number = counter.count(&genome, &found);
            assert_eq!(
                number,
                hits.mismatches(&found).len(),
                "seed {seed}, {found:?}"
            );
            counted[number] += 1;
        }
    }
    assert!(counted.iter().all(|&count| count > 100), "{counted:?}");
}
