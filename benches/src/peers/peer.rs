//! Those who search, and how each is asked to.

use anyhow::Result;
use protocol::Workload;

use super::pattern::Pattern;
use super::programs;
use crate::floors::settings;
use crate::genome::GenomeFile;
use crate::page::{Engine, Page, search_with_regexp};
use crate::report::announce;

/// Whoever searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Peer {
    /// This project, on so many threads.
    Ours(u32),
    /// In the same browser.
    Regexp,
    /// The course's algorithm.
    Numba,
    /// `seqkit locate`.
    Seqkit,
    /// EMBOSS.
    Fuzznuc,
}

/// What one measurement of one search gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Outcome {
    /// Reading the file, in ms; none where it cannot be told from the search.
    pub(super) load_ms: Option<f64>,
    /// The search alone, in ms.
    pub(super) search_ms: Option<f64>,
    /// Both, in ms.
    pub(super) whole_ms: f64,
    /// Matches: each strand, start and end once, and one for both strands if they are the same.
    pub(super) matches: u64,
    /// Those of the matches that lie over letters that are no base.
    pub(super) over_other_letters: u64,
}

impl Peer {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Ours(_) => "Motif Matcher",
            Self::Regexp => "JavaScript regular expression",
            Self::Numba => "Shift-And in Numba",
            Self::Seqkit => "seqkit locate",
            Self::Fuzznuc => "fuzznuc",
        }
    }

    /// Threads that it may work on.
    pub(super) const fn threads(self) -> u32 {
        match self {
            Self::Ours(threads) => threads,
            Self::Numba | Self::Seqkit => 2,
            Self::Regexp | Self::Fuzznuc => 1,
        }
    }

    /// Whether it is on this system; says so if not.
    pub(super) fn is_here(self) -> bool {
        let variable = match self {
            Self::Ours(_) | Self::Regexp => return true,
            Self::Numba => "PYTHON",
            Self::Seqkit => "SEQKIT",
            Self::Fuzznuc => "FUZZNUC",
        };
        let found = programs::program(variable);
        if let Err(reason) = &found {
            announce(&format!("Left out: {}: {reason}", self.name()));
        }
        found.is_ok()
    }

    /// Searches once, from the file on. Of us, the search is repeated until it has taken `least_ms`.
    ///
    /// # Errors
    /// If the program fails.
    pub(super) fn search(
        self,
        page: &Page,
        file: &GenomeFile,
        motif: &str,
        least_ms: f64,
    ) -> Result<Outcome> {
        let pattern = Pattern::parse(motif)?;
        match self {
            Self::Ours(threads) => ours(page, file, motif, threads, least_ms),
            Self::Regexp => {
                let found = search_with_regexp(page, file, &pattern.expressions())?;
                Ok(Outcome::apart(
                    found.load_ms,
                    found.search_ms,
                    found.matches,
                ))
            }
            Self::Numba => programs::numba(&file.path, motif, self.threads()),
            Self::Seqkit => programs::seqkit(&file.path, &pattern, self.threads()),
            Self::Fuzznuc => {
                programs::fuzznuc(&file.path, motif, pattern.is_same_on_both_strands())
            }
        }
    }
}

/// Our own search in a fresh engine.
fn ours(
    page: &Page,
    file: &GenomeFile,
    motif: &str,
    threads: u32,
    least_ms: f64,
) -> Result<Outcome> {
    let mut engine = Engine::start(page, threads, file)?;
    let genome = engine.open(file)?;
    let workload = Workload::Search {
        settings: settings(motif, threads),
        one_in: 1,
    };
    // The browser compiles what is used much a second time; what Numba compiles is not counted either.
    engine.measure(workload.clone(), least_ms)?;
    let measured = engine.measure(workload, least_ms)?;
    Ok(Outcome::apart(
        genome.times.total_ms,
        measured.ms(),
        measured.match_count,
    ))
}

impl Outcome {
    /// Of one that tells reading from searching.
    pub(super) const fn apart(load_ms: f64, search_ms: f64, matches: u64) -> Self {
        Self {
            load_ms: Some(load_ms),
            search_ms: Some(search_ms),
            whole_ms: load_ms + search_ms,
            matches,
            over_other_letters: 0,
        }
    }

    /// Of one that does both at once.
    pub(super) const fn whole(ms: f64, matches: u64, over_other_letters: u64) -> Self {
        Self {
            load_ms: None,
            search_ms: None,
            whole_ms: ms,
            matches,
            over_other_letters,
        }
    }
}
