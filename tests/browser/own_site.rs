//! The built site served by the test itself, so that it can be changed, and go away.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

const SUB_PATH: &str = "/motif-matcher/";
const ISOLATION: &str =
    "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";

/// Serves `dist/` under an address of its own until the test ends.
pub(crate) struct OwnSite {
    url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    is_gone: bool,
    /// Whether it isolates its pages by itself.
    is_isolated: bool,
    /// The files that were asked for, once each.
    asked: BTreeSet<String>,
    /// Those that are not there, by what their names end with.
    lost: Option<&'static str>,
    /// Files that differ from those in `dist/`.
    changed: HashMap<String, String>,
}

impl OwnSite {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::<Mutex<State>>::default();
        let served = Arc::clone(&state);
        // It ends with the program.
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let state = Arc::clone(&served);
                thread::spawn(move || {
                    // A browser that goes away is no fault.
                    let _ = answer(connection, &state);
                });
            }
        });
        Self {
            url: format!("http://127.0.0.1:{port}{SUB_PATH}"),
            state,
        }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// From now on no request is answered.
    pub(crate) fn go_away(&self) {
        self.state().is_gone = true;
    }

    /// From now on its pages need no service worker to be isolated, and have none: what they ask for is asked for here.
    pub(crate) fn isolate(&self) {
        let mut state = self.state();
        state.is_isolated = true;
        state.changed.insert("sw.js".into(), String::new());
    }

    /// From now on files are missing whose names end so; none are if none is given.
    pub(crate) fn lose(&self, ending: Option<&'static str>) {
        self.state().lost = ending;
    }

    /// The files of the site that were asked for.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.state().asked.iter().cloned().collect()
    }

    /// Has the engine's workers run this before anything else.
    pub(crate) fn begin_engines_with(&self, script: &str) {
        let page = read("index.html");
        let (_, engine) = page
            .split_once("name=\"engine\" content=\"")
            .expect("where the engine lies");
        let (folder, _) = engine.split_once('"').expect("a folder");
        let name = format!("{folder}coordinator.js");
        let coordinator = format!("{script}\n{}", read(&name));
        self.state().changed.insert(name, coordinator);
    }

    /// Publishes a new version, in which the page says so.
    pub(crate) fn publish(&self, version: &str) {
        let page = read("index.html");
        let page = page.replace(
            "<head>",
            &format!("<head><meta name=\"test\" content=\"{version}\">"),
        );
        let worker = read("sw.js");
        let (start, rest) = worker.split_once("VERSION = \"").expect("a version");
        let (_, rest) = rest.split_once('"').expect("the end of a version");
        let worker = format!("{start}VERSION = \"{version}\"{rest}");
        let changed = &mut self.state().changed;
        changed.insert("index.html".into(), page);
        changed.insert("sw.js".into(), worker);
    }

    /// Publishes a new version that does not take over when it is asked to.
    pub(crate) fn publish_stubborn(&self, version: &str) {
        self.publish(version);
        let changed = &mut self.state().changed;
        let worker = changed.get_mut("sw.js").expect("was just published");
        let asked = "if (event.data === \"activate\") self.skipWaiting();";
        assert!(worker.contains(asked), "{worker}");
        *worker = worker.replace(asked, "");
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Bytes of a file of the built site as it goes over the network, compressed with gzip.
pub(crate) fn compressed_bytes(name: &str) -> usize {
    let content = std::fs::read(folder().join(name)).expect("a file of the built site");
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&content).expect("memory");
    encoder.finish().expect("memory").len()
}

fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).expect("the built site")
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../dist")
}

fn answer(mut connection: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    let mut reader = BufReader::new(connection.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let address = request.split(' ').nth(1).unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = match path.strip_prefix(SUB_PATH) {
        Some("") => "index.html",
        Some(name) if !name.contains("..") => name,
        _ => "nothing",
    };
    let (content, is_isolated) = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.is_gone {
            return Ok(());
        }
        state.asked.insert(name.to_owned());
        let is_lost = state.lost.is_some_and(|ending| name.ends_with(ending));
        let changed = state.changed.get(name);
        let changed = changed.map(|text| text.clone().into_bytes());
        let content = changed.or_else(|| std::fs::read(folder().join(name)).ok());
        (content.filter(|_| !is_lost), state.is_isolated)
    };
    let status = if content.is_some() {
        "200 OK"
    } else {
        "404 Not Found"
    };
    let content = content.unwrap_or_default();
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let isolation = if is_isolated { ISOLATION } else { "" };
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{isolation}Connection: close\r\n\r\n",
        content.len()
    )?;
    connection.write_all(&content)
}
