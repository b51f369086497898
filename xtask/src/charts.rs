//! The chart library, cut down to the charts that the page draws.

use std::{path::PathBuf, process::Command};

use anyhow::Result;

use crate::{files, step, tools};

/// Bundles `charts/charts.js`, which sets `window.echarts`, with the parts that it loads, and gives their folder.
///
/// # Errors
/// If the npm packages cannot be installed, or the bundle cannot be made.
pub(crate) fn build() -> Result<PathBuf> {
    let programs = tools::npm()?;
    let folder = files::target("charts");
    step::announce("Bundling the charts");
    files::remove_folder(&folder)?;
    step::run(
        Command::new(programs.join("esbuild"))
            .current_dir(files::root())
            .args([
                "charts/charts.js",
                "--bundle",
                "--splitting",
                "--minify",
                "--format=esm",
                "--target=es2022",
            ])
            .args([
                "--legal-comments=none",
                "--log-level=warning",
                "--define:process.env.NODE_ENV=\"production\"",
            ])
            .arg(format!("--outdir={}", folder.display())),
    )?;
    Ok(folder)
}
