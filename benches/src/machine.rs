//! On what was measured, and when.

use std::fs;

use anyhow::Result;

use crate::page::Page;

/// Processor, cores, memory, browser and date.
///
/// # Errors
/// If the page has gone.
pub(crate) fn line(page: &Page) -> Result<String> {
    let processor = field("/proc/cpuinfo", "model name").unwrap_or("unknown processor".into());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .map_or("unknown memory".into(), |kib| {
            format!("{:.0} GiB of memory", kib / f64::from(1 << 20))
        });
    Ok(format!(
        "{processor}, {cores} cores, {memory}; {:?} {}; {}",
        page.browser().program,
        page.version(),
        page.date()?
    ))
}

/// What stands behind the name and a colon, where the system has such a file.
fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
