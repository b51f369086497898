//! Closing the site: what can only be written once all its files are there.
//!
//! - `index.html`: the hashes of its inline scripts in the Content-Security-Policy, and where the engine lies;
//! - `sw.js`: the list of files that the service worker keeps, and the version of the whole.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use crate::{files, step};

const PAGE: &str = "index.html";
const SERVICE_WORKER: &str = "sw.js";

/// Fills the placeholders of the built site.
///
/// # Errors
/// If a placeholder is missing.
pub(crate) fn seal(dist: &Path, engine: &str) -> Result<()> {
    step::announce("Sealing the site: policy, engine, list of files");
    let page = dist.join(PAGE);
    fs::write(&page, seal_page(&files::read(&page)?, engine)?)?;
    let service_worker = dist.join(SERVICE_WORKER);
    if service_worker.exists() {
        let mut names = files::list(dist)?;
        names.retain(|name| name != SERVICE_WORKER);
        // The service worker itself counts too: a new one must not find the old one's files complete.
        let all = names
            .iter()
            .chain([&SERVICE_WORKER.to_owned()])
            .cloned()
            .collect::<Vec<_>>();
        let version = files::version(dist, &all)?;
        let script = seal_service_worker(&files::read(&service_worker)?, &version, &names)?;
        fs::write(&service_worker, script)?;
    }
    Ok(())
}

fn seal_page(html: &str, engine: &str) -> Result<String> {
    let hashes = inline_scripts(html)
        .into_iter()
        .map(|script| {
            format!(
                "'sha256-{}'",
                BASE64_STANDARD.encode(Sha256::digest(script))
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let html = fill(html, "{start-script-hash}", &hashes).context(PAGE)?;
    let html = fill(&html, "{engine}", &format!("engines/{engine}/")).context(PAGE)?;
    Ok(html)
}

fn seal_service_worker(script: &str, version: &str, names: &[String]) -> Result<String> {
    // `{:?}` of these names is what a script writes too: they hold no letter that it would escape otherwise.
    let list = names
        .iter()
        .map(|name| format!("{name:?}"))
        .collect::<Vec<_>>()
        .join(", ");
    let script = fill(script, "{version}", version).context(SERVICE_WORKER)?;
    fill(&script, "/*{files}*/", &list).context(SERVICE_WORKER)
}

fn fill(text: &str, placeholder: &str, value: &str) -> Result<String> {
    if !text.contains(placeholder) {
        bail!("the placeholder `{placeholder}` is missing");
    }
    Ok(text.replace(placeholder, value))
}

/// The texts of the scripts that stand in the page itself, byte for byte as a browser hashes them.
fn inline_scripts(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, after)) = after.split_once('>') else {
            break;
        };
        let Some((text, after)) = after.split_once("</script>") else {
            break;
        };
        if !attributes.contains("src=") {
            found.push(text);
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_the_page_itself_are_found_and_linked_ones_are_not() {
        let html = r#"<script src="a.js"></script><script type="module">
import a;</script><script>b</script>"#;
        assert_eq!(inline_scripts(html), ["\nimport a;", "b"]);
    }

    #[test]
    fn policy_holds_the_hash_that_a_browser_computes() -> Result<()> {
        // printf %s "alert('Hello, world.');" | openssl dgst -sha256 -binary | openssl base64
        let html = "{start-script-hash} {engine} <script>alert('Hello, world.');</script>";
        let sealed = seal_page(html, "0a1b")?;
        assert!(
            sealed.starts_with(
                "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=' engines/0a1b/ "
            )
        );
        Ok(())
    }

    #[test]
    fn service_worker_lists_the_files() -> Result<()> {
        let script = "const VERSION = \"{version}\"; const FILES = [/*{files}*/];";
        let names = ["a/b.js".to_owned(), "index.html".to_owned()];
        assert_eq!(
            seal_service_worker(script, "0a1b", &names)?,
            "const VERSION = \"0a1b\"; const FILES = [\"a/b.js\", \"index.html\"];"
        );
        Ok(())
    }

    #[test]
    fn a_missing_placeholder_is_an_error() {
        assert!(seal_page("<html>", "0a1b").is_err());
    }
}
