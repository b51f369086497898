//! Comparison with independent programs on the spot, where they are installed: seqkit and EMBOSS fuzznuc.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use engine::conformance::Random;
use engine::{
    Genome, Match, Motif, Query, Scope, Search, Sequential, Sharing, Stepwise, Strand,
    StrandChoice, Version,
};

use crate::support::open;

/// Record, start (0-based), end, strand.
type Place = (String, u64, u64, char);

/// A genome in a file of its own, which is removed in the end.
struct GenomeFile {
    genome: Arc<Genome>,
    path: PathBuf,
}

impl GenomeFile {
    fn new(seed: u64) -> Self {
        let random = &mut Random::new(seed);
        let mut text = Vec::new();
        for record in ["one", "two", "three"] {
            text.extend_from_slice(format!(">{record}\n").as_bytes());
            // Fewer different letters make more matches.
            let letters: &[u8] = random.pick(&[b"ACGT", b"ACGTacgt", b"AATTTACGa"]);
            for _ in 0..500 {
                text.extend((0..60).map(|_| random.pick(letters)));
                text.push(b'\n');
            }
        }
        // Tests run at the same time, each with files of its own.
        static FILES: AtomicU32 = AtomicU32::new(0);
        let (process, file) = (std::process::id(), FILES.fetch_add(1, Relaxed));
        let path = std::env::temp_dir().join(format!("motif-matcher-{process}-{file}.fa"));
        std::fs::write(&path, &text).expect("a temporary file");
        let genome = Arc::new(open([text.as_slice()]).expect("FASTA"));
        Self { genome, path }
    }

    /// Our matches, in order; one on both strands as one on either.
    fn places(&self, motif: &str, mismatches: usize) -> Vec<Place> {
        let query = Query {
            motifs: vec![Motif::parse(motif).expect("a motif").into()],
            mismatches,
            strands: StrandChoice::Both,
            scope: Scope::default(),
            version: Version::default(),
            sharing: Sharing::OneThread,
            threads: 1,
        };
        let mut search = Search::new(Arc::clone(&self.genome), query).expect("memory");
        search.step(&Sequential, &|| false);
        let rows = search.into_hits().rows(0, usize::MAX);
        let mut places: Vec<Place> = rows.iter().flat_map(|row| self.place(row)).collect();
        places.sort();
        places
    }

    fn place(&self, row: &Match) -> Vec<Place> {
        let symbols = match row.strand {
            Strand::Forward => "+",
            Strand::Reverse => "-",
            Strand::Both => "+-",
        };
        let name = self.genome.record(row.record).name;
        let places = symbols.chars();
        places
            .map(|symbol| (name.to_owned(), row.start, row.end, symbol))
            .collect()
    }
}

impl Drop for GenomeFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The output's rows, or none if the program is not installed.
fn run(program: &str, arguments: &[&str]) -> Option<Vec<Vec<String>>> {
    let output = Command::new(program)
        .args(arguments)
        .stderr(Stdio::null())
        .output();
    let Ok(output) = output else {
        println!("skipped: {program} is not installed");
        return None;
    };
    assert!(output.status.success(), "{program} failed");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    Some(
        text.lines()
            .map(|line| line.split('\t').map(String::from).collect())
            .collect(),
    )
}

fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}

fn seqkit(path: &Path, motif: &str, mismatches: usize) -> Option<Vec<Place>> {
    let most = mismatches.to_string();
    // It takes either degenerate motifs or mismatches.
    let kind: &[&str] = match mismatches {
        0 => &["-d"],
        _ => &["-m", &most],
    };
    let file = ["--bed", "-i", "-p", motif, path.to_str()?];
    let rows = run("seqkit", &[&["locate"], kind, &file].concat())?;
    let mut places: Vec<Place> = rows
        .into_iter()
        .map(|row| {
            (
                row[0].clone(),
                number(&row[1]),
                number(&row[2]),
                row[5].chars().next().expect("a strand"),
            )
        })
        .collect();
    places.sort();
    Some(places)
}

fn fuzznuc(path: &Path, motif: &str, mismatches: usize) -> Option<Vec<Place>> {
    let most = mismatches.to_string();
    let arguments = [
        "-pmismatch",
        &most,
        "-sequence",
        path.to_str()?,
        "-pattern",
        motif,
        "-complement",
        "-rformat",
        "excel",
        "-stdout",
        "-auto",
    ];
    let rows = run("fuzznuc", &arguments)?;
    let mut places: Vec<Place> = rows
        .into_iter()
        .filter(|row| row.len() > 5 && row[0] != "SeqName")
        .map(|row| {
            let (from, to) = (number(&row[1]), number(&row[2]));
            (
                row[0].clone(),
                from.min(to) - 1,
                from.max(to),
                row[4].chars().next().expect("a strand"),
            )
        })
        .collect();
    places.sort();
    Some(places)
}

type Program = fn(&Path, &str, usize) -> Option<Vec<Place>>;

/// Compares the places of motifs, each with so many mismatches.
fn check(motifs: &[(&str, usize)], other: Program) {
    for seed in [1, 2] {
        let file = GenomeFile::new(seed);
        for &(motif, mismatches) in motifs {
            let Some(expected) = other(&file.path, motif, mismatches) else {
                return;
            };
            let got = file.places(motif, mismatches);
            assert!(
                !expected.is_empty(),
                "seed {seed}, {motif}, {mismatches}: too rare to tell"
            );
            let difference = got
                .iter()
                .zip(&expected)
                .find(|(got, expected)| got != expected);
            assert_eq!(difference, None, "seed {seed}, {motif}, {mismatches}");
            assert_eq!(
                got.len(),
                expected.len(),
                "seed {seed}, {motif}, {mismatches}"
            );
        }
    }
}

#[test]
fn seqkit_finds_the_same() {
    let motifs = [
        "GAATTC", "AAAA", "RGATCY", "CCWGG", "ANNNNT", "TATAAT", "BDHVK", "T", "NACN",
    ];
    check(&motifs.map(|motif| (motif, 0)), seqkit);
}

#[test]
fn fuzznuc_finds_the_same() {
    let motifs = [
        "GAATTC",
        "AN(0,5)A",
        "TTAN(2,4)TAA",
        "[AC]TN(1,2)GN(3,5)W",
        "AAA(1,3)C",
        "TATAN(14,18)TAWWWT",
    ];
    check(&motifs.map(|motif| (motif, 0)), fuzznuc);
}

#[test]
fn seqkit_finds_the_same_with_mismatches() {
    let motifs = [
        ("GAATTC", 1),
        ("GAATTC", 3),
        ("TTGACAGCTT", 2),
        ("ACGTTGCATTGACAGCTTAC", 8),
    ];
    check(&motifs, seqkit);
}

#[test]
fn fuzznuc_finds_the_same_with_mismatches() {
    let motifs = [("GAATTC", 2), ("RGATCYA", 1), ("TTGACN(4)TATAAT", 3)];
    check(&motifs, fuzznuc);
}
