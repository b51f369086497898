//! Programs of their own, each started anew for every measurement.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use browser_tests::needs::need;
use serde_json::Value;

use super::pattern::Pattern;
use super::peer::Outcome;

/// The course's algorithm in Numba, on so many threads.
pub(super) fn numba(file: &Path, motif: &str, threads: u32) -> Result<Outcome> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/shift_and.py");
    let mut command = Command::new(program("PYTHON")?);
    command
        .arg(script)
        .args(["--threads", &threads.to_string()])
        .arg(file)
        .arg(motif);
    let (text, _) = run(&mut command)?;
    let found: Value = serde_json::from_str(&text)
        .with_context(|| format!("the script in Numba printed `{}`", text.trim()))?;
    let number = |name: &str| found[name].as_f64().with_context(|| format!("no {name}"));
    let matches = found["matches"].as_u64().context("no count")?;
    Ok(Outcome::apart(
        number("load_ms")?,
        number("search_ms")?,
        matches,
    ))
}

/// `seqkit locate`. It knows no spacer of variable length, so it is given every length.
pub(super) fn seqkit(file: &Path, motif: &Pattern, threads: u32) -> Result<Outcome> {
    let mut command = Command::new(program("SEQKIT")?);
    command.args(["locate", "--bed", "--ignore-case", "--quiet"]);
    command.args(["--threads", &threads.to_string()]);
    if motif.is_degenerate() {
        command.arg("--degenerate");
    }
    if motif.is_same_on_both_strands() {
        command.arg("--only-positive-strand");
    }
    for expansion in motif.expansions() {
        command.args(["--pattern", &expansion]);
    }
    let (text, ms) = run(command.arg(file))?;
    Ok(Outcome::whole(ms, text.lines().count() as u64, 0))
}

/// EMBOSS `fuzznuc`.
pub(super) fn fuzznuc(file: &Path, motif: &str, is_on_one_strand: bool) -> Result<Outcome> {
    let mut command = Command::new(program("FUZZNUC")?);
    command.arg("-sequence").arg(file).args(["-pattern", motif]);
    if !is_on_one_strand {
        command.arg("-complement");
    }
    let (text, ms) = run(command.args(["-rformat", "seqtable", "-stdout", "-auto"]))?;
    // Rows begin with two numbers and end with the matched letters.
    let found: Vec<&str> = text
        .lines()
        .filter_map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let is_row = words.len() >= 6 && words[..2].iter().all(|w| w.parse::<u64>().is_ok());
            is_row.then(|| words[words.len() - 1])
        })
        .collect();
    let is_base = |letter: u8| b"ACGTU".contains(&letter.to_ascii_uppercase());
    let over_others = found.iter().filter(|letters| !letters.bytes().all(is_base));
    Ok(Outcome::whole(
        ms,
        found.len() as u64,
        over_others.count() as u64,
    ))
}

/// Where the program is.
///
/// # Errors
/// If it is not on this system.
pub(super) fn program(variable: &str) -> Result<std::path::PathBuf> {
    need(variable).map_err(|_| anyhow!("it is not on this system (set {variable} to where it is)"))
}

/// What the program prints, and how long it takes, in ms.
fn run(command: &mut Command) -> Result<(String, f64)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let start = Instant::now();
    let output = command
        .output()
        .with_context(|| format!("{name} cannot be started"))?;
    let ms = start.elapsed().as_secs_f64() * 1e3;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{name} failed ({}): {}", output.status, said.trim());
    }
    Ok((String::from_utf8(output.stdout)?, ms))
}
