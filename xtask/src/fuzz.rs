//! Fuzzing: texts that are changed and joined until the engine goes a new way with them.
//!
//! The targets are in `fuzz/`. They are built with libFuzzer's counters, which the stable compiler knows too.

use std::{fs, process::Command};

use anyhow::{Context, Result, bail};

use crate::{files, needs::FUZZ, step, tools};

/// How long a target is fuzzed when nothing is said.
pub(crate) const SECONDS: u64 = 60;

/// The targets, each with a few texts to begin with.
const TARGETS: [(&str, &[&[u8]]); 7] = [
    (
        "input",
        &[
            include_bytes!("../../tests/data/specimens/soft_masked.fa"),
            include_bytes!("../../tests/data/specimens/many_members.fa.gz"),
            include_bytes!("../../tests/data/specimens/genome.fa.zst"),
            include_bytes!("../../tests/data/specimens/frames.fa.zst"),
            include_bytes!("../../tests/data/specimens/genome.2bit"),
            include_bytes!("../../tests/data/specimens/big_endian_version1.2bit"),
            include_bytes!("../../tests/data/specimens/two_files.zip"),
            include_bytes!("../../tests/data/specimens/zip64_behind.zip"),
        ],
    ),
    (
        "fasta",
        &[
            b"\x01\x00>one two\r\nACGTNNacgt\r\n\r\nRYK-*.U\n;note\n>\nAC GT",
            b"\x07\xff>lines\nACGTTGCAACGTTGCAACGT\nACGTTGCAACGTTGCAACGT\nACGTTGCAACGTTGCAACGT\nACG\n",
            b"\x09\x01raw\n> tab\tone\nAC\rGT\r\n>p\nMFLE\n",
        ],
    ),
    (
        "gzip",
        &[
            b"\x01\x00\x30\x08>one\nAC\n\x00\x07ACGTAC\n\x02\x04>two\x06\x03000",
            b"\x02\x00\x03\x08>one\nAC\n\x04\x05ACGT\n\x05\x00",
            b"\x03\x05\x10\x00\x01\x03\x08>one\nAC\n\x05\x00",
            b"\x04\x00\xf8\x10ACGTTGCAACGGATTA\xfb\x08ACGTTGCA\x05\x00",
        ],
    ),
    (
        "two_bit",
        &[
            b"\x01\x00\x08abcdmnop\x05ABCDE\x00\x03xyz",
            b"\x02\x04\x18\x00\x01\x20\x00\x02\x07abcdopq\x0512345",
        ],
    ),
    (
        "kept",
        &[
            b"\x00\x00ACGTNNacgtRY\x00ACG\x00nnnACGTacgt",
            b"\x00\x01\x01\x50\x00\x80ACGTNNacgtRY\x00ACG",
            b"\x01\x02\x01\x10\x00\x01\x02\x64\x00\xffACGTNNacgtRY\x00ACG",
        ],
    ),
    (
        "motif",
        &[
            b"RCTGTGYRN(17,23)CYTCTCTG",
            b"EcoRI GAATTC\nTATA\tTATA[AT]A{1,3}",
            b">a b\nCCN\n(7)GG\n>\nnac",
        ],
    ),
    (
        "search",
        &[
            b"\x00\x00\x00GAATTC\x00GGAATTCC\x00gaattc",
            b"\x01\x00\x05GAN(1,3)TC\nRY\x00GAATCGACCTC\x00NNGATTC",
            b"\x08\x02\x07AN(0,2)CW{1,4}G\x00ACGTNNRYACGTAG",
        ],
    ),
];

const FLAGS: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// Fuzzes one target, or all, each for so long. What was worth keeping is found again in `target/fuzz/corpus`.
///
/// # Errors
/// If there is no such target, or one has failed: the text that did it is in `target/fuzz/failures`.
pub(crate) fn run(target: Option<&str>, seconds: u64) -> Result<()> {
    FUZZ.set_up()?;
    if FUZZ.report_missing() {
        return Ok(());
    }
    let chosen: Vec<_> = TARGETS
        .iter()
        .filter(|(name, _)| target.is_none_or(|target| target == *name))
        .collect();
    if chosen.is_empty() {
        let names = TARGETS.map(|(name, _)| name).join(", ");
        bail!("there is no such target to fuzz: expected one of {names}");
    }
    // Named, so that build scripts are not compiled with the fuzzer's counters.
    let host = step::read(tools::cargo().arg("-vV"))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("cargo does not say for which computers it compiles")?;
    let fuzz = files::target("fuzz");
    step::announce("Building the fuzz targets");
    step::run(
        tools::cargo()
            .current_dir(files::root().join("fuzz"))
            .args(["build", "--locked", "--release", "--target", host])
            .arg("--target-dir")
            .arg(&fuzz)
            .env("RUSTFLAGS", FLAGS.join(" ")),
    )?;
    for (name, seeds) in chosen {
        step::announce(&format!("Fuzzing {name} for {seconds} s"));
        let corpus = fuzz.join("corpus").join(name);
        let failures = fuzz.join("failures").join(name);
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&failures)?;
        for (index, seed) in seeds.iter().enumerate() {
            fs::write(corpus.join(format!("seed-{index}")), seed)?;
        }
        let program = fuzz.join(host).join("release").join(name);
        step::run(
            Command::new(&program)
                .arg(&corpus)
                .arg(format!("-artifact_prefix={}/", failures.display()))
                .arg(format!("-max_total_time={seconds}"))
                .args([
                    "-seed=1",
                    "-max_len=2048",
                    "-verbosity=0",
                    "-print_final_stats=1",
                ]),
        )?;
    }
    Ok(())
}
