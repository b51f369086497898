//! The browsers that the tests drive, with their drivers, and the genomes and tools that they compare with.

use std::{env, fs, path::PathBuf, process::Command};

use anyhow::Result;

use crate::{debian, step, tools};

/// Both browsers and drivers that Debian packages, what shows WebKit's window, and independent searchers.
const PACKAGES: [&str; 9] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "seqkit",
    "emboss",
    "ripgrep",
    "smalt-examples",
];

/// Something that tests need from the system, and the variable that tells them where it is.
struct Need {
    variable: &'static str,
    what: &'static str,
    names: &'static [&'static str],
}

const NEEDS: [Need; 10] = [
    need(
        "CHROMIUM",
        "Chromium",
        &["chromium", "chromium-browser", "google-chrome"],
    ),
    need("CHROMEDRIVER", "the driver of Chromium", &["chromedriver"]),
    need("FIREFOX", "Firefox", &["firefox-esr", "firefox"]),
    need(
        "WEBKIT_DRIVER",
        "the driver of WebKitGTK",
        &["WebKitWebDriver"],
    ),
    need(
        "WEBKIT_BROWSER",
        "WebKitGTK's browser",
        &[
            "/usr/lib/*/webkit2gtk-4.1/MiniBrowser",
            "/usr/lib/*/webkit2gtk-4.0/MiniBrowser",
        ],
    ),
    need("XVFB", "a screen for WebKitGTK", &["Xvfb"]),
    need("SEQKIT", "seqkit, an independent searcher", &["seqkit"]),
    need("FUZZNUC", "fuzznuc, an independent searcher", &["fuzznuc"]),
    need("RIPGREP", "ripgrep, an independent searcher", &["rg"]),
    need(
        "PLASMODIUM_FASTA",
        "the genome of Plasmodium falciparum",
        &["/usr/share/doc/smalt/test/data/genome_1.fa.gz"],
    ),
];

const fn need(variable: &'static str, what: &'static str, names: &'static [&'static str]) -> Need {
    Need {
        variable,
        what,
        names,
    }
}

/// Brings what the tests need from the system, where that can be done.
///
/// # Errors
/// If this is Debian and its packages cannot be installed.
pub(crate) fn set_up() -> Result<()> {
    if debian::is_here() {
        debian::install(&PACKAGES, "the tests")?;
    }
    Ok(())
}

/// Tells the tests where everything is. They skip what they are not told, and say so; here it is said why.
pub(crate) fn tell(command: &mut Command) {
    for need in &NEEDS {
        match need.find() {
            Some(path) => {
                command.env(need.variable, path);
            }
            None => step::announce(&format!(
                "{} is not on this system: tests of it are skipped (set {} to where it is)",
                need.what, need.variable
            )),
        }
    }
}

/// Tells the tests where the driver of Firefox is, which is installed as a crate.
///
/// # Errors
/// If it is missing and cannot be installed.
pub(crate) fn tell_geckodriver(command: &mut Command) -> Result<()> {
    command.env("GECKODRIVER", tools::geckodriver()?);
    Ok(())
}

/// Whether the tests would be told a place under this variable.
pub(crate) fn has(variable: &str) -> bool {
    NEEDS
        .iter()
        .any(|need| need.variable == variable && need.find().is_some())
}

impl Need {
    /// Where the person says it is, or else the first of the names that is there.
    fn find(&self) -> Option<PathBuf> {
        env::var_os(self.variable)
            .map(PathBuf::from)
            .or_else(|| self.names.iter().find_map(|name| find(name)))
    }
}

/// Finds a program by its name, or a file by its path, in which one folder may be `*`.
fn find(name: &str) -> Option<PathBuf> {
    if let Some((before, after)) = name.split_once("/*/") {
        let mut folders: Vec<PathBuf> = fs::read_dir(before)
            .ok()?
            .flatten()
            .map(|entry| entry.path())
            .collect();
        folders.sort();
        return folders
            .into_iter()
            .map(|folder| folder.join(after))
            .find(|path| path.is_file());
    }
    if name.starts_with('/') {
        return Some(PathBuf::from(name)).filter(|path| path.is_file());
    }
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}
