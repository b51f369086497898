//! Python with the packages of the benchmarks, in an environment of its own: `.tools/python/`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{debian, files, step};

const REQUIREMENTS: &str = "benches/peers/requirements.txt";

/// Its Python, after installing what is missing.
///
/// # Errors
/// If there is no Python that makes environments, or the packages cannot be installed.
pub(crate) fn with_packages() -> Result<PathBuf> {
    let folder = files::root().join(".tools/python");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let requirements = files::root().join(REQUIREMENTS);
    let wanted = files::read(&requirements)?;
    let stamp = folder.join(".installed");
    if python.exists() && fs::read_to_string(&stamp).ok().as_ref() == Some(&wanted) {
        return Ok(python);
    }
    step::announce("Installing Python packages into .tools/python");
    make_environment(&folder)?;
    step::run(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(["--disable-pip-version-check", "--no-input", "--requirement"])
            .arg(&requirements),
    )
    .with_context(|| format!("the packages of {REQUIREMENTS} cannot be installed"))?;
    fs::write(&stamp, wanted)?;
    Ok(python)
}

fn make_environment(folder: &Path) -> Result<()> {
    let make = |python: &str| {
        let mut command = Command::new(python);
        command.args(["-m", "venv", "--clear"]).arg(folder);
        command
    };
    // A Python without the means for it says so at length, which is of no use if Debian has one with them.
    if step::read(&mut make("python3")).is_ok() {
        return Ok(());
    }
    if debian::is_here() {
        debian::install(&["python3", "python3-venv"], "comparisons with Numba")?;
        return step::run(&mut make("/usr/bin/python3"));
    }
    step::run(&mut make("python3"))
        .context("Python 3.11 or newer with its module `venv` is missing: install it")
}
