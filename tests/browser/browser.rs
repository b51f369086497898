//! The browsers, how each is started, and which build of the engine it then runs.

use std::fmt;
use std::path::{Path, PathBuf};

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::needs::need;

/// A browser program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Chromium, or one of its family.
    Chromium,
    /// Firefox.
    Firefox,
    /// The small browser of WebKitGTK.
    WebKit,
}

/// A build of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// With shared memory and a pool of threads.
    Threads,
    /// Without; for browsers that give no shared memory.
    Single,
}

/// A browser, set up so that the page picks the given build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Browser {
    /// The program.
    pub program: Program,
    /// The build that the page is to pick.
    pub build: Build,
}

impl fmt::Display for Browser {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let build = match self.build {
            Build::Threads => "threads",
            Build::Single => "one thread",
        };
        write!(out, "{:?} ({build})", self.program)
    }
}

impl Browser {
    /// As it comes.
    pub const CHROMIUM: Self = Self::new(Program::Chromium, Build::Threads);
    /// Without service workers, so that the page is not isolated.
    pub const CHROMIUM_SINGLE: Self = Self::new(Program::Chromium, Build::Single);
    /// As it comes.
    pub const FIREFOX: Self = Self::new(Program::Firefox, Build::Threads);
    /// Without service workers, as in a private window.
    pub const FIREFOX_SINGLE: Self = Self::new(Program::Firefox, Build::Single);
    /// With a setting that lets shared memory be sent to a worker.
    pub const WEBKIT: Self = Self::new(Program::WebKit, Build::Threads);
    /// As it comes: isolated, but its shared memory cannot be sent to a worker.
    pub const WEBKIT_SINGLE: Self = Self::new(Program::WebKit, Build::Single);

    const fn new(program: Program, build: Build) -> Self {
        Self { program, build }
    }

    /// Whether it and all that drives it is told to be on this system.
    pub fn is_here(self) -> bool {
        let variables: &[&str] = match self.program {
            Program::Chromium => &["CHROMIUM", "CHROMEDRIVER"],
            Program::Firefox => &["FIREFOX", "GECKODRIVER"],
            Program::WebKit => &["WEBKIT_BROWSER", "WEBKIT_DRIVER", "XVFB"],
        };
        variables.iter().all(|variable| need(variable).is_ok())
    }

    /// Starts the driver; the browser itself comes with the session. What the browser keeps goes to `folder`.
    ///
    /// # Errors
    /// Says what is missing on this system.
    pub fn driver(self, folder: &Path) -> Result<Driver, String> {
        match self.program {
            Program::Chromium => Driver::start(
                need("CHROMEDRIVER")?,
                |port| vec![format!("--port={port}")],
                &[],
            ),
            Program::Firefox => {
                let arguments = |port| vec!["--host=127.0.0.1".into(), format!("--port={port}")];
                Driver::start(need("GECKODRIVER")?, arguments, &[("HOME", folder.into())])
            }
            Program::WebKit => self.webkit_driver(folder),
        }
    }

    fn webkit_driver(self, folder: &Path) -> Result<Driver, String> {
        let (screen, display) = Driver::screen(need("XVFB")?);
        let mut environment: Vec<(&str, PathBuf)> = vec![
            ("DISPLAY", display.into()),
            ("HOME", folder.into()),
            ("XDG_CACHE_HOME", folder.join("cache")),
            ("XDG_CONFIG_HOME", folder.join("config")),
            ("XDG_DATA_HOME", folder.join("data")),
            // Its sandbox does not start for root, and tests open no page but ours.
            ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1".into()),
            // A graphics card that is emulated takes a third of a scenario's time.
            ("WEBKIT_DISABLE_COMPOSITING_MODE", "1".into()),
        ];
        if self.build == Build::Threads {
            // Without it the page is isolated, but shared memory cannot be sent to a worker.
            environment.push(("JSC_useSharedArrayBuffer", "1".into()));
        }
        let config = folder.join("config");
        std::fs::create_dir_all(&config).map_err(|error| error.to_string())?;
        let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads(folder).display());
        std::fs::write(config.join("user-dirs.dirs"), downloads)
            .map_err(|error| error.to_string())?;
        let arguments = |port| vec!["--host=127.0.0.1".into(), format!("--port={port}")];
        let driver = Driver::start(need("WEBKIT_DRIVER")?, arguments, &environment)?;
        Ok(driver.with_screen(screen))
    }

    /// What the driver is asked for.
    ///
    /// # Errors
    /// Says what is missing on this system.
    pub fn capabilities(self, folder: &Path) -> Result<Capabilities, String> {
        let mut capabilities = match self.program {
            Program::Chromium => chromium(&need("CHROMIUM")?, folder),
            Program::Firefox => firefox(&need("FIREFOX")?, folder, self.build),
            Program::WebKit => webkit(&need("WEBKIT_BROWSER")?),
        };
        // The page may load itself once more, which confuses a driver that waits for the load. Tests wait for what
        // they need.
        capabilities["pageLoadStrategy"] = "none".into();
        match capabilities {
            Value::Object(capabilities) => Ok(capabilities),
            other => unreachable!("capabilities are an object, not {other}"),
        }
    }
}

/// Where the browser puts what is downloaded.
pub fn downloads(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

/// What the browser asks of any network, as Chromium logs it.
pub fn network_log(folder: &Path) -> PathBuf {
    folder.join("network.json")
}

fn chromium(program: &Path, folder: &Path) -> Value {
    json!({
        "goog:chromeOptions": {
            "binary": program,
            "args": [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,800",
                format!("--user-data-dir={}", folder.join("profile").display()),
                format!("--log-net-log={}", network_log(folder).display()),
            ],
            "prefs": { "download.default_directory": downloads(folder) },
        },
        "goog:loggingPrefs": { "browser": "ALL" },
    })
}

fn firefox(program: &Path, folder: &Path, build: Build) -> Value {
    json!({
        "moz:firefoxOptions": {
            "binary": program,
            "args": ["-headless", "--width=1280", "--height=800"],
            "prefs": {
                // As in a private window.
                "dom.serviceWorkers.enabled": build == Build::Threads,
                "browser.download.folderList": 2,
                "browser.download.dir": downloads(folder),
                "browser.download.always_ask_before_handling_new_types": false,
                "browser.helperApps.neverAsk.saveToDisk": "text/plain,application/octet-stream",
            },
        },
    })
}

fn webkit(program: &Path) -> Value {
    json!({
        "webkitgtk:browserOptions": { "binary": program, "args": ["--automation"] },
    })
}
