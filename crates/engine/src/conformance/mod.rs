//! The checks that every version, every sharing and every build must pass: natively and in WebAssembly the same ones.
//!
//! Each check draws its cases from a seed, and panics with seed and case where two answers differ.

mod brute_force;
mod cases;
pub mod files;
mod plain_fasta;
mod random;
mod scopes;

use std::ops::ControlFlow;
use std::sync::Arc;

pub use plain_fasta::{PlainRecord, read_plainly};
pub use random::Random;
use scopes::Narrowing;

use crate::{
    Genome, GenomeBuilder, Hits, Match, NamedMotif, Pool, Query, RecordId, Scope, Search, Sharing,
    Stepwise, StrandChoice, StrandCounts, Version,
};

/// What was checked, so that a test can tell that it was not nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Genomes with a motif each.
    pub cases: u64,
    /// Searches of them: by every version, sharing and number of threads.
    pub searches: u64,
    /// Matches of the cases.
    pub matches: u64,
}

/// Small genomes of several records, with other letters and lower case, and random motifs: all versions against an
/// enumeration of the motif's expansions.
pub fn check_small_genomes(seed: u64, rounds: u64, pool: &dyn Pool) -> Tally {
    check_cases(seed, rounds, pool, &SHARINGS, cases::small_genome)
}

/// Matches across the borders of lanes, blocks and records, other letters among them.
pub fn check_borders(seed: u64, rounds: u64, pool: &dyn Pool) -> Tally {
    check_cases(seed, rounds, pool, &SHARINGS, cases::borders)
}

/// Thousands of contigs of a few letters, many of them without any.
pub fn check_tiny_contigs(seed: u64, rounds: u64, pool: &dyn Pool) -> Tally {
    check_cases(seed, rounds, pool, &SHARINGS, cases::tiny_contigs)
}

/// A hundred thousand contigs of a few letters, several hundred in each block.
pub fn check_many_contigs(seed: u64, rounds: u64, pool: &dyn Pool) -> Tally {
    check_cases(seed, rounds, pool, &SHARINGS, cases::many_contigs)
}

/// Motifs that match often, or nearly everywhere, in blocks of one record and of several.
pub fn check_dense(seed: u64, rounds: u64, pool: &dyn Pool) -> Tally {
    check_cases(seed, rounds, pool, &SHARINGS, cases::dense)
}

/// Spacers of every width that a motif can have, a width or two for each round.
pub fn check_spacers(seed: u64, rounds: u64, pool: &dyn Pool) -> Tally {
    let width = std::cell::Cell::new(0);
    // A block each: there is nothing to share.
    check_cases(seed, rounds, pool, &[Sharing::OneThread], |random| {
        width.set(width.get() + 1);
        cases::spacer(random, width.get())
    })
}

/// The same kinds of genomes and motifs, searched in a part of the genome: in regions, in what is not soft-masked, or both.
pub fn check_scopes(seed: u64, rounds: u64, pool: &dyn Pool) -> Tally {
    let mut tally = Tally::default();
    for round in 0..rounds {
        let seed = seed.wrapping_add(round);
        let random = &mut Random::new(seed);
        let mut case = match round % 8 {
            0 => cases::tiny_contigs(random),
            1 => cases::dense(random),
            2 => cases::spacer(random, round as usize),
            3..6 => cases::borders(random),
            _ => cases::small_genome(random),
        };
        let narrowing = Narrowing::draw(random, &mut case.records);
        let context = format!("{}, {narrowing:?}", context(seed, &case));
        check_case(
            &case, &narrowing, random, pool, &SHARINGS, &context, &mut tally,
        );
    }
    tally
}

/// Records behind so many letters that 32 bits do not count them: what is found there is what is found in the records alone.
pub fn check_beyond_32_bits(seed: u64, rounds: u64, pool: &dyn Pool) -> Tally {
    const GAP_BASES: u64 = 1 << 32;
    let mut tally = Tally::default();
    for round in 0..rounds {
        let seed = seed.wrapping_add(round);
        let random = &mut Random::new(seed);
        let mut case = cases::borders(random);
        let narrowing = Narrowing::draw(random, &mut case.records);
        let context = format!("far away: {}, {narrowing:?}", context(seed, &case));
        let genome = Arc::new(genome_behind(GAP_BASES, &case.records));
        for narrowing in [Narrowing::default(), narrowing] {
            let mut expected = expected(&case, &narrowing.allowed(&case.records));
            let first = expected
                .iter_mut()
                .filter(|found| found.record.index() == 0);
            for found in first {
                found.start += GAP_BASES;
                found.end += GAP_BASES;
            }
            let asked = Asked {
                case: &case,
                genome: Arc::clone(&genome),
                scope: narrowing.further_on(GAP_BASES).scope(&genome),
                expected,
                // The others would look at each letter of the gap, for minutes.
                versions: &[Version::BitPlanes],
            };
            asked.check(random, pool, &SHARINGS, &context, &mut tally);
        }
    }
    tally
}

const SHARINGS: [Sharing; 3] = [Sharing::OneThread, Sharing::PerRecord, Sharing::Blocks];

/// A genome and what to look for in it.
pub(crate) struct Case {
    /// The letters of each record.
    pub(crate) records: Vec<Vec<u8>>,
    pub(crate) motifs: Vec<NamedMotif>,
    /// Substitutions that a match may have.
    pub(crate) mismatches: usize,
    pub(crate) strands: StrandChoice,
}

fn check_cases(
    seed: u64,
    rounds: u64,
    pool: &dyn Pool,
    sharings: &[Sharing],
    draw: impl Fn(&mut Random) -> Case,
) -> Tally {
    let mut tally = Tally::default();
    for round in 0..rounds {
        let seed = seed.wrapping_add(round);
        let random = &mut Random::new(seed);
        let case = draw(random);
        let context = context(seed, &case);
        let whole = Narrowing::default();
        check_case(&case, &whole, random, pool, sharings, &context, &mut tally);
    }
    tally
}

fn context(seed: u64, case: &Case) -> String {
    let labels: Vec<String> = case.motifs.iter().map(NamedMotif::label).collect();
    format!(
        "seed {seed}, motifs {labels:?}, {} mismatches, {:?}, {} records",
        case.mismatches,
        case.strands,
        case.records.len()
    )
}

fn check_case(
    case: &Case,
    narrowing: &Narrowing,
    random: &mut Random,
    pool: &dyn Pool,
    sharings: &[Sharing],
    context: &str,
    tally: &mut Tally,
) {
    let genome = Arc::new(genome(&case.records));
    let scope = narrowing.scope(&genome);
    let allowed = narrowing.allowed(&case.records);
    scopes::check_windows(&genome, &scope, &case.records, &allowed, context);
    let asked = Asked {
        case,
        genome,
        scope,
        expected: expected(case, &allowed),
        versions: &Version::ALL,
    };
    asked.check(random, pool, sharings, context, tally);
}

/// What brute force finds where a match may lie.
fn expected(case: &Case, allowed: &[Vec<bool>]) -> Vec<Match> {
    let mut expected =
        brute_force::matches(&case.records, &case.motifs, case.mismatches, case.strands);
    expected.retain(|found| scopes::lies_in(allowed, found));
    expected
}

/// A case, packed, and what is to be found.
struct Asked<'case> {
    case: &'case Case,
    genome: Arc<Genome>,
    scope: Scope,
    expected: Vec<Match>,
    versions: &'static [Version],
}

impl Asked<'_> {
    /// Searches with each version and sharing.
    fn check(
        &self,
        random: &mut Random,
        pool: &dyn Pool,
        sharings: &[Sharing],
        context: &str,
        tally: &mut Tally,
    ) {
        tally.cases += 1;
        tally.matches += self.expected.len() as u64;
        for &version in self.versions {
            for &sharing in sharings {
                let query = Query {
                    motifs: self.case.motifs.clone(),
                    mismatches: self.case.mismatches,
                    strands: self.case.strands,
                    scope: self.scope.clone(),
                    version,
                    sharing,
                    threads: random.below(4),
                };
                let context = format!("{context}, {version:?}, {sharing:?}");
                let hits = search(&self.genome, query, pool, random);
                check_hits(&hits, &self.expected, random, &context);
                tally.searches += 1;
            }
        }
    }
}

/// Packs records named by their ordinals.
pub(crate) fn genome(records: &[Vec<u8>]) -> Genome {
    genome_behind(0, records)
}

/// The same, with so many N at the start of the first record.
fn genome_behind(gap_bases: u64, records: &[Vec<u8>]) -> Genome {
    let mut builder = GenomeBuilder::new("");
    let mut push = |text: &[u8]| builder.push(text).expect("FASTA");
    let gap = [b'N'; 1 << 16];
    for (ordinal, letters) in records.iter().enumerate() {
        push(format!(">record{ordinal}\n").as_bytes());
        let mut left = if ordinal == 0 { gap_bases } else { 0 };
        while left > 0 {
            let now = left.min(gap.len() as u64);
            push(&gap[..now as usize]);
            left -= now;
        }
        push(letters);
        push(b"\n");
    }
    builder.finish().expect("FASTA with sequence")
}

/// Searches, now and then in small steps.
fn search(genome: &Arc<Genome>, query: Query, pool: &dyn Pool, random: &mut Random) -> Hits {
    let mut search = Search::new(Arc::clone(genome), query).expect("memory for counts");
    if random.below(2) == 0 {
        use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
        while !search.progress().finished {
            let asked = AtomicUsize::new(0);
            search.step(pool, &|| asked.fetch_add(1, Relaxed) >= 1);
        }
    } else {
        search.step(pool, &|| false);
    }
    let progress = search.progress();
    assert!(progress.finished);
    assert_eq!(progress.done_bases, progress.total_bases);
    search.into_hits()
}

/// Compares all that can be asked of the result.
fn check_hits(hits: &Hits, expected: &[Match], random: &mut Random, context: &str) {
    assert_eq!(hits.total(), expected.len() as u64, "total: {context}");
    let mut found = Vec::new();
    let _ = hits.for_each_from(0, &mut |row| {
        found.push(row);
        ControlFlow::Continue(())
    });
    let difference = found.iter().zip(expected).find(|(got, want)| got != want);
    assert_eq!(difference, None, "first differing match: {context}");
    assert_eq!(found.len(), expected.len(), "matches: {context}");

    let mut counts = vec![StrandCounts::default(); hits.genome().record_count()];
    let mut motif_counts = vec![StrandCounts::default(); hits.query().motifs.len()];
    for row in expected {
        counts[row.record.index()].add(row.strand, 1);
        motif_counts[row.motif as usize].add(row.strand, 1);
    }
    for (motif, counts) in (0..).zip(&motif_counts) {
        assert_eq!(
            hits.motif_counts(motif),
            *counts,
            "motif {motif}: {context}"
        );
    }
    for (ordinal, counts) in counts.iter().enumerate() {
        let record = RecordId::new(ordinal as u32);
        let got = hits.record_counts(record);
        assert_eq!(got, *counts, "record {ordinal}: {context}");
    }

    let from = random.below(expected.len() + 2);
    let count = random.below(20);
    let page = expected.iter().skip(from).take(count);
    let page: Vec<Match> = page.copied().collect();
    let got = hits.rows(from as u64, count);
    assert_eq!(got, page, "rows from {from}: {context}");
    for found in &got {
        let mismatches = hits.mismatches(found).len();
        assert!(
            mismatches <= hits.query().mismatches,
            "{found:?}: {context}"
        );
    }

    let record = RecordId::new(random.below(counts.len()) as u32);
    let start = random.below(3000) as u64;
    let is_before = |row: &Match| (row.record, row.start) < (record, start);
    let row = expected.partition_point(is_before) as u64;
    let got = hits.row_at(record, start);
    assert_eq!(got, row, "row of {record:?}, {start}: {context}");
}
