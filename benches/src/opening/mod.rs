//! How soon a genome is open and searched, beside merely reading its file, in every browser.

mod floor;
mod lines;
mod memory;
mod round;
mod row;

use anyhow::{Result, bail};
use browser_tests::browser::Browser;
use protocol::GenomeSummary;

use crate::genome::GenomeFile;
use crate::machine;
use crate::options::Options;
use crate::page::Page;
use crate::report::{Report, announce, table, with_commas};

use round::{Round, memory_beside_genome};
use row::Row;

/// Measures the genomes, each in all its forms, and prints it, browser after browser.
///
/// # Errors
/// If something cannot be measured, or forms of the same genome differ; never for a floor that is missed.
pub(crate) fn run(genomes: &[Vec<GenomeFile>], options: &Options, report: &Report) -> Result<()> {
    for browser in browsers(options)? {
        announce(&format!("In {:?}", browser.program));
        let page = Page::open(browser)?;
        report.say(&format!("\n{}", machine::line(&page)?));
        for files in genomes {
            let mut first = None;
            for (index, file) in files.iter().enumerate() {
                // What is kept is the same whatever the form.
                let rounds = measure(&page, file, index == 0, options)?;
                for round in &rounds {
                    round.check_that_all_found_the_same(
                        first.get_or_insert_with(|| round.found()),
                    )?;
                }
                let beside_bytes = memory_beside_genome(&page, file)?;
                print(&page, file, &rounds, beside_bytes, options, report);
            }
        }
    }
    Ok(())
}

/// Those that are named, or else those that are on this system.
fn browsers(options: &Options) -> Result<Vec<Browser>> {
    if !options.browsers.is_empty() {
        return Ok(options.browsers.clone());
    }
    let all = [Browser::CHROMIUM, Browser::FIREFOX, Browser::WEBKIT];
    let (here, missing): (Vec<Browser>, Vec<Browser>) =
        all.into_iter().partition(|browser| browser.is_here());
    for browser in missing {
        announce(&format!(
            "Left out: {:?} is not on this system",
            browser.program
        ));
    }
    if here.is_empty() {
        bail!("there is nothing to measure in: install a browser and its driver");
    }
    Ok(here)
}

fn measure(
    page: &Page,
    file: &GenomeFile,
    with_library: bool,
    options: &Options,
) -> Result<Vec<Round>> {
    page.choose(&file.path)?;
    // The browser compiles what is used, and the system keeps the file in memory: the first round does not count.
    if !options.short {
        announce(&format!("{}: warming up", file.name));
        Round::measure(page, file, with_library)?;
    }
    (1..=options.rounds)
        .map(|round| {
            announce(&format!(
                "{}: round {round} of {}",
                file.name, options.rounds
            ));
            Round::measure(page, file, with_library)
        })
        .collect()
}

fn print(
    page: &Page,
    file: &GenomeFile,
    rounds: &[Round],
    beside_bytes: Option<u64>,
    options: &Options,
    report: &Report,
) {
    let program = page.browser().program;
    let mut rows = lines::rows(program, file, rounds, beside_bytes);
    if options.short {
        // Nothing can be said of what was measured on so little.
        rows.iter_mut().for_each(|row| row.is_met = None);
    }
    let Some(genome) = rounds.last().map(Round::genome) else {
        return;
    };
    let browser = format!("{program:?} {}", page.version());
    for row in &rows {
        report.tell(&row.json(&browser, genome));
    }
    let cells: Vec<Vec<String>> = rows.iter().map(Row::cells).collect();
    report.say(&format!(
        "\n{}\n\n{}",
        heading(&browser, genome),
        table(&Row::HEADERS, &cells)
    ));
}

fn heading(browser: &str, genome: &GenomeSummary) -> String {
    format!(
        "{browser}: {}, {:?}, {} bases, {} bytes of file, {} bytes of text",
        genome.file_names.join(", "),
        genome.compression,
        with_commas(genome.length_bases),
        with_commas(genome.file_bytes),
        with_commas(genome.text_bytes),
    )
}
