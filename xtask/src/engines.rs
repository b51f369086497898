//! The engine for the browser, built twice from the same source: with threads on shared memory, and without.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::{
    compiler::{self, Compiler, TARGET},
    files, step, tools,
};

/// One of the two builds.
pub(crate) struct Build {
    pub(crate) name: &'static str,
    pub(crate) target: &'static str,
    pub(crate) features: &'static [&'static str],
    pub(crate) flags: &'static [&'static str],
}

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
        flags: &["-Ctarget-feature=+simd128"],
    },
];

/// Builds both into `target/engines/<version>/` and gives the version, which changes with their content.
///
/// # Errors
/// If a tool is missing and cannot be installed, or the engine does not compile.
pub(crate) fn build() -> Result<String> {
    let compiler = compiler::find()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    let engines = files::target("engines");
    let fresh = engines.join("new");
    files::remove_folder(&fresh)?;
    for build in &BUILDS {
        build.compile(&compiler, &wasm_bindgen, &fresh.join(build.name))?;
    }
    let scripts = files::root().join("crates/worker/js");
    if scripts.exists() {
        files::copy_folder(&scripts, &fresh)?;
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
                .args([
                    "--target",
                    "web",
                    "--no-typescript",
                    "--remove-name-section",
                    "--out-name",
                    "worker",
                    "--out-dir",
                ])
                .arg(to)
                .arg(module),
        )
    }
}
