//! Files of matches: what stands in them, and what other programs read in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use engine::conformance::Random;
use engine::export::{Entry, bed, csv, fasta, gff3, tsv};
use engine::{
    Genome, Hits, Match, NamedMotif, Query, RecordId, Scope, Search, Sharing, Stepwise, Strand,
    StrandChoice, Version,
};

use crate::support::{data, open, open_file, pool};

const GENOME: &str = "vibrio_cholerae_N16961.fa.gz";
/// One motif that is its own reverse complement, one that is not.
const MOTIFS: &str = "EcoRI GAATTC\nPribnow TATAAT";

fn search(genome: &Arc<Genome>, motifs: &str, mismatches: usize) -> Hits {
    let query = Query {
        motifs: NamedMotif::parse_list(motifs).expect("motifs"),
        mismatches,
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

/// Writes each match with `write`, which is given its number from 1 and its letters with so many flanking ones.
fn written(
    hits: &Hits,
    flanking_bases: u64,
    mut write: impl FnMut(&mut Vec<u8>, u64, &Entry<'_>, &std::ops::Range<u64>),
) -> Vec<u8> {
    let genome = hits.genome();
    let motifs = &hits.query().motifs;
    let mut text = Vec::new();
    for (number, found) in (1..).zip(hits.rows(0, usize::MAX)) {
        let record = genome.record(found.record);
        let range = fasta::with_flanks(found.start..found.end, flanking_bases, record.length_bases);
        let mut letters = Vec::new();
        let windows = [Arc::clone(genome)];
        Genome::strand_sequence(
            &windows,
            record.id,
            range.clone(),
            found.strand,
            &mut letters,
        );
        let named = &motifs[found.motif as usize];
        let entry = Entry {
            record_name: record.name,
            found: &found,
            label: &named.label(),
            motif: &named.motif.to_string(),
            mismatches: hits.mismatches(&found).len(),
            letters: &letters,
        };
        write(&mut text, number, &entry, &range);
    }
    text
}

fn bed_of(hits: &Hits) -> Vec<u8> {
    written(hits, 0, |text, _, entry, _| {
        bed::push_line(text, entry.record_name, entry.found, entry.label);
    })
}

fn gff3_of(hits: &Hits) -> Vec<u8> {
    let mut text = gff3::HEADER.as_bytes().to_vec();
    for record in hits.genome().records() {
        gff3::push_region(&mut text, record.name, record.length_bases);
    }
    text.extend(written(hits, 0, |text, number, entry, _| {
        gff3::push_line(text, number, entry);
    }));
    text
}

fn tsv_of(hits: &Hits) -> Vec<u8> {
    let mut text = tsv::HEADER.as_bytes().to_vec();
    text.extend(written(hits, 0, |text, _, entry, _| {
        tsv::push_line(text, entry)
    }));
    text
}

fn fasta_of(hits: &Hits, flanking_bases: u64) -> Vec<u8> {
    written(hits, flanking_bases, |text, _, entry, range| {
        fasta::push_entry(text, entry, range);
    })
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn each_format_counts_as_it_says() {
    let letters = format!("TT{}GAATTC{}AA", "A".repeat(40), "C".repeat(60));
    let genome = format!(">a,b%1 first\nTTGATTTC\n>b>\n\n>c|2 \"quoted\"\n{letters}\n");
    let genome = Arc::new(open([genome.as_bytes()]).expect("FASTA"));
    let hits = search(&genome, "My site; A=1\tGAATTC\n\"q\" TTTTTG", 1);
    assert_eq!(
        text(bed_of(&hits)).lines().next(),
        Some("a,b%1\t2\t8\tMy_site;_A=1\t0\t.")
    );
    let gff3 = text(gff3_of(&hits));
    let lines: Vec<&str> = gff3.lines().collect();
    assert_eq!(
        lines[..5],
        [
            "##gff-version 3",
            "##sequence-region a%2Cb%251 1 8",
            "##sequence-region b%3E 1 0",
            "##sequence-region c|2 1 110",
            "a%2Cb%251\tmotif-matcher\tnucleotide_motif\t3\t8\t.\t.\t.\t\
             ID=match1;Name=My site%3B A%3D1;motif=GAATTC;mismatches=1;sequence=GATTTC",
        ]
    );
    let tsv = text(tsv_of(&hits));
    let lines: Vec<&str> = tsv.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "Chromosome\tStart\tEnd\tStrand\tMotif\tMismatches\tSequence",
            "a,b%1\t3\t8\t.\tMy site; A=1\t1\tGATTTC",
        ]
    );
    let quoted = lines
        .iter()
        .find(|line| line.contains("TTTT"))
        .expect("a match of the other");
    assert!(quoted.contains("\t\"\"\"q\"\"\"\t"), "{quoted}");

    let fasta = text(fasta_of(&hits, 70));
    assert!(
        fasta.starts_with(">a,b%1:1-8(.) My site; A=1 match=3-8\nTTGATTTC\n"),
        "{fasta}"
    );
    let site = format!(
        ">c|2:1-110(.) My site; A=1 match=43-48\nTT{}GAATTC{}\n{}AA\n",
        "A".repeat(40),
        "C".repeat(12),
        "C".repeat(48)
    );
    assert!(fasta.contains(&site), "{fasta}");
    let without = text(fasta_of(&hits, 0));
    assert!(
        without.starts_with(">a,b%1:3-8(.) My site; A=1\nGATTTC\n"),
        "{without}"
    );

    let mut counts = csv::HEADER.as_bytes().to_vec();
    for record in genome.records() {
        let searched = hits.query().scope.searched_letters(&genome, record.id);
        csv::push_line(
            &mut counts,
            &record,
            searched,
            hits.record_counts(record.id),
        );
    }
    let first = hits.record_counts(RecordId::new(0));
    let per_mb = first.total() as f64 * 1e6 / 8.0;
    let counts = text(counts);
    let lines: Vec<&str> = counts.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "Chromosome,Length,Searched,Forward,Reverse,Both,Matches,Matches per Mb"
    );
    assert_eq!(
        lines[1],
        format!(
            "\"a,b%1\",8,8,{},{},{},{},{per_mb:.3}",
            first.forward,
            first.reverse,
            first.both,
            first.total()
        )
    );
    assert_eq!(lines[2], "b>,0,0,0,0,0,0,");
    assert_eq!(lines.len(), 5, "{lines:?}");
}

/// Letters from several windows are those of the whole.
#[test]
fn flanks_reach_over_the_borders_of_windows() {
    use crate::reread::{open_without_planes, texts, windows};
    use engine::store::Place;

    let mut compared = 0;
    for seed in 0..10 {
        let random = &mut Random::new(seed);
        let texts = texts(random);
        let whole = [Arc::new(open([texts.concat().as_slice()]).expect("FASTA"))];
        let (genome, _) = open_without_planes(random, &texts);
        let windows = windows(random, &genome, &texts, (0, 0, Place::start())).expect("the text");
        for _ in 0..40 {
            let record = RecordId::new(random.below(genome.record_count()) as u32);
            let length = genome.record(record).length_bases as usize;
            let border = random.below(1 + length / 131_072) * 131_072 + random.below(2000);
            let start = border.saturating_sub(1000).min(length) as u64;
            let most = random.pick(&[1500, 300_000]);
            let range = start..start + random.below(most) as u64;
            let strand = random.pick(&[Strand::Forward, Strand::Reverse, Strand::Both]);
            let mut letters = Vec::new();
            Genome::strand_sequence(&windows, record, range.clone(), strand, &mut letters);
            let found = Match {
                record,
                start: range.start,
                end: range.end.min(length as u64),
                strand,
                motif: 0,
            };
            assert_eq!(
                text(letters),
                whole[0].match_sequence(&found),
                "seed {seed}"
            );
            let holding = windows
                .iter()
                .filter(|window| window.holds(record, range.clone()));
            compared += usize::from(holding.count() == 0 && !range.is_empty());
        }
    }
    assert!(compared > 0, "no range lay in two windows");
}

/// A program of the system; none if it is not there.
fn program(variable: &str, name: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let path = named.or_else(|| {
        let folders = std::env::var_os("PATH")?;
        std::env::split_paths(&folders)
            .map(|folder| folder.join(name))
            .find(|path| path.is_file())
    });
    if path.is_none() {
        println!("skipped: {name} is not on this system ({variable} may say where it is)");
    }
    path
}

/// Runs a program in a folder and gives what it writes.
fn run(program: &Path, folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{} {arguments:?}: {errors}",
        program.display()
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A folder with the genome as plain FASTA and each file of its matches.
fn folder(name: &str, hits: &Hits) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let mut genome = Vec::new();
    for record in hits.genome().records() {
        genome.extend_from_slice(format!(">{}\n", record.name).as_bytes());
        let mut letters = Vec::new();
        hits.genome().sequence(record.id, 0..u64::MAX, &mut letters);
        for line in letters.chunks(60) {
            genome.extend_from_slice(line);
            genome.push(b'\n');
        }
    }
    for (name, content) in [
        ("genome.fa", genome),
        ("matches.bed", bed_of(hits)),
        ("matches.gff3", gff3_of(hits)),
        ("matches.fa", fasta_of(hits, 0)),
        ("flanked.fa", fasta_of(hits, 75)),
    ] {
        fs::write(folder.join(name), content).expect("a file");
    }
    // Left over from another run, it would be of another file.
    let _ = fs::remove_file(folder.join("genome.fa.fai"));
    folder
}

/// The letters of each entry of FASTA with lines as they are.
fn sequences(fasta: &str) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in fasta.lines() {
        match (line.strip_prefix('>'), entries.last_mut()) {
            (Some(name), _) => entries.push((name.to_owned(), String::new())),
            (None, Some((_, letters))) => letters.push_str(line),
            (None, None) => panic!("no header before {line}"),
        }
    }
    entries
}

#[test]
fn bedtools_reads_bed_and_gff3_alike() {
    let Some(bedtools) = program("BEDTOOLS", "bedtools") else {
        return;
    };
    let genome = Arc::new(open_file(&data(GENOME)));
    let hits = search(&genome, MOTIFS, 0);
    let folder = folder("bedtools", &hits);
    let own = sequences(&fs::read_to_string(folder.join("matches.fa")).expect("FASTA"));
    for file in ["matches.bed", "matches.gff3"] {
        let arguments = ["getfasta", "-s", "-fi", "genome.fa", "-bed", file];
        let got = sequences(&run(&bedtools, &folder, &arguments));
        let letters = |entries: &[(String, String)]| -> Vec<String> {
            entries.iter().map(|(_, letters)| letters.clone()).collect()
        };
        assert_eq!(letters(&got), letters(&own), "{file}");
    }
    // Every line of one lies exactly on one of the other.
    let both = [
        "intersect",
        "-f",
        "1",
        "-r",
        "-s",
        "-u",
        "-a",
        "matches.bed",
        "-b",
        "matches.gff3",
    ];
    let bed = fs::read_to_string(folder.join("matches.bed")).expect("BED");
    let stranded: Vec<&str> = bed.lines().filter(|line| !line.ends_with('.')).collect();
    let intersection = run(&bedtools, &folder, &both);
    let met: Vec<&str> = intersection
        .lines()
        .filter(|line| !line.ends_with('.'))
        .collect();
    assert!(
        stranded.len() > 100 && met == stranded,
        "{} of {}",
        met.len(),
        stranded.len()
    );
}

#[test]
fn genometools_finds_nothing_wrong_with_gff3() {
    let Some(validator) = program("GENOMETOOLS", "gt") else {
        return;
    };
    let genome = Arc::new(open_file(&data(GENOME)));
    let folder = folder("gff3", &search(&genome, MOTIFS, 1));
    let arguments = ["gff3validator", "-typecheck", "so", "matches.gff3"];
    assert_eq!(
        run(&validator, &folder, &arguments),
        "input is valid GFF3\n"
    );

    // Names with all that has a meaning in the format.
    let odd = b">a;b=c,d&e%f>g [h] x\nGAATTCGAATTC\n".as_slice();
    let genome = Arc::new(open([odd]).expect("FASTA"));
    let folder = self::folder(
        "gff3-odd",
        &search(&genome, "odd; name=\"1,2\" & 50%\tGAATTC", 0),
    );
    let arguments = ["gff3validator", "matches.gff3"];
    assert_eq!(
        run(&validator, &folder, &arguments),
        "input is valid GFF3\n"
    );
}

#[test]
fn seqkit_finds_the_same_letters() {
    let Some(seqkit) = program("SEQKIT", "seqkit") else {
        return;
    };
    let genome = Arc::new(open_file(&data(GENOME)));
    let hits = search(&genome, MOTIFS, 0);
    let folder = folder("seqkit", &hits);
    // Each line of BED with 75 letters on both sides; seqkit leaves out those at the ends of a record as we do.
    let arguments = [
        "subseq",
        "--bed",
        "matches.bed",
        "-u",
        "75",
        "-d",
        "75",
        "genome.fa",
    ];
    let got = sequences(&run(&seqkit, &folder, &arguments));
    let got: BTreeSet<String> = got.into_iter().map(|(_, letters)| letters).collect();
    let own = sequences(&fs::read_to_string(folder.join("flanked.fa")).expect("FASTA"));
    let own: BTreeSet<String> = own.into_iter().map(|(_, letters)| letters).collect();
    assert!(own.len() > 1000, "{} sequences", own.len());
    assert_eq!(got, own);

    // In what was written every match of the motif is found again, right at its beginning.
    let arguments = ["locate", "-P", "-p", "TATAAT", "--bed", "matches.fa"];
    let found = run(&seqkit, &folder, &arguments);
    let pribnow = hits.motif_counts(1).total();
    assert_eq!(found.lines().count() as u64, pribnow);
    for line in found.lines() {
        let place: Vec<&str> = line.split('\t').skip(1).take(2).collect();
        assert_eq!(place, ["0", "6"], "{line}");
    }
    let lengths = run(&seqkit, &folder, &["fx2tab", "-n", "-l", "matches.fa"]);
    assert_eq!(lengths.lines().count() as u64, hits.total());
    assert!(lengths.lines().all(|line| line.ends_with("\t6")));
}
