//! The chart library, cut down to the charts that the page draws.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::Result;

use crate::{files, step, tools};

/// Bundles `charts/charts.js` into one script, which sets `window.echarts`.
///
/// # Errors
/// If the npm packages cannot be installed, or the bundle cannot be made.
pub(crate) fn build() -> Result<PathBuf> {
    let programs = tools::npm()?;
    let script = files::target("charts").join("charts.js");
    step::announce("Bundling the charts");
    step::run(
        Command::new(programs.join("esbuild"))
            .current_dir(files::root())
            .args([
                "charts/charts.js",
                "--bundle",
                "--minify",
                "--format=iife",
                "--target=es2022",
            ])
            .args([
                "--legal-comments=none",
                "--log-level=warning",
                "--define:process.env.NODE_ENV=\"production\"",
            ])
            .arg(format!("--outfile={}", script.display())),
    )?;
    let content = fs::read(&script)?;
    let gzipped = gzipped_bytes(&content).map_or(String::new(), |bytes| {
        format!(", {} KB gzipped", bytes / 1000)
    });
    eprintln!("    charts.js: {} KB{gzipped}", content.len() / 1000);
    Ok(script)
}

/// The size over the wire, where `gzip` is at hand to tell.
fn gzipped_bytes(content: &[u8]) -> Option<usize> {
    let mut gzip = Command::new("gzip")
        .args(["-9", "-c"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = gzip.stdin.take()?;
    let content = content.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&content).is_ok());
    let output = gzip.wait_with_output().ok()?;
    (writer.join().ok()? && output.status.success()).then_some(output.stdout.len())
}
