//! Serves the built site on this computer the way GitHub Pages does: under a sub-path, with no special headers.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Method, Request};

use crate::files;

/// The site must work wherever it is put, so it is never tried at the root of a host.
const SUB_PATH: &str = "/motif-matcher/";
/// A browser opens about this many connections.
const THREADS: usize = 8;

pub(crate) struct Server {
    port: u16,
    threads: Vec<thread::JoinHandle<()>>,
}

impl Server {
    /// Starts to serve `dist/` to this computer only; port 0 takes any that is free.
    ///
    /// # Errors
    /// If nothing has been built, or the port is taken.
    pub(crate) fn start(port: u16) -> Result<Self> {
        let dist = files::dist();
        if !dist.join("index.html").exists() {
            bail!("there is no site in dist/: run `cargo xtask build`");
        }
        let server = tiny_http::Server::http(("127.0.0.1", port)).map_err(|error| {
            anyhow!("port {port} cannot be served ({error}): choose another with `cargo xtask serve --port N`")
        })?;
        let port = server
            .server_addr()
            .to_ip()
            .context("the server has no address")?
            .port();
        let server = Arc::new(server);
        let threads = (0..THREADS)
            .map(|_| {
                let (server, dist) = (Arc::clone(&server), dist.clone());
                thread::spawn(move || {
                    for request in server.incoming_requests() {
                        answer(request, &dist);
                    }
                })
            })
            .collect();
        Ok(Self { port, threads })
    }

    /// Where the page is.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}{SUB_PATH}", self.port)
    }

    /// Serves until the program is stopped.
    ///
    /// # Errors
    /// If a thread of the server ends, which none does by itself.
    pub(crate) fn wait(self) -> Result<()> {
        for thread in self.threads {
            thread.join().map_err(|_| anyhow!("the server stopped"))?;
        }
        Ok(())
    }
}

/// What the address of a request leads to.
#[derive(Debug, PartialEq)]
enum Target {
    File(PathBuf),
    Redirect,
    Nothing,
}

fn answer(request: Request, dist: &Path) {
    // A browser that goes away in the middle of an answer is no failure of the server.
    let _ = match (request.method(), resolve(request.url())) {
        (Method::Get | Method::Head, Target::File(path)) => match open(&dist.join(&path)) {
            Some(file) => respond(
                request,
                "200 OK",
                ("Content-Type", content_type(&path)),
                file,
            ),
            None => refuse(request, "404 Not Found"),
        },
        (Method::Get | Method::Head, Target::Redirect) => respond(
            request,
            "301 Moved Permanently",
            ("Location", SUB_PATH),
            Content::none(),
        ),
        (Method::Get | Method::Head, Target::Nothing) => refuse(request, "404 Not Found"),
        _ => refuse(request, "405 Method Not Allowed"),
    };
}

fn refuse(request: Request, status: &str) -> io::Result<()> {
    let content = Content {
        length_bytes: status.len() as u64,
        bytes: Box::new(io::Cursor::new(status.to_owned())),
    };
    respond(
        request,
        status,
        ("Content-Type", "text/plain; charset=utf-8"),
        content,
    )
}

/// Writes an answer after which the browser closes the connection. The server's pool may let a new connection wait for
/// an old one to end, and browsers keep connections that they may for minutes.
fn respond(
    request: Request,
    status: &str,
    (name, value): (&str, &str),
    content: Content,
) -> io::Result<()> {
    let has_content = *request.method() != Method::Head;
    let Content {
        length_bytes,
        mut bytes,
    } = content;
    let mut out = request.into_writer();
    write!(
        out,
        "HTTP/1.1 {status}\r\n{name}: {value}\r\nContent-Length: {length_bytes}\r\nConnection: close\r\n\r\n"
    )?;
    if has_content {
        io::copy(&mut bytes, &mut out)?;
    }
    out.flush()
}

/// What an answer carries.
struct Content {
    length_bytes: u64,
    bytes: Box<dyn Read>,
}

impl Content {
    fn none() -> Self {
        Self {
            length_bytes: 0,
            bytes: Box::new(io::empty()),
        }
    }
}

fn open(path: &Path) -> Option<Content> {
    let file = File::open(path).ok()?;
    let metadata = file.metadata().ok()?;
    metadata.is_file().then(|| Content {
        length_bytes: metadata.len(),
        bytes: Box::new(file),
    })
}

/// Finds the file that an address names, never one outside of the site.
fn resolve(url: &str) -> Target {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if format!("{path}/") == SUB_PATH {
        return Target::Redirect;
    }
    let Some(name) = path.strip_prefix(SUB_PATH).and_then(decode) else {
        return Target::Nothing;
    };
    if name.is_empty() {
        return Target::File(PathBuf::from("index.html"));
    }
    let strange =
        |part: &str| part.is_empty() || part.starts_with('.') || part.contains(['\\', ':', '\0']);
    if name.split('/').any(strange) {
        return Target::Nothing;
    }
    Target::File(PathBuf::from(name))
}

/// Undoes the percent encoding.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(path: &Path) -> &'static str {
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension.unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "gz" => "application/gzip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Target) {
        assert_eq!(resolve(url), expected, "{url}");
    }

    #[test]
    fn addresses_lead_to_files_of_the_site() {
        let file = |name: &str| Target::File(PathBuf::from(name));
        check("/motif-matcher/", file("index.html"));
        check("/motif-matcher/?motif=GAATTC", file("index.html"));
        check(
            "/motif-matcher/engines/0a/threads/worker.js",
            file("engines/0a/threads/worker.js"),
        );
        check("/motif-matcher/a%20b.txt", file("a b.txt"));
        check("/motif-matcher", Target::Redirect);
    }

    #[test]
    fn addresses_lead_nowhere_else() {
        for url in [
            "/",
            "/index.html",
            "/motif-matcherx/",
            "/motif-matcher/../Cargo.toml",
            "/motif-matcher/%2e%2e/Cargo.toml",
            "/motif-matcher/..%2fCargo.toml",
            "/motif-matcher//etc/passwd",
            "/motif-matcher/%2fetc/passwd",
            "/motif-matcher/a%00",
            "/motif-matcher/%zz",
            "/motif-matcher/a%2",
        ] {
            check(url, Target::Nothing);
        }
    }
}
