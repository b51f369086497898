//! Comparing ways to search: parts of a genome, which thread did what, and that a wrong version is found out.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use engine::compare::{Agreement, Part, PieceSum, SampleText, TaskSpan, pieces, stretches};
use engine::conformance::Random;
use engine::scan::{BitPlanes, BlockMatch, MatchSink, Naive, Scan, Scratch, patterns};
use engine::store::BlockView;
use engine::{
    Genome, GenomeBuilder, Hits, Match, NamedMotif, Query, Scope, Search, Sequential, Sharing,
    Stepwise, StrandChoice, Version,
};

use crate::support::{data, falciparum, letters, open, open_file, pool};

const SHARINGS: [Sharing; 3] = [Sharing::OneThread, Sharing::PerRecord, Sharing::Blocks];

fn query(motifs: &str, version: Version, sharing: Sharing, threads: usize) -> Query {
    Query {
        motifs: NamedMotif::parse_list(motifs).expect("motifs"),
        mismatches: 0,
        strands: StrandChoice::Both,
        scope: Scope::default(),
        version,
        sharing,
        threads,
    }
}

fn finish(work: &mut dyn Stepwise, threads: usize) {
    let pool = pool(threads);
    let asked = AtomicU64::new(0);
    // Paused again and again, as the page pauses it.
    while !work
        .step(&pool, &|| asked.fetch_add(1, Relaxed) % 7 == 6)
        .finished
    {}
}

fn search(genome: &Arc<Genome>, query: Query, part: Part, threads: usize) -> Hits {
    let mut search = Search::in_part(Arc::clone(genome), query, part).expect("memory");
    finish(&mut search, threads);
    search.into_hits()
}

/// Several records, one of them long, many of them short.
fn genome(random: &mut Random) -> Arc<Genome> {
    let mut text = Vec::new();
    for record in 0..40 {
        text.extend(format!(">record{record}\n").into_bytes());
        let length = match record {
            3 => 2_000_000,
            20 => 700_000,
            _ => random.below(9_000),
        };
        text.extend((0..length).map(|_| random.pick(b"ACGTACGTN")));
        text.push(b'\n');
    }
    Arc::new(open([text.as_slice()]).expect("FASTA"))
}

/// All versions, sharings and numbers of threads count the same in each block of the real genomes.
#[test]
fn real_genomes_give_the_same_in_every_way() {
    let bacterium = |name: &str| Some(data(&format!("{name}.fa.gz")));
    let motifs = ["GAATTC", "TTGACAN(14,18)TAWWWT", "CGSKRRCH"];
    let genomes = [
        (bacterium("vibrio_cholerae_N16961"), &motifs[..]),
        (bacterium("escherichia_coli_MG1655"), &motifs[..]),
        // 14 chromosomes of very different lengths.
        (falciparum(), &motifs[..1]),
    ];
    for (path, motifs) in genomes {
        let Some(path) = path else { continue };
        let genome = Arc::new(open_file(&path));
        for motif in motifs {
            let mut expected = None;
            for version in Version::ALL {
                for sharing in SHARINGS {
                    let threads: &[usize] = match sharing {
                        Sharing::OneThread => &[1],
                        _ => &[1, 2, 4],
                    };
                    for &threads in threads {
                        let query = query(motif, version, sharing, threads);
                        let way = format!("{}, {query:?}", path.display());
                        let hits = search(&genome, query, Part::WHOLE, 4);
                        let found = (hits.total(), hits.counts_hash());
                        assert!(found.0 > 0, "{way}");
                        assert_eq!(*expected.get_or_insert(found), found, "{way}");
                    }
                }
            }
        }
    }
}

#[test]
fn parts_are_the_same_whatever_the_sharing() {
    for seed in 0..6 {
        let genome = genome(&mut Random::new(seed));
        for one_in in [1, 2, 5, 1_000] {
            let part = Part::one_in(one_in);
            let mut expected = None;
            for version in Version::ALL {
                for sharing in SHARINGS {
                    let query = query("ACN(0,4)GT", version, sharing, 2);
                    let hits = search(&genome, query, part, 2);
                    let found = (hits.total(), hits.counts_hash());
                    let what = format!("seed {seed}, one in {one_in}, {version:?}, {sharing:?}");
                    assert_eq!(*expected.get_or_insert(found), found, "{what}");
                }
            }
            let (matches, _) = expected.expect("searches");
            assert!(matches > 0, "seed {seed}, one in {one_in}");
        }
        let share = |one_in| {
            let query = query("A", Version::BitPlanes, Sharing::Blocks, 0);
            let mut part =
                Search::in_part(Arc::clone(&genome), query, Part::one_in(one_in)).expect("memory");
            finish(&mut part, 2);
            let progress = part.progress();
            assert_eq!(progress.done_bases, progress.total_bases);
            progress.done_bases as f64 / genome.length_bases() as f64
        };
        assert_eq!(share(1), 1.0);
        assert!((0.35..0.65).contains(&share(2)), "{}", share(2));
    }
}

/// What was written down covers every block of the part once, and no lane does two things at once.
#[test]
fn every_block_is_written_down_once() {
    for seed in 0..4 {
        let genome = genome(&mut Random::new(seed));
        for sharing in SHARINGS {
            for (threads, one_in) in [(1, 1), (2, 1), (3, 1), (2, 3)] {
                let part = Part::one_in(one_in);
                let query = query("ACGT", Version::ShiftAnd, sharing, threads);
                let mut search = Search::in_part(Arc::clone(&genome), query, part).expect("memory");
                let time = Arc::new(AtomicU64::new(0));
                let clock = Arc::clone(&time);
                // Each reading is later than all before, in whatever thread.
                search.observe(Arc::new(move || clock.fetch_add(1, Relaxed) as f64));
                finish(&mut search, 3);
                let spans = search.take_spans();
                let what = format!("seed {seed}, {sharing:?}, {threads} threads, one in {one_in}");
                check_spans(&genome, &spans, part, threads, &what);

                let blocks = spans.iter().map(|span| span.blocks.len()).sum::<usize>();
                for shortest_ms in [0.0, 3.0, 1e9] {
                    let drawn = stretches(spans.clone(), shortest_ms);
                    let of_drawn: usize = drawn.iter().map(|stretch| stretch.blocks).sum();
                    assert_eq!(of_drawn, blocks, "{what}");
                    let busy: f64 = drawn.iter().map(|stretch| stretch.busy_ms).sum();
                    let expected: f64 = spans.iter().map(|span| span.end_ms - span.begin_ms).sum();
                    assert_eq!(busy, expected, "{what}");
                    let mut in_lane = drawn.windows(2).filter(|two| two[0].lane == two[1].lane);
                    assert!(
                        in_lane.all(|two| two[0].end_ms <= two[1].begin_ms),
                        "{what}"
                    );
                }
            }
        }
    }
}

fn check_spans(genome: &Genome, spans: &[TaskSpan], part: Part, threads: usize, what: &str) {
    let mut worked_on: Vec<usize> = spans.iter().flat_map(|span| span.blocks.clone()).collect();
    worked_on.sort_unstable();
    let mut expected: Vec<usize> = pieces(genome, part)
        .into_iter()
        .flat_map(|piece| piece.blocks)
        .collect();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(worked_on, expected, "{what}");
    assert!(spans.iter().all(|span| span.lane < threads), "{what}");
    for lane in 0..threads {
        let mut own: Vec<&TaskSpan> = spans.iter().filter(|span| span.lane == lane).collect();
        own.sort_by(|one, other| one.begin_ms.total_cmp(&other.begin_ms));
        assert!(own.iter().all(|span| span.begin_ms < span.end_ms), "{what}");
        let mut neighbours = own.windows(2);
        assert!(
            neighbours.all(|two| two[0].end_ms < two[1].begin_ms),
            "{what}"
        );
    }
}

/// A version that loses the match that begins at a place, or invents one there.
struct Wrong {
    right: Naive,
    place: usize,
    invents: bool,
}

impl Scan for Wrong {
    fn matches(
        &self,
        block: &BlockView<'_>,
        scratch: &mut Scratch,
        sink: &mut MatchSink<'_>,
    ) -> ControlFlow<()> {
        let mut found = Vec::new();
        let _ = self.right.matches(block, scratch, &mut |next| {
            found.push(next);
            ControlFlow::Continue(())
        });
        let is_here = block
            .segment(0)
            .is_some_and(|first| first.record_offset == 0);
        if is_here && self.invents {
            let next = found.iter().position(|next| next.start > self.place);
            let invented = BlockMatch {
                start: self.place,
                ..found[0]
            };
            found.insert(next.expect("a later match"), invented);
        } else if is_here {
            found.retain(|next| next.start != self.place);
        }
        found.into_iter().try_for_each(sink)
    }

    fn matches_without_bases(&self) -> bool {
        false
    }
}

#[test]
fn a_wrong_version_is_found_out() {
    // More matches before the place than are looked at together.
    let text = [b">a\n".as_slice(), &b"ACGTA".repeat(60_000), b"\n"].concat();
    let genome = Arc::new(open([text.as_slice()]).expect("FASTA"));
    let motifs = NamedMotif::parse_list("ACG").expect("a motif");
    let patterns = patterns(&motifs, StrandChoice::Forward);
    let planes = || Arc::new(BitPlanes::new(&patterns, 0, genome.composition()));
    let agree = |other: Arc<dyn Scan>| {
        let mut pass = Agreement::of_scans(Arc::clone(&genome), [planes(), other], Part::WHOLE);
        finish(&mut pass, 2);
        pass.into_outcome()
    };
    assert_eq!(agree(Arc::new(Naive::new(patterns.clone(), 0))), Ok(60_000));
    for place in [0, 5, 60_000] {
        let difference = agree(Arc::new(Wrong {
            right: Naive::new(patterns.clone(), 0),
            place,
            invents: false,
        }));
        let difference = difference.expect_err("a match is lost");
        assert!(difference.is_of_first);
        assert_eq!(
            (difference.found.start, difference.found.end),
            (place as u64, place as u64 + 3)
        );
    }
    let difference = agree(Arc::new(Wrong {
        right: Naive::new(patterns.clone(), 0),
        place: 50_002,
        invents: true,
    }));
    let difference = difference.expect_err("a match is invented");
    assert!(!difference.is_of_first);
    assert_eq!(difference.found.start, 50_002);
}

#[test]
fn versions_agree_match_by_match() {
    let genome = genome(&mut Random::new(9));
    let all = query("ACN(0,4)GT\nGANTC", Version::BitPlanes, Sharing::Blocks, 0);
    let expected = search(&genome, all.clone(), Part::WHOLE, 2).total();
    for version in Version::ALL {
        let other = Query {
            version,
            ..all.clone()
        };
        let mut pass = Agreement::new(Arc::clone(&genome), [&all, &other], Part::WHOLE);
        while !pass.step(&Sequential, &|| false).finished {}
        assert_eq!(pass.into_outcome(), Ok(expected), "{version:?}");
    }
}

/// Pieces hold every letter of a part once, and every match is one of a piece.
#[test]
fn pieces_are_the_part() {
    let genome = genome(&mut Random::new(4));
    for one_in in [1, 3] {
        let part = Part::one_in(one_in);
        let query = query("GANTC\nACGN(1,3)A", Version::BitPlanes, Sharing::Blocks, 0);
        let hits = search(&genome, query, part, 2);
        let pieces = pieces(&genome, part);
        let mut sums = 0;
        for piece in &pieces {
            let sum = PieceSum::of(&hits, piece);
            let mut expected = PieceSum::default();
            let rows = hits.rows(0, usize::MAX);
            let inside = |found: &&Match| {
                found.record == piece.record && piece.letters.contains(&found.start)
            };
            for found in rows.iter().filter(inside) {
                let start = (found.start - piece.letters.start) as u32;
                let length = (found.end - found.start) as u32;
                expected.add(start, length, found.strand, found.motif);
            }
            assert_eq!(sum, expected);
            sums += sum.count;
        }
        assert_eq!(sums, hits.total(), "one in {one_in}");
    }
    let mut next = vec![0; genome.record_count()];
    for piece in pieces(&genome, Part::WHOLE) {
        let next = &mut next[piece.record.index()];
        assert_eq!(piece.letters.start, *next);
        *next = piece.letters.end;
    }
    for (record, next) in genome.records().zip(next) {
        assert_eq!(next, record.length_bases);
        assert_eq!(letters(&genome, record.id).len() as u64, next);
    }
}

/// The text of a sample, opened, has the letters of the part that it is of, in their case; parsing alone sees as many.
#[test]
fn sample_text_is_the_part() {
    for seed in 0..4 {
        let genome = genome_in_cases(&mut Random::new(seed));
        for most_bases in [u64::MAX, 1 << 21, 1 << 20, 1] {
            let what = format!("seed {seed}, {most_bases} letters");
            let mut sample = SampleText::new(&genome, most_bases);
            let (bases, text_bytes) = (sample.bases(), sample.text_bytes());
            while sample.make_more(&genome) {}
            let text = sample.into_text();
            assert!(text.len() as u64 >= text_bytes, "{what}");
            assert!(most_bases < u64::MAX || bases == genome.length_bases());

            let one_in = genome.length_bases().div_ceil(most_bases) as u32;
            let mut expected: Vec<(String, String)> = Vec::new();
            for piece in pieces(&genome, Part::one_in(one_in)) {
                let name = genome.record(piece.record).name.to_owned();
                let range = piece.letters.start as usize..piece.letters.end as usize;
                let own = letters(&genome, piece.record)[range].to_owned();
                match expected.last_mut() {
                    Some((last, all)) if *last == name => all.push_str(&own),
                    _ => expected.push((name, own)),
                }
            }
            let opened = open(text.chunks(100_003)).expect("FASTA");
            let found: Vec<(String, String)> = opened
                .records()
                .map(|record| (record.name.to_owned(), letters(&opened, record.id)))
                .collect();
            assert!(found == expected, "{what}");
            assert_eq!(opened.length_bases(), bases, "{what}");

            let mut parser = GenomeBuilder::new("raw").without_packing();
            for piece in text.chunks(100_003) {
                parser.push(piece).expect("FASTA");
            }
            parser.end_text().expect("FASTA");
            assert_eq!(parser.bases(), bases, "{what}");
            assert_eq!(parser.record_count(), opened.record_count(), "{what}");
        }
    }
}

/// Records of several blocks, others of a few letters, with stretches in lower case.
fn genome_in_cases(random: &mut Random) -> Genome {
    let mut text = Vec::new();
    for (record, length) in [900_000, 5, 61, 2_100_000, 120].into_iter().enumerate() {
        text.extend(format!(">record{record} of five\n").into_bytes());
        let mut letters: Vec<u8> = (0..length).map(|_| random.pick(b"ACGTACGTNR")).collect();
        for _ in 0..20 {
            let start = random.below(length);
            let end = (start + random.below(40_000)).min(length);
            letters[start..end].make_ascii_lowercase();
        }
        text.extend(letters);
        text.push(b'\n');
    }
    open([text.as_slice()]).expect("FASTA")
}
