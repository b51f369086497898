//! What tests need from the system: browsers with their drivers, genomes, and programs to compare with.

use std::{env, fs, path::PathBuf, process::Command};

use anyhow::Result;

use crate::{debian, step};

/// What one kind of test needs.
pub(crate) struct Needs {
    what_for: &'static str,
    /// The Debian packages that bring all of it.
    packages: &'static [&'static str],
    needs: &'static [Need],
}

/// Something on the system, and the variable that tells tests where it is.
struct Need {
    variable: &'static str,
    what: &'static str,
    /// Names of the program, or paths of the file, in which one folder may be `*`.
    names: &'static [&'static str],
}

/// Real genomes, and independent programs that search them.
pub(crate) const COMPARISONS: Needs = Needs {
    what_for: "comparisons with other programs",
    packages: &[
        "seqkit",
        "emboss",
        "bedtools",
        "genometools",
        "smalt-examples",
    ],
    needs: &[
        Need {
            variable: "SEQKIT",
            what: "seqkit",
            names: &["seqkit"],
        },
        Need {
            variable: "FUZZNUC",
            what: "fuzznuc of EMBOSS",
            names: &["fuzznuc"],
        },
        Need {
            variable: "BEDTOOLS",
            what: "bedtools",
            names: &["bedtools"],
        },
        Need {
            variable: "GENOMETOOLS",
            what: "gt of GenomeTools",
            names: &["gt"],
        },
        Need {
            variable: "MOTIF_MATCHER_FALCIPARUM",
            what: "the genome of Plasmodium falciparum",
            names: &["/usr/share/doc/smalt/test/data/genome_1.fa.gz"],
        },
    ],
};

const CHROMIUM: Need = Need {
    variable: "CHROMIUM",
    what: "Chromium",
    names: &["chromium", "chromium-browser", "google-chrome"],
};

const CHROMEDRIVER: Need = Need {
    variable: "CHROMEDRIVER",
    what: "the driver of Chromium",
    names: &["chromedriver"],
};

/// The browser that runs the tests in WebAssembly.
pub(crate) const WASM: Needs = Needs {
    what_for: "tests in WebAssembly",
    packages: &["chromium", "chromium-driver"],
    needs: &[CHROMIUM, CHROMEDRIVER],
};

/// All browsers; the driver of Firefox comes as a crate.
pub(crate) const BROWSERS: Needs = Needs {
    what_for: "tests in browsers",
    packages: &[
        "chromium",
        "chromium-driver",
        "firefox-esr",
        "webkit2gtk-driver",
        "xvfb",
    ],
    needs: &[
        CHROMIUM,
        CHROMEDRIVER,
        Need {
            variable: "FIREFOX",
            what: "Firefox",
            names: &["firefox-esr", "firefox"],
        },
        Need {
            variable: "WEBKIT_DRIVER",
            what: "the driver of WebKitGTK",
            names: &["WebKitWebDriver"],
        },
        Need {
            variable: "WEBKIT_BROWSER",
            what: "the small browser of WebKitGTK",
            names: &[
                "/usr/lib/*/webkit2gtk-4.1/MiniBrowser",
                "/usr/lib/*/webkit2gtk-4.0/MiniBrowser",
            ],
        },
        Need {
            variable: "XVFB",
            what: "a screen for WebKitGTK (Xvfb)",
            names: &["Xvfb"],
        },
    ],
};

/// The compiler that libFuzzer is built with.
pub(crate) const FUZZ: Needs = Needs {
    what_for: "fuzzing",
    packages: &["g++"],
    needs: &[Need {
        variable: "CXX",
        what: "a compiler of C++",
        names: &["c++", "g++", "clang++"],
    }],
};

impl Needs {
    /// Installs what is missing, where that can be done.
    ///
    /// # Errors
    /// If this is Debian and its packages cannot be installed.
    pub(crate) fn set_up(&self) -> Result<()> {
        if debian::is_here() {
            debian::install(self.packages, self.what_for)?;
        }
        Ok(())
    }

    /// Says what is missing, and so which tests are skipped; gives whether anything is.
    pub(crate) fn report_missing(&self) -> bool {
        let mut any = false;
        for need in self.needs.iter().filter(|need| need.find().is_none()) {
            any = true;
            step::announce(&format!(
                "Skipped in {}: {} is not on this system (set {} to where it is)",
                self.what_for, need.what, need.variable
            ));
        }
        any
    }

    /// Tells the tests where everything is; what they are not told they skip.
    pub(crate) fn tell(&self, command: &mut Command) {
        for need in self.needs {
            if let Some(path) = need.find() {
                command.env(need.variable, path);
            }
        }
    }
}

impl Need {
    /// Where the person says it is, or else the first of the names that is there.
    fn find(&self) -> Option<PathBuf> {
        env::var_os(self.variable)
            .map(PathBuf::from)
            .or_else(|| self.names.iter().find_map(|name| find(name)))
    }
}

fn find(name: &str) -> Option<PathBuf> {
    let places: Vec<PathBuf> = if let Some((before, after)) = name.split_once("/*/") {
        let mut folders: Vec<PathBuf> = fs::read_dir(before)
            .ok()?
            .flatten()
            .map(|entry| entry.path().join(after))
            .collect();
        folders.sort();
        folders
    } else if name.starts_with('/') {
        vec![PathBuf::from(name)]
    } else {
        let folders = env::var_os("PATH")?;
        env::split_paths(&folders)
            .map(|folder| folder.join(name))
            .collect()
    };
    places.into_iter().find(|path| path.is_file())
}
