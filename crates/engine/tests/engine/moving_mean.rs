//! The moving mean, against one that adds each window anew.

use engine::conformance::Random;
use engine::moving_mean::{mean_count, moving_mean, moving_mean_in_parts, parts};

use crate::support::pool;

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
