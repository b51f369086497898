//! Density of matches and of G and C, against counting letter by letter.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use engine::conformance::Random;
use engine::density::{Lane, Lanes, Line, LineSettings, MOST_LANES, MOST_POINTS, Point, window_at};
use engine::moving_mean::{moving_mean, moving_mean_in_parts};
use engine::{
    Genome, Hits, NamedMotif, Pool, Query, RecordId, Scope, Search, Sharing, Stepwise,
    StrandChoice, Version,
};

use crate::support::{open, pool};

/// Records of very different lengths, with stretches of N and single other letters.
fn genome(random: &mut Random) -> Arc<Genome> {
    let mut text = Vec::new();
    for record in 0..1 + random.below(6) {
        text.extend(format!(">record{record}\n").into_bytes());
        let longest = random.pick(&[1, 30, 5_000, 300_000]);
        let mut letters: Vec<u8> = (0..random.below(longest))
            .map(|_| random.pick(b"ACGTacgtAAGC"))
            .collect();
        for _ in 0..random.below(4) {
            let start = random.below(letters.len() + 1);
            let end = start + random.below(longest / 3 + 1);
            let end = end.min(letters.len());
            letters[start..end].fill(random.pick(b"NRn-"));
        }
        text.extend(letters);
        text.push(b'\n');
    }
    text.extend(b">last\nGATTACA\n");
    Arc::new(open([text.as_slice()]).expect("FASTA"))
}

fn search(genome: &Arc<Genome>, motifs: &str) -> Hits {
    let query = Query {
        motifs: NamedMotif::parse_list(motifs).expect("motifs"),
        mismatches: 0,
        strands: StrandChoice::Both,
        scope: Scope::default(),
        version: Version::default(),
        sharing: Sharing::default(),
        threads: 0,
    };
    let mut search = Search::new(Arc::clone(genome), query).expect("memory");
    search.step(&pool(2), &|| false);
    search.into_hits()
}

/// Steps to the end with pauses, as different as the seeds are.
fn finish(work: &mut dyn Stepwise, random: &mut Random, pool: &dyn Pool) {
    loop {
        let asked = AtomicU32::new(0);
        let most = random.below(6) as u32 + 1;
        let progress = work.step(pool, &|| asked.fetch_add(1, Relaxed) >= most);
        if progress.finished {
            return;
        }
    }
}

/// For each letter of a record the number of matches that start there, and the letter.
fn series(hits: &Hits, record: RecordId) -> (Vec<u32>, Vec<u8>) {
    let mut letters = Vec::new();
    hits.genome().sequence(record, 0..u64::MAX, &mut letters);
    let mut matches = vec![0; letters.len()];
    for found in hits.rows(0, usize::MAX) {
        if found.record == record {
            matches[found.start as usize] += 1;
        }
    }
    (matches, letters)
}

fn naive(matches: &[u32], letters: &[u8], settings: &LineSettings) -> Vec<Point> {
    let length = letters.len() as u64;
    let range = settings.range.start..settings.range.end.min(length);
    let points = range.step_by(settings.step as usize);
    points
        .map(|at| {
            let start = (at as i64 - (settings.window as i64 - 1) / 2).max(0) as usize;
            let end = (at + settings.window / 2 + 1).min(length) as usize;
            let window = &letters[start..end];
            let count = |of: &[u8]| window.iter().filter(|&letter| of.contains(letter)).count();
            Point {
                at,
                matches: matches[start..end]
                    .iter()
                    .map(|&count| u64::from(count))
                    .sum(),
                letters: window.len() as u64,
                bases: count(b"ACGT") as u64,
                gc: count(b"GC") as u64,
            }
        })
        .collect()
}

#[test]
fn lines_are_what_counting_gives() {
    let pools = [pool(1), pool(3)];
    for seed in 0..60 {
        let random = &mut Random::new(seed);
        let genome = genome(random);
        let hits = search(
            &genome,
            random.pick(&["A", "GATC\nRAN(0,3)C", "N", "GAATTCGAATTC"]),
        );
        for record in genome.records() {
            let (matches, letters) = series(&hits, record.id);
            let (start, end) = (
                random.below(letters.len() + 1),
                random.below(letters.len() + 9),
            );
            let settings = LineSettings {
                record: record.id,
                range: start.min(end) as u64..end as u64,
                step: random.pick(&[100, 1000, 65_536]),
                window: 1 + random.below(random.clone().pick(&[2, 100, 30_000, 400_000])) as u64,
            };
            let mut line = Line::new(&hits, settings.clone());
            finish(&mut line, random, &pools[seed as usize % 2]);
            let expected = naive(&matches, &letters, &settings);
            assert!(line.into_points() == expected, "seed {seed}, {settings:?}");
        }
    }
}

/// The course's moving mean, of each whole window, is the line between the ends of the record.
#[test]
fn lines_are_moving_means() {
    let pool = pool(3);
    for seed in 100..120 {
        let random = &mut Random::new(seed);
        let genome = genome(random);
        let hits = search(&genome, "RA");
        let record = genome.record(RecordId::new(0));
        let (matches, _) = series(&hits, record.id);
        let window = 1 + random.below(500);
        let start = random.below(matches.len() + 1);
        let range = start..(start + 2000).min(matches.len());
        let mut line = Line::new(
            &hits,
            LineSettings {
                record: record.id,
                range: range.start as u64..range.end as u64,
                step: 1,
                window: window as u64,
            },
        );
        finish(&mut line, random, &pool);
        let means = moving_mean(&matches, window);
        let split = moving_mean_in_parts(&matches, window, 1 + random.below(40), &pool);
        assert_eq!(means, split, "seed {seed}");
        for point in line.into_points() {
            let window_of = window_at(point.at, window as u64, matches.len() as u64);
            if point.letters == window as u64 {
                let expected = means[window_of.start as usize];
                assert_eq!(
                    point.matches as f64 / point.letters as f64,
                    expected,
                    "seed {seed}"
                );
            }
        }
    }
}

#[test]
fn windows_are_cut_at_the_ends() {
    let check = |at, window, expected| assert_eq!(window_at(at, window, 100), expected);
    check(50, 1, 50..51);
    check(50, 2, 50..52);
    check(50, 5, 48..53);
    check(0, 5, 0..3);
    check(99, 4, 98..100);
    check(99, 1000, 0..100);
    check(0, u64::MAX, 0..100);
    assert_eq!(window_at(0, 5, 0), 0..0);
}

#[test]
fn points_are_never_too_many() {
    let text = format!(">a\n{}\n", "ACGTN".repeat(20_000));
    let genome = Arc::new(open([text.as_bytes()]).expect("FASTA"));
    let settings = LineSettings {
        record: RecordId::new(0),
        range: 0..u64::MAX,
        step: 0,
        window: 0,
    };
    let mut line = Line::new(&search(&genome, "A"), settings);
    assert_eq!((line.settings().step, line.settings().window), (25, 1));
    finish(&mut line, &mut Random::new(1), &pool(2));
    let points = line.into_points();
    assert_eq!(points.len(), 4000);
    assert!(points.len() as u64 <= MOST_POINTS);
    assert!(
        points
            .iter()
            .all(|point| point.matches == 1 && point.bases == 1)
    );
}

fn lanes(hits: &Hits, random: &mut Random) -> Vec<Lane> {
    let mut lanes = Lanes::new(hits);
    finish(&mut lanes, random, &pool(2));
    lanes.into_lanes()
}

fn check_lane(hits: &Hits, lane: &Lane, context: &str) {
    let length = hits.genome().record(lane.record).length_bases;
    assert_eq!(lane.bin_ends.last(), Some(&length), "{context}");
    let is_rising = lane.bin_ends.windows(2).all(|ends| ends[0] < ends[1]);
    assert!(is_rising, "{context}: {:?}", lane.bin_ends);
    let (matches, _) = series(hits, lane.record);
    let mut start = 0;
    let expected = lane.bin_ends.iter().map(|&end| {
        let bin = &matches[start..end as usize];
        start = end as usize;
        bin.iter().map(|&count| u64::from(count)).sum::<u64>()
    });
    assert!(expected.eq(lane.matches.iter().copied()), "{context}");
}

#[test]
fn lanes_hold_every_match() {
    for seed in 0..30 {
        let random = &mut Random::new(seed);
        let genome = genome(random);
        let hits = search(&genome, random.pick(&["A", "GATC", "RAN(0,3)C"]));
        let lanes = lanes(&hits, random);
        let with_letters = genome.records().filter(|record| record.length_bases > 0);
        let records: Vec<RecordId> = with_letters.map(|record| record.id).collect();
        assert!(
            records.iter().eq(lanes.iter().map(|lane| &lane.record)),
            "seed {seed}"
        );
        for lane in &lanes {
            assert!(lane.bin_ends.len() <= 302, "seed {seed}");
            check_lane(&hits, lane, &format!("seed {seed}"));
        }
    }
}

/// A record so long that its bins end where blocks end.
#[test]
fn long_lanes_need_no_second_scan() {
    let random = &mut Random::new(7);
    let letters: Vec<u8> = (0..14_000_000).map(|_| random.pick(b"ACGT")).collect();
    let text = [
        b">short\nGATC\n>long\n",
        letters.as_slice(),
        b"\n>end\nTGATCA\n",
    ]
    .concat();
    let genome = Arc::new(open([text.as_slice()]).expect("FASTA"));
    let hits = search(&genome, "GATC");
    assert_eq!(Lanes::new(&hits).next_block(), None);
    let lanes = lanes(&hits, random);
    assert_eq!(lanes.len(), 3);
    assert_eq!(lanes[1].bin_ends.len(), 107);
    for lane in &lanes {
        check_lane(&hits, lane, "long");
    }
}

#[test]
fn lanes_are_of_the_longest_records() {
    let mut text = String::new();
    for record in 0..200 {
        text.push_str(&format!(
            ">r{record}\n{}\n",
            "GATC".repeat(record * 37 % 200)
        ));
    }
    let genome = Arc::new(open([text.as_bytes()]).expect("FASTA"));
    let hits = search(&genome, "GATC");
    let lanes = lanes(&hits, &mut Random::new(1));
    assert_eq!(lanes.len(), MOST_LANES);
    let length = |record| genome.record(record).length_bases;
    let shortest = lanes.iter().map(|lane| length(lane.record)).min();
    let longer = genome
        .records()
        .filter(|record| Some(record.length_bases) > shortest);
    assert!(longer.count() < MOST_LANES);
    assert!(lanes.is_sorted_by_key(|lane| lane.record));
    for lane in &lanes {
        check_lane(&hits, lane, "contigs");
    }
}

#[test]
fn parts_of_runs_are_cut() {
    let genome = open([b">a\nACGTNNNNacgtRRac\n>b\nNNacg\n".as_slice()]).expect("FASTA");
    let first = RecordId::new(0);
    let others = |range| genome.others_within(first, range).collect::<Vec<_>>();
    assert_eq!(others(0..u64::MAX), [4..8, 12..14]);
    assert_eq!(others(5..13), [5..8, 12..13]);
    assert_eq!(others(8..12), []);
    let masked = |range| genome.soft_masked_within(first, range).collect::<Vec<_>>();
    assert_eq!(masked(0..u64::MAX), [8..12, 14..16]);
    assert_eq!(masked(9..15), [9..12, 14..15]);
    let second = RecordId::new(1);
    assert!(genome.others_within(second, 1..9).eq(std::iter::once(1..2)));
    assert!(genome.soft_masked(second).eq(std::iter::once(2..5)));
}
