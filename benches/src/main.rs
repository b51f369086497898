//! Measures the built site's engine in Chromium, alone and beside other programs. `cargo xtask bench` runs it, which
//! builds and serves the site and says where it is.

mod floors;
mod genome;
mod human_like;
mod machine;
mod options;
mod page;
mod peers;
mod random;
mod report;
mod spread;

use std::process::ExitCode;

use anyhow::Result;

use crate::options::Options;
use crate::page::Page;
use crate::report::Report;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let options = Options::parse(&arguments)?;
    let files = options
        .sources
        .iter()
        .map(|source| source.file())
        .collect::<Result<Vec<_>>>()?;
    if options.prepare {
        return Ok(());
    }
    let page = Page::open()?;
    let report = Report::new(options.json);
    report.say(&machine::line(&page)?);
    for file in files {
        if options.peers {
            peers::run(&page, file, &options, &report)?;
        } else {
            floors::run(&page, &file, &options, &report)?;
        }
    }
    Ok(())
}
