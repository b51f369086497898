//! What opening must reach.

use browser_tests::browser::Program;

/// From this size on, in bases, a genome is as large as the human one.
const HUMAN_BASES: u64 = 3_000_000_000;

/// A bound, and whether it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Floor {
    pub(super) text: String,
    pub(super) is_met: bool,
}

fn at_most(value: f64, most: f64, text: String) -> Floor {
    Floor {
        text,
        is_met: value <= most,
    }
}

fn at_least(value: f64, least: f64, text: String) -> Floor {
    Floor {
        text,
        is_met: value >= least,
    }
}

/// For a plain file: from choosing it to the first answer, in times the fastest read, or the fastest that is called so.
pub(super) fn first_answer(program: Program, times: f64, fastest: &str) -> Floor {
    let most = match program {
        Program::Chromium => 1.25,
        Program::Firefox | Program::WebKit => 1.3,
    };
    at_most(times, most, format!("≤ {most} times the {fastest}"))
}

/// For gzip of one member: text that comes out, in MB/s.
pub(super) fn gzip(mb_per_s: f64) -> Floor {
    let least = 250.0;
    at_least(mb_per_s, least, format!("≥ {least} MB/s of text"))
}

/// Parsing and packing on one thread: text, of which at least the letters are counted, in MB/s.
pub(super) fn parse_and_pack(mb_per_s: f64) -> Floor {
    let least = 2500.0;
    at_least(mb_per_s, least, format!("≥ {least} MB/s of text"))
}

/// For blocks: times as fast as on one thread; none if there is just one.
pub(super) fn blocks(times: f64, threads: u32) -> Option<Floor> {
    let least = 1.7;
    (threads > 1).then(|| at_least(times, least, format!("≥ {least} of one thread")))
}

/// From the request to open a kept genome of human size to the first answer, in ms; none for a smaller one.
pub(super) fn reopening(bases: u64, ms: f64) -> Option<Floor> {
    let most = 1500.0;
    (bases >= HUMAN_BASES).then(|| at_most(ms, most, format!("≤ {most} ms")))
}

/// The engine's memory for a genome of human size, in bytes; none for a smaller one.
pub(super) fn memory(bases: u64, bytes: f64) -> Option<Floor> {
    let most = 1.3e9;
    (bases >= HUMAN_BASES).then(|| at_most(bytes, most, format!("≤ {} MB", most / 1e6)))
}

/// What the browser takes while it opens a file, beside the packed genome, in bytes.
pub(super) fn beside_genome(bytes: f64) -> Floor {
    let most = 256e6;
    at_most(bytes, most, format!("≤ {} MB", most / 1e6))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(floor: Option<Floor>, expected: Option<(&str, bool)>) {
        let floor = floor.as_ref();
        assert_eq!(
            floor.map(|floor| (floor.text.as_str(), floor.is_met)),
            expected
        );
    }

    #[test]
    fn floors_are_as_they_say() {
        let first_answer = |program, times| first_answer(program, times, "fastest read");
        let (chromium, firefox) = (Program::Chromium, Program::Firefox);
        let read = "≤ 1.25 times the fastest read";
        check(Some(first_answer(chromium, 1.25)), Some((read, true)));
        check(Some(first_answer(chromium, 1.26)), Some((read, false)));
        let read = "≤ 1.3 times the fastest read";
        check(Some(first_answer(firefox, 1.26)), Some((read, true)));
        check(Some(gzip(251.0)), Some(("≥ 250 MB/s of text", true)));
        let text = "≥ 2500 MB/s of text";
        check(Some(parse_and_pack(2499.0)), Some((text, false)));
        check(Some(parse_and_pack(2500.0)), Some((text, true)));
        check(blocks(1.6, 2), Some(("≥ 1.7 of one thread", false)));
        check(blocks(1.7, 4), Some(("≥ 1.7 of one thread", true)));
        check(reopening(3_100_000_000, 1501.0), Some(("≤ 1500 ms", false)));
        check(memory(3_100_000_000, 1.31e9), Some(("≤ 1300 MB", false)));
        check(Some(beside_genome(2.56e8)), Some(("≤ 256 MB", true)));
    }

    #[test]
    fn some_floors_are_not_for_all() {
        check(blocks(1.0, 1), None);
        check(reopening(500_000_000, 2e4), None);
        check(memory(500_000_000, 4e9), None);
    }
}
