//! In which order things are measured, for how long, and on how much.

/// A clock tells a time to one per cent if it is so many times as long as what the clock can tell.
const RESOLUTIONS: f64 = 100.0;
/// What takes less depends on what else the machine does at that moment, in ms.
const LEAST_MS: f64 = 20.0;
/// A trial that takes this share of the most that a run may take tells how long a run would take.
const TRIAL_SHARE: f64 = 1.0 / 16.0;
/// Each trial works on so many times as much as the one before.
const TRIAL_FACTOR: u32 = 8;
/// What the first trial works on, in bases.
const FIRST_TRIAL_BASES: u64 = 1 << 20;

/// How long runs must take together, in ms, so that a clock of this resolution in ms can tell.
#[must_use]
pub fn least_ms(resolution_ms: f64) -> f64 {
    (resolution_ms * RESOLUTIONS).max(LEAST_MS)
}

/// One line is to be measured once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Its index, from 0.
    pub line: usize,
    /// The round; 0 is the warm-up, which does not count: browsers compile what is used much a second time.
    pub round: u32,
}

impl Turn {
    /// Whether what is measured does not count.
    #[must_use]
    pub const fn is_warm_up(self) -> bool {
        self.round == 0
    }
}

/// Measures lines in turns, so that drift hits all alike: a warm-up, then rounds of all lines, each round begun by another
/// line.
#[derive(Debug, Clone)]
pub struct Turns {
    lines: usize,
    rounds: u32,
    next: usize,
}

impl Turns {
    /// So many rounds of so many lines, behind the warm-up.
    #[must_use]
    pub const fn new(lines: usize, rounds: u32) -> Self {
        Self {
            lines,
            rounds,
            next: 0,
        }
    }
}

impl Iterator for Turns {
    type Item = Turn;

    fn next(&mut self) -> Option<Turn> {
        let round = self.next.checked_div(self.lines)? as u32;
        if round > self.rounds {
            return None;
        }
        let line = (self.next % self.lines + round as usize) % self.lines;
        self.next += 1;
        Some(Turn { line, round })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let all = self.lines * (self.rounds as usize + 1);
        (all - self.next, Some(all - self.next))
    }
}

impl ExactSizeIterator for Turns {}

/// Finds out on how much of the genome a run may work so that it does not take longer than it may: by trials, each on more
/// than the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    most_ms: f64,
    /// No run may work on more than one in so many parts, for other reasons than time.
    fewest: u32,
    one_in: u32,
    result: Option<u32>,
}

impl Calibration {
    /// For a genome of so many bases, runs that take at most so many ms, and that work on at most so many bases.
    #[must_use]
    pub fn new(bases: u64, most_ms: f64, most_bases: u64) -> Self {
        let parts = |of: u64| bases.div_ceil(of.max(1)).clamp(1, u32::MAX.into()) as u32;
        let fewest = parts(most_bases);
        Self {
            most_ms,
            fewest,
            one_in: parts(FIRST_TRIAL_BASES).max(fewest),
            result: None,
        }
    }

    /// The parts that the genome is to be thought in for the next trial; none when no more is needed.
    #[must_use]
    pub const fn trial(&self) -> Option<u32> {
        match self.result {
            None => Some(self.one_in),
            Some(_) => None,
        }
    }

    /// Takes the time of a trial, in ms.
    pub fn tried(&mut self, ms: f64) {
        if self.one_in > self.fewest && ms < self.most_ms * TRIAL_SHARE {
            self.one_in = (self.one_in / TRIAL_FACTOR).max(self.fewest);
            return;
        }
        let parts = (f64::from(self.one_in) * ms / self.most_ms).ceil();
        self.result = Some((parts.min(u32::MAX.into()) as u32).max(self.fewest));
    }

    /// The parts that the genome is to be thought in, of which a run works on one; 1 for all of it. None before the trials
    /// are done.
    #[must_use]
    pub const fn one_in(&self) -> Option<u32> {
        self.result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_turn_in_every_round() {
        let turns: Vec<(usize, u32)> = Turns::new(3, 2)
            .map(|turn| (turn.line, turn.round))
            .collect();
        let expected = [
            (0, 0),
            (1, 0),
            (2, 0),
            (1, 1),
            (2, 1),
            (0, 1),
            (2, 2),
            (0, 2),
            (1, 2),
        ];
        assert_eq!(turns, expected);
        assert_eq!(Turns::new(3, 2).len(), 9);
        assert_eq!(Turns::new(0, 2).next(), None);
        let warm_up = Turns::new(2, 1).filter(|turn| turn.is_warm_up());
        assert_eq!(warm_up.count(), 2);
    }

    #[test]
    fn runs_are_longer_than_the_clock_is_coarse() {
        assert_eq!(least_ms(0.005), 20.0);
        assert_eq!(least_ms(0.1), 20.0);
        assert_eq!(least_ms(1.0), 100.0);
    }

    /// Calibrates for something that works at a rate, in bases per ms.
    fn check(bases: u64, rate: f64, most_ms: f64, most_bases: u64, expected: u32) {
        let mut calibration = Calibration::new(bases, most_ms, most_bases);
        let mut trials = 0;
        while let Some(one_in) = calibration.trial() {
            trials += 1;
            assert!(trials < 12, "no end");
            calibration.tried(bases as f64 / f64::from(one_in) / rate);
        }
        assert_eq!(calibration.one_in(), Some(expected), "{bases} at {rate}");
    }

    #[test]
    fn what_takes_too_long_is_run_on_a_part() {
        // Fast enough for the whole.
        check(4_000_000, 100_000.0, 1_000.0, u64::MAX, 1);
        check(3_100_000_000, 10_000_000.0, 1_000.0, u64::MAX, 1);
        // 31 s for the whole.
        check(3_100_000_000, 100_000.0, 1_000.0, u64::MAX, 31);
        // So slow that the first trial is enough.
        check(4_194_304, 1_000.0, 100.0, u64::MAX, 42);
        // Fast, but there is no memory for more than a part.
        check(320_000_000, 1_000_000.0, 1_000.0, 32_000_000, 10);
        check(0, 1.0, 1_000.0, u64::MAX, 1);
    }
}
