//! Programs that the build uses: crates go to `.tools/`, npm packages to `node_modules/`.

use std::{env, fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, anyhow};

use crate::{files, step};

const WASM_SPLIT: &str = "0.2.4";
const GECKODRIVER: &str = "0.37.1";

/// Turns a compiled module into what a browser loads: of exactly the version that the modules were compiled with.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    // Without `--locked`: its own lock file may name versions of crates that are no longer to be had.
    install(
        "wasm-bindgen-cli",
        &wasm_bindgen_version()?,
        "wasm-bindgen",
        &[],
    )
}

/// Runs WebAssembly tests in a browser; comes with `wasm-bindgen`.
pub(crate) fn wasm_bindgen_test_runner() -> Result<PathBuf> {
    wasm_bindgen().map(|path| path.with_file_name("wasm-bindgen-test-runner"))
}

/// Cuts a module into parts.
pub(crate) fn wasm_split() -> Result<PathBuf> {
    install(
        "wasm_split_cli_support",
        WASM_SPLIT,
        "wasm-split-cli",
        &["--locked", "--features", "build-binary"],
    )
}

/// Drives Firefox.
pub(crate) fn geckodriver() -> Result<PathBuf> {
    install("geckodriver", GECKODRIVER, "geckodriver", &["--locked"])
}

/// The programs of the npm packages that `package-lock.json` names.
pub(crate) fn npm() -> Result<PathBuf> {
    let root = files::root();
    let lock = files::read(&root.join("package-lock.json"))?;
    let stamp = root.join("node_modules/.installed");
    if fs::read_to_string(&stamp).ok().as_ref() != Some(&lock) {
        step::announce("Installing npm packages: axe-core, binaryen, echarts, esbuild");
        step::run(
            Command::new("npm")
                .current_dir(root)
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]),
        )
        .context("the npm packages need Node.js 18 or newer with npm: install it, then run this command again")?;
        fs::write(&stamp, lock)?;
    }
    Ok(root.join("node_modules/.bin"))
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn wasm_bindgen_version() -> Result<String> {
    let lock = files::read(&files::root().join("Cargo.lock"))?;
    let mut lines = lock.lines();
    lines
        .find(|line| *line == "name = \"wasm-bindgen\"")
        .and_then(|_| lines.next())
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| anyhow!("Cargo.lock names no version of wasm-bindgen"))
}

fn install(package: &str, version: &str, program: &str, options: &[&str]) -> Result<PathBuf> {
    let folder = files::root().join(".tools");
    let path = folder.join("bin").join(program);
    let installed = fs::read_to_string(folder.join(".crates.toml")).unwrap_or_default();
    if path.exists() && installed.contains(&format!("\"{package} {version} (")) {
        return Ok(path);
    }
    step::announce(&format!(
        "Installing {package} {version} (takes some minutes)"
    ));
    let mut command = cargo();
    command
        .args([
            "install",
            "--force",
            "--version",
            version,
            package,
            "--root",
        ])
        .arg(&folder)
        .args(options)
        .env("CARGO_TARGET_DIR", files::target("tools"))
        .current_dir(files::root());
    // These programs work for seconds and compile for minutes.
    for (name, value) in [
        ("OPT_LEVEL", "0"),
        ("LTO", "off"),
        ("CODEGEN_UNITS", "16"),
        ("DEBUG", "false"),
        ("STRIP", "true"),
    ] {
        command.env(format!("CARGO_PROFILE_RELEASE_{name}"), value);
    }
    step::run(&mut command).with_context(|| {
        format!("{package} is missing: `cargo install {package}@{version}` would bring it")
    })?;
    Ok(path)
}
