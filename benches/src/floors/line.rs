//! The searches that are measured, and what each must reach.

use protocol::{SearchScope, SearchSettings, Sharing, StrandChoice, Version};

use crate::random::Random;

/// Exact motifs: a site of six letters that is its own reverse complement, one rich in A and T, and longer ones, of
/// which the longest stand in human repeats.
const EXACT: [&str; 6] = [
    "GAATTC",
    "TATAAT",
    "GCTGGTGG",
    "CACGTGACCATT",
    "GATTACAGGCGTGAGC",
    "GGGAGGCTGAGGCAGGAGAATCGC",
];
/// A guide of CRISPR/Cas9, against EMX1.
const WITH_MISMATCHES: &str = "GAGTCCGAGCAGAAGAAGAA";
const MISMATCHES: u32 = 3;
const SPACER: &str = "RCTGTGYRN(17,23)CYTCTCTG";
const LIST_MOTIFS: u32 = 100;
const LIST_LENGTHS: std::ops::RangeInclusive<u64> = 8..=12;

/// What a line must reach, on both strands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Floor {
    /// Billion bases of the genome per second, for each motif.
    pub(crate) rate: f64,
    /// The rate as a share of that of a pass that only reads, on as many threads.
    pub(crate) of_read_pass: f64,
}

/// A search that is measured.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) settings: SearchSettings,
    /// Motifs that are searched together.
    pub(crate) motif_count: u32,
    pub(crate) floor: Option<Floor>,
    /// How many times as fast as on one thread it must be.
    pub(crate) speed_up_floor: Option<f64>,
    /// Slow, and there for comparison only.
    pub(crate) is_measured_once: bool,
}

/// All lines, in the order of the table.
pub(crate) fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for motif in EXACT {
        lines.push(Line {
            floor: Some(Floor {
                rate: 6.0,
                of_read_pass: 0.15,
            }),
            ..Line::new(motif, 1)
        });
        lines.push(Line {
            speed_up_floor: Some(1.7),
            ..Line::new(motif, 2)
        });
    }
    lines.push(with_mismatches());
    lines.push(Line {
        floor: Some(Floor {
            rate: 10.0,
            of_read_pass: 0.12,
        }),
        ..Line::new(SPACER, 2)
    });
    lines.push(list());
    lines.push(not_soft_masked());
    // The naive search for a motif with so many lengths would take longer than all else together.
    for (version, motif, threads) in [
        (Version::ShiftAnd, EXACT[0], 1),
        (Version::ShiftAnd, EXACT[0], 2),
        (Version::ShiftAnd, SPACER, 2),
        (Version::Naive, EXACT[0], 1),
        (Version::Naive, EXACT[0], 2),
    ] {
        let mut line = Line::new(motif, threads);
        line.settings.version = version;
        line.is_measured_once = true;
        lines.push(line);
    }
    lines
}

/// The name that the page has for it.
pub(crate) const fn version_name(version: Version) -> &'static str {
    match version {
        Version::Naive => "naive",
        Version::ShiftAnd => "Shift-And",
        Version::BitPlanes => "bit planes",
    }
}

/// A search on both strands by bit planes.
pub(crate) fn settings(motifs: &str, threads: u32) -> SearchSettings {
    SearchSettings {
        motifs: motifs.to_owned(),
        mismatches: 0,
        strands: StrandChoice::Both,
        scope: SearchScope::default(),
        version: Version::BitPlanes,
        sharing: if threads == 1 {
            Sharing::OneThread
        } else {
            Sharing::Blocks
        },
        threads,
    }
}

impl Line {
    fn new(motif: &str, threads: u32) -> Self {
        Self {
            what: motif.to_owned(),
            settings: settings(motif, threads),
            motif_count: 1,
            floor: None,
            speed_up_floor: None,
            is_measured_once: false,
        }
    }

    /// Whether the lines differ only in how they search, so that they must find the same.
    pub(crate) fn finds_the_same_as(&self, other: &Self) -> bool {
        self.settings.motifs == other.settings.motifs
            && self.settings.mismatches == other.settings.mismatches
            && self.settings.scope == other.settings.scope
    }
}

fn with_mismatches() -> Line {
    let mut line = Line::new(WITH_MISMATCHES, 2);
    line.what = format!("{WITH_MISMATCHES}, {MISMATCHES} substitutions");
    line.settings.mismatches = MISMATCHES;
    line.floor = Some(Floor {
        rate: 4.0,
        of_read_pass: 0.05,
    });
    line
}

/// In half of the human genome, in very many pieces: that must not cost more than the search itself.
fn not_soft_masked() -> Line {
    let mut line = Line::new(EXACT[0], 2);
    line.what = format!("{}, not in soft-masked", EXACT[0]);
    line.settings.scope.skips_soft_masked = true;
    line
}

fn list() -> Line {
    let mut random = Random::new(100);
    let spread = LIST_LENGTHS.end() - LIST_LENGTHS.start() + 1;
    let motifs: Vec<String> = (0..LIST_MOTIFS)
        .map(|_| {
            let length = LIST_LENGTHS.start() + random.below(spread);
            (0..length)
                .map(|_| char::from(random.pick(b"ACGT")))
                .collect()
        })
        .collect();
    Line {
        what: format!("{LIST_MOTIFS} motifs of 8 to 12 letters, each"),
        motif_count: LIST_MOTIFS,
        floor: Some(Floor {
            rate: 10.0,
            of_read_pass: 0.12,
        }),
        ..Line::new(&motifs.join("\n"), 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_as_its_line_says() {
        let line = list();
        let motifs: Vec<&str> = line.settings.motifs.lines().collect();
        assert_eq!(motifs.len(), 100);
        assert!(motifs.iter().all(|motif| (8..=12).contains(&motif.len())));
        assert!((8..=12).all(|length| motifs.iter().any(|motif| motif.len() == length)));
    }
}
