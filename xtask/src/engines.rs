//! The engine for the browser, built twice from the same source: with threads on shared memory, and without.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::{
    compiler::{self, Compiler, TARGET},
    cut::{self, Cut},
    files, optimise, step, tools,
};

/// One of the two builds.
pub(crate) struct Build {
    pub(crate) name: &'static str,
    pub(crate) target: &'static str,
    pub(crate) features: &'static [&'static str],
    pub(crate) flags: &'static [&'static str],
}

/// Functions that are alike stay apart: as one they would have the name of just one of them, which tells where to cut.
const ONE_NAME: &str = "-Zmerge-functions=disabled";

/// Both builds; the page picks one when it starts.
pub(crate) const BUILDS: [Build; 2] = [
    Build {
        name: "threads",
        target: "engine-threads",
        features: &["--features", "threads"],
        flags: &[
            "-Ctarget-feature=+atomics,+bulk-memory,+mutable-globals,+simd128",
            "-Clink-arg=--shared-memory",
            "-Clink-arg=--import-memory",
            // All that 32 bits address: the page asks for less where a device refuses this much.
            "-Clink-arg=--max-memory=4294967296",
            ONE_NAME,
            // wasm-bindgen starts each thread with these; the compiler no longer exports them by itself.
            "-Clink-arg=--export=__wasm_init_tls",
            "-Clink-arg=--export=__tls_size",
            "-Clink-arg=--export=__tls_align",
            "-Clink-arg=--export=__tls_base",
        ],
    },
    Build {
        name: "single",
        target: "engine-single",
        features: &[],
        flags: &["-Ctarget-feature=+simd128", ONE_NAME],
    },
];

/// What the first search does not need, by the paths of functions and types: it comes later, as a module of its own
/// (`crates/worker/src/joining.rs`). The engine works wherever a function is; a scenario of the browser tests sees to it that
/// the first search needs none of these.
const LATER: [&str; 35] = [
    // What answers other requests than to open and to search.
    "worker::compare::",
    "worker::coordinator::later::",
    "worker::density::",
    "worker::export::",
    "worker::matched::",
    "worker::mean::",
    "worker::measure::",
    "worker::parse::",
    "worker::records::",
    "engine::compare::",
    "engine::density::",
    "engine::export::",
    "engine::listing::",
    "engine::matched::",
    "engine::moving_mean::",
    "engine::ranking::",
    "engine::regions::",
    "engine::stats::chance::Chance>::",
    "engine::stats::chance::variance_weights",
    "engine::stats::covariance::",
    "engine::store::kept::",
    // Other scans than the one that counts.
    "engine::scan::naive::",
    "engine::scan::read_planes::",
    "engine::scan::shift_and::",
    "engine::scan::bit_planes::BitPlanes as engine::scan::Scan>::matches",
    // Other formats than FASTA, plain and in gzip; and genomes that are read again for each search.
    "engine::input::two_bit",
    "engine::input::zip",
    "engine::input::zstd",
    "ruzstd::",
    "engine::fasta::parser::Parser>::push::<engine::store::packer::Packer<engine::store::reread::",
    "engine::store::reread::",
    "engine::store::tables::plane_checksum",
    "worker::reread::",
    // Numbers with a point in files.
    "core::num::imp::bignum::",
    "core::num::imp::flt2dec::",
];

/// Methods that the first search needs of every type: the compiler makes one function of those that do the same.
const FIRST: [&str; 1] = ["::matches_without_bases"];

/// What goes with the type it is of.
const OF_ITS_TYPE: [&str; 6] = [
    "<",
    "&",
    "core::ptr::drop_in_place::<",
    "engine::pass::Pass<",
    "engine::pass::Tallying<",
    "engine::store::packer::Packer<",
];

/// Builds both into `target/engines/<version>/` and gives the version, which changes with their content.
///
/// # Errors
/// If a tool is missing and cannot be installed, or the engine does not compile.
pub(crate) fn build() -> Result<String> {
    let compiler = compiler::find()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    let npm = tools::npm()?;
    let engines = files::target("engines");
    let fresh = engines.join("new");
    files::remove_folder(&fresh)?;
    for build in &BUILDS {
        let to = fresh.join(build.name);
        build.compile(&compiler, &wasm_bindgen, &to)?;
        optimise::optimise(&npm, &to, "worker", &[])?;
    }
    let scripts = files::root().join("crates/worker/js");
    for script in files::list(&scripts)? {
        files::copy(&scripts.join(&script), &fresh.join(&script))?;
        optimise::minify(&npm, &fresh.join(&script))?;
    }
    files::publish(&engines, &fresh)
}

/// Where the engine of a version lies.
pub(crate) fn folder(version: &str) -> PathBuf {
    files::target("engines").join(version)
}

impl Build {
    fn compile(&self, compiler: &Compiler, wasm_bindgen: &Path, to: &Path) -> Result<()> {
        step::announce(&format!("Building the engine: {}", self.name));
        step::run(
            compiler
                .cargo(self.target, self.flags)
                .args([
                    "build",
                    "--locked",
                    "--package",
                    "worker",
                    "--lib",
                    "--profile",
                    "engine",
                ])
                .args(["--target", TARGET])
                .args(self.features),
        )?;
        let module = files::target(self.target)
            .join(TARGET)
            .join("engine/worker.wasm");
        step::run(
            Command::new(wasm_bindgen)
                .args(["--target", "web", "--no-typescript"])
                .args(["--out-name", "worker", "--out-dir"])
                .arg(to)
                .arg(module),
        )?;
        // It has its functions' names still; both parts lose them.
        let module = to.join("worker_bg.wasm");
        let Cut { first, later } = cut::cut(&fs::read(&module)?, "join", comes_later)?;
        fs::write(&module, first)?;
        fs::write(to.join("later.wasm"), later)?;
        Ok(())
    }
}

/// Whether a function of this name comes later. Names have the hash of each crate in brackets.
fn comes_later(name: &str) -> bool {
    let mut path = String::with_capacity(name.len());
    let mut is_hash = false;
    for letter in name.chars() {
        match letter {
            '[' => is_hash = true,
            ']' => is_hash = false,
            letter if !is_hash => path.push(letter),
            _ => {}
        }
    }
    // What is generic over a type that comes later, such as an empty list of it, may be needed first, but not these.
    let mut path = path.as_str();
    while let Some(inner) = OF_ITS_TYPE
        .iter()
        .find_map(|outer| path.strip_prefix(outer))
    {
        path = inner;
    }
    LATER.iter().any(|later| path.starts_with(later))
        && !FIRST.iter().any(|first| path.ends_with(first))
}
