//! The built site in a browser, driven from outside.

mod engine;
mod read;
mod regexp;

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use browser_tests::browser::{Browser, downloads};
use browser_tests::driver::Driver;
use browser_tests::folder::Folder;
use browser_tests::needs;
use fantoccini::error::CmdError;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use tokio::runtime::Runtime;

pub(crate) use engine::{Answer, Engine, Plan};
pub(crate) use read::{WAYS, Way, read};
pub(crate) use regexp::search_with_regexp;

/// The longest that the page may take until it is isolated.
const LOAD_PATIENCE: Duration = Duration::from_secs(60);
/// The longest that anything measured may take.
const PATIENCE: Duration = Duration::from_secs(1_800);
const POLL_INTERVAL: Duration = Duration::from_millis(50);
/// Where the file that is worked on is chosen.
const INPUT: &str = "bench-file";

/// The page, isolated by its service worker as for anybody.
pub(crate) struct Page {
    browser: Browser,
    client: Client,
    runtime: Runtime,
    version: String,
    // In this order: the browser ends before its folder goes.
    _driver: Driver,
    _folder: Folder,
}

impl Page {
    /// Starts the browser and opens the page.
    ///
    /// # Errors
    /// Says what is missing, or what the browser refuses.
    pub(crate) fn open(browser: Browser) -> Result<Self> {
        let site = needs::site().map_err(told_by_bench)?;
        let folder = Folder::new();
        std::fs::create_dir(downloads(folder.path()))?;
        let capabilities = browser.capabilities(folder.path()).map_err(told_by_bench)?;
        let driver = browser.driver(folder.path()).map_err(told_by_bench)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities)
                    .connect(&driver.url()),
            )
            .with_context(|| format!("{browser} did not start"))?;
        let version = client
            .capabilities()
            .and_then(|all| all.get("browserVersion")?.as_str())
            .unwrap_or("of unknown version")
            .to_owned();
        let page = Self {
            browser,
            client,
            runtime,
            version,
            _driver: driver,
            _folder: folder,
        };
        page.load(&site)?;
        Ok(page)
    }

    /// The browser.
    pub(crate) const fn browser(&self) -> Browser {
        self.browser
    }

    /// The browser's version.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// Threads that the page would start an engine with.
    ///
    /// # Errors
    /// If the page has gone.
    pub(crate) fn available_threads(&self) -> Result<u32> {
        let threads = self.script("return navigator.hardwareConcurrency", &[])?;
        Ok(threads.as_u64().unwrap_or(1).clamp(1, 64) as u32)
    }

    /// Today, as the browser has it.
    ///
    /// # Errors
    /// If the page has gone.
    pub(crate) fn date(&self) -> Result<String> {
        let date = self.script("return new Date().toISOString().slice(0, 10)", &[])?;
        Ok(date.as_str().unwrap_or_default().to_owned())
    }

    fn load(&self, site: &str) -> Result<()> {
        let timeouts = TimeoutConfiguration::new(Some(PATIENCE), None, None);
        self.run(self.client.update_timeouts(timeouts))?;
        self.run(self.client.goto(site))?;
        let is_ready =
            "return crossOriginIsolated && document.querySelector('meta[name=engine]') !== null";
        let start = Instant::now();
        // The page loads itself once more to be isolated; a script may fail meanwhile.
        while self.script(is_ready, &[]).ok() != Some(Value::Bool(true)) {
            if start.elapsed() > LOAD_PATIENCE {
                bail!(
                    "the page was not isolated in time: does `cargo xtask serve` show it in a browser?"
                );
            }
            sleep(POLL_INTERVAL);
        }
        Ok(())
    }

    /// Chooses a file as a person does; scripts find it in the input `bench-file`.
    pub(crate) fn choose(&self, path: &Path) -> Result<()> {
        self.script(
            "document.getElementById(arguments[0])?.remove();
            const input = document.createElement('input');
            input.type = 'file';
            input.id = arguments[0];
            document.body.append(input);",
            &[INPUT.into()],
        )?;
        let path = path
            .to_str()
            .ok_or_else(|| anyhow!("{} is no Unicode: rename the file", path.display()))?;
        self.run(async {
            let input = self.client.find(Locator::Id(INPUT)).await?;
            input.send_keys(path).await
        })
        .with_context(|| format!("{path} cannot be chosen"))
    }

    fn script(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.run(self.client.execute(script, arguments.to_vec()))
    }

    /// Runs a script that ends by calling its last argument.
    fn script_with_answer(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.run(self.client.execute_async(script, arguments.to_vec()))
    }

    fn run<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> Result<T> {
        self.runtime
            .block_on(async { tokio::time::timeout(PATIENCE, command).await })
            .with_context(|| format!("{} does not answer", self.browser))?
            .map_err(Into::into)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // What cannot be closed any more is gone already.
        let _ = self.run(self.client.clone().close());
    }
}

/// The needs of tests name their own command.
fn told_by_bench(reason: String) -> anyhow::Error {
    anyhow!(reason.replace("cargo xtask test browser", "cargo xtask bench"))
}
