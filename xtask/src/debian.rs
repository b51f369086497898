//! Debian packages, on systems that have them.

use std::{path::Path, process::Command, sync::OnceLock};

use anyhow::{Context, Result, bail};

use crate::step;

/// Whether this system installs its programs with `apt-get`.
pub(crate) fn is_here() -> bool {
    Path::new("/usr/bin/dpkg-query").exists() && Path::new("/usr/bin/apt-get").exists()
}

/// Installs those of the packages that are missing.
///
/// # Errors
/// Names the packages that are missing, and the command that would bring them.
pub(crate) fn install(packages: &[&str], what_for: &str) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if !is_here() {
        bail!(
            "{what_for} needs what Debian packages as `{names}`, and this system is no Debian: install it by hand"
        );
    }
    step::announce(&format!(
        "Installing Debian packages for {what_for}: {names}"
    ));
    update_once()
        .and_then(|()| {
            step::run(
                apt_get()
                    .args(["install", "-y", "-qq", "--no-install-recommends"])
                    .args(&missing),
            )
        })
        .with_context(|| {
            format!(
                "{what_for} needs the Debian packages `{names}`: \
                 run `apt-get update && apt-get install --no-install-recommends {names}` as root"
            )
        })
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .output()
        .is_ok_and(|output| output.stdout == b"installed")
}

/// Fetches the lists of packages, once for a run of this program: a new machine has none, or old ones.
fn update_once() -> Result<()> {
    static DONE: OnceLock<bool> = OnceLock::new();
    if *DONE.get_or_init(|| step::run(apt_get().args(["update", "-qq"])).is_ok()) {
        Ok(())
    } else {
        bail!("`apt-get update` failed")
    }
}

/// `apt-get`, by way of `sudo` for an ordinary user, and never asking a question.
fn apt_get() -> Command {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let mut command = if root {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "env"]);
        sudo
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    command
}
