//! Closing the site: what can only be written once all its files are there.
//!
//! - `index.html`: where the page's own files and the engine lie;
//! - `sw.js`: the list of files that the service worker keeps, and the version of the whole.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{files, step};

const PAGE: &str = "index.html";
const SERVICE_WORKER: &str = "sw.js";

/// Fills the placeholders of the built site.
///
/// # Errors
/// If a placeholder is missing.
pub(crate) fn seal(dist: &Path, page: &str, engine: &str) -> Result<()> {
    step::announce("Sealing the site: where its parts lie, list of files");
    let html = dist.join(PAGE);
    fs::write(&html, seal_page(&files::read(&html)?, page, engine)?)?;
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

fn seal_page(html: &str, page: &str, engine: &str) -> Result<String> {
    let html = fill(html, "{page}", &format!("page/{page}/")).context(PAGE)?;
    fill(&html, "{engine}", &format!("engines/{engine}/")).context(PAGE)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_says_where_its_files_lie() -> Result<()> {
        let html = "<link href={page}a><link href={page}b><meta content={engine}>";
        assert_eq!(
            seal_page(html, "0a1b", "2c3d")?,
            "<link href=page/0a1b/a><link href=page/0a1b/b><meta content=engines/2c3d/>"
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
        assert!(seal_page("<html>", "0a1b", "2c3d").is_err());
    }
}
