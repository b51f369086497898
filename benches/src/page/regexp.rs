//! JavaScript's regular expressions in the same browser.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{INPUT, Page};
use crate::genome::GenomeFile;

/// What a search by regular expressions gave.
pub(crate) struct RegexpSearch {
    /// Reading the file and making strings of it, in ms.
    pub(crate) load_ms: f64,
    /// The search, in ms.
    pub(crate) search_ms: f64,
    /// Matches of all expressions together.
    pub(crate) matches: u64,
}

/// Counts the matches of expressions, each given with the length of what it matches.
///
/// # Errors
/// If the worker fails, as for want of memory.
pub(crate) fn search_with_regexp(
    page: &Page,
    file: &GenomeFile,
    expressions: &[(String, usize)],
) -> Result<RegexpSearch> {
    page.choose(&file.path)?;
    let patterns: Vec<Value> = expressions
        .iter()
        .map(|(source, length)| json!([source, length]))
        .collect();
    let found = page.script_with_answer(
        include_str!("regexp.js"),
        &[INPUT.into(), Value::Array(patterns)],
    )?;
    if let Some(fault) = found["fault"].as_str() {
        bail!("the regular expression failed: {fault}");
    }
    let number = |name: &str| found[name].as_f64().context("the worker gave no numbers");
    Ok(RegexpSearch {
        load_ms: number("load_ms")?,
        search_ms: number("search_ms")?,
        matches: found["matches"]
            .as_u64()
            .context("the worker gave no count")?,
    })
}
