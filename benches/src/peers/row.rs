//! The lines of the table, and of JSON.

use serde_json::{Value, json};

use super::Outcomes;
use super::peer::Outcome;
use crate::report::with_commas;
use protocol::measure::{Spread, digits};

/// A line of the table.
pub(super) struct Row<'a> {
    outcomes: &'a Outcomes,
    bases: u64,
    load: Times,
    search: Times,
    whole: Times,
}

/// Times of a step, and how many times as long as ours they are.
struct Times {
    ms: Option<Spread>,
    of_ours: Option<Spread>,
    /// Billion bases per second, at the median.
    rate: Option<f64>,
}

impl<'a> Row<'a> {
    pub(super) const HEADERS: [&'static str; 11] = [
        "motif",
        "program",
        "threads",
        "matches",
        "load, ms",
        "search, ms",
        "whole, ms",
        "search, Gbases/s",
        "whole, Gbases/s",
        "search, times ours",
        "whole, times ours",
    ];

    /// A line about `outcomes`, beside our own for the same motif.
    pub(super) fn new(outcomes: &'a Outcomes, ours: &Outcomes, bases: u64) -> Self {
        let times = |of: fn(&Outcome) -> Option<f64>| {
            let all = |outcomes: &Outcomes| -> Vec<f64> {
                outcomes.rounds.iter().filter_map(of).collect()
            };
            let ms = Spread::of(all(outcomes));
            Times {
                ms,
                of_ours: Spread::of_quotients(&all(outcomes), &all(ours)),
                rate: ms.map(|ms| bases as f64 / ms.median / 1e6),
            }
        };
        Self {
            outcomes,
            bases,
            load: times(|outcome| outcome.load_ms),
            search: times(|outcome| outcome.search_ms),
            whole: times(|outcome| Some(outcome.whole_ms)),
        }
    }

    pub(super) fn cells(&self) -> Vec<String> {
        let nothing = || "–".to_owned();
        let spread = |value: Option<Spread>| value.map_or_else(nothing, Spread::text);
        let rate = |value: Option<f64>| value.map_or_else(nothing, digits);
        let mark = if self.outcomes.difference.is_some() {
            " *"
        } else {
            ""
        };
        vec![
            self.outcomes.motif.to_owned(),
            self.outcomes.peer.name().to_owned(),
            self.outcomes.peer.threads().to_string(),
            with_commas(self.outcomes.matches()) + mark,
            spread(self.load.ms),
            spread(self.search.ms),
            spread(self.whole.ms),
            rate(self.search.rate),
            rate(self.whole.rate),
            spread(self.search.of_ours),
            spread(self.whole.of_ours),
        ]
    }

    pub(super) fn json(&self, genome: &str) -> Value {
        let median = |value: Option<Spread>| value.map(|spread| spread.median);
        json!({
            "what": self.outcomes.motif,
            "version": self.outcomes.peer.name(),
            "threads": self.outcomes.peer.threads(),
            "genome": genome,
            "genome_bases": self.bases,
            "matches": self.outcomes.matches(),
            "load_ms": median(self.load.ms),
            "search_ms": median(self.search.ms),
            "ms": median(self.whole.ms),
            "search_gbases_per_s": self.search.rate,
            "gbases_per_s": self.whole.rate,
            "search_times_ours": median(self.search.of_ours),
            "times_ours": median(self.whole.of_ours),
            "difference": self.outcomes.difference,
        })
    }
}
