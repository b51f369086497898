//! Measures the built site's engine in browsers: searches, alone and beside other programs, and opening. `cargo xtask
//! bench` runs it, which builds and serves the site and says where it is.

mod compressed;
mod floors;
mod genome;
mod human_like;
mod machine;
mod opening;
mod options;
mod page;
mod peers;
mod random;
mod report;

use std::process::ExitCode;

use anyhow::Result;
use browser_tests::browser::Browser;

use crate::options::{Options, Subject};
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
    let report = Report::new(options.json);
    match options.subject {
        Subject::Opening => open(&options, &report),
        Subject::Searches | Subject::Peers => search(&options, &report),
    }
}

fn open(options: &Options, report: &Report) -> Result<()> {
    let genomes = options
        .sources
        .iter()
        .map(|source| source.files_in_every_form())
        .collect::<Result<Vec<_>>>()?;
    if options.prepare {
        return Ok(());
    }
    opening::run(&genomes, options, report)
}

fn search(options: &Options, report: &Report) -> Result<()> {
    let files = options
        .sources
        .iter()
        .map(|source| source.file())
        .collect::<Result<Vec<_>>>()?;
    if options.prepare {
        return Ok(());
    }
    let page = Page::open(Browser::CHROMIUM)?;
    report.say(&machine::line(&page)?);
    for file in files {
        if options.subject == Subject::Peers {
            peers::run(&page, file, options, report)?;
        } else {
            floors::run(&page, &file, options, report)?;
        }
    }
    Ok(())
}
