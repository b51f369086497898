//! The moving mean, against one that adds each window anew.

use engine::conformance::Random;
use std::sync::Arc;

use engine::moving_mean::{
    MatchStarts, longest_record, mean_count, moving_mean, moving_mean_in_parts, parts, push_gc,
};
use engine::{
    Genome, NamedMotif, Query, Scope, Search, Sequential, Sharing, Stepwise, StrandChoice, Version,
};

use crate::support::{letters, open, pool};

fn naive(series: &[u32], window: usize) -> Vec<f64> {
    let windows = series.windows(window);
    windows
        .map(|values| {
            let sum: u64 = values.iter().map(|&value| u64::from(value)).sum();
            sum as f64 / window as f64
        })
        .collect()
}

#[test]
fn means_are_the_same_whatever_the_split() {
    let pool = pool(3);
    for seed in 0..300 {
        let random = &mut Random::new(seed);
        let length = random.below(400);
        let greatest = random.pick(&[1, 5, u32::MAX]);
        let series: Vec<u32> = (0..length)
            .map(|_| (random.number() as u32) % greatest.saturating_add(1).max(2))
            .collect();
        let window = 1 + random.below(random.clone().pick(&[3, 50, 500]));
        let expected = naive(&series, window);
        let context = format!("seed {seed}: {length} values, window {window}");
        assert_eq!(moving_mean(&series, window), expected, "{context}");
        for part_count in [1, 2, 3, 7, 1000] {
            let got = moving_mean_in_parts(&series, window, part_count, &pool);
            assert_eq!(got, expected, "{context}, {part_count} parts");
        }
    }
}

#[test]
fn parts_cover_all_means_and_overlap_by_a_window_less_one() {
    for seed in 0..300 {
        let random = &mut Random::new(seed);
        let (values, window, count) = (
            random.below(200),
            1 + random.below(60),
            1 + random.below(30),
        );
        let parts = parts(values, window, count);
        let context = format!("{values} values, window {window}, {count} parts: {parts:?}");
        assert!(parts.len() <= count, "{context}");
        let mut next = 0;
        for part in &parts {
            assert_eq!(part.means.start, next, "{context}");
            assert!(!part.means.is_empty(), "{context}");
            next = part.means.end;
        }
        assert_eq!(next, mean_count(values, window), "{context}");
        for pair in parts.windows(2) {
            let shared = pair[0].values.end - pair[1].values.start;
            assert_eq!(shared, window - 1, "{context}");
        }
        assert_eq!(parts.last().map_or(values, |last| last.values.end), values);
    }
}

#[test]
fn a_window_longer_than_the_series_has_no_mean() {
    assert_eq!(moving_mean(&[1_u32, 2], 3), []);
    assert_eq!(moving_mean::<u8>(&[], 1), []);
    assert_eq!(moving_mean(&[1_u8, 2], 2), [1.5]);
}

/// Records of several blocks, with N here and there; the third is the longest.
fn genome(random: &mut Random) -> Arc<Genome> {
    let mut text = Vec::new();
    for (record, length) in [9_000, 150_000, 300_000, 40].into_iter().enumerate() {
        text.extend(format!(">record{record}\n").into_bytes());
        text.extend((0..length).map(|_| random.pick(b"ACGTACGTACGTN")));
        text.push(b'\n');
    }
    Arc::new(open([text.as_slice()]).expect("FASTA"))
}

/// Numbers for letters are those of the letters themselves, and of the list of matches.
#[test]
fn series_are_those_of_letters_and_matches() {
    for seed in 0..4 {
        let genome = genome(&mut Random::new(seed));
        let record = longest_record(&genome).expect("a record");
        assert_eq!(genome.record(record).name, "record2");
        let text = letters(&genome, record);
        let mut values = Vec::new();
        push_gc(&genome, record, 0..200_000, &mut values);
        push_gc(&genome, record, 200_000..u64::MAX, &mut values);
        let expected: Vec<u8> = text
            .bytes()
            .map(|letter| u8::from(b"GC".contains(&letter)))
            .collect();
        assert!(values == expected, "seed {seed}");

        let query = Query {
            motifs: NamedMotif::parse_list("ACN(0,4)GT\nGANTC").expect("motifs"),
            mismatches: 1,
            strands: StrandChoice::Both,
            scope: Scope::default(),
            version: Version::BitPlanes,
            sharing: Sharing::Blocks,
            threads: 0,
        };
        for length in [text.len(), 140_000] {
            let mut counts = vec![0_u32; length];
            let mut starts = MatchStarts::new(&genome, &query);
            for block in genome.blocks_of(record, 0..length as u64) {
                starts.add_block(&genome, record, block, &mut counts);
            }
            let naive = Query {
                version: Version::Naive,
                ..query.clone()
            };
            let mut search = Search::new(Arc::clone(&genome), naive).expect("memory");
            while !search.step(&Sequential, &|| false).finished {}
            let mut expected = vec![0_u32; length];
            for found in search.into_hits().rows(0, usize::MAX) {
                let count = expected.get_mut(found.start as usize);
                if let Some(count) = count.filter(|_| found.record == record) {
                    *count += 1;
                }
            }
            assert!(counts == expected, "seed {seed}, {length} letters");
            assert!(counts.iter().any(|count| *count > 1), "seed {seed}");
        }
    }
}
