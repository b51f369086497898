//! A session of a browser, from the outside: commands that wait for their answer.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::wd::WebDriverCompatibleCommand;
pub(crate) use fantoccini::wd::WindowHandle as Tab;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::browser::{self, Browser, Program};
use crate::driver::Driver;
use crate::folder::Folder;

/// The longest wait for anything that the page does.
const PATIENCE: Duration = Duration::from_secs(60);
/// The longest wait for a single command.
const COMMAND_PATIENCE: Duration = Duration::from_secs(90);
const POLL_INTERVAL: Duration = Duration::from_millis(20);
/// How often a click is tried that may not reach its element.
const CLICKS: u32 = 3;
/// How often a browser is started: its driver may refuse the first time.
const STARTS: u32 = 3;

/// Brings an element into view, waits until it stands still, and notes from then on whether it is clicked.
const WAIT_FOR_REST: &str = r"
    const [xpath, answer] = arguments;
    const find = () => document.evaluate(xpath, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
    find()?.scrollIntoView({ block: 'nearest' });
    let place, times = 0;
    const look = () => {
      const element = find();
      const { left, top, width, height } = element?.getBoundingClientRect() ?? {};
      const now = [left, top, width, height].join();
      times = now === place ? times + 1 : 0;
      place = now;
      if (times < 6) return setTimeout(look, 15);
      window.wasClicked = false;
      element?.addEventListener('click', () => { window.wasClicked = true; }, { capture: true, once: true });
      answer(true);
    };
    look();
";

/// A browser that runs, with a profile of its own.
pub(crate) struct Session {
    client: Client,
    runtime: Runtime,
    browser: Browser,
    _driver: Driver,
    folder: Folder,
}

impl Session {
    /// Starts the browser.
    ///
    /// # Errors
    /// Says what is missing on this system.
    ///
    /// # Panics
    /// If it does not start.
    pub(crate) fn start(browser: Browser) -> Result<Self, String> {
        for _ in 1..STARTS {
            match Self::try_start(browser)? {
                Ok(session) => return Ok(session),
                Err(reason) => eprintln!("{browser} did not start: {reason}"),
            }
        }
        let started = Self::try_start(browser)?;
        Ok(started.unwrap_or_else(|reason| panic!("{browser} did not start: {reason}")))
    }

    /// Starts the browser, or gives the reason why it does not start.
    fn try_start(browser: Browser) -> Result<Result<Self, String>, String> {
        let folder = Folder::new();
        std::fs::create_dir(browser::downloads(folder.path()))
            .map_err(|error| error.to_string())?;
        let capabilities = browser.capabilities(folder.path())?;
        let driver = browser.driver(folder.path())?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        let url = driver.url();
        let client = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            let connecting = builder.capabilities(capabilities).connect(&url);
            tokio::time::timeout(COMMAND_PATIENCE, connecting).await
        });
        Ok(match client {
            Ok(Ok(client)) => Ok(Self {
                client,
                runtime,
                browser,
                _driver: driver,
                folder,
            }),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("it took too long".into()),
        })
    }

    pub(crate) fn browser(&self) -> Browser {
        self.browser
    }

    /// The folder of this session, which goes with it.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where downloads go.
    pub(crate) fn downloads(&self) -> PathBuf {
        browser::downloads(self.folder.path())
    }

    /// Ends the browser.
    pub(crate) fn end(&self) {
        // What cannot be closed any more is gone already.
        let _ = self.run(self.client.clone().close());
    }

    pub(crate) fn go_to(&self, url: &str) {
        self.run(self.client.goto(url))
            .unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// The tab that is looked at.
    pub(crate) fn tab(&self) -> Tab {
        self.run(self.client.window())
            .unwrap_or_else(|error| panic!("no tab: {error}"))
    }

    /// Opens an empty tab, and looks at it from then on.
    pub(crate) fn new_tab(&self) -> Tab {
        let tab = self
            .run(self.client.new_window(true))
            .unwrap_or_else(|error| panic!("no new tab: {error}"))
            .handle;
        self.go_to_tab(&tab);
        tab
    }

    /// Looks at this tab from now on.
    pub(crate) fn go_to_tab(&self, tab: &Tab) {
        self.run(self.client.switch_to_window(tab.clone()))
            .unwrap_or_else(|error| panic!("{tab:?}: {error}"));
    }

    pub(crate) fn reload(&self) {
        self.run(self.client.refresh())
            .unwrap_or_else(|error| panic!("the page does not load again: {error}"));
    }

    /// Runs a script in the page; `arguments` are its arguments.
    #[track_caller]
    pub(crate) fn script(&self, script: &str, arguments: &[Value]) -> Value {
        self.try_script(script, arguments)
            .unwrap_or_else(|error| panic!("{error} in\n{script}"))
    }

    /// Runs a script, which may fail while the page is being loaded.
    pub(crate) fn try_script(&self, script: &str, arguments: &[Value]) -> Result<Value, CmdError> {
        self.run(self.client.execute(script, arguments.to_vec()))
    }

    /// Runs a script that ends by calling its last argument.
    #[track_caller]
    pub(crate) fn script_with_answer(&self, script: &str, arguments: &[Value]) -> Value {
        self.run(self.client.execute_async(script, arguments.to_vec()))
            .unwrap_or_else(|error| panic!("{error} in\n{script}"))
    }

    /// Waits until there is something, which is called `what`.
    #[track_caller]
    pub(crate) fn wait<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
            std::thread::sleep(POLL_INTERVAL);
        }
    }

    /// Waits for an element.
    #[track_caller]
    pub(crate) fn find(&self, xpath: &str) -> Element {
        self.wait(xpath, || {
            self.run(self.client.find(Locator::XPath(xpath))).ok()
        })
    }

    /// Whether there is such an element now.
    pub(crate) fn has(&self, xpath: &str) -> bool {
        self.run(self.client.find(Locator::XPath(xpath))).is_ok()
    }

    #[track_caller]
    pub(crate) fn click(&self, xpath: &str) {
        let mut clicked = Ok(());
        // The driver of WebKit clicks where the element was a moment ago, whatever is there by then.
        let is_inexact = self.browser().program == Program::WebKit;
        for _ in 0..if is_inexact { CLICKS } else { 1 } {
            if is_inexact {
                self.find(xpath);
                self.script_with_answer(WAIT_FOR_REST, &[json!(xpath)]);
            }
            clicked = self.click_uncovered(xpath);
            if clicked.is_ok() && !(is_inexact && self.is_missed()) {
                return;
            }
        }
        clicked.unwrap_or_else(|error| panic!("cannot click {xpath}: {error}"));
    }

    /// Clicks as soon as nothing covers the element: what runs is told at the end of the screen, above the form.
    fn click_uncovered(&self, xpath: &str) -> Result<(), CmdError> {
        self.wait(&format!("{xpath} to be covered no more"), || {
            let clicked = self.run(self.find(xpath).click());
            let is_covered = matches!(&clicked, Err(CmdError::Standard(fault))
                if fault.error == ErrorStatus::ElementClickIntercepted);
            (!is_covered).then_some(clicked)
        })
    }

    /// Whether the element that has been waited for was not clicked since.
    fn is_missed(&self) -> bool {
        let was_clicked = self.try_script("return window.wasClicked", &[]);
        // A page that goes away was clicked.
        was_clicked.is_ok_and(|answer| answer == false)
    }

    #[track_caller]
    pub(crate) fn send_keys(&self, xpath: &str, keys: &str) {
        let element = self.find(xpath);
        self.run(element.send_keys(keys))
            .unwrap_or_else(|error| panic!("cannot type into {xpath}: {error}"));
    }

    /// Empties a box.
    #[track_caller]
    pub(crate) fn clear(&self, xpath: &str) {
        let element = self.find(xpath);
        self.run(element.clear())
            .unwrap_or_else(|error| panic!("cannot empty {xpath}: {error}"));
    }

    /// Puts fingers on the screen, moves them all at once, and lifts them; each from one place of the window to another, in pixels.
    #[track_caller]
    pub(crate) fn touch(&self, fingers: &[[[f64; 2]; 2]]) {
        let place = |[x, y]: [f64; 2], duration: u32| json!({ "type": "pointerMove", "duration": duration, "x": x.round(), "y": y.round() });
        let finger = |(index, &[from, to]): (usize, &[[f64; 2]; 2])| {
            let half = [0, 1].map(|axis| f64::midpoint(from[axis], to[axis]));
            json!({
                "type": "pointer",
                "id": format!("finger {index}"),
                "parameters": { "pointerType": "touch" },
                "actions": [
                    place(from, 0),
                    { "type": "pointerDown", "button": 0 },
                    place(half, 100),
                    place(to, 100),
                    { "type": "pointerUp", "button": 0 },
                ],
            })
        };
        let fingers: Vec<Value> = fingers.iter().enumerate().map(finger).collect();
        self.own_command("actions", json!({ "actions": fingers }));
    }

    /// A picture of the page, as PNG.
    pub(crate) fn picture(&self) -> Option<Vec<u8>> {
        self.run(self.client.screenshot()).ok()
    }

    /// A command that only Chromium knows: of its developer tools' protocol.
    #[track_caller]
    pub(crate) fn developer_tools(&self, command: &str, parameters: Value) -> Value {
        self.own_command(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": parameters }),
        )
    }

    /// What Chromium has logged since it was asked last: level and message.
    pub(crate) fn log(&self) -> Vec<(String, String)> {
        let entries = self.own_command("se/log", json!({ "type": "browser" }));
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let entries = entries.as_array().into_iter().flatten();
        entries
            .map(|entry| (text(entry, "level"), text(entry, "message")))
            .collect()
    }

    #[track_caller]
    fn own_command(&self, path: &'static str, body: Value) -> Value {
        self.run(self.client.issue_cmd(OwnCommand { path, body }))
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn run<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
        self.runtime.block_on(async {
            tokio::time::timeout(COMMAND_PATIENCE, command)
                .await
                .unwrap_or_else(|_| panic!("{} does not answer", self.browser))
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.end();
    }
}

/// A command that the client has no name for.
#[derive(Debug)]
struct OwnCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for OwnCommand {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
