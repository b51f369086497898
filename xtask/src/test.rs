//! Every test of the project, in the order of how soon each tells that something is wrong.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail};

use crate::{
    bench,
    compiler::{self, TARGET},
    engines, files, fuzz,
    needs::{BROWSERS, COMPARISONS, WASM},
    server, site, step, tools,
};

/// A kind of test that can be run by itself.
struct Kind {
    name: &'static str,
    what: &'static str,
    run: fn() -> Result<()>,
}

const KINDS: [Kind; 7] = [
    Kind {
        name: "format",
        what: "The format of the sources",
        run: format,
    },
    Kind {
        name: "clippy",
        what: "Lints",
        run: clippy,
    },
    Kind {
        name: "native",
        what: "Tests on this computer itself",
        run: native,
    },
    Kind {
        name: "fuzz",
        what: "A short run of the fuzz targets",
        run: fuzz_shortly,
    },
    Kind {
        name: "wasm",
        what: "The engine's tests in WebAssembly, with and without threads",
        run: wasm,
    },
    Kind {
        name: "browser",
        what: "Tests of the built site in browsers",
        run: browser,
    },
    Kind {
        name: "bench",
        what: "A short round of the benchmarks",
        run: benchmarks,
    },
];

/// Installs what any command needs.
///
/// # Errors
/// Names what is missing, and the command that would bring it.
pub(crate) fn set_up() -> Result<()> {
    compiler::find()?;
    tools::wasm_bindgen()?;
    tools::wasm_split()?;
    tools::npm()?;
    COMPARISONS.set_up()?;
    BROWSERS.set_up()?;
    tools::geckodriver()?;
    step::announce("All is there");
    Ok(())
}

/// Runs the named kinds of test, or all, each even if one before it failed.
///
/// # Errors
/// If one failed.
pub(crate) fn run(names: &[&str]) -> Result<()> {
    if let Some(name) = names
        .iter()
        .find(|name| KINDS.iter().all(|kind| kind.name != **name))
    {
        let known = KINDS.map(|kind| kind.name).join(", ");
        bail!("there are no tests `{name}`: expected one of {known}");
    }
    let mut outcomes = Vec::new();
    for kind in KINDS
        .iter()
        .filter(|kind| names.is_empty() || names.contains(&kind.name))
    {
        step::announce(kind.what);
        let start = Instant::now();
        let result = (kind.run)();
        if let Err(error) = &result {
            eprintln!("error: {error:#}");
        }
        outcomes.push((kind, result.is_ok(), start.elapsed()));
    }
    summarise(&outcomes)
}

fn summarise(outcomes: &[(&Kind, bool, Duration)]) -> Result<()> {
    println!();
    for (kind, passed, time) in outcomes {
        let word = if *passed { "passed" } else { "FAILED" };
        println!(
            "{word}  {:>5} s  {:<8} {}",
            time.as_secs(),
            kind.name,
            kind.what
        );
    }
    let failed: Vec<&str> = outcomes
        .iter()
        .filter(|(_, passed, _)| !passed)
        .map(|(kind, ..)| kind.name)
        .collect();
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

fn format() -> Result<()> {
    for folder in [files::root().to_owned(), files::root().join("fuzz")] {
        step::run(
            tools::cargo()
                .current_dir(folder)
                .args(["fmt", "--all", "--check"]),
        )
        .context("`cargo fmt --all` would put it right")?;
    }
    Ok(())
}

fn clippy() -> Result<()> {
    step::run(
        tools::cargo()
            .current_dir(files::root())
            .args(["clippy", "--locked", "--workspace", "--all-targets"])
            .args(["--", "-D", "warnings"]),
    )
}

fn native() -> Result<()> {
    COMPARISONS.set_up()?;
    COMPARISONS.report_missing();
    let mut command = tools::cargo();
    COMPARISONS.tell(&mut command);
    step::run(
        command
            .current_dir(files::root())
            .args(["test", "--locked", "--workspace"])
            .args(["--exclude", "browser-tests"]),
    )
}

fn fuzz_shortly() -> Result<()> {
    const SECONDS: u64 = 15;
    fuzz::run(None, SECONDS)
}

/// The same tests in both builds, in a worker of Chromium, where the engine runs.
fn wasm() -> Result<()> {
    WASM.set_up()?;
    if WASM.report_missing() {
        return Ok(());
    }
    let compiler = compiler::find()?;
    let runner = tools::wasm_bindgen_test_runner()?;
    let webdriver = files::root().join("xtask/webdriver.json");
    let mut failed = Vec::new();
    for build in &engines::BUILDS {
        step::announce(&format!(
            "The engine's tests in WebAssembly: {}",
            build.name
        ));
        let mut command = compiler.cargo(build.target, build.flags);
        WASM.tell(&mut command);
        let result = step::run(
            command
                .args(["test", "--locked", "--package", "worker", "--test", "*"])
                .args(["--target", TARGET])
                .args(build.features)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner)
                .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
                .env("WASM_BINDGEN_TEST_TIMEOUT", "600")
                .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &webdriver),
        );
        if result.is_err() {
            failed.push(build.name);
        }
    }
    if !failed.is_empty() {
        bail!("the tests failed in the build {}", failed.join(" and "));
    }
    Ok(())
}

fn browser() -> Result<()> {
    BROWSERS.set_up()?;
    BROWSERS.report_missing();
    build_site_once()?;
    let server = server::Server::start(0)?;
    let mut command = tools::cargo();
    BROWSERS.tell(&mut command);
    step::run(
        command
            .current_dir(files::root())
            .args([
                "test",
                "--locked",
                "--package",
                "browser-tests",
                "--tests",
                "--",
                // More would wait for one another on a small machine; see `tests/browser/check.rs`.
                "--test-threads=2",
            ])
            .env("SITE_URL", server.url())
            .env("GECKODRIVER", tools::geckodriver()?),
    )
}

/// So that the benchmarks never rot. What they measure so means nothing.
fn benchmarks() -> Result<()> {
    build_site_once()?;
    let server = server::Server::start(0)?;
    bench::check(&server)
}

/// Builds the site, unless this run of the program has.
fn build_site_once() -> Result<()> {
    static IS_BUILT: Mutex<bool> = Mutex::new(false);
    let mut is_built = IS_BUILT.lock().map_err(|_| anyhow!("a build stopped"))?;
    if !*is_built {
        site::build()?;
        *is_built = true;
    }
    Ok(())
}
