//! How fast work goes and how long it still takes, told so calmly that it can be read.

use protocol::{Progress, Step};

use super::format;

/// What was done so long ago counts for less, by a factor of e, in ms.
const MEMORY_MS: f64 = 3_000.0;
/// How long the same rate and time are shown, in ms.
const SHOWN_MS: f64 = 500.0;
/// Before that, since the first of it was done, what was done tells no rate, however much or little, in ms.
const FIRST_RATE_MS: f64 = 250.0;
/// Before that, it cannot be told how long the work will take, in ms.
const FIRST_MS: f64 = 1_000.0;

/// The rate of what is being done. Times are in ms since it was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Pace {
    /// When the first of it was done: what came before, such as the start of an engine, tells nothing of the rest.
    began_ms: Option<f64>,
    /// What was done, and the time that it took; what is long ago weighs less in both.
    weighed_done: f64,
    weighed_ms: f64,
    last_done: u64,
    last_ms: f64,
    /// The rate as it is shown, per ms, and since when.
    shown_rate: f64,
    shown_since_ms: f64,
    /// Time that is left, as it is shown.
    shown_left_ms: Option<f64>,
}

impl Pace {
    /// The pace when this is done after so long.
    pub(crate) fn after(self, progress: &Progress, now_ms: f64) -> Self {
        // Another step of the work, or other work.
        let former = if progress.done < self.last_done || now_ms < self.last_ms {
            Self::default()
        } else {
            self
        };
        let Some(began_ms) = former.began_ms else {
            return Self {
                began_ms: (progress.done > 0).then_some(now_ms),
                last_done: progress.done,
                last_ms: now_ms,
                ..former
            };
        };
        let passed_ms = now_ms - former.last_ms;
        let kept = (-passed_ms / MEMORY_MS).exp();
        let mut pace = Self {
            weighed_done: former.weighed_done * kept + (progress.done - former.last_done) as f64,
            weighed_ms: former.weighed_ms * kept + passed_ms,
            last_done: progress.done,
            last_ms: now_ms,
            ..former
        };
        let has_passed = now_ms - began_ms >= FIRST_MS;
        let is_first = former.shown_rate <= 0.0 || (has_passed && former.shown_left_ms.is_none());
        let is_due = is_first || now_ms - former.shown_since_ms >= SHOWN_MS;
        if now_ms - began_ms >= FIRST_RATE_MS && is_due {
            pace.shown_since_ms = now_ms;
            pace.shown_rate = pace.weighed_done / pace.weighed_ms;
            let is_known = has_passed && pace.shown_rate > 0.0;
            let left = progress.total.saturating_sub(progress.done) as f64;
            pace.shown_left_ms = is_known.then(|| left / pace.shown_rate);
        }
        pace
    }

    /// How far the work is, at which rate, and what is left: `1.20 of 3.10 GB · 640 MB/s · about 3 s left`.
    pub(crate) fn sentence(&self, progress: &Progress) -> String {
        let (amount, unit) = match progress.step {
            Step::Open | Step::Keep => (format::bytes_of(progress.done, progress.total), "B"),
            Step::Search | Step::List => (format::bases_of(progress.done, progress.total), "b"),
            Step::Export => (
                format!(
                    "{} of {}",
                    format::integer(progress.done),
                    format::counted(progress.total, "match", "matches")
                ),
                "",
            ),
        };
        let mut parts = vec![amount];
        if !unit.is_empty() {
            parts.extend(format::rate_per_ms(self.shown_rate, unit));
        }
        parts.extend(self.shown_left_ms.map(left));
        parts.join(" · ")
    }
}

/// A time that is left, in words.
fn left(ms: f64) -> String {
    let seconds = (ms / 1000.0).ceil().max(1.0) as u64;
    if seconds < 60 {
        format!("about {seconds} s left")
    } else {
        format!("about {} min left", format::integer(seconds.div_ceil(60)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOTAL: u64 = 3_100_000_000;

    fn progress(done: u64) -> Progress {
        Progress {
            step: Step::Open,
            done,
            total: TOTAL,
            records: 1,
        }
    }

    /// Goes on at a rate in bytes per ms, told every 50 ms, and gives the sentences.
    fn run(pace: &mut Pace, from_ms: u32, to_ms: u32, rate: u64) -> Vec<String> {
        let mut done = pace.last_done;
        let times = (from_ms..to_ms).step_by(50).skip(1);
        times
            .map(|ms| {
                done += rate * 50;
                *pace = pace.after(&progress(done), f64::from(ms));
                pace.sentence(&progress(done))
            })
            .collect()
    }

    #[test]
    fn a_steady_pace_is_told_from_the_first_second() {
        let mut pace = Pace::default();
        let told = run(&mut pace, 0, 1_051, 640_000);
        assert_eq!(told[4], "0.16 of 3.10 GB");
        assert_eq!(told[5], "0.19 of 3.10 GB · 640 MB/s");
        assert!(
            told[..20].iter().all(|told| !told.contains("left")),
            "{told:?}"
        );
        assert_eq!(told[20], "0.67 of 3.10 GB · 640 MB/s · about 4 s left");
    }

    #[test]
    fn the_first_piece_tells_no_rate() {
        let pace = Pace::default().after(&progress(65_536), 35.0);
        assert_eq!(pace.sentence(&progress(65_536)), "0.00 of 3.10 GB");
        let pace = pace.after(&progress(120_000_000), 300.0);
        assert_eq!(
            pace.sentence(&progress(120_000_000)),
            "0.12 of 3.10 GB · 453 MB/s"
        );
    }

    #[test]
    fn what_came_before_the_first_piece_is_no_part_of_the_rate() {
        let pace = Pace::default().after(&progress(0), 100.0);
        let pace = pace.after(&progress(65_536), 900.0);
        let pace = pace.after(&progress(150_065_536), 1_200.0);
        assert_eq!(
            pace.sentence(&progress(150_065_536)),
            "0.15 of 3.10 GB · 500 MB/s"
        );
    }

    #[test]
    fn a_change_of_pace_shows_slowly() {
        let mut pace = Pace::default();
        run(&mut pace, 0, 2_001, 400_000);
        let rates = |told: Vec<String>| -> Vec<f64> {
            let rate = |told: &String| told.split(" · ").nth(1)?.split(' ').next()?.parse().ok();
            told.iter().filter_map(rate).collect()
        };
        let told = rates(run(&mut pace, 2_000, 6_001, 200_000));
        assert!(told.is_sorted_by(|a, b| a >= b), "{told:?}");
        let mut different = told.clone();
        different.dedup();
        assert!(different.len() <= 9, "{different:?}");
        assert!(
            different.windows(2).all(|two| two[0] - two[1] < 80.0),
            "{different:?}"
        );
        assert!((200.0..240.0).contains(&told[told.len() - 1]), "{told:?}");
    }

    #[test]
    fn other_work_begins_anew() {
        let mut pace = Pace::default();
        run(&mut pace, 0, 3_001, 640_000);
        let anew = pace.after(&progress(1_000), 10.0);
        assert_eq!(anew, Pace::default().after(&progress(1_000), 10.0));
    }

    #[test]
    fn times_that_are_left_are_round() {
        let check = |ms, expected| assert_eq!(left(ms), expected);
        check(0.0, "about 1 s left");
        check(2_100.0, "about 3 s left");
        check(59_000.0, "about 59 s left");
        check(59_100.0, "about 1 min left");
        check(130_000.0, "about 3 min left");
    }

    #[test]
    fn nothing_done_is_no_pace() {
        let pace = Pace::default().after(&progress(0), 2_000.0);
        assert_eq!(pace.sentence(&progress(0)), "0.00 of 3.10 GB");
        let none = Progress {
            total: 0,
            ..progress(0)
        };
        assert_eq!(
            Pace::default().after(&none, 0.0).sentence(&none),
            "0 of 0 B"
        );
    }
}
