//! The ways that are compared.

use protocol::{MeanOf, MovingMean, SearchSettings, Sharing, Version};

use super::super::format::counted;
use super::super::settings::Choice;
use super::report::{MEAN_OF_GC, MEAN_OF_MATCHES};

/// What searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// A version of the engine.
    Engine(Version),
    /// JavaScript's regular expressions, on text.
    RegularExpression,
}

impl Choice for Tool {
    const ALL: &'static [Self] = &[
        Self::RegularExpression,
        Self::Engine(Version::Naive),
        Self::Engine(Version::ShiftAnd),
        Self::Engine(Version::BitPlanes),
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Engine(version) => version.label(),
            Self::RegularExpression => "Regular expression",
        }
    }
}

/// A way to search: a line of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way {
    /// What searches.
    pub(crate) tool: Tool,
    /// How the work is shared.
    pub(crate) sharing: Sharing,
    /// How many threads may work at once.
    pub(crate) threads: u32,
}

/// What the moving mean is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Series {
    /// G and C.
    Gc,
    /// Matches of the motif.
    Matches,
}

impl Choice for Series {
    const ALL: &'static [Self] = &[Self::Gc, Self::Matches];

    fn label(self) -> &'static str {
        match self {
            Self::Gc => MEAN_OF_GC,
            Self::Matches => MEAN_OF_MATCHES,
        }
    }
}

/// What the person wants to compare.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choices {
    /// What searches.
    pub(crate) tools: Vec<Tool>,
    /// How the work is shared.
    pub(crate) sharings: Vec<Sharing>,
    /// How many threads work at once.
    pub(crate) threads: Vec<u32>,
    /// How often each is measured that counts.
    pub(crate) rounds: u32,
    /// How long one run may take, in ms; what takes longer is run on a part.
    pub(crate) most_ms: f64,
    /// What the moving mean is of.
    pub(crate) mean_of: Series,
}

impl Choices {
    /// Everything, on a machine with so many threads.
    pub(crate) fn all(threads: u32) -> Self {
        Self {
            tools: Tool::ALL.to_vec(),
            sharings: Sharing::ALL.to_vec(),
            threads: thread_counts(threads),
            rounds: 5,
            most_ms: 1_000.0,
            mean_of: Series::Gc,
        }
    }
}

/// 1, 2, 4 … up to what there is, and that itself.
pub(crate) fn thread_counts(available: u32) -> Vec<u32> {
    let powers = (0..).map(|power| 1 << power);
    let mut counts: Vec<u32> = powers.take_while(|&count| count < available).collect();
    counts.push(available.max(1));
    counts
}

/// The lines of the comparison, in their order. One thread is one thread, however many there may be, and a regular
/// expression has no other.
pub(crate) fn ways(choices: &Choices) -> Vec<Way> {
    let mut ways = Vec::new();
    for &tool in Tool::ALL.iter().filter(|tool| choices.tools.contains(tool)) {
        for &sharing in Sharing::ALL {
            let is_single = tool == Tool::RegularExpression;
            let is_wanted = choices.sharings.contains(&sharing) && !is_single
                || is_single && sharing == Sharing::OneThread;
            let threads: &[u32] = match sharing {
                Sharing::OneThread => &[1],
                _ => &choices.threads,
            };
            for &threads in threads.iter().filter(|_| is_wanted) {
                ways.push(Way {
                    tool,
                    sharing,
                    threads,
                });
            }
        }
    }
    ways
}

impl Way {
    /// The search in the engine; none for what the engine does not do.
    pub(crate) fn settings(&self, sought: &SearchSettings) -> Option<SearchSettings> {
        let Tool::Engine(version) = self.tool else {
            return None;
        };
        Some(SearchSettings {
            version,
            sharing: self.sharing,
            threads: self.threads,
            ..sought.clone()
        })
    }

    /// `Bit planes, blocks, 2 threads`.
    pub(crate) fn label(&self) -> String {
        label(self.tool.label(), self.sharing.label(), self.threads)
    }
}

/// The same of names that were kept.
pub(crate) fn label(tool: &str, sharing: &str, threads: u32) -> String {
    let threads = counted(threads.into(), "thread", "threads");
    if sharing == Sharing::OneThread.label() {
        format!("{tool}, {threads}")
    } else {
        format!("{tool}, {}, {threads}", sharing.to_lowercase())
    }
}

/// Letters in a window of the moving mean.
pub(crate) const MEAN_WINDOW: u32 = 1_000;

/// The ways to compute the moving mean of a series, with their names; the matches are those of what is sought.
pub(crate) fn mean_ways(
    threads: u32,
    series: Series,
    sought: &SearchSettings,
) -> Vec<(String, MovingMean)> {
    let parts = 4 * threads.max(2);
    let of = match series {
        Series::Gc => MeanOf::Gc,
        Series::Matches => MeanOf::Matches(sought.clone()),
    };
    let way = |parts, is_on_pool| MovingMean {
        of: of.clone(),
        window: MEAN_WINDOW,
        parts,
        is_on_pool,
    };
    let mut ways = vec![
        ("Sequential".to_owned(), way(None, false)),
        (
            format!("In {parts} parts with overlap, one thread"),
            way(Some(parts), false),
        ),
    ];
    if threads > 1 {
        ways.push((
            format!("In {parts} parts with overlap, {threads} threads"),
            way(Some(parts), true),
        ));
    }
    ways
}

/// Number of [`mean_ways`].
pub(crate) const fn mean_way_count(threads: u32) -> usize {
    if threads > 1 { 3 } else { 2 }
}

#[cfg(test)]
mod tests {
    use protocol::{SearchScope, StrandChoice};

    use super::*;

    #[test]
    fn threads_double_up_to_what_there_is() {
        assert_eq!(thread_counts(1), [1]);
        assert_eq!(thread_counts(2), [1, 2]);
        assert_eq!(thread_counts(6), [1, 2, 4, 6]);
        assert_eq!(thread_counts(8), [1, 2, 4, 8]);
    }

    #[test]
    fn every_choice_has_its_lines() {
        let labels: Vec<String> = ways(&Choices::all(2)).iter().map(Way::label).collect();
        assert_eq!(labels.len(), 1 + 3 * 5);
        assert_eq!(labels[0], "Regular expression, 1 thread");
        assert_eq!(labels[1], "Naive, 1 thread");
        assert_eq!(labels[15], "Bit planes, blocks, 2 threads");
        let some = Choices {
            tools: vec![Tool::Engine(Version::ShiftAnd)],
            sharings: vec![Sharing::PerRecord],
            ..Choices::all(4)
        };
        let labels: Vec<String> = ways(&some).iter().map(Way::label).collect();
        assert_eq!(
            labels,
            [
                "Shift-And, per chromosome, 1 thread",
                "Shift-And, per chromosome, 2 threads",
                "Shift-And, per chromosome, 4 threads",
            ]
        );
    }

    #[test]
    fn a_mean_on_one_thread_has_no_pool() {
        let sought = SearchSettings {
            motifs: "GAATTC".into(),
            mismatches: 0,
            strands: StrandChoice::Both,
            scope: SearchScope::default(),
            version: Version::Naive,
            sharing: Sharing::Blocks,
            threads: 2,
        };
        for threads in [1, 2, 8] {
            let ways = mean_ways(threads, Series::Gc, &sought);
            assert_eq!(ways.len(), mean_way_count(threads));
        }
        let ways = mean_ways(8, Series::Matches, &sought);
        assert_eq!(ways[2].0, "In 32 parts with overlap, 8 threads");
        let is_of_matches = |way: &MovingMean| way.of == MeanOf::Matches(sought.clone());
        assert!(ways.iter().all(|(_, way)| is_of_matches(way)));
    }
}
