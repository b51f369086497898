//! The site: page, engines, charts and example, together in `dist/`.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{charts, compiler, engines, files, seal, step, tools};

/// The genome behind the button `Open example`.
const EXAMPLE: &str = "vibrio_cholerae_N16961.fa.gz";

/// Builds the site, ready for any static host under any sub-path.
///
/// # Errors
/// If a tool is missing and cannot be installed, or a part of the site does not build.
pub(crate) fn build() -> Result<()> {
    let _lock = files::lock()?;
    let engine = engines::build()?;
    let charts = charts::build()?;
    page()?;
    let dist = files::dist();
    files::copy_folder(
        &engines::folder(&engine),
        &dist.join("engines").join(&engine),
    )?;
    files::copy(&charts, &dist.join("charts.js"))?;
    let example = files::root().join("tests/data").join(EXAMPLE);
    files::copy(&example, &dist.join("example").join(EXAMPLE))?;
    seal::seal(&dist, &engine)
}

/// Builds the engines alone.
///
/// # Errors
/// If a tool is missing and cannot be installed, or the engine does not compile.
pub(crate) fn build_engines() -> Result<()> {
    let _lock = files::lock()?;
    engines::build()?;
    Ok(())
}

/// Trunk lays the page anew, so nothing of a former site is left in `dist/`.
fn page() -> Result<()> {
    let compiler = compiler::find()?;
    let trunk = tools::trunk()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    let npm = tools::npm()?;
    step::announce("Building the page");
    let mut command = Command::new(&trunk);
    compiler.prepare(
        &mut command,
        "page",
        &[],
        &[wasm_bindgen.parent().unwrap_or(Path::new(".")), &npm],
    )?;
    // Trunk takes `NO_COLOR` for an option of its own, and stops at the values that others understand.
    command.env_remove("NO_COLOR");
    step::run(command.args(["build", "--release", "--locked", "--log", "warn"]))
}
