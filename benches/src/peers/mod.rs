//! Other programs at the same work, on the same file, in the same run; their counts must be ours.

mod differences;
mod pattern;
mod peer;
mod programs;
mod row;

use anyhow::{Context, Result};

use crate::genome::GenomeFile;
use crate::options::Options;
use crate::page::{Engine, Page};
use crate::report::{Report, announce, table, with_commas};

use peer::{Outcome, Peer};
use row::Row;

/// A site that is its own reverse complement, a degenerate motif, and one with a spacer of variable length.
const MOTIFS: [&str; 3] = ["GAATTC", "CGSKRRCH", "TTGACAN(14,18)TAWWWT"];
/// The others are compared with this.
const OURS: Peer = Peer::Ours(2);
/// In the order of the table.
const PEERS: [Peer; 6] = [
    OURS,
    Peer::Ours(1),
    Peer::Numba,
    Peer::Regexp,
    Peer::Seqkit,
    Peer::Fuzznuc,
];
/// Our search is repeated until it has taken so long, in ms; the others take longer anyway.
const LEAST_MS: f64 = 200.0;
const SHORT_LEAST_MS: f64 = 1.0;

/// All measurements of one peer and motif.
struct Outcomes {
    peer: Peer,
    motif: &'static str,
    rounds: Vec<Outcome>,
    /// Why the count differs from ours, if it does.
    difference: Option<&'static str>,
}

/// Measures all on one genome and prints it.
///
/// # Errors
/// If a program fails, or counts differ for a reason that is not written down.
pub(crate) fn run(page: &Page, file: GenomeFile, options: &Options, report: &Report) -> Result<()> {
    let file = file.plain()?;
    let least_ms = if options.short {
        SHORT_LEAST_MS
    } else {
        LEAST_MS
    };
    let peers: Vec<Peer> = PEERS.into_iter().filter(|peer| peer.is_here()).collect();
    let bases = Engine::start(page, OURS.threads(), &file)?
        .open(&file)?
        .length_bases;
    let mut all: Vec<Outcomes> = MOTIFS
        .iter()
        .flat_map(|motif| peers.iter().map(|&peer| Outcomes::new(peer, motif)))
        .collect();
    for round in 1..=options.rounds {
        announce(&format!("Round {round} of {}", options.rounds));
        for outcomes in &mut all {
            let (peer, motif) = (outcomes.peer, outcomes.motif);
            let outcome = peer
                .search(page, &file, motif, least_ms)
                .with_context(|| format!("{} with {motif}", peer.name()))?;
            outcomes.rounds.push(outcome);
        }
        explain_differences(&mut all)?;
    }
    print(&all, &file.name, bases, report);
    Ok(())
}

impl Outcomes {
    const fn new(peer: Peer, motif: &'static str) -> Self {
        Self {
            peer,
            motif,
            rounds: Vec::new(),
            difference: None,
        }
    }

    /// Matches of the last round; each round was compared with ours.
    fn matches(&self) -> u64 {
        self.rounds.last().map_or(0, |last| last.matches)
    }
}

/// Compares the counts of the last round.
fn explain_differences(all: &mut [Outcomes]) -> Result<()> {
    let ours = |outcomes: &&Outcomes| outcomes.peer == OURS;
    let expected: Vec<(&str, u64)> = all
        .iter()
        .filter(ours)
        .map(|outcomes| (outcomes.motif, outcomes.matches()))
        .collect();
    for outcomes in all {
        let of_motif = expected.iter().find(|(motif, _)| *motif == outcomes.motif);
        if let (Some(last), Some((motif, ours))) = (outcomes.rounds.last(), of_motif) {
            outcomes.difference = differences::explain(outcomes.peer.name(), motif, last, *ours)?;
        }
    }
    Ok(())
}

fn print(all: &[Outcomes], genome: &str, bases: u64, report: &Report) {
    let ours = |motif: &str| {
        all.iter()
            .find(|outcomes| outcomes.peer == OURS && outcomes.motif == motif)
    };
    let rows: Vec<Row<'_>> = all
        .iter()
        .map(|outcomes| Row::new(outcomes, ours(outcomes.motif).unwrap_or(outcomes), bases))
        .collect();
    for row in &rows {
        report.tell(&row.json(genome));
    }
    let cells: Vec<Vec<String>> = rows.iter().map(Row::cells).collect();
    report.say(&format!(
        "\n{genome}, {} bases\n\n{}",
        with_commas(bases),
        table(&Row::HEADERS, &cells)
    ));
    let mut reasons: Vec<&str> = all
        .iter()
        .filter_map(|outcomes| outcomes.difference)
        .collect();
    reasons.dedup();
    for reason in reasons {
        report.say(&format!("\\* {reason}"));
    }
}
