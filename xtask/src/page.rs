//! The page: its module, cut into parts that are loaded when they are needed, and its styles.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::{
    compiler::{self, TARGET},
    files,
    optimise::optimise,
    step, tools,
};

/// The compiled module keeps what tells the parts' code and data from the rest; and views of one shape share their code.
const FLAGS: [&str; 2] = ["-Clink-arg=--emit-relocs", "--cfg=erase_components"];
/// What leptos exports to stream to a server, which there is none of.
const UNUSED_EXPORTS: &str = "*intounderlying*";

/// Builds into `target/pages/<version>/` and gives the version, which changes with the content.
///
/// # Errors
/// If a tool is missing and cannot be installed, or the page does not compile.
pub(crate) fn build() -> Result<String> {
    let pages = files::target("pages");
    let fresh = pages.join("new");
    files::remove_folder(&fresh)?;
    fs::create_dir_all(&fresh)?;
    let npm = tools::npm()?;
    module(&npm, &fresh)?;
    files::copy(&files::root().join("src/start.js"), &fresh.join("start.js"))?;
    style(&npm, &fresh)?;
    files::publish(&pages, &fresh)
}

/// Where the page of a version lies.
pub(crate) fn folder(version: &str) -> PathBuf {
    files::target("pages").join(version)
}

/// Compiles, cuts, binds and optimises: `main.js` with `main_bg.wasm`, and a module for each part.
fn module(npm: &Path, to: &Path) -> Result<()> {
    let compiler = compiler::find()?;
    let wasm_split = tools::wasm_split()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    step::announce("Building the page");
    step::run(compiler.cargo("page", &FLAGS).args([
        "build",
        "--locked",
        "--package",
        "motif-matcher",
        "--release",
        "--target",
        TARGET,
    ]))?;
    let whole = files::target("page")
        .join(TARGET)
        .join("release/motif-matcher.wasm");
    let parts = files::target("page").join("parts");
    files::remove_folder(&parts)?;
    step::run(Command::new(wasm_split).arg(whole).arg(&parts))?;
    step::run(
        Command::new(wasm_bindgen)
            .args(["--target", "web", "--no-typescript", "--out-name", "main"])
            // The parts find in it what they share by the names that the compiler gave.
            .args(["--keep-lld-exports", "--no-demangle", "--out-dir"])
            .arg(to)
            .arg(parts.join("main.wasm")),
    )?;
    for name in files::list(&parts)? {
        if name != "main.wasm" {
            files::copy(&parts.join(&name), &to.join(&name))?;
        }
    }
    let options = [format!("--remove-exports={UNUSED_EXPORTS}")];
    optimise(npm, to, "main", &options)
}

/// All styles in one file.
fn style(npm: &Path, to: &Path) -> Result<()> {
    step::run(
        Command::new(npm.join("esbuild"))
            .current_dir(files::root())
            .args([
                "style/style.css",
                "--bundle",
                "--minify",
                "--log-level=warning",
            ])
            .arg(format!("--outfile={}", to.join("style.css").display())),
    )
}
