//! How soon a page of rows from anywhere in a list of millions of matches is there.

use anyhow::{Result, bail};

use super::line::{settings, version_name};
use super::row::Row;
use crate::page::Engine;
use crate::random::Random;
use crate::report::with_commas;
use protocol::measure::Spread;

/// The floor is for a list of at least so many matches.
const MATCHES: u64 = 25_000_000;
const FLOOR_MS: f64 = 10.0;
const ROWS: u32 = 50;
/// Pages of one round.
const PAGES: usize = 20;
/// From rare to frequent: the first that is frequent enough is taken.
const MOTIFS: [&str; 8] = ["GAATT", "GAAT", "RAAT", "GAA", "RAA", "RA", "A", "N"];

/// Pages of the matches of one motif.
pub(super) struct Pages {
    motif: &'static str,
    threads: u32,
    matches: u64,
    random: Random,
    /// The slowest page of each round.
    ms: Vec<f64>,
}

impl Pages {
    /// Searches for a motif with enough matches.
    pub(super) fn search(engine: &mut Engine<'_>, bases: u64) -> Result<Self> {
        // On a small genome, the last ones match nearly everywhere.
        let enough = MATCHES.min(bases / 2);
        let mut last = None;
        for motif in MOTIFS {
            let found = engine.search(settings(motif, 2))?;
            let is_enough = found.match_count >= enough;
            last = Some((motif, found));
            if is_enough {
                break;
            }
        }
        let Some((motif, found)) = last else {
            bail!("there is no motif to list the matches of");
        };
        Ok(Self {
            motif,
            threads: found.threads,
            matches: found.match_count,
            random: Random::new(50),
            ms: Vec::new(),
        })
    }

    pub(super) fn measure(&mut self, engine: &mut Engine<'_>) -> Result<()> {
        let mut slowest = 0.0_f64;
        for _ in 0..PAGES {
            let last = self.matches.saturating_sub(u64::from(ROWS));
            let from = self.random.below(last + 1);
            let (rows, ms) = engine.rows(from, ROWS)?;
            let expected = u64::from(ROWS).min(self.matches);
            if rows.len() as u64 != expected {
                bail!("{} rows from {from} on instead of {expected}", rows.len());
            }
            slowest = slowest.max(ms);
        }
        self.ms.push(slowest);
        Ok(())
    }

    pub(super) fn forget(&mut self) {
        self.ms.clear();
    }

    pub(super) fn row(&self) -> Row {
        let ms = Spread::of(self.ms.iter().copied());
        let is_enough = self.matches >= MATCHES;
        Row {
            what: format!(
                "{ROWS} rows anywhere in {} matches of {}, slowest of {PAGES}",
                with_commas(self.matches),
                self.motif
            ),
            version: Some(version_name(protocol::Version::BitPlanes)),
            threads: Some(self.threads),
            matches: Some(self.matches),
            ms,
            floor: format!("≤ {FLOOR_MS} ms in 25 million"),
            is_met: ms.filter(|_| is_enough).map(|ms| ms.median <= FLOOR_MS),
            ..Row::default()
        }
    }
}
