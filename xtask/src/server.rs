//! Serves the built site on this computer the way GitHub Pages does: under a sub-path, with no special headers.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, StatusCode};

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
            Some(file) => {
                request.respond(Response::from_file(file).with_header(content_type(&path)))
            }
            None => refuse(request, 404, "Not found"),
        },
        (Method::Get | Method::Head, Target::Redirect) => {
            let location = header("Location", SUB_PATH);
            request.respond(Response::empty(StatusCode(301)).with_header(location))
        }
        (Method::Get | Method::Head, Target::Nothing) => refuse(request, 404, "Not found"),
        _ => refuse(request, 405, "Only GET and HEAD are answered"),
    };
}

fn refuse(request: Request, status: u16, text: &str) -> std::io::Result<()> {
    request.respond(Response::from_string(text).with_status_code(StatusCode(status)))
}

fn open(path: &Path) -> Option<File> {
    path.is_file().then(|| File::open(path).ok()).flatten()
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

fn content_type(path: &Path) -> Header {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let value = match extension.unwrap_or_default() {
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
    };
    header("Content-Type", value)
}

fn header(name: &str, value: &str) -> Header {
    #[expect(
        clippy::expect_used,
        reason = "all names and values are constants of this file"
    )]
    Header::from_bytes(name, value).expect("a header of plain text")
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
