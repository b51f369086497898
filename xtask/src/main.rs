//! Set-up, build, serve and test of the project: `cargo xtask <command>`.
//!
//! Each command brings what it needs and skips what is there, so that no set-up has to be run before it.

mod bench;
mod charts;
mod compiler;
mod cut;
mod debian;
mod engines;
mod files;
mod fuzz;
mod needs;
mod optimise;
mod page;
mod python;
mod seal;
mod server;
mod shrink;
mod similar;
mod site;
mod step;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const USAGE: &str = "\
Usage: cargo xtask <command>

  setup                 install what the other commands need
  engines               build the engine for the browser, with and without threads
  build                 build the site into dist/
  serve [--port N] [--no-build]
                        build the site and serve it on this computer, as GitHub Pages would
  test [format|clippy|native|fuzz|wasm|browser|bench]…
                        run the tests, all of them unless some are named
  fuzz [TARGET] [--seconds N]
                        look for texts and files that the engine stumbles over
  bench [--size N]… [--file PATH]… [--rounds N] [--json] [--no-build]
                        measure the engine in Chromium, on generated genomes and on files
  bench peers [--size N | --file PATH] [--rounds N] [--json] [--no-build]
                        measure it beside other programs, and compare what they find
  bench open [--browser chromium|firefox|webkit]… [--size N]… [--file PATH]… [--rounds N] [--json] [--no-build]
                        measure how soon a genome is open, beside merely reading its file, in each browser

Each command installs what it needs and skips what is there.";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without a backtrace: what stopped is a command or a missing program, not this one.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["setup"] => test::set_up(),
        ["engines"] => site::build_engines(),
        ["build"] => site::build(),
        ["serve", options @ ..] => serve(options),
        ["test", names @ ..] => test::run(names),
        ["fuzz"] => fuzz::run(None, fuzz::SECONDS),
        ["fuzz", "--seconds", seconds] => fuzz::run(None, seconds_of(seconds)?),
        ["fuzz", target] => fuzz::run(Some(target), fuzz::SECONDS),
        ["fuzz", target, "--seconds", seconds] => fuzz::run(Some(target), seconds_of(seconds)?),
        ["bench", options @ ..] => bench::run(options),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        [other, ..] => bail!("there is no command `{other}`\n\n{USAGE}"),
    }
}

fn seconds_of(text: &str) -> Result<u64> {
    text.parse().context("`--seconds` wants a number")
}

fn serve(options: &[&str]) -> Result<()> {
    let mut port = 8080;
    let mut build = true;
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--no-build" => build = false,
            "--port" => match rest.next().map(|number| number.parse()) {
                Some(Ok(number)) => port = number,
                _ => bail!("`--port` wants a number from 0 to 65535"),
            },
            other => bail!("`serve` has no option `{other}`\n\n{USAGE}"),
        }
    }
    if build {
        site::build()?;
    }
    let server = server::Server::start(port)?;
    println!("{}", server.url());
    server.wait()
}
