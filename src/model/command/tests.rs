//! The commands are run, and find as many matches as the engine.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use engine::{Decoder, Genome, GenomeBuilder, NamedMotif, Query, Search, Sequential, Stepwise};
use protocol::{BaseCounts, Holding, OpenTimes, Sharing, Version};

use super::*;

const STRANDS: [StrandChoice; 3] = [
    StrandChoice::Both,
    StrandChoice::Forward,
    StrandChoice::Reverse,
];

fn genome(file_names: &[&str], compression: Compression) -> GenomeSummary {
    GenomeSummary {
        file_names: file_names.iter().map(|&name| name.to_owned()).collect(),
        file_bytes: 0,
        text_bytes: 0,
        kept_bytes: None,
        compression,
        record_count: 1,
        empty_record_count: 0,
        duplicate_name_count: 0,
        length_bases: 0,
        base_counts: BaseCounts::default(),
        other_letters: Vec::new(),
        holding: Holding::InMemory,
        store_bytes: 0,
        typical_search_ms: None,
        times: OpenTimes::default(),
    }
}

fn settings(mismatches: u32, strands: StrandChoice) -> SearchSettings {
    SearchSettings {
        motifs: String::new(),
        mismatches,
        strands,
        version: Version::BitPlanes,
        sharing: Sharing::Blocks,
        threads: 1,
    }
}

fn motifs(text: &str) -> Vec<MotifCounts> {
    let motifs = NamedMotif::parse_list(text).expect(text);
    let counts = motifs.into_iter().map(|named| MotifCounts {
        is_self_reverse_complement: named.motif.is_self_reverse_complement(),
        motif: named.motif.to_string(),
        name: named.name,
        forward: 0,
        reverse: 0,
        both: 0,
        expected_matches: 0.0,
    });
    counts.collect()
}

fn made(genome: &GenomeSummary, motif: &str, mismatches: u32, strands: StrandChoice) -> Commands {
    let motifs = motifs(motif);
    let motifs: Vec<&MotifCounts> = motifs.iter().collect();
    commands(genome, &settings(mismatches, strands), &motifs)
}

#[track_caller]
fn check(motif: &str, mismatches: u32, strands: StrandChoice, expected: &str) {
    let genome = genome(&["a genome.fa"], Compression::Plain);
    let commands = made(&genome, motif, mismatches, strands);
    assert_eq!(commands.text.as_deref(), Some(expected));
}

#[test]
fn commands_are_written_out() {
    use StrandChoice::{Both, Forward, Reverse};
    check(
        "GAATTC",
        0,
        Both,
        "seqkit locate --bed --ignore-case --only-positive-strand --pattern GAATTC 'a genome.fa'",
    );
    check(
        "GGRNCC(0,1)",
        0,
        Reverse,
        "seqkit locate --bed --ignore-case --degenerate --only-positive-strand --pattern GNYCC --pattern GGNYCC 'a genome.fa'",
    );
    check(
        "GGATC",
        2,
        Both,
        "seqkit locate --bed --ignore-case --max-mismatch 2 --pattern GGATC 'a genome.fa'",
    );
    check(
        "RCTGTGYRN(17,23)CYTCTCTG",
        2,
        Both,
        "fuzznuc -sequence fasta::stdin -pattern 'RCTGTGYRN(17,23)CYTCTCTG' -pmismatch 2 -complement -rformat seqtable -stdout -auto < 'a genome.fa'",
    );
    check(
        "A(1,2)C(1,2)",
        0,
        Forward,
        "fuzznuc -sequence fasta::stdin -pattern 'A(1,2)C(1,2)' -rformat seqtable -stdout -auto < 'a genome.fa'",
    );
}

#[test]
fn files_are_given_as_they_are() {
    let check = |names: &[&str], compression, motif: &str, expected: &str| {
        let commands = made(&genome(names, compression), motif, 0, StrandChoice::Both);
        let text = commands.text.unwrap_or_default();
        assert!(text.contains(expected), "{text}");
    };
    let varying = "A(1,2)C(1,2)";
    check(
        &["-a.fa.gz"],
        Compression::Gzip,
        "GG",
        "--pattern GG ./-a.fa.gz",
    );
    check(&["a.fa", "b.fa"], Compression::Plain, "GG", "GG a.fa b.fa");
    check(
        &["a.zst"],
        Compression::Zstd,
        "GG",
        "zstd -cdqf a.zst | seqkit",
    );
    check(
        &["a.gz"],
        Compression::Bgzf,
        varying,
        "gzip -cdf a.gz | fuzznuc",
    );
    check(
        &["a", "b"],
        Compression::Plain,
        varying,
        "gzip -cdf a b | fuzznuc",
    );
    check(&[PASTED], Compression::Plain, "GG", "GG pasted.fa");
    let pasted = made(
        &genome(&[PASTED], Compression::Plain),
        "GG",
        0,
        StrandChoice::Both,
    );
    assert!(
        pasted.remark.ends_with("as pasted.fa first."),
        "{}",
        pasted.remark
    );
}

#[test]
fn where_there_is_none_it_is_said_why() {
    let check = |compression, motif, mismatches, expected: &str| {
        let commands = made(
            &genome(&["x"], compression),
            motif,
            mismatches,
            StrandChoice::Both,
        );
        assert_eq!(commands.text, None, "{motif}");
        assert!(commands.remark.contains(expected), "{}", commands.remark);
    };
    check(Compression::Zip, "GG", 0, "ZIP");
    check(Compression::TwoBit, "GG", 0, "2bit");
    check(Compression::Plain, "GG", 2, "as many mismatches as letters");
    check(
        Compression::Plain,
        "A(1,3)CW(0,2)T",
        1,
        "a part other than N",
    );
}

#[test]
fn of_several_motifs_each_has_its_line() {
    let plain = genome(&["x.fa"], Compression::Plain);
    let commands = made(
        &plain,
        "EcoRI GAATTC\nGGATG\nodd\tA(1,3)CW(0,2)T",
        1,
        StrandChoice::Both,
    );
    let text = commands.text.expect("two of them");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        [lines[0], lines[2], lines[4]],
        ["# EcoRI", "# GGATG", "# odd"]
    );
    assert!(
        lines[1].contains("GAATTC") && lines[3].contains("GGATG"),
        "{text}"
    );
    assert!(lines[5].starts_with("# There is no command"), "{text}");
    assert_eq!(commands.remark.matches("seqkit gives BED").count(), 1);
}

/// FASTA of random letters; `others` are among them now and then. Seeded.
fn fasta(others: &[u8]) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    };
    let mut text = Vec::new();
    for (record, letters) in [6_000, 2_500, 30].into_iter().enumerate() {
        text.extend(format!(">record{record} of it\n").bytes());
        for index in 1..=letters {
            let other =
                (random(60) == 0 && !others.is_empty()).then(|| others[random(others.len())]);
            text.push(other.unwrap_or_else(|| b"ACGTacgt"[random(8)]));
            if index % 60 == 0 || index == letters {
                text.push(b'\n');
            }
        }
    }
    text
}

fn opened(text: &[u8]) -> Arc<Genome> {
    let mut builder = GenomeBuilder::new("raw");
    let mut decoder = Decoder::new();
    let mut push = |text: &[u8]| builder.push(text);
    decoder.push(text, &mut push).expect("FASTA");
    decoder.finish(&mut push).expect("FASTA");
    Arc::new(builder.finish().expect("FASTA"))
}

fn found(genome: &Arc<Genome>, motif: &str, mismatches: u32, strands: StrandChoice) -> u64 {
    let query = Query {
        motifs: NamedMotif::parse_list(motif).expect(motif),
        mismatches: mismatches as usize,
        strands: match strands {
            StrandChoice::Both => engine::StrandChoice::Both,
            StrandChoice::Forward => engine::StrandChoice::Forward,
            StrandChoice::Reverse => engine::StrandChoice::Reverse,
        },
        version: engine::Version::Naive,
        sharing: engine::Sharing::OneThread,
        threads: 1,
        scope: engine::Scope::default(),
    };
    let mut search = Search::new(Arc::clone(genome), query).expect("memory");
    search.step(&Sequential, &|| false);
    search.into_hits().total()
}

/// Runs the command as a person would, in the folder of the file; none if its program is not on this system.
fn run(command: &str, folder: &Path) -> Option<u64> {
    let (program, variable) = match command.contains("seqkit locate") {
        true => ("seqkit", "SEQKIT"),
        false => ("fuzznuc", "FUZZNUC"),
    };
    let path = std::env::var_os(variable).map(PathBuf::from);
    let Some(path) = path.or_else(|| in_path(program)) else {
        println!("skipped: {program} is not on this system (set {variable} to where it is)");
        return None;
    };
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let own = path.parent().map(Path::to_owned);
    let folders = own.into_iter().chain(std::env::split_paths(&folders));
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(folders).expect("folders"))
        .output()
        .expect("a shell");
    assert!(output.status.success(), "{command}: {output:?}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let is_place = |word: Option<&str>| word.is_some_and(|word| word.parse::<u64>().is_ok());
    let rows = text.lines().filter(|line| {
        let mut words = line.split_whitespace();
        // seqkit begins with the record's name.
        if program == "seqkit" {
            words.next();
        }
        is_place(words.next()) && is_place(words.next())
    });
    Some(rows.count() as u64)
}

fn in_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let mut paths = std::env::split_paths(&folders).map(|folder| folder.join(program));
    paths.find(|path| path.is_file())
}

#[test]
fn commands_find_what_the_engine_finds() {
    const FILE: &str = "it's: a (small) genome.fa";
    for others in [b"".as_slice(), b"NnRYk"] {
        let folder = tempfile::tempdir().expect("a folder");
        let text = fasta(others);
        std::fs::write(folder.path().join(FILE), &text).expect("a file");
        let (native, summary) = (opened(&text), genome(&[FILE], Compression::Plain));
        for (motif, mismatches) in [
            ("GATC", 0),
            ("GGA", 0),
            ("GAATTC", 1),
            ("GGATCA", 2),
            ("GAWTC", 0),
            ("NGGNN", 0),
            ("GAN(2,4)TC", 0),
            ("GA(0,3)TC", 0),
            ("A(2,4)", 1),
            ("GRTA", 1),
            ("GGATN(1,3)CCRA", 2),
            ("A(1,3)CN(0,2)T", 0),
            ("W(1,3)S(1,3)R(1,2)", 0),
        ] {
            for strands in STRANDS {
                let commands = made(&summary, motif, mismatches, strands);
                let command = commands.text.expect(motif);
                let Some(got) = run(&command, folder.path()) else {
                    continue;
                };
                let expected = found(&native, motif, mismatches, strands);
                assert!(expected > 0, "{motif}");
                // To fuzznuc such letters match; that is said.
                let may_be_more = !others.is_empty() && command.starts_with("fuzznuc");
                assert!(
                    got == expected || may_be_more && got > expected,
                    "{got} matches instead of {expected} by {command}"
                );
            }
        }
    }
}

#[test]
fn several_files_are_read_as_one_genome() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fasta(b"");
    for name in ["a.fa", "b.fa"] {
        std::fs::write(folder.path().join(name), &text).expect("a file");
    }
    let (native, summary) = (opened(&text), genome(&["a.fa", "b.fa"], Compression::Plain));
    for motif in ["GGA", "A(1,3)CN(0,2)T"] {
        let command = made(&summary, motif, 0, StrandChoice::Both)
            .text
            .expect(motif);
        let Some(got) = run(&command, folder.path()) else {
            continue;
        };
        assert_eq!(
            got,
            2 * found(&native, motif, 0, StrandChoice::Both),
            "{command}"
        );
    }
}
