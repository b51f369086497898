//! The site: page, engines, charts and example, together in `dist/`.

use anyhow::Result;

use crate::{charts, engines, files, page, seal};

/// The genome behind the button `Open example`.
const EXAMPLE: &str = "vibrio_cholerae_N16961.fa.gz";

/// What the site holds as it stands here, and where.
const FILES: [(&str, &str); 4] = [
    ("index.html", "index.html"),
    ("site.webmanifest", "site.webmanifest"),
    ("style/icon.svg", "icon.svg"),
    ("sw.js", "sw.js"),
];

/// Builds the site, ready for any static host under any sub-path.
///
/// # Errors
/// If a tool is missing and cannot be installed, or a part of the site does not build.
pub(crate) fn build() -> Result<()> {
    let _lock = files::lock()?;
    let engine = engines::build()?;
    let charts = charts::build()?;
    let page = page::build()?;
    let dist = files::dist();
    files::remove_folder(&dist)?;
    for (from, to) in FILES {
        files::copy(&files::root().join(from), &dist.join(to))?;
    }
    files::copy_folder(&page::folder(&page), &dist.join("page").join(&page))?;
    files::copy_folder(
        &engines::folder(&engine),
        &dist.join("engines").join(&engine),
    )?;
    files::copy_folder(&charts, &dist.join("charts"))?;
    let example = files::root().join("tests/data").join(EXAMPLE);
    files::copy(&example, &dist.join("example").join(EXAMPLE))?;
    seal::seal(&dist, &page, &engine)
}

/// Builds the engines alone.
///
/// # Errors
/// If a tool is missing and cannot be installed, or the engine does not compile.
pub(crate) fn build_engines() -> Result<()> {
    let _lock = files::lock()?;
    engines::build()?;
    Ok(())
}
