//! The benchmarks: the built site's engine in browsers, searching alone and beside other programs, and opening.

use std::{ffi::OsString, process::Command};

use anyhow::{Result, anyhow, bail};

use crate::{
    files,
    needs::{BROWSERS, COMPARISONS, WASM},
    python, server, site, step, tools,
};

/// Runs the package `benches` with the options, which it explains itself.
///
/// # Errors
/// If an option is wrong, something is missing, or something cannot be measured; never for a floor that is missed.
pub(crate) fn run(options: &[&str]) -> Result<()> {
    let build = !options.contains(&"--no-build");
    let options: Vec<&str> = options
        .iter()
        .copied()
        .filter(|option| *option != "--no-build")
        .collect();
    // A wrong option is told before anything is built, and genomes are made before anything is measured.
    start(benches(&options).arg("--prepare"))?;
    set_up(options.first().copied())?;
    if build {
        site::build()?;
    }
    let server = server::Server::start(0)?;
    measure(&options, &server)
}

/// One short round of everything on the served site, so that the benchmarks never rot. Says so if there is no Chromium.
///
/// # Errors
/// If something cannot be measured, or counts differ.
pub(crate) fn check(server: &server::Server) -> Result<()> {
    WASM.set_up()?;
    if WASM.report_missing() {
        return Ok(());
    }
    COMPARISONS.set_up()?;
    measure(&["--short"], server)?;
    measure(&["peers", "--short"], server)?;
    measure(&["open", "--short"], server)
}

fn set_up(subject: Option<&str>) -> Result<()> {
    if subject == Some("open") {
        // It says itself which browsers it leaves out.
        return BROWSERS.set_up();
    }
    WASM.set_up()?;
    if WASM.report_missing() {
        bail!("there is nothing to measure in: install Chromium and its driver");
    }
    if subject == Some("peers") {
        COMPARISONS.set_up()?;
    }
    Ok(())
}

fn measure(options: &[&str], server: &server::Server) -> Result<()> {
    let mut command = benches(options);
    WASM.tell(&mut command);
    let is_short = options.contains(&"--short");
    match options.first().copied() {
        Some("peers") => tell_of_peers(&mut command),
        Some("open") if !is_short => {
            BROWSERS.tell(&mut command);
            command.env("GECKODRIVER", tools::geckodriver()?);
        }
        _ => {}
    }
    start(command.env("SITE_URL", server.url()))
}

fn tell_of_peers(command: &mut Command) {
    COMPARISONS.tell(command);
    match python::with_packages() {
        Ok(python) => {
            command
                .env("PYTHON", python)
                // What it compiles is kept for the next run.
                .env("NUMBA_CACHE_DIR", files::target("bench").join("numba"));
        }
        Err(error) => step::announce(&format!("Without Python: {error:#}")),
    }
}

/// The program says itself what is wrong.
fn start(command: &mut Command) -> Result<()> {
    step::run(command).map_err(|_| anyhow!("the benchmarks stopped, for the reason above"))
}

/// The program, run where this one was, so that paths of files are understood.
fn benches(options: &[&str]) -> Command {
    let mut command = tools::cargo();
    command
        .args(["run", "--quiet", "--locked", "--package", "benches"])
        .arg("--manifest-path")
        .arg(files::root().join("Cargo.toml"))
        .arg("--")
        .args(options.iter().map(OsString::from));
    command
}
