//! Looking at the matches of a search again, on threads.

use std::ops::Range;
use std::sync::Arc;

use engine::conformance::Random;
use engine::{
    Genome, Hits, Match, MatchPass, NamedMotif, Query, RecordId, Scope, Search, Sharing, Stepwise,
    StrandChoice, Tally, Version,
};

use crate::support::{open, pool};

/// The matches themselves, with the block that was said to come before them.
#[derive(Clone, Default)]
struct Listed {
    block: usize,
    matches: Vec<(usize, Match)>,
}

impl Tally for Listed {
    fn begin_block(&mut self, block: usize) {
        self.block = block;
    }

    fn add(&mut self, _: &Genome, found: &Match) {
        self.matches.push((self.block, *found));
    }
}

fn genome(random: &mut Random) -> Arc<Genome> {
    let mut text = Vec::new();
    for record in 0..1 + random.below(5) {
        text.extend(format!(">record{record}\n").into_bytes());
        let length = random.below(400_000);
        text.extend((0..length).map(|_| random.pick(b"ACGTacgtN")));
        text.push(b'\n');
    }
    Arc::new(open([text.as_slice()]).expect("FASTA"))
}

fn search(genome: &Arc<Genome>) -> Hits {
    let query = Query {
        motifs: NamedMotif::parse_list("ACGTN(0,3)A\nGAATTC").expect("motifs"),
        mismatches: 0,
        strands: StrandChoice::Both,
        scope: Scope::default(),
        version: Version::default(),
        sharing: Sharing::default(),
        threads: 0,
    };
    let mut search = Search::new(Arc::clone(genome), query).expect("memory");
    search.step(&pool(2), &|| false);
    search.into_hits()
}

/// The matches in these blocks, in order, by a pass that pauses again and again.
fn listed(hits: &Hits, blocks: Range<usize>) -> Vec<(usize, Match)> {
    let mut pass = MatchPass::new(hits, blocks, Listed::default());
    let pool = pool(2);
    loop {
        let asked = std::sync::atomic::AtomicU32::new(0);
        let pause = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) > 2;
        if pass.step(&pool, &pause).finished {
            break;
        }
    }
    let tallies = pass.into_tallies().into_iter();
    let mut matches: Vec<_> = tallies.flat_map(|tally| tally.matches).collect();
    // Stable: within a block the order stays.
    matches.sort_by_key(|(block, _)| *block);
    matches
}

#[test]
fn every_match_is_looked_at_once() {
    for seed in 0..20 {
        let random = &mut Random::new(seed);
        let genome = genome(random);
        let hits = search(&genome);
        let rows = hits.rows(0, usize::MAX);
        let all = listed(&hits, 0..genome.block_count());
        let matches: Vec<Match> = all.iter().map(|(_, found)| *found).collect();
        assert_eq!(matches, rows, "seed {seed}");
        for (row, (block, _)) in all.iter().enumerate() {
            assert_eq!(hits.block_of_row(row as u64), Some(*block), "seed {seed}");
        }
        let from = random.below(genome.block_count() + 1);
        let to = from + random.below(genome.block_count() + 1 - from);
        let some = listed(&hits, from..to);
        let expected: Vec<_> = all
            .iter()
            .filter(|(block, _)| (from..to).contains(block))
            .copied()
            .collect();
        assert_eq!(some, expected, "seed {seed}, blocks {from} to {to}");
        assert_eq!(hits.count_in_blocks(from..to), some.len() as u64);
    }
}

#[test]
fn blocks_of_a_record_hold_its_matches() {
    for seed in 0..20 {
        let genome = genome(&mut Random::new(seed));
        let hits = search(&genome);
        for record in genome.records() {
            let blocks = genome.blocks_of(record.id, 0..u64::MAX);
            let inside = listed(&hits, blocks);
            let inside = inside.iter().filter(|(_, found)| found.record == record.id);
            assert_eq!(
                inside.count() as u64,
                hits.record_count(record.id),
                "seed {seed}"
            );
        }
    }
    let text = b">a\nACGT\n>b\n>c\nAC\n".as_slice();
    let genome = open([text]).expect("FASTA");
    assert_eq!(genome.blocks_of(RecordId::new(0), 0..9), 0..1);
    assert_eq!(genome.blocks_of(RecordId::new(1), 0..9), 0..0);
    assert_eq!(genome.blocks_of(RecordId::new(2), 3..9), 0..0);
}
