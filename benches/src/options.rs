//! What the command line asks for.

use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use browser_tests::browser::Browser;

use crate::genome::Source;

pub(crate) const USAGE: &str = "\
Usage: cargo xtask bench [--size N]… [--file PATH]… [--rounds N] [--json] [--no-build]
       cargo xtask bench peers [--size N | --file PATH] [--rounds N] [--json] [--no-build]
       cargo xtask bench open [--browser NAME]… [--size N]… [--file PATH]… [--rounds N] [--json]
                              [--no-build]

  --browser NAME chromium, firefox or webkit; all that are installed unless some are named
  --size N       a generated genome of N bases, such as 500M or 3.1G
  --file PATH    a FASTA file, plain or gzip; `open` takes any that the page opens
  --rounds N     how often each line is measured; the median counts
  --json         one JSON object a line on the standard output, the table beside it
  --no-build     measure the site that is in dist/ already";

/// Sizes when none is given, in bases.
const DEFAULT_BASES: u64 = 500_000_000;
const DEFAULT_PEERS_BASES: u64 = 20_000_000;
const DEFAULT_OPENING_BASES: u64 = 1_000_000_000;
const SHORT_BASES: u64 = 3_000_000;
const DEFAULT_ROUNDS: u32 = 5;
const DEFAULT_PEERS_ROUNDS: u32 = 3;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Searches, against what they must reach.
    Searches,
    /// Searches, beside other programs.
    Peers,
    /// Opening, from the file to the first answer.
    Opening,
}

/// The command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    /// What is measured.
    pub(crate) subject: Subject,
    /// The browsers to open genomes in; all that are there if none is named.
    pub(crate) browsers: Vec<Browser>,
    /// The genomes; at least one.
    pub(crate) sources: Vec<Source>,
    /// How often each line is measured; at least once.
    pub(crate) rounds: u32,
    /// Print JSON.
    pub(crate) json: bool,
    /// See that everything works, on little and for a short time; figures mean nothing then.
    pub(crate) short: bool,
    /// Make the genomes, and nothing more.
    pub(crate) prepare: bool,
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub(crate) fn parse(arguments: &[&str]) -> Result<Self> {
        let (subject, arguments) = match arguments {
            ["peers", rest @ ..] => (Subject::Peers, rest),
            ["open", rest @ ..] => (Subject::Opening, rest),
            all => (Subject::Searches, all),
        };
        let mut options = Self {
            subject,
            browsers: Vec::new(),
            sources: Vec::new(),
            rounds: 0,
            json: false,
            short: false,
            prepare: false,
        };
        let mut rest = arguments.iter();
        while let Some(&option) = rest.next() {
            let mut value = |what: &str| {
                let value = rest.next().copied();
                value.ok_or_else(|| anyhow!("`{option}` wants {what}\n\n{USAGE}"))
            };
            match option {
                "--size" => {
                    let bases = bases(value("a number of bases")?)?;
                    options.sources.push(Source::Generated(bases));
                }
                "--file" => {
                    let path = PathBuf::from(value("the path of a file")?);
                    options.sources.push(Source::File(path));
                }
                "--browser" if subject == Subject::Opening => {
                    options.browsers.push(browser(value("a name")?)?);
                }
                "--rounds" => {
                    let number = value("a number")?.parse().ok().filter(|&number| number > 0);
                    options.rounds =
                        number.ok_or_else(|| anyhow!("`--rounds` wants a number from 1 on"))?;
                }
                "--json" => options.json = true,
                "--short" => options.short = true,
                "--prepare" => options.prepare = true,
                other => bail!("`bench` has no option `{other}`\n\n{USAGE}"),
            }
        }
        options.fill();
        if subject == Subject::Peers && options.sources.len() > 1 {
            bail!("`bench peers` takes one genome at a time\n\n{USAGE}");
        }
        Ok(options)
    }

    fn fill(&mut self) {
        if self.sources.is_empty() {
            self.sources.push(Source::Generated(match self.subject {
                _ if self.short => SHORT_BASES,
                Subject::Searches => DEFAULT_BASES,
                Subject::Peers => DEFAULT_PEERS_BASES,
                Subject::Opening => DEFAULT_OPENING_BASES,
            }));
        }
        if self.rounds == 0 {
            self.rounds = match self.subject {
                _ if self.short => 1,
                Subject::Peers => DEFAULT_PEERS_ROUNDS,
                Subject::Searches | Subject::Opening => DEFAULT_ROUNDS,
            };
        }
        if self.short && self.browsers.is_empty() {
            self.browsers.push(Browser::CHROMIUM);
        }
    }
}

/// A browser by its name.
fn browser(name: &str) -> Result<Browser> {
    match name.to_ascii_lowercase().as_str() {
        "chromium" => Ok(Browser::CHROMIUM),
        "firefox" => Ok(Browser::FIREFOX),
        "webkit" => Ok(Browser::WEBKIT),
        _ => bail!("`{name}` is no browser here: expected chromium, firefox or webkit"),
    }
}

/// A number of bases, with or without a unit.
fn bases(text: &str) -> Result<u64> {
    let (number, unit) = match text.char_indices().last() {
        Some((at, 'k' | 'K')) => (&text[..at], 1e3),
        Some((at, 'M')) => (&text[..at], 1e6),
        Some((at, 'G')) => (&text[..at], 1e9),
        _ => (text, 1.0),
    };
    number
        .parse::<f64>()
        .ok()
        .map(|number| (number * unit).round())
        .filter(|bases| (1.0..1e12).contains(bases))
        .map(|bases| bases as u64)
        .ok_or_else(|| {
            anyhow!("`{text}` is no size: expected a number of bases, such as 500M or 3.1G")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], expected: &[Source], rounds: u32) {
        let options = Options::parse(arguments).expect("options");
        assert_eq!(options.sources, expected, "{arguments:?}");
        assert_eq!(options.rounds, rounds, "{arguments:?}");
    }

    #[test]
    fn genomes_and_rounds_are_as_asked_for() {
        check(&[], &[Source::Generated(DEFAULT_BASES)], DEFAULT_ROUNDS);
        check(&["peers", "--size", "2000"], &[Source::Generated(2_000)], 3);
        check(
            &[
                "--size", "3.1G", "--file", "a.fa", "--rounds", "7", "--json",
            ],
            &[
                Source::Generated(3_100_000_000),
                Source::File("a.fa".into()),
            ],
            7,
        );
        check(&["--short"], &[Source::Generated(SHORT_BASES)], 1);
        check(&["open", "--short"], &[Source::Generated(SHORT_BASES)], 1);
        check(
            &["open"],
            &[Source::Generated(DEFAULT_OPENING_BASES)],
            DEFAULT_ROUNDS,
        );
    }

    #[test]
    fn genomes_are_opened_in_the_browsers_that_are_named() {
        let browsers = |arguments: &[&str]| Options::parse(arguments).expect("options").browsers;
        assert_eq!(browsers(&["open"]), []);
        assert_eq!(browsers(&["open", "--short"]), [Browser::CHROMIUM]);
        assert_eq!(
            browsers(&["open", "--browser", "WebKit", "--browser", "firefox"]),
            [Browser::WEBKIT, Browser::FIREFOX]
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (arguments, expected) in [
            (&["--size"][..], "wants a number of bases"),
            (&["--size", "many"], "`many` is no size"),
            (&["--size", "-1M"], "`-1M` is no size"),
            (&["--rounds", "0"], "from 1 on"),
            (&["--fast"], "no option `--fast`"),
            (&["peers", "--size", "1M", "--size", "2M"], "one genome"),
            (&["open", "--browser", "lynx"], "`lynx` is no browser"),
            (&["--browser", "firefox"], "no option `--browser`"),
        ] {
            let error = Options::parse(arguments).expect_err("wrong").to_string();
            assert!(error.contains(expected), "{arguments:?}: {error}");
        }
    }
}
